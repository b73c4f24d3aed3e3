import { lineTable } from "./line-table.ts";

/** What is written around the lines of containers, and what Kubernetes itself writes. */
export const containers = lineTable(String.raw`
# Docker json-file
{"log":"{\"level\":\"error\",\"msg\":\"shelf is empty\"}\n","stream":"stderr","time":"2026-03-14T03:12:00.5Z"}
  time 2026-03-14T03:12:00.500Z; level error; says shelf is empty
{"log":"WARN shelf is low\n","stream":"stdout","attrs":{"tag":"orders"},"time":"2026-03-14T03:12:00.123456789Z"}
  time 2026-03-14T03:12:00.123Z; level warning; says shelf is low
{"log":"192.0.2.7 - - [14/Mar/2026:03:12:00 +0000] \"GET /a HTTP/1.1\" 502 7 \"-\" \"curl/8\"\n","stream":"stdout","time":"2026-03-14T03:12:00.1Z"}
  time 2026-03-14T03:12:00.100Z; status 502; says "GET /a
# Kubernetes CRI
2026-03-14T03:12:00.123456789Z stdout F 2026-03-14 03:12:00,123 ERROR [main] c.s.Orders - shelf is empty
  time 2026-03-14T03:12:00.123Z; level error; service Orders; says shelf is empty
2026-03-14T03:12:00.123456789+01:00 stderr F E0314 03:12:00.123456       7 shelf.go:12] shelf is empty
  time 2026-03-14T02:12:00.123Z; level error; service shelf; process 7; says shelf is empty
2026-03-14T03:12:00.1Z stdout P {"level":"info","msg":"half a li
  time 2026-03-14T03:12:00.100Z; level info; says half a li
# kubectl logs --prefix
[pod/orders-7c9f6b5d4-x2k8p/app] 2026-03-14T03:12:00Z ERROR shelf is empty
  time 2026-03-14T03:12:00Z; level error; service app; about pod orders-7c9f6b5d4-x2k8p; says shelf is empty
[pod/queue-0/broker] {"level":"warn","msg":"shelf is low"}
  level warning; service broker; about pod queue-0; says shelf is low
# kubectl logs --timestamps
2026-03-14T03:12:00.123456789Z ERROR shelf is empty
  time 2026-03-14T03:12:00.123Z; level error; says shelf is empty
# Docker Compose
orders-1  | ERROR shelf is empty
  level error; service orders; says shelf is empty
shop_orders_1  | 192.0.2.7 - - [14/Mar/2026:03:12:00 +0000] "GET /a HTTP/1.1" 404 7
  time 2026-03-14T03:12:00Z; status 404; service shop_orders; says "GET /a
orders-1  | 2026-03-14T03:12:00.000Z info: shelf counted
  time 2026-03-14T03:12:00Z; level info; service orders; says shelf counted
db        | LOG:  shelf counted
  service db; says LOG:  shelf counted
# docker compose logs --timestamps
orders-1  | 2026-03-14T03:12:00.123456789Z level=error msg="shelf is empty"
  time 2026-03-14T03:12:00.123Z; level error; service orders; says shelf is empty
# stern
orders-7c9f6b5d4-x2k8p app 2026-03-14T03:12:00Z ERROR shelf is empty
  time 2026-03-14T03:12:00Z; level error; service app; about pod orders-7c9f6b5d4-x2k8p; says shelf is empty
shop orders-7c9f6b5d4-x2k8p app {"level":"error","msg":"shelf is empty"}
  level error; service app; about pod orders-7c9f6b5d4-x2k8p; says shelf is empty
# Docker daemon, containerd
time="2026-03-14T03:12:00.123456789Z" level=error msg="container did not stop" container=4f9d195432c1 error="timed out"
  time 2026-03-14T03:12:00.123Z; level error; about container 4f9d195432c1; says msg=container did not stop
Mar 14 03:12:00 n1 containerd[77]: time="2026-03-14T03:12:00.5Z" level=warning msg="cleaning up dead shim"
  time 2026-03-14T03:12:00Z; level warning; service containerd; host n1; process 77; says cleaning up dead shim
# kubelet and kin (klog)
E0314 03:12:00.123456    1234 pod_workers.go:965] "Trouble with pod" err="no image" pod="shop/orders-7c9f6b5d4-x2k8p" podUID="0b8a"
  time 2026-03-14T03:12:00.123Z; level error; service pod_workers; process 1234; about pod orders-7c9f6b5d4-x2k8p; says "Trouble with pod"
I0314 03:12:00.123456       1 reflector.go:120] watching nodes
  time 2026-03-14T03:12:00.123Z; level info; service reflector; process 1; says watching nodes
Mar 14 03:12:00 n1 kubelet[99]: W0314 03:12:00.123456      99 volume.go:7] volume is slow
  time 2026-03-14T03:12:00Z; level warning; service kubelet; host n1; process 99; says volume is slow
# Kubernetes events
10m         Warning   BackOff     pod/orders-7c9f6b5d4-x2k8p   Back-off restarting a failed container
  level warning; about pod orders-7c9f6b5d4-x2k8p; says BackOff
3s   Normal   Scheduled   pod/orders-7c9f6b5d4-x2k8p   Given to node n1
  level info; about pod orders-7c9f6b5d4-x2k8p; says Scheduled
{"kind":"Event","type":"Warning","reason":"FailedMount","message":"volume is missing","involvedObject":{"kind":"Pod","name":"orders-7c9f6b5d4-x2k8p"},"lastTimestamp":"2026-03-14T03:12:00Z"}
  time 2026-03-14T03:12:00Z; level warning; about pod orders-7c9f6b5d4-x2k8p; says volume is missing
# Kubernetes audit
{"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"Metadata","stage":"ResponseComplete","verb":"delete","user":{"username":"alice"},"responseStatus":{"code":403},"requestReceivedTimestamp":"2026-03-14T03:12:00.000000Z"}
  time 2026-03-14T03:12:00Z; status 403; about user alice; says kind=Event
# etcd
{"level":"warn","ts":"2026-03-14T03:12:00.123Z","caller":"etcdserver/util.go:123","msg":"apply took too long","took":"512ms"}
  time 2026-03-14T03:12:00.123Z; level warning; says apply took too long
2026-03-14 03:12:00.123456 W | etcdserver: read-only range took too long
  time 2026-03-14T03:12:00.123Z; level warning; service etcdserver; says read-only range
# CoreDNS
[ERROR] plugin/errors: 2 shop.example. A: no answer
  level error; says plugin/errors: 2
[INFO] 192.0.2.7:5353 - 4711 "A IN shop.example. udp 40 false 512" NOERROR qr,aa 102 0.0001s
  level info; says 192.0.2.7:5353
# Fluent Bit
[2026/03/14 03:12:00] [error] [output:es:es.0] no connection
  time 2026-03-14T03:12:00Z; level error; says [output:es:es.0] no
# Istio, Envoy (text)
2026-03-14T03:12:00.123456Z⇥error⇥envoy config⇥gRPC stream closed
  time 2026-03-14T03:12:00.123Z; level error; service envoy config; says gRPC stream closed
[2026-03-14 03:12:00.123][7][warning][config] [source/common/config/x.cc:12] no update came
  time 2026-03-14T03:12:00.123Z; level warning; service config; process 7; says no update came
`);
