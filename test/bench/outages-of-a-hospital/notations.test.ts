import { expect, test } from "vitest";
import type { Level, Notation } from "../../../bench/outages-of-a-hospital/model.ts";
import {
  adaptiveSecurity,
  firewallPairs,
  monitoringLog,
  nameServer,
  storageEvents,
  switchLog,
  syslog,
  syslog5424,
  trafficManager,
} from "../../../bench/outages-of-a-hospital/notations/appliances.ts";
import {
  oracleAlert,
  oracleListener,
  sqlServerLog,
} from "../../../bench/outages-of-a-hospital/notations/databases.ts";
import {
  accessLog,
  log4j,
  springBoot,
  weblogic,
  wildfly,
} from "../../../bench/outages-of-a-hospital/notations/java.ts";
import {
  clusterEvents,
  containerJson,
  klog,
} from "../../../bench/outages-of-a-hospital/notations/kubernetes.ts";
import {
  backupLog,
  batchLog,
  queueManagerJson,
  rabbit,
  transactionGateway,
} from "../../../bench/outages-of-a-hospital/notations/messaging.ts";
import { windowsColumns, windowsXml } from "../../../bench/outages-of-a-hospital/notations/windows.ts";

/** 5 March 2026, 22:07:09.085 UTC. */
const time = Date.UTC(2026, 2, 5, 22, 7, 9, 85) / 1000;
const host = { name: "mq-1", address: "198.51.100.75", system: "message-queue", room: "north" } as const;

function written(notation: Notation, head: string, text: string, level: Level = "error"): string[] {
  return notation({ time, host, level, head, text, process: 4711 });
}

test.each<[string, Notation, string, string, string]>([
  ["syslog", syslog, "sshd", "closed", "Mar  5 22:07:09 mq-1 sshd[4711]: closed"],
  ["RFC 5424", syslog5424, "vobd", "lost", "<163>1 2026-03-05T22:07:09.085Z mq-1 vobd 4711 - - lost"],
  ["ASA", adaptiveSecurity, "211001", "low", "<163>Mar 05 2026 22:07:09 mq-1 : %ASA-3-211001: low"],
  ["IOS", switchLog, "LINK:UPDOWN", "down", "<187>84340: mq-1: Mar  5 22:07:09.085: %LINK-3-UPDOWN: down"],
  ["traffic manager", trafficManager, "tmm:01", "reset", "Mar  5 22:07:09 mq-1 err tmm[4711]: 01:3: reset"],
  [
    "firewall",
    firewallPairs,
    "event:ha:17",
    'msg="moved"',
    'date=2026-03-05 time=22:07:09 devname="mq-1" devid="FX60E000000001" logid="17" type="event" subtype="ha" level="error" vd="root" msg="moved"',
  ],
  [
    "storage",
    storageEvents,
    "vol.full",
    "full",
    "Thu Mar 05 22:07:09 +0000 2026 [mq-1: vol.full:error]: full",
  ],
  ["name server", nameServer, "general", "expired", "05-Mar-2026 22:07:09.085 general: error: expired"],
  ["monitoring", monitoringLog, "SERVICE ALERT", "a;b", "[1772748429] SERVICE ALERT: a;b"],
  ["SQL Server", sqlServerLog, "spid51", "full", "2026-03-05 22:07:09.08 spid51      full"],
  ["listener", oracleListener, "-", "ping * 0", "05-MAR-2026 22:07:09 * ping * 0"],
  [
    "access log",
    accessLog,
    "198.51.100.9",
    '"GET /" 200 1',
    '198.51.100.9 - - [05/Mar/2026:22:07:09 +0000] "GET /" 200 1',
  ],
  ["WildFly", wildfly, "c.A:t-1", "torn", "2026-03-05 22:07:09,085 ERROR [c.A] (t-1) torn"],
  ["Log4j", log4j, "channel", "torn", "ERROR 2026-03-05 22:07:09,085 [channel] torn"],
  ["klog", klog, "prober.go:1", "failed", "E0305 22:07:09.085000    4711 prober.go:1] failed"],
  ["RabbitMQ", rabbit, "0.1.0", "gone", "2026-03-05 22:07:09.085000+00:00 [error] <0.1.0> gone"],
  ["CICS gateway", transactionGateway, "-", "CTG1E no", "03/05/26 22:07:09:085 [0] CTG1E no"],
  ["scheduler", batchLog, "J1", "STATUS: X", "[03/05/2026 10:07:09 PM] JOB: J1 STATUS: X"],
  ["backup", backupLog, "7", "stopped", "05.03.2026 22:07:09 <4711> Error [mq-1] job 7: stopped"],
])("%s is written as its software does", (_, notation, head, text, line) => {
  expect(written(notation, head, text)).toEqual([line]);
});

test("a stack trace stands on lines of its own behind one head", () => {
  expect(written(springBoot, "t:c.Store", "lost\n\tat c.Store.put(Store.java:7)")).toEqual([
    "2026-03-05T22:07:09.085Z ERROR 4711 --- [              t] c.Store                                  : lost",
    "\tat c.Store.put(Store.java:7)",
  ]);
  const [first, last] = written(weblogic, "JDBC:BEA-001112", "lost\n\tat c.Store.put(Store.java:7)");
  expect(first).toMatch(
    /^####<Mar 5, 2026, 10:07:09,085 PM UTC> <Error> <JDBC> <mq-1> .* <BEA-001112> <lost$/,
  );
  expect(last).toBe("\tat c.Store.put(Store.java:7)> ");
});

test("an alert log has its time on a line before the message", () => {
  expect(written(oracleAlert, "-", "ORA-00257: stuck")).toEqual([
    "2026-03-05T22:07:09.085000+00:00",
    "ORA-00257: stuck",
  ]);
});

test("Windows events keep their columns, and signs of XML do not break it", () => {
  const [columns = ""] = written(windowsColumns, "System:NETLOGON:5719", "no secure session");
  expect(columns.split("\t")).toHaveLength(14);
  const [xml = ""] = written(windowsXml, "System:Schannel:36882", "chain <a & b>");
  expect(xml).toContain("<EventID>36882</EventID>");
  expect(xml).toContain("<Message>chain &lt;a &amp; b&gt;</Message>");
});

test("JSON of the queue manager and of the cluster can be read", () => {
  const [manager = ""] = written(queueManagerJson, "AMQ9999E:amqrmppa", 'Channel "X" ended');
  expect(JSON.parse(manager)).toMatchObject({ loglevel: "ERROR", message: 'AMQ9999E: Channel "X" ended' });
  const [container = ""] = written(containerJson, "api-1:http", "lost\npanic: x");
  expect(container).toMatch(/^2026-03-05T22:07:09\.085000000Z stderr F \{/);
  expect(JSON.parse(container.slice(container.indexOf("{")))).toMatchObject({
    msg: "lost",
    stack: "panic: x",
  });
  const [event = ""] = written(clusterEvents, "BackOff:Pod=api-1", "back-off");
  expect(JSON.parse(event)).toMatchObject({
    type: "Warning",
    involvedObject: { kind: "Pod", name: "api-1" },
  });
});
