import { describe, expect, test } from "vitest";
import { assess } from "../../../src/engine/analyst/assess.ts";
import { Reading } from "../../../src/engine/reading/reading.ts";
import { severityRank } from "../../../src/engine/verdict.ts";
import { fc, runs } from "../../support/fast-check.ts";
import { examples } from "./rules/rule-examples.ts";

describe("lines that show no fault", () => {
  test.each([
    "Mar 14 03:12:00 web1 systemd[1]: Started Daily apt download activities.",
    "Mar 14 03:12:00 web1 CRON[811]: (root) CMD (run-parts /etc/cron.hourly)",
    "Mar 14 03:12:00 web1 sshd[9]: Accepted publickey for deploy from 192.0.2.7 port 50122 ssh2",
    "Mar 14 03:12:00 web1 sshd[9]: Received disconnect from 192.0.2.7: 11: Bye Bye",
    '192.0.2.9 - - [14/Mar/2026:03:12:00 +0000] "GET /cart HTTP/1.1" 200 512 "-" "Mozilla/5.0"',
    '192.0.2.9 - - [14/Mar/2026:03:12:00 +0000] "GET /old HTTP/1.1" 301 0',
    '192.0.2.9 - - [14/Mar/2026:03:12:00 +0000] "GET /favicon.ico HTTP/1.1" 404 0',
    '192.0.2.9 - - [14/Mar/2026:03:12:00 +0000] "GET /items/500 HTTP/1.1" 200 500',
    "081109 203518 143 INFO dfs.DataNode$PacketResponder: PacketResponder 1 for block blk_38 terminating",
    "081109 203519 29 INFO dfs.FSNamesystem: BLOCK* NameSystem.addStoredBlock: blockMap updated: 192.0.2.1:50010 is added",
    "2026-03-14T03:12:00Z INFO [orders] order 991 placed in 24 ms",
    "2026-03-14T03:12:00Z INFO [backup] finished with 0 errors and 0 failures",
    "2026-03-14T03:12:00Z INFO [sync] completed without any errors",
    '{"level":"info","msg":"request done","status":200,"error":null}',
    '{"level":"info","msg":"health check ok","failures":0}',
    'level=info msg="retry succeeded after timeout"',
    "2026-03-14 03:12:00 DEBUG error handler registered",
    "2026-03-14T03:12:00Z INFO job exited with exit code 0",
    "2026-03-14T03:12:00Z INFO memory usage 45%",
    "2026-03-14T03:12:00Z INFO disk usage at 61% on /var",
    "LOG:  checkpoint complete: wrote 31 buffers (0.2%)",
    'LOG:  automatic vacuum of table "shop.public.orders": index scans: 1',
    "kernel: [    0.000000] Memory: 8042984K/8388208K available",
    "kernel: usb 1-1: new high-speed USB device number 2 using xhci_hcd",
    "nova.compute.manager [req-1] VM Started (Lifecycle Event)",
    "INFO executor.Executor: Finished task 3.0 in stage 1.0 (TID 12). 2087 bytes result sent to driver",
    "I0314 03:12:00.000000 1 leaderelection.go:1] successfully renewed lease",
    "INFO org.apache.kafka.clients: Discovered group coordinator broker-1.example.com:9092",
    "redis: DB loaded from disk: 0.002 seconds",
    "User alice@example.com updated the page Error handling",
    "GET /api/errors?since=1 took 12ms",
    "feature flag retry-on-timeout is on",
    "certificate renewed for shop.example.com, valid for 90 days",
    "Deployment checkout rolled out: 3 of 3 replicas available",
    "deadlock detection enabled",
    "WAL archiving is enabled",
    "kubelet: probe succeeded for container checkout",
    "hello world",
    "",
  ])("%j is P5", (line) => {
    expect(assess(new Reading(line))).toMatchObject({ anomalyDetected: false, severity: "P5" });
  });
});

