import type { System } from "../model.ts";
import { windowsXml } from "../notations/windows.ts";

/** Published desktops on the wards: a delivery controller and a server with sessions. */
export const citrix: System = {
  name: "citrix",
  aliases: ["apps.clinic.example", "Citrix Broker Service"],
  port: 443,
  sources: { event: { path: "XmlWinEventLog", notation: windowsXml } },
  everyday: [
    "70 | info | event/Citrix:Citrix Broker Service:1101 | The Citrix Broker Service brokered a connection for user CLINIC\\{user} to resource WARD-DESKTOP on worker CLINIC\\CTX-VDA1.",
    "60 | info | event/Microsoft-Windows-TerminalServices-LocalSessionManager/Operational:Microsoft-Windows-TerminalServices-LocalSessionManager:21 | Remote Desktop Services: Session logon succeeded: User: CLINIC\\{user} Session ID: {2..90} Source Network Address: 198.51.100.{100..199}",
    "50 | info | event/Microsoft-Windows-TerminalServices-LocalSessionManager/Operational:Microsoft-Windows-TerminalServices-LocalSessionManager:24 | Remote Desktop Services: Session has been disconnected: User: CLINIC\\{user} Session ID: {2..90}",
    "12 | warning | event/Application:Microsoft-Windows-User Profiles Service:1530 | Windows detected your registry file is still in use by other applications or services. The file will be unloaded now. {1..4} user registry handles leaked from \\Registry\\User\\S-1-5-21-{1000..9999}",
    "9 | error | event/Application:Application Error:1000 | Faulting application name: {winword.exe|outlook.exe|acrord32.exe|vitals.exe}, version: {10..16}.0.{1000..9999}.0, faulting module name: ntdll.dll, exception code: 0xc0000005, fault offset: 0x{hex:8}",
    "10 | warning | event/System:Print:20 | Printer Driver Zebra ZD420 for Windows x64 Version-3 was added or updated. Files: {1..9}",
    "900s | info | event/Citrix:Citrix Broker Service:3012 | The Citrix Broker Service successfully registered worker CTX-VDA1.",
    "6 | error | event/Microsoft-Windows-PrintService/Admin:Microsoft-Windows-PrintService:372 | The document Print Document, owned by {user}, failed to print on printer WARD{1..9}-ZEBRA. Try to print the document again. Win32 error code: 0x{1f|5|40}",
    "8 | info | event/System:Service Control Manager:7036 | The {Windows Update|WMI Performance Adapter|Software Protection} service entered the {running|stopped} state.",
  ],
  complaints: [
    "refused | * | error | event/Citrix:Citrix Broker Service:1039 | The Citrix Broker Service failed to contact {peer.fqdn}. Error details: No connection could be made because the target machine actively refused it {peer.address}:{peer.port}",
    "refused | * | error | event/Citrix:Citrix Broker Service:1100 | The Citrix Broker Service could not start a session for user CLINIC\\{user}: the connection was refused.",
    "timeout | directory-service | error | event/System:NETLOGON:5719 | This computer was not able to set up a secure session with a domain controller in domain CLINIC due to the following: There are currently no logon servers available to service the logon request.",
    "timeout | directory-service | error | event/System:Microsoft-Windows-GroupPolicy:1129 | The processing of Group Policy failed because of lack of connectivity to domain controller {peer.fqdn}.",
    "timeout | filer | error | event/Application:Citrix Profile management:7 | The user store \\\\{peer}\\profiles$\\{user} could not be reached: the network path was not found.",
    "timeout | * | error | event/Application:MEDIS Client:1040 | Connection to {peer.fqdn}:{peer.port} timed out after 30000 ms (user CLINIC\\{user}).",
    "timeout | * | error | event/Application:Application Hang:1002 | The program mediscl.exe version 7.4 stopped interacting with Windows and was closed. Process ID: {hex:4} Application Path: C:\\Program Files\\Clinic\\mediscl.exe",
    "slow | * | warning | event/Microsoft-Windows-Winlogon/Operational:Microsoft-Windows-Winlogon:6005 | The winlogon notification subscriber <Profiles> is taking long time to handle the notification event (Logon) from {peer}.",
    "slow | * | warning | event/Application:Microsoft-Windows-Winlogon:6006 | The winlogon notification subscriber <GPClient> took {60..240} second(s) to handle the notification event (CreateSession).",
    "failing | * | error | event/Application:MEDIS Client:1043 | {peer.fqdn} answered with an internal error (500) for CLINIC\\{user}.",
    "failing | * | error | event/Citrix:Citrix Broker Service:1106 | The Citrix Broker Service failed to broker a connection for user CLINIC\\{user} to resource WARD-DESKTOP.",
    "failing | directory-service | error | event/System:Microsoft-Windows-Security-Kerberos:4 | The Kerberos client received a KRB_AP_ERR_MODIFIED error from the server {peer}$. The target name used was host/{peer.fqdn}.",
    "unresolved | * | warning | event/System:Microsoft-Windows-DNS-Client:1014 | Name resolution for the name medis.clinic.example timed out, the server {peer.address} did not respond.",
    "unresolved | * | error | event/Application:MEDIS Client:1041 | No such host is known (11001). Session of CLINIC\\{user} was not opened.",
    "untrusted | * | error | event/System:Schannel:36882 | The certificate received from the remote server {peer.fqdn} has expired. The TLS connection request has failed.",
    "untrusted | * | error | event/System:Schannel:36884 | The certificate received from the remote server is outside its validity period. The TLS connection request has failed. The attached data contains the server certificate.",
  ],
};
