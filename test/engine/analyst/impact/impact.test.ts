import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { assess } from "../../../../src/engine/analyst/assess.ts";
import { impactOf } from "../../../../src/engine/analyst/impact/impact.ts";
import { wordsOf } from "../../../../src/engine/analyst/rule-finder.ts";
import { Reading } from "../../../../src/engine/reading/reading.ts";
import type { Severity } from "../../../../src/engine/verdict.ts";
import { scoreOf } from "../../../support/severity-score.ts";

function impactIn(line: string) {
  const reading = new Reading(line);
  return impactOf(reading, wordsOf(reading.plain), () => []);
}

const severityOf = (line: string) => impactIn(line)?.severity;

describe("a count of nothing bad", () => {
  test.each([
    "failed scheduling events: 0",
    "unavailable replicas: 0",
    "0 of 12 nodes are unavailable",
    "ERROR report: lost messages: 0, dropped: 0",
    "Scaled down replica set cart-6b1d to 0",
  ])("states no impact: %s", (line) => {
    expect(impactIn(line)).toBeUndefined();
  });

  test.each([
    "ERROR app: active brokers: 0",
    "ERROR app: 0 of 3 nodes are available",
    "ERROR app: failed nodes: 7",
  ])("is another matter where nothing good is left: %s", (line) => {
    expect(assess(new Reading(line)).severity <= "P3").toBe(true);
  });
});