describe("lines that show one", () => {
  test.each([
    ["2026-03-14T03:12:00Z ERROR [orders] could not reach orders-db: connection refused", "P1-P3"],
    ["2026-03-14T03:12:00Z FATAL [orders] cannot start", "P1-P2"],
    ["Mar 14 03:12:00 web1 kernel: Kernel panic - not syncing: Fatal exception", "P0-P1"],
    ["Mar 14 03:12:00 web1 kernel: Out of memory: Killed process 812 (java)", "P1-P2"],
    ["write /var/lib/data: no space left on device", "P0-P1"],
    [
      "Mar 14 03:12:00 web1 sshd[3]: Failed password for invalid user admin from 192.0.2.5 port 22 ssh2",
      "P3-P4",
    ],
    ['192.0.2.9 - - [14/Mar/2026:03:12:00 +0000] "POST /pay HTTP/1.1" 503 0', "P2-P3"],
    ['{"level":"error","msg":"request failed","status":500}', "P2-P3"],
    ["WARN [jvm] heap usage 97%", "P2-P4"],
    ["ERROR java.lang.NullPointerException: Cannot invoke", "P2-P3"],
    ["Warning  BackOff  pod/checkout  CrashLoopBackOff: back-off restarting failed container", "P1-P3"],
    ["FATAL:  sorry, too many clients already", "P1-P2"],
    ["ERROR x509: certificate has expired or is not yet valid", "P1-P2"],
    ["process exited with exit code 137", "P1-P3"],
    // What a line says of recovering does not undo the failure that it names.
    ["2026-03-14T03:12:00Z INFO [db] reconnected after connection refused", "P3-P4"],
    ["kernel: Out of memory: Killed process 4711 (java); node recovered from swap pressure", "P1-P1"],
    ["Jan 14 10:00:00 db1 mysqld: Out of memory; error=0 retrying", "P1-P1"],
    ["\u001b[31mOut of memory\u001b[0m while sorting", "P1-P1"],
    ["WARN something nobody knows", "P4-P4"],
    ["ERROR something nobody knows", "P3-P3"],
    ["something failed here", "P4-P4"],
  ])("%j is %s", (line, band) => {
    const { severity, anomalyDetected } = assess(new Reading(line));
    const [worst, mildest] = band.split("-") as [string, string];
    expect(anomalyDetected).toBe(true);
    expect(severity >= worst && severity <= mildest, severity).toBe(true);
  });
});

describe("the gravest level", () => {
  test.each(["CRITICAL grid: frequency 49.1 Hz", "<8>Mar 14 03:12:00 core-1 odd: code 7"])(
    "pages where the program or the system gives it: %s",
    (line) => {
      expect(assess(new Reading(line))).toMatchObject({ rule: "level-fatal", severity: "P1", known: false });
    },
  );

  test("is no page where PostgreSQL ends one session, or a tool ends itself", () => {
    for (const line of [
      "2026-03-14 03:12:00 UTC [7] FATAL:  odd startup packet",
      "note: fatal: odd repository",
    ])
      expect(severityRank(assess(new Reading(line)).severity)).toBeGreaterThanOrEqual(2);
  });
});

describe("a device that logs at the severity of a fault that it is over", () => {
  const up = "Mar 14 03:12:00 sw1 %LINK-3-UPDOWN: Interface Gi1/0/14, changed state to up";

  test("says nothing bad", () => {
    expect(assess(new Reading(up)).severity).toBe("P5");
  });

  test("does so when there is more to the message", () => {
    for (const line of [up.replace("to up", "to down"), `${up}, 3 errors`, `disk array lost; ${up}`])
      expect(assess(new Reading(line)).severity <= "P3", line).toBe(true);
  });
});

describe("a warning of one connection", () => {
  test.each([
    "WARN app: connection to orders-db lost: terminating connection due to administrator command",
    "WARN app: consumer disconnected, will rejoin",
    "[Warning] Aborted connection 98710 to db: 'stock' (Got an error reading communication packets).",
    "WARN app: node 2 disconnected",
    "WARN app: handler exceeded soft limit, 1398 ms",
  ])("pages nobody: %s", (line) => {
    expect(severityRank(assess(new Reading(line)).severity)).toBeGreaterThanOrEqual(2);
  });

  test("pages where it speaks of all of them", () => {
    expect(severityRank(assess(new Reading("WARN app: all replicas are lost")).severity)).toBeLessThan(2);
  });
});

