import { lineTable } from "./line-table.ts";

/** Logging libraries and servers on the Java virtual machine. */
export const java = lineTable(`
# log4j, logback
2026-03-14 03:12:00,123 ERROR [main] com.shop.orders.Shelf - shelf is empty
  time 2026-03-14T03:12:00.123Z; level error; service Shelf; says shelf is empty
2026-03-14 03:12:00.123 [http-nio-8080-exec-3] WARN  c.shop.orders.Shelf - shelf is low
  time 2026-03-14T03:12:00.123Z; level warning; service Shelf; says shelf is low
03:12:00.123 [main] INFO  com.shop.Shelf -- shelf seen
  level info; service Shelf; says shelf seen
26/03/14 03:12:00 INFO shop.Shelf: shelf seen
  time 2026-03-14T03:12:00Z; level info; service Shelf; says shelf seen
[2026-03-14 03:12:00,123] ERROR shelf is empty (com.shop.Shelf)
  time 2026-03-14T03:12:00.123Z; level error; service Shelf; says shelf is empty
ERROR [2026-03-14 03:12:00,123] com.shop.Shelf: shelf is empty
  time 2026-03-14T03:12:00.123Z; level error; service Shelf; says shelf is empty
INFO  | 2026-03-14 03:12:00,123 | main | com.shop.Shelf | shelf seen
  time 2026-03-14T03:12:00.123Z; level info; service Shelf; says shelf seen
2026-03-14T03:12:00,123+0100 FATAL main Shelf shelf is gone
  time 2026-03-14T02:12:00.123Z; level fatal; says main Shelf
# Spring Boot
2026-03-14T03:12:00.123+01:00 ERROR 77 --- [orders] [nio-8080-exec-1] c.s.o.ShelfController : shelf is empty
  time 2026-03-14T02:12:00.123Z; level error; service orders; process 77; says shelf is empty
2026-03-14 03:12:00.123  WARN 1 --- [           main] o.s.b.w.e.tomcat.TomcatWebServer  : port is shared
  time 2026-03-14T03:12:00.123Z; level warning; service TomcatWebServer; process 1; says port is shared
2026-03-14 03:12:00.123 INFO [orders,4bf92f3577b34da6a3ce929d0e0e4736,00f067aa0ba902b7] 77 --- [main] c.s.Shelf : shelf seen
  time 2026-03-14T03:12:00.123Z; level info; service orders; process 77; about span 00f067aa0ba902b7, trace 4bf92f3577b34da6a3ce929d0e0e4736; says shelf seen
# java.util.logging (two lines)
Mar 14, 2026 3:12:00 AM com.shop.Shelf count⏎SEVERE: shelf is gone
  time 2026-03-14T03:12:00Z; level error; service Shelf; says shelf is gone
Mar 14, 2026 3:12:00 PM com.shop.Shelf count⏎INFO: shelf seen
  time 2026-03-14T15:12:00Z; level info; service Shelf; says shelf seen
SEVERE: shelf is gone
  level error; says shelf is gone
# Tomcat
14-Mar-2026 03:12:00.123 SEVERE [main] org.apache.catalina.core.StandardContext.startInternal a filter did not start
  time 2026-03-14T03:12:00.123Z; level error; service StandardContext; says a filter did not start
14-Mar-2026 03:12:00.123 INFO [main] org.apache.coyote.AbstractProtocol.start Starting
  time 2026-03-14T03:12:00.123Z; level info; service AbstractProtocol; says Starting
# Jetty
2026-03-14 03:12:00.123:WARN:oejs.HttpChannel:qtp12-34: /a
  time 2026-03-14T03:12:00.123Z; level warning; service HttpChannel; says /a
2026-03-14 03:12:00.123:INFO::main: Logging initialised @200ms
  time 2026-03-14T03:12:00.123Z; level info; says Logging
# WildFly, JBoss
03:12:00,123 ERROR [org.jboss.as] (MSC service thread 1-2) a service did not start
  level error; service as; says a service did not start
2026-03-14 03:12:00,123 INFO  [org.jboss.as] (Controller Boot Thread) started
  time 2026-03-14T03:12:00.123Z; level info; service as; says started
# Quarkus
2026-03-14 03:12:00,123 ERROR [com.shop.Shelf] (main) shelf is empty
  time 2026-03-14T03:12:00.123Z; level error; service Shelf; says shelf is empty
# WebLogic
####<Mar 14, 2026 3:12:00 AM CET> <Error> <Deployer> <web1> <AdminServer> <[ACTIVE] thread> <alice> <> <4f9d> <1773457920123> <BEA-149265> <could not deploy>
  time 2026-03-14T02:12:00Z; level error; service AdminServer; host web1; says <could not deploy>
# WebSphere
[3/14/26 3:12:00:123 CET] 00000001 Shelf         E   SHOP0001E: shelf is empty
  time 2026-03-14T02:12:00.123Z; level error; service Shelf; says SHOP0001E
[3/14/26 3:12:00:123 CET] 0000002a Shelf         W   SHOP0002W: shelf is low
  time 2026-03-14T02:12:00.123Z; level warning; service Shelf; says SHOP0002W
# GlassFish
[#|2026-03-14T03:12:00.123+0100|SEVERE|glassfish3.1|com.shop.Shelf|_ThreadID=1;|shelf is gone|#]
  time 2026-03-14T02:12:00.123Z; level error; service Shelf; says shelf is gone
# Kafka
[2026-03-14 03:12:00,123] ERROR [ReplicaManager broker=1] a partition is offline (kafka.server.ReplicaManager)
  time 2026-03-14T03:12:00.123Z; level error; service ReplicaManager broker=1; says a partition is offline
[2026-03-14 03:12:00,123] INFO started (kafka.server.KafkaServer)
  time 2026-03-14T03:12:00.123Z; level info; service KafkaServer; says started
# ZooKeeper
2026-03-14 03:12:00,123 [myid:1] - WARN  [QuorumPeer[myid=1]:QuorumCnxManager@584] - no channel to 2
  time 2026-03-14T03:12:00.123Z; level warning; service QuorumCnxManager; says no channel to 2
# Hadoop
2026-03-14 03:12:00,123 ERROR org.apache.hadoop.hdfs.server.datanode.DataNode: disk is gone
  time 2026-03-14T03:12:00.123Z; level error; service DataNode; says disk is gone
260314 031200 148 WARN dfs.DataNode$DataXceiver: blk_-1608999687919862906 is late
  time 2026-03-14T03:12:00Z; level warning; service DataNode; process 148; about block blk_-1608999687919862906; says blk_-1608999687919862906
# Cassandra
ERROR [CompactionExecutor:1] 2026-03-14 03:12:00,123 CassandraDaemon.java:244 - a thread died
  time 2026-03-14T03:12:00.123Z; level error; service CassandraDaemon; says a thread died
INFO  [main] 2026-03-14 03:12:00,123 StorageService.java:12 - node is up
  time 2026-03-14T03:12:00.123Z; level info; service StorageService; says node is up
# Elasticsearch, OpenSearch
[2026-03-14T03:12:00,123][ERROR][o.e.b.Bootstrap          ] [node-1] a check did not pass
  time 2026-03-14T03:12:00.123Z; level error; service Bootstrap; host node-1; says a check did not pass
[2026-03-14T03:12:00,123][WARN ][o.e.c.r.a.DiskThreshold] [node-1] high disk watermark [90%] exceeded
  time 2026-03-14T03:12:00.123Z; level warning; service DiskThreshold; host node-1; says high disk watermark
{"type": "server", "timestamp": "2026-03-14T03:12:00,123Z", "level": "ERROR", "component": "o.e.b.Bootstrap", "cluster.name": "c", "node.name": "node-1", "message": "a check did not pass" }
  time 2026-03-14T03:12:00.123Z; level error; service o.e.b.Bootstrap; host node-1; says a check did not pass
# Jenkins
2026-03-14 03:12:00.123+0000 [id=42]⇥SEVERE⇥hudson.util.BootFailure#publish: did not start
  time 2026-03-14T03:12:00.123Z; level error; service BootFailure; says did not start
# ActiveMQ
2026-03-14 03:12:00,123 | WARN  | store is full | org.apache.activemq.broker.Broker | main
  time 2026-03-14T03:12:00.123Z; level warning; service Broker; says store is full
# Minecraft
[03:12:00] [Server thread/ERROR]: a chunk is broken
  level error; says a chunk is broken
# Solr
2026-03-14 03:12:00.123 ERROR (qtp12-34) [c:shop s:shard1] o.a.s.h.RequestHandlerBase no such field
  time 2026-03-14T03:12:00.123Z; level error; service RequestHandlerBase; says no such field
# SLF4J simple logger
[main] ERROR com.shop.Shelf - shelf is empty
  level error; service Shelf; says shelf is empty
`);