describe("what a line says is hit", () => {
  test.each([
    ["ERROR app: all customers are turned away since 09:00", "outage", "P0"],
    ["ERROR app: nobody can log in", "outage", "P0"],
    ["ERROR app: 2200000 customer records were overwritten, no backup exists", "loss", "P0"],
    ["ERROR app: the rows of table orders cannot be recovered", "loss", "P0"],
    ["ERROR app: directory unreachable", "service", "P1"],
    ["ERROR app: no replica is left", "service", "P1"],
    ["ERROR app: the cluster has no leader", "service", "P1"],
    ["ERROR app: publishers are blocked", "refused", "P1"],
    ["ERROR app: session table is full", "refused", "P1"],
    ["ERROR app: root shell opened by the web server", "intrusion", "P1"],
    ["ERROR app: 64% of searches fail", "degraded", "P1"],
    ["ERROR app: 7% of searches fail", "degraded", "P2"],
    ["ERROR app: 9 of 12 workers lost", "degraded", "P1"],
    ["ERROR app: 2 of 9 hosts failed", "degraded", "P2"],
    ["WARN app: approval rate 40% (usual 95%)", "degraded", "P1"],
    ["ERROR app: success rate fell to 96%", "degraded", "P2"],
    ["ERROR app: 1,204 of 1,300 deliveries bounced", "degraded", "P1"],
    ["ERROR app: 3,204 widgets rejected", "refused", "P1"],
    ["ERROR app: 130 clerks cannot start their terminals", "refused", "P1"],
    ["ERROR app: write throughput at 0", "degraded", "P1"],
    ["ERROR app: connection pool at 200/200", "degraded", "P1"],
    ["ERROR app: raid has no redundancy left, disk 7 failed", "service", "P1"],
    ["ERROR app: 4411 viewers see a black screen", "outage", "P1"],
    ["WARN app: callers hear silence", "outage", "P2"],
    ["ERROR app: parcels went to the wrong recipients", "outage", "P1"],
    ["WARN app: pressure 14 bar, limit 8 bar", "degraded", "P2"],
    ["WARN app: intake temperature above the upper limit", "degraded", "P2"],
    ["ERROR app: every second call ends in an error", "degraded", "P1"],
    ["ERROR app: error rate of the basket rose to 7 %", "degraded", "P2"],
    ["WARN app: the export has not run for 4 days", "behind", "P1"],
    ["WARN app: reports wait for 40 minutes", "behind", "P2"],
    ["UPS on battery, 8 minutes left", "ending", "P1"],
    ["ERROR app: no answer from the gateway", "service", "P1"],
    ["INFO app: worldwide outage of the login, bridge opened", "outage", "P1"],
    ["ERROR app: script dropped table orders in production", "loss", "P0"],
    ["ERROR app: signatures of the zone ran out 2 hours ago", "ending", "P1"],
    ["WARN app: certificate valid for 5 more days", "ending", "P2"],
    ["2026-03-14T03:12:00Z ERROR app: certificate ended 2026-03-13T03:12:00Z", "ending", "P1"],
    ["2026-03-14T03:12:00Z ERROR app: newest good copy 2026-03-01", "behind", "P1"],
    ["ERROR app: backup failed for the 5th night in a row", "behind", "P1"],
    ["WARN app: oldest message waits 3 hours", "behind", "P2"],
    ["WARN app: spindle 3 vibrates, bearing damage expected within 5 days", "ending", "P2"],
    ["WARN app: admin kim came from an unknown device, new access key created", "intrusion", "P1"],
    ["ERROR app: every upstream marked bad", "service", "P1"],
    ["ERROR app: feed frozen, traders see old prices", "service", "P1"],
    ["ERROR app: replica is 40 minutes behind", "behind", "P2"],
    ["ERROR app: certificate of shop.example expires in 2 hours", "ending", "P1"],
    ["ERROR app: /srv is 90% full, grows 3% an hour", "ending", "P2"],
    ['{"level":"error","msg":"deployment too small","available":2,"desired":10}', "degraded", "P1"],
    ['{"level":"error","msg":"replication","lag_seconds":1800}', "degraded", "P2"],
    [
      '{"time":"2026-03-14T03:12:00Z","level":"error","msg":"not renewed","notAfter":"2026-03-14T09:00:00Z"}',
      "degraded",
      "P1",
    ],
  ] as const)("%j is %s, %s", (line, kind, severity) => {
    expect(impactIn(line)).toMatchObject({ kind, severity });
  });

  test.each([
    "ERROR app: no data lost",
    "ERROR app: 0 records lost",
    "ERROR app: no customers are affected",
    "ERROR app: index on table carts is not used",
    "ERROR app: test-mode: all payments are rejected",
    "ERROR app: if the database is down, the cache is read",
    "ERROR app: resolved: database unreachable",
    "WARN app: 120000 expired sessions deleted",
    "haproxy: server web/web-3 is down for maintenance",
    "app: full scan of the table",
    "INFO app: all servers are down",
    "WARN app: client sent 60 requests in a minute, throttled",
    "lb: 6 active and 0 backup servers online",
    "NOTICE drill: primary taken out as planned, all passed",
    "app: node will wait; how many failed peers close a connection",
    '10.0.0.9 - - [14/Mar/2026:03:12:00 +0000] "GET / HTTP/1.1" 503 Service Unavailable 157',
    "app: certificate of shop.example expires in 80 days",
    "node db-2 changed from DOWN to UP",
    "WARN app: disk 71 % full",
    "WARN app: leader stepped down",
    "WARN app: neither the master nor a port was specified",
    "staging: checkout down",
    '{"level":"error","env":"staging","msg":"database lost"}',
    "ERROR app: dead letter queue is empty",
    "INFO app: major outage drill finished",
  ])("nothing in %j", (line) => {
    expect(["P3", "P4", "P5", undefined]).toContain(severityOf(line));
  });
});

describe("what others wrote into a line", () => {
  test.each([
    'app: user searched for "all databases are down"',
    "app: ticket opened: subject: all servers are down",
    "app: GET /blog/all-data-lost took 12 ms",
    "app: statement: UPDATE status SET text = all data lost",
    "app: request of alice note=everything-is-down done",
    '{"event":"ticket.created","title":"All servers are down, please help"}',
  ])("states no impact: %s", (line) => {
    expect(severityOf(line)).toBeUndefined();
  });

  test.each([
    "ERROR app: all customers are turned away",
    "ERROR app: the cluster has no leader",
    "ERROR app: 9 of 12 workers lost",
    "app: the database is unreachable",
  ])("makes %j no milder", (line) => {
    const alone = severityOf(line) as Severity;
    for (const words of [
      "recovered",
      "0 errors",
      "no failures",
      "resolved",
      "for maintenance",
      "ok",
      "test",
      "one",
    ])
      for (const joint of [" ", ", ", "; ", " - ", '\tua="', " note=", "\n"])
        expect((severityOf(`${line}${joint}${words}`) ?? "P5") <= alone, `${line}${joint}${words}`).toBe(
          true,
        );
  });
});