describe("of several known failures", () => {
  test("the worst decides, wherever it stands", () => {
    const both = "reply cache.example.com is NXDOMAIN, then connect ECONNREFUSED 192.0.2.10:5672";
    expect(assess(new Reading(both))).toMatchObject({ rule: "connection-refused", severity: "P2" });
    expect(assess(new Reading(both.split(", then ").reverse().join(" ")))).toMatchObject({
      rule: "connection-refused",
    });
  });

  test("the first in the catalogue decides between two that are equally bad", () => {
    const line = "connect ECONNREFUSED 192.0.2.10:5672, no route to host";
    expect(assess(new Reading(line)).rule).toBe("no-route-to-host");
    expect(assess(new Reading(line.split(", ").reverse().join(", "))).rule).toBe("no-route-to-host");
  });

  test("an application's names the cause, and the worst keeps the severity", () => {
    const line = "celery: received unregistered task of type 'bill', connection refused";
    expect(assess(new Reading(line))).toMatchObject({ rule: "celery-task-unregistered", severity: "P2" });
  });

  test.each(["no messages lost", "if the primary is down, promote db-2", "ended without segfault"])(
    "one that is denied or only thought of right before does not count: %s",
    (line) => {
      expect(assess(new Reading(line)).known).toBe(false);
      expect(assess(new Reading(`${line}; messages lost, segfault at 0`)).known).toBe(true);
    },
  );

  test("one that a zero follows does not count, and a later one does", () => {
    expect(assess(new Reading("backup failed=0 skipped=0")).known).toBe(false);
    expect(assess(new Reading('{"event":"backup failed","error":null}')).rule).toBe("velero-backup-failed");
    expect(assess(new Reading("backup failed: 0, then backup failed")).rule).toBe("velero-backup-failed");
  });

  test("one that stands behind 8,000 other characters counts as well", () => {
    const line = `GET / ua="${"x".repeat(20_000)}" upstream: connection refused`;
    expect(assess(new Reading(line))).toMatchObject({ rule: "connection-refused", severity: "P2" });
  });
});

describe("an assessment", () => {
  const word = fc.constantFrom(
    ...Object.values(examples).flatMap(({ decides }) => decides.split(" ")),
    "0",
    "%",
    "192.0.2.77",
    "1234567",
  );
  const line = fc.oneof(
    fc.string({ unit: "binary", maxLength: 400 }),
    fc.array(word, { maxLength: 60 }).map((words) => words.join(" ")),
  );

  test("is the same each time, within its limits, and names no address or number", () => {
    fc.assert(
      fc.property(line, (text) => {
        const assessment = assess(new Reading(text));
        expect(assess(new Reading(text))).toEqual(assessment);
        expect(assessment.anomalyDetected).toBe(assessment.severity !== "P5");
        expect(assessment.rootCause.length).toBeLessThanOrEqual(200);
        expect(assessment.recommendedAction.length).toBeLessThanOrEqual(240);
        expect(assessment.rootCause).not.toMatch(/\d{5,}|\d+\.\d+\.\d+\.\d+/);
        expect(assessment.confidence).toBeGreaterThanOrEqual(0);
        expect(assessment.confidence).toBeLessThanOrEqual(100);
      }),
      runs(500),
    );
  });

  test("tells a known failure from a mere level", () => {
    expect(assess(new Reading("ERROR connect ECONNREFUSED 192.0.2.10:5672")).known).toBe(true);
    for (const line of [
      "ERROR nobody knows",
      "something failed here",
      "all is well",
      "    at f (a.js:1:2)",
    ]) {
      expect(assess(new Reading(line)).known, line).toBe(false);
    }
  });

  test("quotes the words it goes by, without what changes from line to line", () => {
    const first = assess(new Reading("ERROR could not reach db-17 at 192.0.2.17: connection refused"));
    const second = assess(new Reading("ERROR could not reach db-18 at 192.0.2.18: connection refused"));
    expect(first.rootCause).toContain('"');
    expect(second.rootCause).toBe(first.rootCause);
  });
});

test.each([
  ["psycopg2.OperationalError: could not connect to server", /^"psycopg2\.operationalerror": /],
  ["ORA-01653: unable to extend table SHOP.ORDERS by 8192 in tablespace USERS", /^"ora-01653": /],
  ["AH00484: server reached MaxRequestWorkers setting, consider raising it", /^"ah00484": /],
  ["+switch-master shop 192.0.2.60 6379 192.0.2.61 6379", /^Redis Sentinel has moved/],
])(
  "a cause quotes exceptions and codes, and nothing where only names and numbers show it: %s",
  (line, cause) => {
    expect(assess(new Reading(line)).rootCause).toMatch(cause);
  },
);
