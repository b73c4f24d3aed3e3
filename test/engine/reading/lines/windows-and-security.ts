import { lineTable } from "./line-table.ts";

/** Events of Windows, and what security products send. */
export const windowsAndSecurity = lineTable(String.raw`
# Windows event (Splunk's forwarder)
03/14/2026 03:12:00 AM⏎LogName=System⏎EventCode=7031⏎EventType=2⏎Type=Error⏎ComputerName=web1.shop.example⏎SourceName=Service Control Manager⏎Message=The order service ended unexpectedly.
  time 2026-03-14T03:12:00Z; level error; service Service Control Manager; host web1.shop.example; says The order service ended
03/14/2026 03:12:00 PM⏎LogName=Security⏎EventCode=4624⏎Type=Information⏎ComputerName=web1⏎SourceName=Microsoft Windows security auditing.⏎Message=An account was logged on.
  time 2026-03-14T15:12:00Z; level info; service Microsoft Windows security auditing.; host web1; says An account was logged on.
# Windows event (XML)
<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='Disk'/><EventID>7</EventID><Level>2</Level><TimeCreated SystemTime='2026-03-14T03:12:00.123456700Z'/><Execution ProcessID='77' ThreadID='9'/><Computer>web1</Computer></System><EventData><Data>bad block</Data></EventData></Event>
  time 2026-03-14T03:12:00.123Z; level error; service Disk; host web1; process 77; says data=bad block
<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='Shop.Audit'/><EventID>4625</EventID><Level>0</Level><TimeCreated SystemTime='2026-03-14T03:12:00Z'/><Computer>web1</Computer></System><EventData><Data Name='TargetUserName'>alice</Data></EventData></Event>
  time 2026-03-14T03:12:00Z; level info; service Shop.Audit; host web1; about user alice; says targetusername=alice
# Windows event (exported, CSV)
Error,3/14/2026 3:12:00 AM,Disk,7,None,bad block
  time 2026-03-14T03:12:00Z; level error; says 3/14/2026
"Warning","3/14/2026 3:12:00 PM","Disk","51","None","slow page"
  time 2026-03-14T15:12:00Z; level warning; says "3/14/2026
# Windows event (exported, by tabs)
Error⇥3/14/2026 3:12:00 AM⇥Service Control Manager⇥7031⇥None⇥The spooler ended unexpectedly.
  time 2026-03-14T03:12:00Z; level error; service Service Control Manager; says The spooler ended
3/14/2026 3:12:00 PM⇥Warning⇥Disk⇥51⇥None⇥slow page
  time 2026-03-14T15:12:00Z; level warning; service Disk; says slow page
# Windows event (Winlogbeat, NXLog)
{"@timestamp":"2026-03-14T03:12:00.123Z","log":{"level":"error"},"winlog":{"provider_name":"Disk","event_id":7,"computer_name":"web1"},"message":"bad block"}
  time 2026-03-14T03:12:00.123Z; level error; service Disk; host web1; says bad block
{"EventTime":"2026-03-14 03:12:00","Hostname":"web1","SeverityValue":4,"Severity":"ERROR","EventID":7,"SourceName":"Disk","ProcessID":77,"Message":"bad block"}
  time 2026-03-14T03:12:00Z; level error; service Disk; host web1; process 77; says bad block
# PowerShell
Get-Shelf : Cannot find path 'C:\shelf' because it does not exist.
  says Get-Shelf
# CEF
CEF:0|Acme|Guard|1.0|100|port scan seen|9|src=192.0.2.7 dst=198.51.100.2 spt=503
  level fatal; service Guard; says port scan seen
Mar 14 03:12:00 fw1 CEF:0|Acme|Guard|1.0|101|login seen|2|suser=alice src=192.0.2.7
  time 2026-03-14T03:12:00Z; level info; service Guard; host fw1; about user alice; says login seen
CEF:0|Acme|Guard|1.0|102|malware seen|High|src=192.0.2.7
  level error; service Guard; says malware seen
# LEEF
LEEF:1.0|Acme|Guard|1.0|100|src=192.0.2.7⇥sev=9⇥usrName=alice
  level fatal; service Guard; about user alice; says 100
LEEF:2.0|Acme|Guard|1.0|100|^|src=192.0.2.7^sev=2
  service Guard; says 100
# Suricata
{"timestamp":"2026-03-14T03:12:00.123456+0100","event_type":"alert","src_ip":"192.0.2.7","dest_port":443,"alert":{"signature":"scan","severity":2}}
  time 2026-03-14T02:12:00.123Z; says event_type=alert
03/14/2026-03:12:00.123456  [**] [1:2001219:20] scan seen [**] [Classification: Scan] [Priority: 2] {TCP} 192.0.2.7:503 -> 198.51.100.2:22
  time 2026-03-14T03:12:00.123Z; says scan seen
# Zeek
1773457920.123456⇥CHhAvVGS1DHFjwGM9⇥192.0.2.7⇥50122⇥198.51.100.2⇥443⇥tcp⇥ssl⇥0.5⇥503⇥200⇥SF
  time 2026-03-14T03:12:00.123Z; says CHhAvVGS1DHFjwGM9
# fail2ban
2026-03-14 03:12:00,123 fail2ban.actions        [77]: NOTICE  [sshd] Ban 192.0.2.7
  time 2026-03-14T03:12:00.123Z; level info; service fail2ban.actions; process 77; says [sshd] Ban
2026-03-14 03:12:00,123 fail2ban.filter         [77]: ERROR   no such file
  time 2026-03-14T03:12:00.123Z; level error; service fail2ban.filter; process 77; says no such file
# Wazuh, OSSEC
2026/03/14 03:12:00 wazuh-agentd: ERROR: (1216): no answer from the manager
  time 2026-03-14T03:12:00Z; level error; service wazuh-agentd; says (1216)
# ClamAV
Sat Mar 14 03:12:00 2026 -> ERROR: socket is gone
  time 2026-03-14T03:12:00Z; level error; says socket is gone
# ModSecurity
[Sat Mar 14 03:12:00.123456 2026] [:error] [pid 77] [client 192.0.2.7] ModSecurity: Access denied with code 403
  time 2026-03-14T03:12:00.123Z; level error; process 77; says ModSecurity
# Falco
03:12:00.123456789: Critical A shell was opened in a container (user=root container_id=4f9d195432c1)
  level fatal; about container 4f9d195432c1, user root; says A shell was opened
{"output":"03:12:00: Error shell opened","priority":"Error","rule":"Terminal shell","time":"2026-03-14T03:12:00.123456789Z","hostname":"web1"}
  time 2026-03-14T03:12:00.123Z; level error; host web1; says output=
`);
