import { lineTable } from "./line-table.ts";

/** Routers, switches, firewalls, and phones and machines that log by letters. */
export const networkDevices = lineTable(`
# Cisco IOS
*Mar 14 03:12:00.123: %LINK-3-UPDOWN: Interface Gi0/1, changed state to down
  time 2026-03-14T03:12:00.123Z; level error; service LINK; says Interface Gi0/1
<189>4711: web-sw1: Mar 14 03:12:00.123 UTC: %SYS-5-CONFIG_I: Configured from console by alice
  time 2026-03-14T03:12:00.123Z; level info; service SYS; host web-sw1; says Configured from console
Mar 14 03:12:00 sw1 4711: Mar 14 03:11:59.999: %LINEPROTO-5-UPDOWN: protocol on Gi0/1 is up
  time 2026-03-14T03:12:00Z; level info; service LINEPROTO; host sw1; says protocol on Gi0/1
# Cisco IOS XR
RP/0/RSP0/CPU0:Mar 14 03:12:00.123 UTC: ifmgr[123]: %PKT_INFRA-LINK-3-UPDOWN : Interface Gi0/1 is down
  time 2026-03-14T03:12:00.123Z; level error; service ifmgr; process 123; says Interface Gi0/1
# Cisco ASA
%ASA-1-105032: LAN failover interface is down
  level fatal; service ASA; says LAN failover
Mar 14 2026 03:12:00 fw1 : %ASA-6-302013: Built inbound TCP connection 503 for outside
  time 2026-03-14T03:12:00Z; level info; service ASA; host fw1; says Built inbound TCP
<166>Mar 14 2026 03:12:00: %ASA-4-106023: Deny tcp src outside:192.0.2.7/503 dst inside:198.51.100.2/22
  time 2026-03-14T03:12:00Z; level warning; service ASA; says Deny tcp
# Cisco NX-OS
2026 Mar 14 03:12:00 n7k %ETHPORT-5-IF_DOWN: Interface Eth1/1 is down
  time 2026-03-14T03:12:00Z; level info; service ETHPORT; host n7k; says Interface Eth1/1
2026 Mar 14 03:12:00.123 n7k %$ VDC-1 %$ %PLATFORM-2-PS_FAIL: power supply 1 broke
  time 2026-03-14T03:12:00.123Z; level fatal; service PLATFORM; host n7k; says power supply
# Arista
Mar 14 03:12:00 leaf1 Ebra: %LINEPROTO-5-UPDOWN: Line protocol on Ethernet1 changed to down
  time 2026-03-14T03:12:00Z; level info; service Ebra; host leaf1; says Line protocol
# Juniper
Mar 14 03:12:00 mx1 rpd[77]: %DAEMON-4: bgp peer 192.0.2.9 went down
  time 2026-03-14T03:12:00Z; level warning; service rpd; host mx1; process 77; says bgp peer
Mar 14 03:12:00 mx1 mgd[77]: UI_COMMIT: user 'alice' requested a commit
  time 2026-03-14T03:12:00Z; service mgd; host mx1; process 77; says UI_COMMIT
<14>1 2026-03-14T03:12:00.123Z srx1 RT_FLOW - RT_FLOW_SESSION_DENY [junos@2636.1.1.1.2.40 source-address="192.0.2.7"] denied
  time 2026-03-14T03:12:00.123Z; level info; service RT_FLOW; host srx1; says denied
# NetApp
Sat Mar 14 03:12:00 UTC [filer1: wafl_exempt01: wafl.vol.full:error]: volume vol1 is full
  time 2026-03-14T03:12:00Z; level error; service wafl_exempt01; host filer1; says volume vol1
Mar 14 03:12:00 [filer1: disk.outOfService:notice]: disk 0a.17 taken out
  time 2026-03-14T03:12:00Z; level info; host filer1; says disk 0a.17
# FortiGate
date=2026-03-14 time=03:12:00 devname="fw1" devid="FG1" tz="+0100" type="traffic" level="warning" srcip=192.0.2.7 dstport=503 service="HTTPS" action="deny" user="alice"
  time 2026-03-14T02:12:00Z; level warning; host fw1; about user alice; says devname=fw1
<189>date=2026-03-14 time=03:12:00 devname="fw1" devid="FG1" type="event" level="notice" msg="login seen"
  time 2026-03-14T03:12:00Z; level info; host fw1; says devname=fw1
# Palo Alto
Mar 14 03:12:00 pa1 1,2026/03/14 03:12:00,0011,SYSTEM,general,0,2026/03/14 03:12:00,,general,,0,0,general,critical,"disk is full",7,0x0
  time 2026-03-14T03:12:00Z; level fatal; host pa1; says "disk is full"
1,2026/03/14 03:12:00,0011,TRAFFIC,end,0,2026/03/14 03:12:00,192.0.2.7,198.51.100.2,0.0.0.0,0.0.0.0,rule,alice,,ssl,vsys1,trust,untrust
  time 2026-03-14T03:12:00Z; says 192.0.2.7,198
# Check Point
<134>1 2026-03-14T03:12:00Z gw1 CheckPoint 77 - [action:"Drop"; src:"192.0.2.7"; service:"443"]
  time 2026-03-14T03:12:00Z; level info; service CheckPoint; host gw1; process 77; says <134>1
# pfSense
Mar 14 03:12:00 fw1 filterlog[77]: 5,,,1000000103,igb0,match,block,in,4,0x0,,64,503,0,DF,6,tcp,60,192.0.2.7,198.51.100.2,50122,22,0,S
  time 2026-03-14T03:12:00Z; service filterlog; host fw1; process 77; says 5,,,1000000103
# MikroTik
Mar 14 03:12:00 router1 firewall,info forward: in:ether1 out:ether2, proto TCP, 192.0.2.7:503->198.51.100.2:22
  time 2026-03-14T03:12:00Z; level info; host router1; says forward: in:ether1
03:12:00 system,error,critical login of alice did not work from 192.0.2.7 via ssh
  level fatal; says login of alice
# OpenWrt
Sat Mar 14 03:12:00 2026 daemon.err dnsmasq[77]: no address range
  time 2026-03-14T03:12:00Z; level error; service dnsmasq; process 77; says no address range
# F5
Mar 14 03:12:00 lb1 info tmm1[77]: 01230140:6: RST sent to 192.0.2.7:4431
  time 2026-03-14T03:12:00Z; level info; service tmm1; host lb1; process 77; says 01230140:6: RST
Mar 14 03:12:00 bigip1 warning tmm[77]: 01010029:4: clock jumped
  time 2026-03-14T03:12:00Z; level warning; service tmm; host bigip1; process 77; says 01010029:4
Mar 14 03:12:00 bigip1 err mcpd[77]: 01070638:3: pool member is down
  time 2026-03-14T03:12:00Z; level error; service mcpd; host bigip1; process 77; says 01070638:3
# HPE, Aruba
W 03/14/26 03:12:00 00077 ports: port 1 is off-line
  time 2026-03-14T03:12:00Z; level warning; service ports; says port 1
# VMware ESXi
2026-03-14T03:12:00.123Z error hostd[77] [Originator@6876 sub=Vimsvc] disk is gone
  time 2026-03-14T03:12:00.123Z; level error; service hostd; process 77; says disk is gone
2026-03-14T03:12:00.123Z esx1 Vpxa: verbose vpxa[77] [Originator@6876 sub=Host] shelf seen
  time 2026-03-14T03:12:00.123Z; level debug; host esx1; service Vpxa; process 77; says shelf seen
# Android
03-14 03:12:00.123  1234  1299 E ActivityManager: the app is gone
  time 2026-03-14T03:12:00.123Z; level error; service ActivityManager; process 1234; says the app is gone
E/ActivityManager( 1234): the app is gone
  level error; service ActivityManager; process 1234; says the app is gone
03-14 03:12:00.123 W/AudioFlinger( 77): buffer is late
  time 2026-03-14T03:12:00.123Z; level warning; service AudioFlinger; process 77; says buffer is late
2026-03-14 03:12:00.123 1234-1299 Shelf com.shop.app I  shelf seen
  time 2026-03-14T03:12:00.123Z; level info; service Shelf; process 1234; says shelf seen
I/Shelf: shelf seen
  level info; service Shelf; says shelf seen
# Apple (unified log)
2026-03-14 03:12:00.123456+0100 0x1a2b     Error       0x0                  77     0    shopd: (Shelf) [com.shop:shelf] shelf is empty
  time 2026-03-14T02:12:00.123Z; level error; service shopd; process 77; says (Shelf) [com.shop:shelf]
2026-03-14 03:12:00.123 Df shopd[77:1a2b] shelf seen
  time 2026-03-14T03:12:00.123Z; level info; service shopd; process 77; says shelf seen
# BlueGene
- 1773457920 2026.03.14 R02-M1-N0-C:J12-U11 2026-03-14-03.12.00.363779 R02-M1-N0-C:J12-U11 RAS KERNEL INFO parity error corrected
  time 2026-03-14T03:12:00.363Z; level info; service KERNEL; host R02-M1-N0-C:J12-U11; says parity error corrected
KERNDTLB 1773457920 2026.03.14 R23-M0 2026-03-14-03.12.00.675872 R23-M0 RAS KERNEL FATAL data TLB interrupt
  time 2026-03-14T03:12:00.675Z; level fatal; service KERNEL; host R23-M0; says data TLB interrupt
- 1773457920 2026.03.14 R23-M0-N7 2026-03-14-03.12.00.675872 R23-M0-N7 NULL DISCOVERY WARNING a node card is not whole
  time 2026-03-14T03:12:00.675Z; level warning; service DISCOVERY; host R23-M0-N7; says a node card
APPSEV 1773457920 2026.03.14 R23-M0 2026-03-14-03.12.00.675872 R23-M0 RAS APP SEVERE no reply
  time 2026-03-14T03:12:00.675Z; level error; service APP; host R23-M0; says no reply
`);
