import { lineTable } from "./line-table.ts";

/** What the loggers of Unix systems write, and the daemons that log through them. */
export const systemLoggers = lineTable(`
# syslog (RFC 3164)
Mar 14 03:12:00 web1 sshd[123]: Failed password for root from 192.0.2.4 port 22 ssh2
  time 2026-03-14T03:12:00Z; service sshd; host web1; process 123; about user root; says Failed password for root
<11>Mar 14 03:12:00 web1 orders: stock file is gone
  time 2026-03-14T03:12:00Z; level error; service orders; host web1; says stock file is gone
<165>Dec  1 23:59:59 198.51.100.9 orders[77]: shelf counted
  time 2025-12-01T23:59:59Z; level info; service orders; host 198.51.100.9; process 77; says shelf counted
<134>Mar  4 03:12:00 edge-2 rsyslogd: rotated
  time 2026-03-04T03:12:00Z; level info; service rsyslogd; host edge-2; says rotated
Mar 14 2026 03:12:00 core1 billing[9]: invoice run began
  time 2026-03-14T03:12:00Z; service billing; host core1; process 9; says invoice run began
2026-03-14T03:12:00.250+01:00 web1 orders[12]: shelf counted
  time 2026-03-14T02:12:00.250Z; service orders; host web1; process 12; says shelf counted
<13>orders[5]: shelf counted
  level info; service orders; process 5; says shelf counted
# syslog (RFC 5424)
<34>1 2026-03-14T03:12:00.003Z web1 su - ID47 - alice may not be root
  time 2026-03-14T03:12:00.003Z; level fatal; service su; host web1; says alice may not be root
<165>1 2026-03-14T05:12:00+02:00 web1 orders 812 - [meta@32473 seq="7" kind="x"] shelf counted
  time 2026-03-14T03:12:00Z; level info; service orders; host web1; process 812; says shelf counted
<11>1 2026-03-14T03:12:00Z - - - - - nobody knows who wrote this
  time 2026-03-14T03:12:00Z; level error; says nobody knows
<14>1 2026-03-14T03:12:00Z web1 orders 8 - - {"level":"error","msg":"shelf is empty"}
  time 2026-03-14T03:12:00Z; level error; service orders; host web1; process 8; says shelf is empty
# journald (short forms)
Mar 14 03:12:00.123456 web1 systemd[1]: Started the order service.
  time 2026-03-14T03:12:00.123Z; service systemd; host web1; process 1; says Started the order service.
2026-03-14T03:12:00+0100 web1 systemd[1]: orders.service: Main process exited, code=exited, status=1/FAILURE
  time 2026-03-14T02:12:00Z; service systemd; host web1; process 1; says orders.service: Main process
Sat 2026-03-14 03:12:00 UTC web1 systemd[1]: Stopped target of the night.
  time 2026-03-14T03:12:00Z; service systemd; host web1; process 1; says Stopped target
# journald (JSON)
{"__REALTIME_TIMESTAMP":"1773457920000000","PRIORITY":"3","_HOSTNAME":"web1","_PID":"812","SYSLOG_IDENTIFIER":"orders","MESSAGE":"shelf is empty"}
  time 2026-03-14T03:12:00Z; level error; service orders; host web1; process 812; says shelf is empty
{"PRIORITY":"6","_COMM":"cron","_HOSTNAME":"web1","_PID":"9","__REALTIME_TIMESTAMP":"1773457920500000","MESSAGE":"job ran"}
  time 2026-03-14T03:12:00.500Z; level info; service cron; host web1; process 9; says job ran
# systemd (on the console)
[FAILED] Failed to start the order service.
  level error; says Failed to start
[  OK  ] Reached target of the night.
  nothing; says [  OK  ] Reached target
# Linux kernel
Mar 14 03:12:00 web1 kernel: [ 1234.567890] eth0: link is down
  time 2026-03-14T03:12:00Z; service kernel; host web1; says eth0: link is down
[ 1234.567890] usb 1-1: new device found
  says usb 1-1: new device found
<3>[   77.000001] blk_update_request: I/O trouble, dev sda, sector 2048
  level error; says blk_update_request
kern  :err   : [   12.345678] nvme0: controller is silent
  level error; says nvme0: controller is silent
[Sat Mar 14 03:12:00 2026] EXT4-fs (sda1): mounted
  time 2026-03-14T03:12:00Z; says EXT4-fs (sda1): mounted
# iptables
Mar 14 03:12:00 fw1 kernel: [99.123456] DROP IN=eth0 OUT= SRC=192.0.2.7 DST=198.51.100.2 LEN=40 TTL=50 PROTO=TCP SPT=503 DPT=22
  time 2026-03-14T03:12:00Z; service kernel; host fw1; says DROP IN=eth0
# cron
Mar 14 03:12:00 web1 CRON[4711]: (alice) CMD (/usr/local/bin/count-shelves --errors)
  time 2026-03-14T03:12:00Z; service CRON; host web1; process 4711; says (alice) CMD
Mar 14 03:12:00 web1 /usr/sbin/cron[4711]: (CRON) INFO (Running @reboot jobs)
  time 2026-03-14T03:12:00Z; service /usr/sbin/cron; host web1; process 4711; says (Running
# Postfix
Mar 14 03:12:00 mx1 postfix/smtp[2211]: 4F9D195432C: to=<alice@shop.example>, relay=mail.shop.example[192.0.2.25]:25, delay=0.9, dsn=4.4.1, status=deferred
  time 2026-03-14T03:12:00Z; service postfix/smtp; host mx1; process 2211; says 4F9D195432C: to=
Mar 14 03:12:00 mx1 postfix/smtpd[2212]: warning: hostname of 192.0.2.9 does not resolve
  time 2026-03-14T03:12:00Z; level warning; service postfix/smtpd; host mx1; process 2212; says hostname of 192.0.2.9
Mar 14 03:12:00 mx1 postfix/master[2]: fatal: open lock file: no permission
  time 2026-03-14T03:12:00Z; level fatal; service postfix/master; host mx1; process 2; says open lock file
# Dovecot
Mar 14 03:12:00 mx1 dovecot: imap-login: Login: user=<alice>, method=PLAIN, rip=192.0.2.7, lip=198.51.100.2, mpid=812, TLS, session=<aB3dE6gH>
  time 2026-03-14T03:12:00Z; service dovecot; host mx1; about session aB3dE6gH, user alice; says imap-login: Login
Mar 14 03:12:00 mx1 dovecot[7]: imap(bob)<812><aB3>: Error: mailbox index is broken
  time 2026-03-14T03:12:00Z; level error; service dovecot; host mx1; process 7; says mailbox index
# sshd and sudo
Mar 14 03:12:00 web1 sshd[9]: Invalid user admin from 192.0.2.7 port 50122
  time 2026-03-14T03:12:00Z; service sshd; host web1; process 9; about user admin; says Invalid user admin
Mar 14 03:12:00 web1 sudo:    alice : TTY=pts/0 ; PWD=/home/alice ; USER=root ; COMMAND=/bin/ls
  time 2026-03-14T03:12:00Z; service sudo; host web1; about user root; says alice : TTY=pts/0
# OpenVPN
Sat Mar 14 03:12:00 2026 us=123456 192.0.2.7:1194 TLS handshake took too long
  time 2026-03-14T03:12:00Z; says 192.0.2.7:1194 TLS handshake
2026-03-14 03:12:00 WARNING: no server certificate check is set
  time 2026-03-14T03:12:00Z; level warning; says no server certificate
# BIND
14-Mar-2026 03:12:00.123 client @0x7f2a 192.0.2.7#5353 (shop.example): query: shop.example IN A +E(0)K (198.51.100.2)
  time 2026-03-14T03:12:00.123Z; says client @0x7f2a
14-Mar-2026 03:12:00.123 general: error: zone shop.example/IN: not loaded
  time 2026-03-14T03:12:00.123Z; level error; says zone shop.example/IN
Mar 14 03:12:00 ns1 named[55]: zone shop.example/IN: loaded serial 2026031401
  time 2026-03-14T03:12:00Z; service named; host ns1; process 55; says zone shop.example/IN
# dnsmasq
Mar 14 03:12:00 dnsmasq[412]: query[A] shop.example from 192.0.2.7
  time 2026-03-14T03:12:00Z; service dnsmasq; process 412; says shop.example from
Mar 14 03:12:00 gw dnsmasq-dhcp[412]: DHCPACK(br0) 192.0.2.50 00:11:22:33:44:55 laptop
  time 2026-03-14T03:12:00Z; service dnsmasq-dhcp; host gw; process 412; says DHCPACK(br0)
# Xorg
[    77.123] (EE) Failed to load module "fbdev"
  level error; says Failed to load module
[    77.124] (II) LoadModule: "glx"
  level info; says LoadModule
# auditd
type=SYSCALL msg=audit(1773457920.123:4711): arch=c000003e syscall=2 success=no exit=-13 pid=812 auid=1000 uid=0 comm="cat" exe="/usr/bin/cat" key="secrets"
  time 2026-03-14T03:12:00.123Z; process 812; says arch=c000003e syscall=2
node=web1 type=USER_LOGIN msg=audit(1773457920.500:9): pid=55 uid=0 acct="alice" exe="/usr/sbin/sshd" res=failed
  time 2026-03-14T03:12:00.500Z; host web1; process 55; about user alice; says pid=55 uid=0
`);
