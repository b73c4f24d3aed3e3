import { lineTable } from "./line-table.ts";

/** Further programs and notations, written after the formats of the other tables were read. */
export const furtherPrograms = lineTable(`
# Nagios, Icinga
[1773457920] SERVICE ALERT: web1;HTTP;CRITICAL;HARD;3;no answer
  time 2026-03-14T03:12:00Z; level fatal; says SERVICE ALERT
[2026-03-14 03:12:00 +0100] critical/ApiListener: no certificate
  time 2026-03-14T02:12:00Z; level fatal; service ApiListener; says no certificate
# Zabbix
77:20260314:031200.123 cannot send list of active checks
  time 2026-03-14T03:12:00.123Z; process 77; says cannot send
# Samba
[2026/03/14 03:12:00.123456,  0] ../source3/smbd/server.c:12(main)⏎  smbd started
  time 2026-03-14T03:12:00.123Z; says smbd started
# ProFTPD
2026-03-14 03:12:00,123 web1 proftpd[77] 198.51.100.2: error: no such user
  time 2026-03-14T03:12:00.123Z; level error; service proftpd; host web1; process 77; says no such user
# vsftpd
Sat Mar 14 03:12:00 2026 [pid 77] [alice] FAIL LOGIN: Client "192.0.2.7"
  time 2026-03-14T03:12:00Z; level error; process 77; says LOGIN
# Exim
2026-03-14 03:12:00 1rkZ7x-0001Ab-2C <= alice@shop.example H=mail.shop.example [192.0.2.25] P=esmtp S=503
  time 2026-03-14T03:12:00Z; says 1rkZ7x
# Asterisk
[2026-03-14 03:12:00] ERROR[77][C-00000001]: chan_sip.c:12 handle: no answer
  time 2026-03-14T03:12:00Z; level error; process 77; says chan_sip.c
[Mar 14 03:12:00] WARNING[77]: app_dial.c:12 dial: no route
  time 2026-03-14T03:12:00Z; level warning; process 77; says app_dial.c
# FreeSWITCH
2026-03-14 03:12:00.123456 [ERR] mod_sofia.c:12 no route
  time 2026-03-14T03:12:00.123Z; level error; says mod_sofia.c
# Unreal and games
[2026.03.14-03.12.00:123][503]LogNet: Error: no route
  time 2026-03-14T03:12:00.123Z; level error; says no route
# ROS
[ERROR] [1773457920.123456789] [shelf_node]: shelf is empty
  time 2026-03-14T03:12:00.123Z; level error; service shelf_node; says shelf is empty
# TensorFlow
2026-03-14 03:12:00.123456: E tensorflow/core/shelf.cc:12] shelf is empty
  time 2026-03-14T03:12:00.123Z; level error; says tensorflow/core
# PyTorch, absl
E0314 03:12:00.123456 140123 shelf.py:12] shelf is empty
  time 2026-03-14T03:12:00.123Z; level error; service shelf; process 140123; says shelf is empty
# Ray
(worker pid=77) 2026-03-14 03:12:00,123⇥ERROR shelf.py:12 -- shelf is empty
  time 2026-03-14T03:12:00.123Z; level error; says shelf.py
# Dask, distributed
2026-03-14 03:12:00,123 - distributed.worker - ERROR - shelf is empty
  time 2026-03-14T03:12:00.123Z; level error; service worker; says shelf is empty
# Odoo
2026-03-14 03:12:00,123 77 ERROR shop odoo.http: shelf is empty
  time 2026-03-14T03:12:00.123Z; level error; service odoo.http; process 77; says shelf is empty
# Home Assistant
2026-03-14 03:12:00.123 ERROR (MainThread) [homeassistant.shelf] shelf is empty
  time 2026-03-14T03:12:00.123Z; level error; service shelf; says shelf is empty
# Plex, Sonarr
[Error] ShelfService: shelf is empty
  level error; says ShelfService: shelf
2026-03-14 03:12:00.1|Warn|ShelfService|shelf is low
  time 2026-03-14T03:12:00.100Z; level warning; service ShelfService; says shelf is low
# qBittorrent
(W) 2026-03-14T03:12:00 - shelf is low
  time 2026-03-14T03:12:00Z; level warning; says shelf is low
# Mosquitto
1773457920: New connection from 192.0.2.7:50122 on port 1883.
  time 2026-03-14T03:12:00Z; says New connection
# Tor
Mar 14 03:12:00.123 [warn] no bridge answers
  time 2026-03-14T03:12:00.123Z; level warning; says no bridge
# Stunnel
2026.03.14 03:12:00 LOG3[0]: no certificate
  time 2026-03-14T03:12:00Z; level error; says no certificate
# Mediawiki and others of PHP
[14-Mar-2026 03:12:00 America/New_York] PHP Deprecated:  shelf() is old
  time 2026-03-14T07:12:00Z; level info; says shelf() is old
# Magento
[2026-03-14T03:12:00.123456+00:00] main.CRITICAL: shelf is gone [] []
  time 2026-03-14T03:12:00.123Z; level fatal; service main; says shelf is gone
# SAP
2026-03-14T03:12:00.123Z|ERROR|shelf|77|shelf is empty
  time 2026-03-14T03:12:00.123Z; level error; service shelf; says 77|shelf
# Splunk's own log
03-14-2026 03:12:00.123 +0100 ERROR TcpOutput [77 parsing] - no answer
  time 2026-03-14T02:12:00.123Z; level error; service TcpOutput; says no answer
# Zeek, JSON
{"ts":1773457920.123,"uid":"CHhAvVGS1DHF","id.orig_h":"192.0.2.7","method":"GET","uri":"/a","status_code":503}
  time 2026-03-14T03:12:00.123Z; status 503; about user CHhAvVGS1DHF; says uid=CHhAvVGS1DHF
# lighttpd
2026-03-14 03:12:00: (server.c.12) server started
  time 2026-03-14T03:12:00Z; says (server.c.12)
# Passenger
[ E 2026-03-14 03:12:00.1234 77/T1 age/Cor/App.cpp:12 ]: no answer
  time 2026-03-14T03:12:00.123Z; level error; says 77/T1
# uWSGI
[pid: 77|app: 0|req: 1/1] 192.0.2.7 () {40 vars in 503 bytes} [Sat Mar 14 03:12:00 2026] GET /a => generated 7 bytes in 5 msecs (HTTP/1.1 502) 2 headers in 71 bytes
  time 2026-03-14T03:12:00Z; status 502; process 77; says 192.0.2.7
# Hypercorn, Daphne
192.0.2.7:50122 - - [14/Mar/2026:03:12:00] "GET /a" 503 7
  time 2026-03-14T03:12:00Z; status 503; says "GET /a
# ASP.NET Core request log
info: Microsoft.AspNetCore.Hosting.Diagnostics[2]⏎      Request finished HTTP/1.1 GET http://shop.example/a - 503 - text/plain 12.5ms
  level info; status 503; service Diagnostics; says Request finished
[03:12:00 INF] HTTP GET /a responded 503 in 12.5 ms
  level info; status 503; says HTTP GET /a
# Phoenix
03:12:00.123 [info] Sent 503 in 12ms
  level info; status 503; says Sent 503
# Play, Akka
2026-03-14 03:12:00,123 [ERROR] from shop.Shelf in main - shelf is empty
  time 2026-03-14T03:12:00.123Z; level error; service Shelf; says shelf is empty
[ERROR] [03/14/2026 03:12:00.123] [main] [akka://shop/user/a] shelf is empty
  time 2026-03-14T03:12:00.123Z; level error; says [main] [akka
# Nginx Unit
2026/03/14 03:12:00 [alert] 77#77 process ended
  time 2026-03-14T03:12:00Z; level fatal; process 77; says process ended
# APISIX access
192.0.2.7 - - [14/Mar/2026:03:12:00 +0000] shop.example "GET /a HTTP/1.1" 502 7 0.001 "-" "curl/8"
  time 2026-03-14T03:12:00Z; status 502; says shop.example
# Fastly, Akamai
<134>2026-03-14T03:12:00Z cache-fra1 shop[77]: 192.0.2.7 "GET /a" 503 7
  time 2026-03-14T03:12:00Z; level info; status 503; service shop; host cache-fra1; process 77; says 192.0.2.7
# Azure Front Door
{"time":"2026-03-14T03:12:00Z","category":"FrontDoorAccessLog","properties":{"httpStatusCode":"502","trackingReference":"a1b2c3"}}
  time 2026-03-14T03:12:00Z; status 502; says category=Front
# API Gateway
{"requestId":"a1b2c3d4","ip":"192.0.2.7","requestTime":"14/Mar/2026:03:12:00 +0000","httpMethod":"GET","status":"504"}
  time 2026-03-14T03:12:00Z; status 504; about request a1b2c3d4; says requestid=a1b2c3d4
# Linkerd
[    12.345678s]  WARN ThreadId(01) outbound: linkerd_app_core::errors: no endpoint answers
  level warning; service outbound; says linkerd_app
# Cilium
level=warning msg="endpoint is slow" subsys=daemon
  level warning; says msg=endpoint is slow
# Calico
2026-03-14 03:12:00.123 [WARNING][77] felix/shelf.go 12: shelf is low
  time 2026-03-14T03:12:00.123Z; level warning; process 77; says shelf is low
# Flannel, CoreOS
E0314 03:12:00.123456       1 main.go:12] no lease
  time 2026-03-14T03:12:00.123Z; level error; process 1; says no lease
# Rook, Ceph
2026-03-14 03:12:00.123456 E | op-osd: no disk
  time 2026-03-14T03:12:00.123Z; level error; service op-osd; says no disk
# Longhorn
time="2026-03-14T03:12:00Z" level=error msg="no replica" controller=longhorn-engine node=n1
  time 2026-03-14T03:12:00Z; level error; says msg=no replica
# MinIO
{"level":"ERROR","errKind":"ALL","time":"2026-03-14T03:12:00.123Z","error":{"message":"disk is full"}}
  time 2026-03-14T03:12:00.123Z; level error; says errkind=ALL
# Temporal
{"level":"error","ts":"2026-03-14T03:12:00.123Z","msg":"no worker","service":"history","wf-id":"a"}
  time 2026-03-14T03:12:00.123Z; level error; service history; says no worker
# Argo Workflows
time="2026-03-14T03:12:00.123Z" level=warning msg="pod is slow" namespace=shop workflow=count
  time 2026-03-14T03:12:00.123Z; level warning; says msg=pod is slow
# Keycloak
2026-03-14 03:12:00,123 WARN  [org.keycloak.events] (executor-thread-1) type="LOGIN_ERROR", userId="null"
  time 2026-03-14T03:12:00.123Z; level warning; service events; says type="LOGIN_ERROR"
# Nextcloud
{"reqId":"a1b2c3d4","level":3,"time":"2026-03-14T03:12:00+00:00","remoteAddr":"192.0.2.7","user":"alice","app":"files","message":"disk is full"}
  time 2026-03-14T03:12:00Z; level error; service files; about request a1b2c3d4, user alice; says disk is full
# Matrix Synapse
2026-03-14 03:12:00,123 - synapse.http.server - 12 - ERROR - GET-7 - no answer
  time 2026-03-14T03:12:00.123Z; level error; service server; says no answer
# GitLab runner
WARNING: Checking for jobs... failed               runner=a1b2 status=couldn't execute
  level warning; says Checking for jobs
# Bamboo, TeamCity
[03:12:00]E: [Step 1/2] shelf is empty
  level error; says [Step 1/2]
# Bazel
ERROR: /srv/BUILD:12:3: no such target
  level error; says /srv/BUILD
(03:12:00) WARNING: an option is old
  level warning; says an option is old
# CMake, Ninja
CMake Error at CMakeLists.txt:12 (find): no such package
  level error; says at CMakeLists.txt
# pytest, JUnit
FAILED test/shelf.py::test_error - AssertionError: 503
  says FAILED test
# RSpec
rspec ./spec/shelf_spec.rb:12 # Shelf warns on error
  says rspec
# dpkg, apt
2026-03-14 03:12:00 status installed shelf:amd64 5.0.3
  time 2026-03-14T03:12:00Z; says status installed
E: no such package shelf
  level error; says no such package
# yum, dnf
2026-03-14T03:12:00+0100 DEBUG Unknown configuration option
  time 2026-03-14T02:12:00Z; level debug; says Unknown configuration
# rsync
2026/03/14 03:12:00 [77] rsync error: disk is full (code 11)
  time 2026-03-14T03:12:00Z; process 77; says rsync error
# wpa_supplicant, NetworkManager
<warn>  [1773457920.1234] device (eth0): no carrier
  time 2026-03-14T03:12:00.123Z; level warning; says device (eth0)
# X2Go, GNOME
(shelf:77): Gtk-WARNING **: 03:12:00.123: no theme
  level warning; service shelf; process 77; says no theme
# Qt
2026-03-14 03:12:00.123 [Warning] shelf.cpp:12 shelf is low
  time 2026-03-14T03:12:00.123Z; level warning; says shelf.cpp
# OSLog of iOS devices
Mar 14 03:12:00 phone shopd(Shelf)[77] <Error>: shelf is empty
  time 2026-03-14T03:12:00Z; level error; service shopd; host phone; process 77; says shelf is empty
# HPE iLO, Dell iDRAC
Severity: Critical, Category: System Health, Message: fan 1 is gone
  level fatal; says Category
# Check MK, SNMP traps
2026-03-14 03:12:00 web1 [192.0.2.7]: SNMPv2-MIB::sysUpTime.0 = Timeticks: (503) 0:00:05.03
  time 2026-03-14T03:12:00Z; says web1
# MQ
03/14/2026 03:12:00 AM - Process(77.1) User(alice) Program(amqrmppa)⏎AMQ9999E: channel ended
  time 2026-03-14T03:12:00Z; says Process(77.1)
# Informatica, DataStage
2026-03-14 03:12:00 : ERROR : (77 | WRITER) : (IS | svc) : node1 : WRT_8229 : no table
  time 2026-03-14T03:12:00Z; level error; says (77
# Tuxedo and mainframes
031200.web1!BBL.77.1.0: ERROR: shelf is empty
  level error; says shelf is empty
# curl and other clients
< HTTP/1.1 503 Service Unavailable
  status 503; says < HTTP/1.1
2026-03-14 03:12:00 ERROR fetching /a: response code: 502
  time 2026-03-14T03:12:00Z; level error; status 502; says fetching /a
2026-03-14 03:12:00 WARN request did not work with HTTP status 429
  time 2026-03-14T03:12:00Z; level warning; status 429; says request did
# .NET and OpenTelemetry values
{"Timestamp":"/Date(1773457920123)/","Level":"LogLevel.Error","Message":"shelf is empty"}
  time 2026-03-14T03:12:00.123Z; level error; says shelf is empty
{"severityNumber":"SEVERITY_NUMBER_WARN","body":"shelf is low"}
  level warning; says shelf is low
{"level":{"name":"ERROR"},"message":"shelf is empty"}
  level error; says shelf is empty
# SLURM
[2026-03-14T03:12:00.123] error: node n1 is not answering
  time 2026-03-14T03:12:00.123Z; level error; says node n1
slurmctld: error: node n1 is gone
  level error; service slurmctld; says node n1
# Gearman, Beanstalk
ERROR 2026-03-14 03:12:00.123456 [ main ] no port -> libgearman/a.cc:12
  time 2026-03-14T03:12:00.123Z; level error; says [ main ] no port
`);
