import type { System } from "../model.ts";
import { nameServer, syslog } from "../notations/appliances.ts";
import { windowsColumns } from "../notations/windows.ts";
import { unixRoutine } from "./unix.ts";

/** Two domain controllers: logons, tickets and LDAP for everybody. */
export const directoryService: System = {
  name: "directory-service",
  aliases: ["ad.clinic.example"],
  port: 636,
  sources: { event: { path: "udp:514/windows", notation: windowsColumns } },
  everyday: [
    "110 | info | event/Security:Microsoft-Windows-Security-Auditing:4769 | A Kerberos service ticket was requested. Account Name: {user}@CLINIC.EXAMPLE Service Name: {CTX-VDA1$|MEDIS-SVC|krbtgt|FILER-1$} Client Address: ::ffff:198.51.100.{61..199} Failure Code: 0x0",
    "60 | info | event/Security:Microsoft-Windows-Security-Auditing:4624 | An account was successfully logged on. Logon Type: 3 Account Name: {user} Account Domain: CLINIC Source Network Address: 198.51.100.{61..199}",
    "30 | notice | event/Security:Microsoft-Windows-Security-Auditing:4771 | Kerberos pre-authentication failed. Account Name: {user} Client Address: ::ffff:198.51.100.{61..199} Failure Code: 0x18",
    "20 | notice | event/Security:Microsoft-Windows-Security-Auditing:4625 | An account failed to log on. Account Name: {user} Failure Reason: Unknown user name or bad password. Status: 0xC000006D",
    "2 | notice | event/Security:Microsoft-Windows-Security-Auditing:4740 | A user account was locked out. Account Name: {user} Caller Computer Name: CTX-VDA1",
    "900s | info | event/System:Microsoft-Windows-Time-Service:37 | The time provider NtpClient is currently receiving valid time data from 198.51.100.1.",
    "1800s | info | event/Directory Service:Microsoft-Windows-ActiveDirectory_DomainService:1869 | Active Directory Domain Services has located a global catalog in site NORTH.",
    "5 | warning | event/System:NETLOGON:5807 | During the past 4 hours there have been {3..80} connections to this Domain Controller from client machines whose IP addresses do not map to any of the existing sites in the enterprise.",
    "4 | warning | event/Directory Service:Microsoft-Windows-ActiveDirectory_DomainService:2889 | The following client performed a SASL (Negotiate/Kerberos/NTLM/Digest) LDAP bind without requesting signing. Client IP address: 198.51.100.{61..199}:{49152..65535}",
  ],
  complaints: [],
};

/** The name servers of clinic.example. */
export const dns: System = {
  name: "dns",
  aliases: ["ns.clinic.example", "named"],
  port: 53,
  sources: {
    named: { path: "/var/log/named/named.log", notation: nameServer },
    syslog: { path: "/var/log/messages", notation: syslog },
  },
  everyday: [
    ...unixRoutine,
    ...["medis", "ora-1", "filer-1", "mq-1", "apps"].map(
      (name) =>
        `30 | info | named/queries | client @0x7f{hex:10} 198.51.100.{61..199}#{32768..60999} (${name}.clinic.example): query: ${name}.clinic.example IN A + ({self.address})`,
    ),
    "12 | info | named/lame-servers | connection refused resolving '{cdn|mail|www}.partner.example/{A|AAAA}/IN': 203.0.113.{2..250}#53",
    "8 | info | named/resolver | DNS format error from 203.0.113.{2..250}#53 resolving {api|stats|img}.partner.example/AAAA: reply has no answer",
    "3600s | info | named/xfer-in | transfer of 'partner.example/IN' from 203.0.113.53#53: Transfer status: up to date",
    "4 | info | named/security | client @0x7f{hex:10} {client}#{1024..65000} (example.com): query (cache) 'example.com/ANY/IN' denied",
    "6 | warning | named/rate-limit | client @0x7f{hex:10} 198.51.100.{61..199}#{1024..65000}: rate limit slip response to 198.51.100.0/24 for wpad.clinic.example IN A",
  ],
  complaints: [],
};
