const raw = String.raw;

/** Systems that log who came in. The notation is that of labelled-lines.ts; all values are invented. */
export const labelledAuthentication: Readonly<Record<string, string>> = {
  sshd: raw`
Mar 14 03:12:00 web1 sshd[4121]: Failed password for invalid user ⟦USER|marlene⟧ from ⟦IP|203.0.113.77⟧ port 50122 ssh2
Mar 14 03:12:01 web1 sshd[4121]: Invalid user ⟦USER|k.brandt⟧ from ⟦IP|198.51.100.9⟧ port 40022
Mar 14 03:12:02 web1 sshd[4122]: Accepted publickey for ⟦USER|jonas⟧ from ⟦IP|2001:db8:85a3::8a2e:370:7334⟧ port 51515 ssh2: RSA SHA256:abcDEF123
Mar 14 03:12:03 web1 sshd[4123]: pam_unix(sshd:session): session opened for user ⟦USER|jonas⟧(uid=1001) by (uid=0)
Mar 14 03:12:04 web1 sshd[4124]: Connection closed by authenticating user ⟦USER|petra_k⟧ ⟦IP|203.0.113.12⟧ port 39114 [preauth]
Mar 14 03:12:05 web1 sshd[4125]: pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=⟦IP|192.0.2.200⟧  user=⟦USER|wsmith⟧
Mar 14 03:12:06 web1 sshd[4126]: Disconnected from user ⟦USER|oleg⟧ ⟦IP|10.20.30.40⟧ port 22110
Mar 14 03:12:07 web1 sshd[4127]: Received disconnect from ⟦IP|10.20.30.40⟧ port 22110:11: disconnected by user
Mar 14 03:12:08 web1 sshd[4128]: error: maximum authentication attempts exceeded for ⟦USER|ingrid⟧ from ⟦IP|203.0.113.4⟧ port 1022 ssh2 [preauth]
Mar 14 03:12:09 web1 sshd[811]: Server listening on 0.0.0.0 port 22.
Mar 14 03:12:09 web1 sshd[811]: Server listening on :: port 22.
Mar 14 03:12:10 web1 sshd[812]: fatal: no hostkey alg [preauth]
Mar 14 03:12:11 web1 sshd[813]: error: Could not load host key: /etc/ssh/ssh_host_ed25519_key
Mar 14 03:12:12 web1 sshd[814]: pam_unix(sshd:auth): check pass; user unknown
Mar 14 03:12:13 web1 sshd[815]: Bad protocol version identification '\003' 
Mar 14 03:12:14 web1 sshd[816]: debug1: kex: curve25519-sha256 server->client aes128-ctr hmac-sha2-256 none
Mar 14 03:12:15 web1 sshd[817]: Failed password for root from ⟦IP|192.0.2.14⟧ port 44 ssh2
Mar 14 03:12:16 web1 sshd[818]: PAM 5 more authentication failures; logname= uid=0 euid=0 tty=ssh ruser=`,
  linux: raw`
Mar 14 03:13:00 web1 sudo:    ⟦USER|hanna⟧ : TTY=pts/0 ; PWD=/srv ; USER=root ; COMMAND=/bin/ls
Mar 14 03:13:01 web1 su[991]: (to root) ⟦USER|hanna⟧ on pts/1
Mar 14 03:13:02 web1 systemd-logind[700]: New session 42 of user ⟦USER|hanna⟧.
Mar 14 03:13:03 web1 kernel: [UFW BLOCK] IN=eth0 OUT= MAC=⟦MAC|52:54:00:12:34:56:aa:bb:cc:dd:ee:01:08:00⟧ SRC=⟦IP|198.51.100.33⟧ DST=⟦IP|10.0.4.7⟧ LEN=40 TTL=242 ID=54321 PROTO=TCP SPT=44321 DPT=23
Mar 14 03:13:04 web1 dhclient[55]: DHCPACK of ⟦IP|10.0.4.7⟧ from ⟦IP|10.0.4.1⟧
Mar 14 03:13:05 web1 dnsmasq-dhcp[66]: DHCPREQUEST(br0) ⟦IP|192.168.7.14⟧ ⟦MAC|b8:27:eb:0a:1b:2c⟧
Mar 14 03:13:06 web1 audit[77]: USER_LOGIN pid=1 uid=0 auid=1001 ses=3 msg='op=login acct="⟦USER|hanna⟧" exe="/usr/sbin/sshd" hostname=? addr=⟦IP|203.0.113.5⟧ terminal=ssh res=failed'
Mar 14 03:13:07 web1 useradd[88]: new group: name=staff, GID=1002
Mar 14 03:13:08 web1 kernel: eth0: link up, 1000 Mbps, full-duplex, address ⟦MAC|00:1b:21:3c:9d:f8⟧
Mar 14 03:13:09 web1 kernel: Linux version 5.15.0-91-generic (gcc 11.4.0) #101-Ubuntu SMP
Mar 14 03:13:10 web1 kernel: [    0.000000] BIOS-e820: [mem 0x0000000000000000-0x000000000009fbff] usable
Mar 14 03:13:11 web1 systemd[1]: Started Session 12 of user root.
Mar 14 03:13:12 web1 kernel: pci 0000:00:1f.2: [8086:2922] type 00 class 0x010601
Mar 14 03:13:13 web1 kernel: Out of memory: Killed process 4711 (java) total-vm:8123456kB, anon-rss:4123456kB
Mar 14 03:13:14 web1 systemd[1]: user@1000.service: Deactivated successfully.
Mar 14 03:13:15 web1 CRON[991]: pam_unix(cron:session): session closed for user root
Mar 14 03:13:16 web1 ntpd[44]: adjusting local clock by +0.123456s, offset -1234567890
Mar 14 03:13:17 web1 kernel: usb 1-1.4: new high-speed USB device number 5 using xhci_hcd`,
  windows: raw`
EventID=4625 An account failed to log on. Account Name: ⟦USER|mkowalski⟧ Account Domain: CORP Source Network Address: ⟦IP|172.16.9.44⟧ Source Port: 51234
EventID=4624 TargetUserName=⟦USER|a.lindqvist⟧ TargetDomainName=CORP LogonType=3 IpAddress=⟦IP|172.16.9.45⟧ IpPort=0
EventID=4740 A user account was locked out. SubjectUserName="⟦USER|CORP\jdoe7⟧" CallerComputer=PC-0042
{"EventID":4720,"TargetUserName":"⟦USER|t.nakamura⟧","SubjectUserName":"⟦USER|helpdesk3⟧","Keywords":"0x8020000000000000"}
EventID=4648 samAccountName=⟦USER|rgarcia⟧ TargetServerName=localhost
IIS 2026-03-14 03:12:00 ⟦IP|172.16.9.1⟧ GET /api/v1/items - 443 CORP\svc ⟦IP|172.16.9.90⟧ Mozilla/5.0 200 0 0 15
User: ⟦USER|mkowalski⟧ requested elevation, process id 4312
password for user "⟦USER|rgarcia⟧" was reset by ⟦EMAIL|rosa.garcia@corp.example⟧
EventID=7036 The Windows Update service entered the running state.
EventID=1000 Faulting application name: w3wp.exe, version: 10.0.17763.1, time stamp: 0x5c4c1a2b
EventID=41 The system has rebooted without cleanly shutting down first. BugcheckCode 0 GUID {331C3B3A-2005-44C2-AC5E-77220C37D6B4}
Assembly System.Data, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089
EventID=4624 Account Name: SYSTEM Account Domain: NT AUTHORITY Logon GUID: {00000000-0000-0000-0000-000000000000}
CBS Loaded Servicing Stack v6.1.7601.23505 with Core: C:\Windows\winsxs\amd64_x_6.1.7601.23505_none
Error 0x80070005: Access is denied. HRESULT -2147024891
Driver version 1.2.3.4 installed, firmware: 2.1.0.7
EventID=6013 The system uptime is 1234567 seconds.`,
  directory: raw`
conn=1001 op=0 BIND dn="uid=⟦USER|fmueller⟧,ou=people,dc=example,dc=org" method=128
conn=1002 op=1 SRCH base="ou=people,dc=example,dc=org" filter="(mail=⟦EMAIL|f.mueller@example.org⟧)"
conn=1003 fd=12 ACCEPT from IP=⟦IP|10.8.8.8⟧:51112 (IP=0.0.0.0:389)
Bind failed for cn=⟦USER|Fritz Mueller⟧,ou=Users,dc=example,dc=org: invalid credentials (49)
radiusd: Login incorrect: [user=⟦USER|fmueller⟧] (from client ap7 port 12 cli ⟦MAC|A4-5E-60-C1-D2-E3⟧)
krb5kdc: AS_REQ (8 etypes) ⟦IP|10.8.8.9⟧: NEEDED_PREAUTH: ⟦EMAIL|fmueller@EXAMPLE.ORG⟧ for krbtgt
SAML assertion for principal=⟦USER|n.okafor⟧ session_id=⟦SECRET|@random⟧
{"event":"user.login","actor":"⟦USER|n.okafor⟧","client_ip":"⟦IP|203.0.113.99⟧","mfa":true}
{"event":"mfa.sent","phone":"⟦PHONE|+49 151 23456789⟧","otp":"⟦SECRET|482913⟧"}
user_name=⟦USER|ngozi⟧ display_name="⟦USER|Ngozi Okafor⟧" created_by=⟦USER|n.okafor⟧
conn=1004 op=2 SEARCH RESULT tag=101 err=0 nentries=25 text=
conn=1005 op=3 UNBIND
slapd starting, version 2.4.57, oid 1.3.6.1.4.1.4203.1.11.3
Group sync finished: 1200 users, 35 groups, 0 errors in 12.4 s
user not found; user is disabled; user session expired
Waiting for user input on console 1
uid=0 gid=0 groups=0
Token lifetime 3600 s, refresh after 1800 s, user agent blocked
ldap_search_ext: Can't contact LDAP server (-1)`,
};