describe("a known failure", () => {
  test("stays what it is, and gets worse where all is hit", () => {
    expect(assess(new Reading("cache: connection refused"))).toMatchObject({ severity: "P2" });
    expect(
      assess(new Reading("ERROR shop: all checkouts are rejected, payments: connection refused")),
    ).toMatchObject({
      rule: "connection-refused",
      severity: "P0",
    });
  });

  test.each([
    "sshd[1]: Failed password for root from 203.0.113.9 port 22 ssh2",
    "sshd[1]: error: Received disconnect from 203.0.113.9: 14: No more user authentication methods available. [preauth]",
    "sshd[1]: reverse mapping checking for host.example [203.0.113.9] failed - POSSIBLE BREAK-IN ATTEMPT!",
    "write tcp 192.0.2.7:8080->198.51.100.3:40112: write: broken pipe",
  ])("that is noise stays noise: %s", (line) => {
    expect(assess(new Reading(line)).severity).toBe("P4");
  });

  test("that is noise hides no outage beside it", () => {
    const outage = "ERROR app: all customers are turned away";
    for (const noise of ["write: broken pipe", "possible break-in attempt", "invalid user guest"])
      for (const joint of [", ", "; ", ' ua="', "\n"])
        expect(assess(new Reading(`${outage}${joint}${noise}`)).severity, `${joint}${noise}`).toBe("P0");
  });
});

/** Labelled before they were judged; later batches were written after the vocabulary was tuned to the earlier ones. */
describe("our own lines", () => {
  const rows = readFileSync("test/fixtures/impact-lines.jsonl", "utf8")
    .trimEnd()
    .split("\n")
    .map((row) => JSON.parse(row) as { batch: string; severity: Severity; line: string });
  const scored = (batches: readonly string[]) =>
    scoreOf(
      rows
        .filter(({ batch }) => batches.includes(batch))
        .map(({ severity, line }) => ({ wanted: severity, came: assess(new Reading(line)).severity })),
    );

  test("of the first batch keep nine of ten pages and are within one in as many", () => {
    const { pagesKept, withinOne } = scored(["first"]);
    expect(pagesKept.count / pagesKept.of).toBeGreaterThanOrEqual(0.9);
    expect(withinOne.count / withinOne.of).toBeGreaterThanOrEqual(0.92);
  });

  test("of the later batches keep seven of ten", () => {
    const { pagesKept } = scored(["second", "third", "fourth", "fifth", "sixth", "seventh"]);
    expect(pagesKept.count / pagesKept.of).toBeGreaterThanOrEqual(0.7);
  });

  test("of the batch that changed people, limits and environments keep three of four", () => {
    const { pagesKept, withinOne } = scored(["eighth"]);
    expect(pagesKept.count / pagesKept.of).toBeGreaterThanOrEqual(0.75);
    expect(withinOne.count / withinOne.of).toBeGreaterThanOrEqual(0.9);
  });

  test("that are normal raise hardly any false alarm", () => {
    const { falsePositives } = scored(["first", "figures", "noise", "sixth", "seventh", "eighth"]);
    expect(falsePositives.of).toBeGreaterThan(120);
    expect(falsePositives.count / falsePositives.of).toBeLessThanOrEqual(0.03);
  });
});

describe("a hostile text", () => {
  const pieces = [
    "all ",
    "no ",
    "1 of 2 ",
    "9 % of ",
    "a".repeat(40),
    "lost ",
    "-",
    "'",
    '"',
    "(",
    "certificate ",
    "in 3 ",
  ];
  test.each(pieces)("of many %j costs time in proportion to its length", (piece) => {
    const read = (length: number) => {
      const line = `ERROR database down ${piece.repeat(Math.ceil(length / piece.length))}`;
      const started = process.cpuUsage();
      for (let at = 0; at < 20; at++) impactIn(line);
      const { user, system } = process.cpuUsage(started);
      return user + system;
    };
    read(600);
    // A hundred times the length: quadratic cost would be ten thousand times as much.
    expect(read(60_000)).toBeLessThan(300 * read(600) + 200_000);
  });
});
