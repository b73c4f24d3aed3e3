const raw = String.raw;

/** Machines and who works on them. The notation is that of labelled-lines.ts; all values are invented. */
export const labelledMachines: Readonly<Record<string, string>> = {
  "remote shells": raw`
Apr  2 11:40:01 bastion sshd[9001]: Postponed keyboard-interactive for invalid user ⟦USER|elodie⟧ from ⟦IP|198.51.100.140⟧ port 60122 ssh2 [preauth]
Apr  2 11:40:02 bastion sshd[9002]: Accepted password for ⟦USER|tobias.h⟧ from ⟦IP|203.0.113.141⟧ port 44812 ssh2
Apr  2 11:40:03 bastion sshd[9003]: User ⟦USER|dmitri⟧ from ⟦IP|203.0.113.142⟧ not allowed because not listed in AllowUsers
Apr  2 11:40:04 bastion sshd[9004]: Failed none for invalid user ⟦USER|support7⟧ from ⟦IP|192.0.2.143⟧ port 1029 ssh2
Apr  2 11:40:05 bastion sshd[9005]: input_userauth_request: invalid user ⟦USER|mwebb⟧ [preauth]
Apr  2 11:40:06 bastion sshd[9006]: Connection reset by invalid user ⟦USER|aaron⟧ ⟦IP|203.0.113.144⟧ port 50500 [preauth]
Apr  2 11:40:07 bastion sshd[9007]: reverse mapping checking getaddrinfo for host-⟦IP|203-0-113-145⟧.isp.example [⟦IP|203.0.113.145⟧] failed - POSSIBLE BREAK-IN ATTEMPT!
Apr  2 11:40:08 bastion sshd[9008]: Certificate invalid: name is not a listed principal
Apr  2 11:40:09 bastion sshd[9009]: pam_unix(sshd:session): session closed for user ⟦USER|tobias.h⟧
ssh: connect to host ⟦IP|10.77.3.9⟧ port 22: No route to host
scp report.csv ⟦USER|elodie⟧@⟦IP|10.77.3.10⟧:/tmp/report.csv failed, exit 1
Apr  2 11:40:10 bastion sshd[9010]: Did not receive identification string from ⟦IP|192.0.2.146⟧ port 52222
login as: ⟦USER|elodie⟧
sshpass -p '⟦SECRET|Mango!2024x⟧' ssh deploy@build-3 uptime
Apr  2 11:40:11 bastion sshd[9011]: Received SIGHUP; restarting.
Apr  2 11:40:12 bastion sshd[9012]: Connection from UNKNOWN port 65535 on UNKNOWN
Apr  2 11:40:13 bastion sshd[9013]: Unable to negotiate: no matching key exchange method found. Their offer: diffie-hellman-group1-sha1 [preauth]
Apr  2 11:40:14 bastion sshd[9014]: error: kex_exchange_identification: Connection closed by remote host
Apr  2 11:40:15 bastion sshd[9015]: Server listening on 0.0.0.0 port 2222.
Apr  2 11:40:16 bastion sshd[9016]: rexec line 12: Deprecated option UsePrivilegeSeparation
Apr  2 11:40:17 bastion sshd[9017]: Postponed publickey for root from 127.0.0.1 port 33412 ssh2 [preauth]
Apr  2 11:40:18 bastion sshd[9018]: pam_env(sshd:session): deprecated reading of user environment enabled
Apr  2 11:40:19 bastion sshd[9019]: fatal: Timeout before authentication for connection after 120 seconds
Apr  2 11:40:20 bastion sshd[9020]: subsystem request for sftp by user root failed, subsystem not found
Apr  2 11:40:21 bastion sftp-server[9021]: sent status No such file, bytes read 0 written 4096
OpenSSH_8.9p1 Ubuntu-3ubuntu0.6, OpenSSL 3.0.2 15 Mar 2022
Apr  2 11:40:22 bastion sshd[9022]: debug1: userauth-request for user root service ssh-connection method none [preauth]
Apr  2 11:40:23 bastion sshd[9023]: MaxStartups throttling active, 14 connections dropped in 00:00:31`,
  "system daemons": raw`
Apr  2 12:00:01 node4 su: pam_unix(su-l:session): session opened for user ⟦USER|postmaster2⟧ by ⟦USER|ilse⟧(uid=1004)
Apr  2 12:00:02 node4 useradd[3301]: new user: name=⟦USER|ilse.vos⟧, UID=1013, GID=1013, home=/home/x, shell=/bin/bash
Apr  2 12:00:03 node4 passwd[3302]: pam_unix(passwd:chauthtok): password changed for ⟦USER|ilse⟧
Apr  2 12:00:04 node4 NetworkManager[601]: <info> dhcp4 (eth0): address=⟦IP|192.168.23.45⟧ plen=24
Apr  2 12:00:05 node4 avahi-daemon[602]: Registering new address record for ⟦IP|fe80::5054:ff:fe12:3456⟧ on eth0.*.
Apr  2 12:00:06 node4 kernel: device eth1 entered promiscuous mode, hwaddr ⟦MAC|02:42:ac:11:00:07⟧
Apr  2 12:00:07 node4 CRON[3303]: (⟦USER|ilse⟧) CMD (/usr/local/bin/backup.sh)
Apr  2 12:00:08 node4 CRON[3304]: (root) CMD (curl -s -u ⟦SECRET|cronbot:Erdbeere8⟧ http://localhost:9000/tick)
Apr  2 12:00:09 node4 rsyslogd: remote server ⟦IP|10.77.0.5⟧:514 unreachable, queueing
Apr  2 12:00:10 node4 polkitd[603]: Operator of unix-session:7 FAILED to authenticate, owned by user ⟦USER|ilse⟧
Apr  2 12:00:11 node4 mount.cifs[604]: options: username=⟦USER|ilse⟧,password=⟦SECRET|Feige=77⟧,vers=3.0
Apr  2 12:00:12 node4 sudo: ⟦USER|bert⟧ : 3 incorrect password attempts ; TTY=pts/2 ; PWD=/srv/app ; USER=root ; COMMAND=/usr/bin/apt
Apr  2 12:00:13 node4 chronyd[605]: Source ⟦IP|203.0.113.123⟧ replaced with ⟦IP|2001:db8:3::123⟧
shadow: root:⟦SECRET|@crypt⟧:19700:0:99999:7:::
Apr  2 12:00:14 node4 systemd[1]: Starting Daily apt upgrade and clean activities...
Apr  2 12:00:15 node4 systemd[1]: nginx.service: Main process exited, code=exited, status=1/FAILURE
Apr  2 12:00:16 node4 kernel: [12345.678901] EXT4-fs (sda1): mounted filesystem with ordered data mode. Opts: (null)
Apr  2 12:00:17 node4 kernel: CPU0: Core temperature above threshold, cpu clock throttled (total events = 1234567)
Apr  2 12:00:18 node4 smartd[606]: Device: /dev/sda [SAT], SMART Usage Attribute: 194 Temperature_Celsius changed from 61 to 60
Apr  2 12:00:19 node4 systemd[1]: session-c12.scope: Consumed 1min 12.345s CPU time.
Apr  2 12:00:20 node4 dbus-daemon[607]: [system] Activating via systemd: service name='org.freedesktop.hostname1' requested by ':1.42' (uid=0 pid=1)
Apr  2 12:00:21 node4 snapd[608]: storehelpers.go:769: cannot refresh: snap has no updates available: "core20"
Apr  2 12:00:22 node4 kernel: audit: type=1400 audit(1712059222.123:456): apparmor="DENIED" operation="open" pid=3310 comm="cupsd"
Apr  2 12:00:23 node4 kernel: RIP: 0010:[<ffffffff810a1b2c>] rcu_sched+0x1a/0x40
Apr  2 12:00:24 node4 kernel: tcp_listen_portaddr_hash hash table entries: 4096 (order: 4, 65536 bytes)
Apr  2 12:00:25 node4 kernel: nvme nvme0: 8/0/0 default/read/poll queues, I/O 512 QID 3 timeout
Apr  2 12:00:26 node4 multipathd[609]: 3600508b4000156d700012000000b0000: load table [0 2097152 multipath]
Apr  2 12:00:27 node4 fstrim[610]: /: 12.3 GiB (13207024435 bytes) trimmed on /dev/sda1
Apr  2 12:00:28 node4 irqbalance[611]: IRQ 45 affinity is now unmanaged, thresh: 0-3,8-11
Apr  2 12:00:29 node4 systemd-resolved[612]: Using degraded feature set UDP instead of UDP+EDNS0 for DNS server 127.0.0.53
Apr  2 12:00:30 node4 mdadm[613]: RebuildFinished event detected on md device /dev/md0, mismatches found: 128`,
  "windows events": raw`
EventID=4624 New Logon: Account Name: ⟦USER|s.petrov⟧ Account Domain: NORTH Logon ID: 0x3E7A1 Source Network Address: ⟦IP|10.61.7.8⟧
EventID=4768 Kerberos TGT requested: Account Name: ⟦USER|j.okonkwo⟧ Client Address: ⟦IP|::ffff:10.61.7.9⟧ Client Port: 50121
EventID=4776 Logon Account: ⟦USER|payroll.batch⟧ Source Workstation: WS-117 Error Code: 0xC000006A
EventID=4688 Creator Process: cmd.exe CommandLine: net use \\files\hr /user:⟦USER|NORTH\hr.sync⟧ ⟦SECRET|Litschi#31⟧
EventID=4688 CommandLine: "C:\Tools\sqlcmd.exe" -S sql2 -U reader -P ⟦SECRET|Papaya$55⟧ -Q "select 1"
EventID=5156 Filtering Platform allowed: Source Address: ⟦IP|10.61.7.10⟧ Source Port: 51515 Destination Address: ⟦IP|198.51.100.61⟧ Protocol: 6
<Data Name="TargetUserName">svc</Data><Data Name="IpAddress">⟦IP|10.61.7.11⟧</Data>
{"Event":{"System":{"EventID":4625},"EventData":{"TargetUserName":"⟦USER|l.haddad⟧","IpAddress":"⟦IP|10.61.7.12⟧","IpPort":"0"}}}
IIS 2026-04-02 12:11:00 W3SVC1 ⟦IP|10.61.7.13⟧ POST /login username=⟦USER|l.haddad⟧&password=⟦SECRET|Guave9!⟧ 443 - 200 0 0 31
RDP: RemoteInteractive logon of user: NORTH\⟦USER|l.haddad⟧ from ⟦IP|203.0.113.62⟧
Data Source=sql2;Initial Catalog=hr;User ID=hr_app;Pwd={⟦SECRET|Ka;ki9⟧};Persist Security Info=False
Driver={ODBC Driver 17 for SQL Server};Server=sql3;UID=etl;PWD={⟦SECRET|Ana;nas 4⟧};Encrypt=yes
Adapter "Ethernet 2" physical address ⟦MAC|3C-52-82-1A-2B-3C⟧ lease obtained
<add key="ApiKey" value="x"/><clientSecret>⟦SECRET|Melone-5-Kern⟧</clientSecret>
EventID=4672 Special privileges assigned to new logon. Security ID: S-1-5-18 Privileges: SeSecurityPrivilege
EventID=1074 The process C:\Windows\system32\wbem\wmiprvse.exe has initiated the restart of computer for the following reason: 0x80020010
EventID=55 A corruption was discovered in the file system structure on volume D:. File reference 0x1000000001a2b
EventID=10016 CLSID {2593F8B9-4EAF-457C-B68A-50F6B8EA6B54} APPID {15C20B67-12E7-4BB6-92BB-7AFF07997402}
EventID=1001 Bucket 1160231342789012345, type 5, response not available, cab id 0
Windows Defender signature version 1.403.1234.0, engine version: 1.1.23110.2
KB5034441 failed with 0x80070643, retry 3 of 5
MSI (s) (5C:10) [03:12:00:123]: Product: Shop Agent -- Installation completed successfully. Version 4.5.6.7
Process Information: New Process ID: 0x1f4c Token Elevation Type: %%1936 Mandatory Label: S-1-16-16384
.NET Runtime version 4.0.30319.0 - The profiler was loaded successfully
Set-ExecutionPolicy: Windows PowerShell updated your execution policy successfully
W32Time: the time service is now synchronizing, offset 00.0012345s, stratum 3
Cluster node 2 removed from active membership, resource group moved in 00:00:12
Event log service uptime 1209600 seconds, 17 providers, 0 dropped
Task Scheduler: "\Microsoft\Windows\Defrag\ScheduledDefrag" finished with return code 2147942402
Volume shadow copy of D: aborted, storage 12884901888 bytes of 13958643712`,
  "name and address services": raw`
named[511]: client @0x7f1c2c0a ⟦IP|198.51.100.53⟧#51234 (shop.example): query: shop.example IN A +E(0)K (⟦IP|10.53.0.2⟧)
named[511]: zone example.org/IN: transferred serial 2026040201: TSIG 'xfer-key'
dhcpd[512]: DHCPDISCOVER from ⟦MAC|00:50:56:9a:bc:de⟧ (laptop-12) via eth0
dhcpd[512]: DHCPOFFER on ⟦IP|10.53.8.21⟧ to ⟦MAC|00:50:56:9a:bc:de⟧ via eth0
dhcpd[512]: uid lease ⟦IP|10.53.8.22⟧ for client ⟦MAC|f0:18:98:77:66:55⟧ is duplicate on ⟦IP|10.53.8.0⟧/22
dnsmasq[513]: query[PTR] ⟦IP|7.2.0.192⟧.in-addr.arpa from ⟦IP|10.53.8.23⟧
unbound: [514:0] info: ⟦IP|2001:db8:53::9⟧ api.example.net. AAAA IN
kea-dhcp6: lease ⟦IP|2001:db8:53:1::c0de⟧ allocated to duid 00:01:00:01:2a:bc:de:f0
named[511]: resolver priming query complete; using 13 root servers
named[511]: managed-keys-zone: Key 20326 for zone . is now trusted (acceptance timer complete)
named[511]: listening on IPv4 interface lo, 127.0.0.1#53
named[511]: listening on IPv6 interface lo, ::1#53
dhcpd[512]: Wrote 1234 leases to leases file, abandoned 0
dnsmasq[513]: started, version 2.86 cachesize 10000
unbound: [514:0] info: service stopped (unbound 1.17.1), average recursion 0.123456 s
named[511]: received control channel command 'reload', 42 zones, serial 2026040202
powerdns: AXFR of 'example.net' done, 4711 records, 0.34 s
unbound: histogram 0.000000 0.000001 12 then 0.131072 0.262144 345`,
  "private networks": raw`
openvpn[71]: ⟦IP|203.0.113.171⟧:1194 TLS: Initial packet from [AF_INET]⟦IP|203.0.113.171⟧:1194, sid=3f2a9b1c 4d5e6f70
openvpn[71]: ⟦USER|nadia.k⟧/⟦IP|203.0.113.171⟧:1194 MULTI_sva: pool returned IPv4=⟦IP|10.8.0.6⟧, IPv6=(Not enabled)
charon: 09[IKE] initiating IKE_SA site-b[42] to ⟦IP|198.51.100.172⟧
charon: 10[IKE] authentication of '⟦EMAIL|road@vpn.example⟧' with EAP successful
wireguard: wg1: Receiving handshake initiation from peer 4 (⟦IP|198.51.100.173⟧:51820)
PrivateKey = ⟦SECRET|yAnz5TF+lXXJte14tji3zlMNq+hd2rYUIgJBgB3fBmk=⟧
PresharedKey = ⟦SECRET|FpCyhws9cxwWoV4xELtfJvjJN+zQVRPISllRWgeopVE=⟧
anyconnect: Group <staff> User <⟦USER|nadia.k⟧> IP <⟦IP|203.0.113.174⟧> TCP SVC connection established
pppd[72]: remote IP address ⟦IP|10.8.1.1⟧, peer authenticated as ⟦USER|branch-12⟧ at tunnel
set vpn ipsec site-to-site peer west pre-shared-key "⟦SECRET|Quark-und-Pflaume7⟧"
GlobalProtect: portal auth failed. User name: ⟦USER|nadia.k⟧, source ⟦IP|203.0.113.175⟧, reason: otp mismatch
pluto[73]: "west" #12: responding to Main Mode
charon: 11[NET] received packet: 1048 bytes, IKE_SA_INIT request 0 [ SA KE No V V V ]
openvpn[71]: TLS: tls_process: killed expiring key, bytes in 1234567 out 7654321
wireguard: wg1: Keypair 118 destroyed for peer 4
charon: 12[CFG] selected proposal: IKE:AES_GCM_16_256/PRF_HMAC_SHA2_384/ECP_384
openvpn[71]: Control Channel: TLSv1.3, cipher TLS_AES_256_GCM_SHA384, peer certificate: 2048 bit RSA
openvpn[71]: Data Channel Encrypt: Cipher 'AES-256-GCM' initialized with 256 bit key
anyconnect: DTLS MTU 1390, rekey interval 3600 s, keepalive 20 s
pppd[72]: LCP terminated by peer, sent 123456 bytes, received 654321 bytes, connected for 42.0 minutes.`,
  storage: raw`
smbd[81]: ⟦USER|CORP\yusuf⟧ opened file plan.xlsx read=Yes write=No
smbd[81]: Auth: [SMB2,(null)] user [CORP]\[⟦USER|yusuf⟧] remote host [ipv4:⟦IP|10.88.1.4⟧:50122]
nfsd: client ⟦IP|10.88.1.5⟧ lease expired, state 5f1c/3
ceph-mon: client.4135 ⟦IP|10.88.1.6⟧:0/123456789 mon_command df
minio: accessKey=⟦SECRET|Brombeere20⟧ secretKey=⟦SECRET|@mixedLong⟧ denied s3:GetObject
restic: RESTIC_PASSWORD=⟦SECRET|Himmel-Blau-12⟧ restic backup /srv
iscsid: CHAP authentication failed, discovery.sendtargets.auth.password = ⟦SECRET|Holunder!99⟧
ONTAP: node-2: EMS cifs.shadowcopy user="⟦USER|yusuf⟧" client_ip=⟦IP|10.88.1.7⟧
7z a -p⟦SECRET|Zitrone77⟧ backup.7z /srv/data
ceph-osd.12: slow request 31.123456 seconds old, received at 2026-04-02T12:30:00.123456+0000: osd_op(client.4135.0:1234)
zfs: pool 'tank' scrub repaired 0B in 01:02:03 with 0 errors
zed[82]: eid=17 class=statechange pool='tank' vdev=sda1 vdev_state=ONLINE vdev_guid=0x1A2B3C4D5E6F7081
glusterfsd: [2026-04-02 12:30:01.123456] E [MSGID: 114031] 0-vol-client-2: remote operation failed
lvm[83]: dmeventd: Thin pool vg0-pool data is now 85.12% full
minio: API: PutObject x-amz-request-id: 17A3B1C2D3E4F506 deploymentid: 8d1f2a3b-4c5d-6e7f-8a9b-0c1d2e3f4a5b
borg: chunk index 1234567 unique of 2345678 total, dedup 3.21 GB
backup job 4711 finished: 123,456 files, 98.7 GB, 00:41:12, checksum 3f2a9b1c
tape LTO8-000123 mounted in drive 2, slot 17, write errors 0`,
};
