import { lineTable } from "./line-table.ts";

/** Go, Rust, C, C++, .NET, Swift, Erlang and programs written in them. */
export const compiledLanguages = lineTable(`
# Go (log)
2026/03/14 03:12:00 shelf is empty
  time 2026-03-14T03:12:00Z; says shelf is empty
2026/03/14 03:12:00.123456 shelf.go:12: shelf is empty
  time 2026-03-14T03:12:00.123Z; service shelf; says shelf is empty
2026/03/14 03:12:00 [ERROR] shelf is empty
  time 2026-03-14T03:12:00Z; level error; says shelf is empty
# logrus (console)
ERRO[0012] shelf is empty                               shelf=7
  level error; says shelf is empty
INFO[2026-03-14T03:12:00Z] shelf seen
  time 2026-03-14T03:12:00Z; level info; says shelf seen
# zap (console)
2026-03-14T03:12:00.123Z⇥ERROR⇥orders⇥shop/shelf.go:12⇥shelf is empty⇥{"shelf": 7}
  time 2026-03-14T03:12:00.123Z; level error; service orders; says shelf is empty
2026-03-14T03:12:00.123+0100⇥warn⇥shop/shelf.go:12⇥shelf is low
  time 2026-03-14T02:12:00.123Z; level warning; says shelf is low
1.773457920123e+09⇥info⇥shop/shelf.go:12⇥shelf seen
  time 2026-03-14T03:12:00.123Z; level info; says shelf seen
# zerolog (console)
3:12AM ERR shelf is empty error="EOF"
  level error; says shelf is empty
2026-03-14T03:12:00Z WRN shelf is low shelf=7
  time 2026-03-14T03:12:00Z; level warning; says shelf is low
# klog, glog
E0314 03:12:00.123456   77 shelf.cc:12] shelf is empty
  time 2026-03-14T03:12:00.123Z; level error; service shelf; process 77; says shelf is empty
W20260314 03:12:00.123456   77 shelf.cc:12] shelf is low
  time 2026-03-14T03:12:00.123Z; level warning; service shelf; process 77; says shelf is low
# CockroachDB
E260314 03:12:00.123456 77 kv/shelf.go:12 ⋮ [n1] 503  shelf is empty
  time 2026-03-14T03:12:00.123Z; level error; service shelf; says shelf is empty
# geth
ERROR[03-14|03:12:00.123] shelf is empty                           shelf=7
  time 2026-03-14T03:12:00.123Z; level error; says shelf is empty
INFO [03-14|03:12:00.123] shelf seen
  time 2026-03-14T03:12:00.123Z; level info; says shelf seen
# HashiCorp (Vault, Consul, Nomad, Terraform)
2026-03-14T03:12:00.123Z [ERROR] core: seal is shut: error="no key"
  time 2026-03-14T03:12:00.123Z; level error; service core; says seal is shut
    2026-03-14T03:12:00.123+0100 [WARN]  agent.server.raft: heartbeat is late
  time 2026-03-14T02:12:00.123Z; level warning; service agent.server.raft; says heartbeat is late
2026-03-14T03:12:00.123Z [INFO]  client.driver_mgr: driver is healthy
  time 2026-03-14T03:12:00.123Z; level info; service client.driver_mgr; says driver is healthy
# NATS
[77] 2026/03/14 03:12:00.123456 [ERR] 192.0.2.7:50122 - cid:503 - no permission
  time 2026-03-14T03:12:00.123Z; level error; process 77; says 192.0.2.7:50122
[77] 2026/03/14 03:12:00.123456 [INF] Server is ready
  time 2026-03-14T03:12:00.123Z; level info; process 77; says Server is ready
# Prometheus
ts=2026-03-14T03:12:00.123Z caller=main.go:12 level=error component=tsdb msg="compaction broke" err="disk full"
  time 2026-03-14T03:12:00.123Z; level error; service tsdb; says caller=main.go:12
time=2026-03-14T03:12:00.123Z level=WARN source=scrape.go:7 msg="scrape is late" component="scrape manager"
  time 2026-03-14T03:12:00.123Z; level warning; service scrape manager; says source=scrape.go:7
# Grafana
logger=sqlstore t=2026-03-14T03:12:00.123456789Z level=error msg="no connection"
  time 2026-03-14T03:12:00.123Z; level error; service sqlstore; says no connection
lvl=eror t=2026-03-14T03:12:00+0000 msg="no connection" logger=sqlstore
  time 2026-03-14T03:12:00Z; level error; service sqlstore; says no connection
# InfluxDB
2026-03-14T03:12:00.123456Z⇥error⇥no shard⇥{"log_id": "0a1b2c3d"}
  time 2026-03-14T03:12:00.123Z; level error; says no shard
# Rust (env_logger, tracing)
[2026-03-14T03:12:00Z ERROR shop::shelf] shelf is empty
  time 2026-03-14T03:12:00Z; level error; service shop::shelf; says shelf is empty
2026-03-14T03:12:00.123456Z  WARN shop::shelf: shelf is low shelf=7
  time 2026-03-14T03:12:00.123Z; level warning; service shop::shelf; says shelf is low
2026-03-14T03:12:00.123456Z ERROR request{method=GET path=/a}: shop::shelf: shelf is empty
  time 2026-03-14T03:12:00.123Z; level error; service shop::shelf; says shelf is empty
2026-03-14T03:12:00.123456Z  INFO ThreadId(01) shop::shelf: shelf seen
  time 2026-03-14T03:12:00.123Z; level info; service shop::shelf; says shelf seen
# .NET (console)
fail: Shop.Orders.Worker[7]⏎      shelf is empty
  level error; service Worker; says shelf is empty
warn: Shop.Orders.Worker[7] shelf is low
  level warning; service Worker; says shelf is low
2026-03-14 03:12:00.123 crit: Shop.Orders.Worker[0] shelf is gone
  time 2026-03-14T03:12:00.123Z; level fatal; service Worker; says shelf is gone
# Serilog (console)
[03:12:00 ERR] shelf is empty
  level error; says shelf is empty
2026-03-14 03:12:00.123 +01:00 [WRN] shelf is low
  time 2026-03-14T02:12:00.123Z; level warning; says shelf is low
[03:12:00 INF] Shop.Orders.Shelf: shelf seen
  level info; service Shelf; says shelf seen
# NLog
2026-03-14 03:12:00.1234|ERROR|Shop.Orders.Shelf|shelf is empty
  time 2026-03-14T03:12:00.123Z; level error; service Shelf; says shelf is empty
# log4net
2026-03-14 03:12:00,123 [7] ERROR Shop.Orders.Shelf [(null)] - shelf is empty
  time 2026-03-14T03:12:00.123Z; level error; service Shelf; says shelf is empty
# .NET trace sources
Shop.exe Error: 0 : shelf is empty
  level error; says shelf is empty
# spdlog
[2026-03-14 03:12:00.123] [orders] [error] shelf is empty
  time 2026-03-14T03:12:00.123Z; level error; service orders; says shelf is empty
[2026-03-14 03:12:00.123] [warning] shelf is low
  time 2026-03-14T03:12:00.123Z; level warning; says shelf is low
# Boost.Log
[2026-03-14 03:12:00.123456] [0x00007f] [error]   shelf is empty
  time 2026-03-14T03:12:00.123Z; level error; says shelf is empty
# Chromium
[77:99:0314/031200.123456:ERROR:shelf.cc(12)] shelf is empty
  level error; process 77; says shelf is empty
# Swift (swift-log)
2026-03-14T03:12:00+0100 error orders : [Shelf] shelf is empty
  time 2026-03-14T02:12:00Z; level error; service orders; says [Shelf] shelf is empty
# RabbitMQ, Erlang
2026-03-14 03:12:00.123456+00:00 [error] <0.503.0> a queue is gone
  time 2026-03-14T03:12:00.123Z; level error; says a queue is gone
2026-03-14 03:12:00.123 [warning] <0.7.0> memory is high
  time 2026-03-14T03:12:00.123Z; level warning; says memory is high
=ERROR REPORT==== 14-Mar-2026::03:12:00.123 ===⏎** Generic server shelf is dying
  time 2026-03-14T03:12:00.123Z; level error; says ** Generic server
# Elixir
03:12:00.123 [error] shelf is empty
  level error; says shelf is empty
03:12:00.123 request_id=a1b2c3d4 [warning] shelf is low
  level warning; about request a1b2c3d4; says shelf is low
# Haskell, OCaml and kin
[Error#Shop.Shelf] shelf is empty @(shop-0.1:Shelf.hs:12:3)
  level error; says shelf is empty
# Bitcoin Core
2026-03-14T03:12:00Z [warning] tip is old
  time 2026-03-14T03:12:00Z; level warning; says tip is old
# OpenSSH client and other bare programs
error: kex_exchange: closed by 192.0.2.7
  level error; says kex_exchange
fatal: not a repository
  level fatal; says not a repository
`);
