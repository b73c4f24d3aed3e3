import { lineTable } from "./line-table.ts";

/** Databases and queues that have formats of their own. */
export const databases = lineTable(`
# PostgreSQL
2026-03-14 03:12:00.123 UTC [77] ERROR:  relation "shelf" is missing at character 15
  time 2026-03-14T03:12:00.123Z; level error; process 77; says relation "shelf"
2026-03-14 03:12:00.123 CET [77] alice@shop LOG:  duration: 503.2 ms  statement: SELECT 1
  time 2026-03-14T02:12:00.123Z; process 77; says duration: 503.2
2026-03-14 03:12:00 UTC [77-1] user=alice,db=shop,app=psql,client=192.0.2.7 FATAL:  no password fits
  time 2026-03-14T03:12:00Z; level fatal; process 77; about user alice; says no password fits
2026-03-14 03:12:00.123 UTC [77] HINT:  look at the shelf
  time 2026-03-14T03:12:00.123Z; level info; process 77; says look at the shelf
2026-03-14 03:12:00.123 UTC [77] STATEMENT:  SELECT error FROM shelf
  time 2026-03-14T03:12:00.123Z; level info; process 77; says SELECT error
2026-03-14 03:12:00.123 UTC,"alice","shop",77,"192.0.2.7:50122",65f2.4d,1,"SELECT",2026-03-14 03:11:00 UTC,3/4,0,ERROR,42P01,"relation is missing",,,,,,"SELECT 1",15,,"psql","client backend",,0
  time 2026-03-14T03:12:00.123Z; level error; process 77; says "relation is missing"
{"timestamp":"2026-03-14 03:12:00.123 UTC","pid":77,"error_severity":"PANIC","user":"alice","dbname":"shop","message":"disk is full"}
  time 2026-03-14T03:12:00.123Z; level fatal; process 77; about user alice; says disk is full
Mar 14 03:12:00 db1 postgres[77]: [3-1] ERROR:  relation "shelf" is missing
  time 2026-03-14T03:12:00Z; level error; service postgres; host db1; process 77; says relation "shelf"
# pgBouncer
2026-03-14 03:12:00.123 UTC [77] WARNING C-0x55: shop/alice@192.0.2.7:50122 pooler error: no more connections
  time 2026-03-14T03:12:00.123Z; level warning; process 77; says C-0x55
# MySQL, MariaDB
2026-03-14T03:12:00.123456Z 7 [ERROR] [MY-010584] [Repl] replica stopped
  time 2026-03-14T03:12:00.123Z; level error; service Repl; says replica stopped
2026-03-14T03:12:00.123456Z 0 [System] [MY-010931] [Server] ready
  time 2026-03-14T03:12:00.123Z; level info; service Server; says ready
2026-03-14  3:12:00 7 [Warning] Aborted connection 7 to db: 'shop' user: 'alice'
  time 2026-03-14T03:12:00Z; level warning; about user alice; says Aborted connection
2026-03-14 03:12:00 0 [Note] InnoDB: log sequence number 503
  time 2026-03-14T03:12:00Z; level info; says InnoDB
260314  3:12:00 [ERROR] mysqld: table is broken
  time 2026-03-14T03:12:00Z; level error; says mysqld: table is broken
# MongoDB before 4.4
2026-03-14T03:12:00.123+0100 E STORAGE  [conn7] shelf is gone
  time 2026-03-14T02:12:00.123Z; level error; service STORAGE; says shelf is gone
2026-03-14T03:12:00.123+0000 I NETWORK  [listener] connection accepted from 192.0.2.7:50122 #7
  time 2026-03-14T03:12:00.123Z; level info; service NETWORK; says connection accepted
# Redis
31:M 14 Mar 2026 03:12:00.123 # Can't save in background: no memory
  time 2026-03-14T03:12:00.123Z; level warning; process 31; says Can't save
31:S 14 Mar 2026 03:12:00.123 * Ready to accept connections
  time 2026-03-14T03:12:00.123Z; level info; process 31; says Ready to accept
31:X 14 Mar 2026 03:12:00.123 - 2 clients connected
  time 2026-03-14T03:12:00.123Z; level debug; process 31; says 2 clients
# ClickHouse
2026.03.14 03:12:00.123456 [ 77 ] {a1b2-c3} <Error> executeQuery: Code: 60. no such table
  time 2026-03-14T03:12:00.123Z; level error; service executeQuery; process 77; says Code: 60
2026.03.14 03:12:00.123456 [ 77 ] {} <Information> Application: ready
  time 2026-03-14T03:12:00.123Z; level info; service Application; process 77; says ready
# Oracle (alert log)
2026-03-14T03:12:00.123456+01:00⏎ORA-00600: internal error code, arguments: [503]
  time 2026-03-14T02:12:00.123Z; says ORA-00600
Sat Mar 14 03:12:00 2026⏎ORA-01555 caused by SQL statement
  time 2026-03-14T03:12:00Z; says ORA-01555
# SQL Server (ERRORLOG)
2026-03-14 03:12:00.12 spid57      Error: 823, Severity: 24, State: 2.
  time 2026-03-14T03:12:00.120Z; level fatal; process spid57; says Error: 823
2026-03-14 03:12:00.12 Server      The shelf is ready.
  time 2026-03-14T03:12:00.120Z; service Server; says The shelf is ready.
2026-03-14 03:12:00.12 Logon       Error: 18456, Severity: 14, State: 8.
  time 2026-03-14T03:12:00.120Z; level error; service Logon; says Error: 18456
# Db2
2026-03-14-03.12.00.123456+060 I1234E503             LEVEL: Severe
  time 2026-03-14T02:12:00.123Z; level error; says I1234E503
# Ceph
2026-03-14T03:12:00.123+0000 7f2a1b2c3d4e -1 osd.3 503 heartbeat is late
  time 2026-03-14T03:12:00.123Z; service osd.3; says heartbeat is late
# Neo4j
2026-03-14 03:12:00.123+0000 ERROR [o.n.k.Database] store is broken
  time 2026-03-14T03:12:00.123Z; level error; service Database; says store is broken
# CouchDB
[error] 2026-03-14T03:12:00.123456Z couchdb@web1 <0.77.0> a1b2c3d4e5 shard is gone
  time 2026-03-14T03:12:00.123Z; level error; says couchdb@web1
# Couchbase
[ns_server:error,2026-03-14T03:12:00.123Z,ns_1@web1:<0.77.0>:shelf:count:12]shelf is empty
  time 2026-03-14T03:12:00.123Z; level error; service ns_server; says shelf is empty
# SQLite and others behind a program's head
[2026-03-14 03:12:00.123] [sqlite] [critical] database is malformed
  time 2026-03-14T03:12:00.123Z; level fatal; service sqlite; says database is malformed
# MinIO
API: PutObject(bucket=shop)⏎Time: 03:12:00 UTC 03/14/2026⏎Error: disk is full
  time 2026-03-14T03:12:00Z; says API: PutObject
# Memcached, Pulsar, Flink
2026-03-14T03:12:00,123+0000 [pulsar-io-1] ERROR org.apache.pulsar.Broker - no bookies
  time 2026-03-14T03:12:00.123Z; level error; service Broker; says no bookies
2026-03-14 03:12:00,123 WARN  org.apache.flink.runtime.Task [] - source is slow
  time 2026-03-14T03:12:00.123Z; level warning; service Task; says source is slow
`);
