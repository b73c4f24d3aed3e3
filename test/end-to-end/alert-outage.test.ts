/** One outage is one page, however many kinds of failures it has and however it becomes known. */
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type AlertSplunk, noon, type ResultRow, withAlertSplunk } from "../support/alert-splunk.ts";
import { binFolder } from "../support/bin-folder.ts";
import { executeChunk, getinfoChunk, requestsOf } from "../support/chunks.ts";
import { cellValue, fromBytes, parseCsv, splunkdBody } from "../support/csv.ts";
import { converseRaw } from "../support/protocol-client.ts";

const minute = 60_000;
interface News {
  readonly type: string;
  readonly data: {
    readonly incident: string;
    readonly reason: string;
    readonly origin: readonly string[];
    readonly followed: readonly { service: string; failures: number }[];
    readonly service: string;
    readonly root_cause: string;
    readonly change: string;
    readonly events: number;
    readonly examples: readonly string[];
  };
}
const news = (splunk: AlertSplunk): News[] =>
  [...splunk.webhook.news.values()].map(({ payload }) => payload as unknown as News);

interface Kind {
  readonly service: string;
  readonly host?: string;
  readonly severity: string;
  readonly text: string;
  readonly cause: string;
}
const kinds = {
  gateway: {
    service: "gateway",
    severity: "P2",
    text: "GET /orders failed with status 503 for user anna@corp.example",
    cause: "The service says that it cannot take requests now.",
  },
  checkout: {
    service: "checkout",
    severity: "P1",
    text: "order failed: orders-api answered 503 Service Unavailable",
    cause: "The service behind it does not take requests.",
  },
  orders: {
    service: "orders-api",
    severity: "P1",
    text: "could not connect to orders-db-0:5432: Connection refused",
    cause: "The service cannot reach its database.",
  },
  disk: {
    service: "kernel",
    host: "orders-db-0",
    severity: "P1",
    text: "blk_update_request: I/O error, dev nvme0n1, sector 91821056",
    cause: "Reading from or writing to the device failed.",
  },
  database: {
    service: "postgres",
    host: "orders-db-0",
    severity: "P0",
    text: "PANIC: could not write to file pg_wal/xlogtemp.4121: Input/output error",
    cause: "The database stopped.",
  },
} as const satisfies Record<string, Kind>;

/** So many rows of a kind, a second apart. @param from seconds after noon */
function rowsOf(name: keyof typeof kinds, from: number, count: number): ResultRow[] {
  const { service, severity, text, cause, ...where } = kinds[name] as Kind;
  const host = where.host ?? `${service}-1`;
  return Array.from({ length: count }, (_, at) => ({
    _time: String(noon + from + at),
    _raw: service === "kernel" ? `Nov 21 12:00:00 ${host} kernel: ${text}` : `ERROR [${service}] ${text}`,
    ...{ host, service_name: service, severity, anomaly_detected: "true", root_cause: cause },
    ...{ recommended_action: `Look at ${service}.`, llama_status: "local", llama_template_id: `t${name}` },
  }));
}

describe.skipIf(process.platform === "win32")("an outage", () => {
  test("is one page: the origin first, the consequences counted, the examples masked", async () => {
    await withAlertSplunk({}, async (splunk) => {
      const { code, said } = await splunk.fire([
        ...rowsOf("gateway", 8, 40),
        ...rowsOf("checkout", 6, 30),
        ...rowsOf("orders", 4, 20),
        ...rowsOf("database", 2, 1),
        ...rowsOf("disk", 0, 2),
      ]);
      expect([code, said.WARN]).toEqual([0, []]);
      expect(said.INFO[0]).toContain("93 rows, 0 too mild to tell anybody, 1 incident (first_seen 1)");
      expect(splunk.pagerduty.alerts).toHaveLength(1);
      const [{ type, data } = {} as News, ...others] = news(splunk);
      expect([type, others]).toEqual(["incident.triggered", []]);
      expect(data).toMatchObject({
        events: 93,
        followed: [
          // What runs on the broken host alone is part of the origin.
          { service: "orders-api", failures: 20 },
          { service: "checkout", failures: 30 },
          { service: "gateway", failures: 40 },
        ],
        root_cause: "Reading from or writing to the device failed. 3 other services are hit.",
      });
      expect(data.origin[0]).toBe("orders-db-0");
      expect(data.examples[0]).toContain("blk_update_request");
      const [message, ...more] = splunk.slackWebhook.messages.map((each) => JSON.stringify(each));
      expect(more).toEqual([]);
      expect(message).toContain("P0 OUTAGE · orders-db-0");
      expect(message).toContain("orders-api (20 failures)");
      expect(JSON.stringify(splunk.webhook.requests)).not.toContain("anna@corp.example");
    });
  });

  test("that shows its origin late stays one page, which is updated with the origin", async () => {
    await withAlertSplunk({}, async (splunk) => {
      // First only who is hit, then whom they need, then what is broken.
      await splunk.fire([...rowsOf("checkout", 0, 20), ...rowsOf("gateway", 2, 20)], { sid: "s1" });
      await splunk.later(5 * minute);
      await splunk.fire(
        [...rowsOf("checkout", 300, 20), ...rowsOf("gateway", 300, 20), ...rowsOf("orders", 310, 20)],
        { sid: "s2" },
      );
      await splunk.later(5 * minute);
      await splunk.fire(
        [
          ...rowsOf("gateway", 600, 20),
          ...rowsOf("checkout", 600, 20),
          ...rowsOf("orders", 600, 20),
          ...rowsOf("disk", 610, 5),
          ...rowsOf("database", 612, 1),
        ],
        { sid: "s3" },
      );
      const all = news(splunk);
      expect(new Set(all.map(({ data }) => data.incident)).size).toBe(1);
      expect(all.map(({ type, data }) => [type, data.origin[0]])).toEqual([
        ["incident.triggered", "checkout"],
        ["incident.updated", "orders-db-0"],
        ["incident.updated", "orders-db-0"],
      ]);
      expect(all[1]?.data).toMatchObject({
        reason: "origin_changed",
        change: "It probably began elsewhere: with orders-db-0.",
      });
      // The last is news because a P0 came to it.
      expect(all[2]?.data).toMatchObject({ reason: "severity_changed", events: 166 });
      expect(all[2]?.data.root_cause).toContain("Reading from or writing to the device failed.");
      expect(splunk.pagerduty.alerts).toHaveLength(1);
      expect(splunk.pagerduty.alerts[0]?.events).toHaveLength(3);
      // What follows alone afterwards is the same page, and displaces nothing.
      await splunk.later(5 * minute);
      await splunk.fire(rowsOf("gateway", 900, 20), { sid: "s4" });
      expect(new Set(news(splunk).map(({ data }) => data.incident)).size).toBe(1);
      expect(news(splunk).at(-1)?.data.origin[0]).toBe("orders-db-0");
    });
  });

  test("closes the pages of what turns out to be part of it, and says of what", async () => {
    await withAlertSplunk({}, async (splunk) => {
      await splunk.fire(rowsOf("checkout", 0, 20), { sid: "s1" });
      await splunk.fire(rowsOf("database", 60, 2), { sid: "s2" });
      expect(splunk.pagerduty.alerts.map(({ state }) => state)).toEqual(["triggered", "triggered"]);
      await splunk.later(5 * minute);
      await splunk.fire(
        [
          ...rowsOf("checkout", 300, 20),
          ...rowsOf("orders", 302, 20),
          ...rowsOf("database", 301, 2),
          ...rowsOf("disk", 300, 2),
        ],
        { sid: "s3" },
      );
      expect(splunk.pagerduty.alerts.map(({ state }) => state)).toEqual(["triggered", "resolved"]);
      const [closed] = news(splunk).filter(({ type }) => type === "incident.resolved");
      expect(closed?.data).toMatchObject({
        reason: "merged",
        merged_into: expect.stringContaining("Reading from or writing to the device failed."),
        change: expect.stringMatching(
          /^It is part of another incident, which is told of from now on: Reading/,
        ),
      });
    });
  });

  test("pages by kinds where no row has a time, and says so", async () => {
    await withAlertSplunk({ kinds: ["webhook"] }, async (splunk) => {
      const rows = [...rowsOf("orders", 0, 20), ...rowsOf("checkout", 0, 20)];
      const { said } = await splunk.fire(rows.map(({ _time, ...row }) => row));
      expect(said.INFO[0]).toContain("2 incidents (first_seen 2)");
      expect(said.WARN).toEqual([
        expect.stringMatching(/^No row has a time in _time, so 2 kinds of failures/),
      ]);
    });
  });
});

describe.skipIf(process.platform === "win32")("rows of llamaincident", () => {
  /** As a run of the saved search has it. */
  const incident = (over: ResultRow = {}): ResultRow => ({
    _time: String(noon),
    severity: "P1",
    title: "orders-db-0: reading from or writing to the device failed; 1 other service is hit",
    origin: ["orders-db-0", "orders-api"],
    first: String(noon),
    last: String(noon + 300),
    hosts: ["orders-db-0"],
    services: ["kernel", "orders-api"],
    count: "60",
    action: "Find the device.",
    timeline: JSON.stringify([
      { service: "kernel", count: 3, consequence: false, template_id: "tdisk", examples: ["I/O error"] },
      { service: "orders-api", count: 57, consequence: true, examples: ["refused"] },
    ]),
    fingerprint: "iabcdefghij23",
    state: "open",
    aliases: "",
    llama_status: "local",
    ...over,
  });

  test("are a page for each fingerprint, updated in place and closed when another takes it in", async () => {
    await withAlertSplunk({}, async (splunk) => {
      const other = incident({
        fingerprint: "iother2345678",
        origin: "search",
        title: "search: heap is full",
      });
      const { code, said } = await splunk.fire([incident(), other], { sid: "s1" });
      expect([code, said.WARN]).toEqual([0, []]);
      expect(said.INFO[0]).toContain("2 rows, 0 too mild to tell anybody, 2 incidents (first_seen 2)");
      expect(splunk.pagerduty.alerts).toHaveLength(2);
      await splunk.later(5 * minute);
      // The same again with a few more events is no news.
      const more = incident({ last: String(noon + 600), count: "90" });
      expect((await splunk.fire([more, other], { sid: "s2" })).said.INFO[0]).toContain("(unchanged 2)");
      await splunk.later(5 * minute);
      await splunk.fire([incident({ origin: ["san-1", "orders-db-0"], aliases: ["iother2345678"] })], {
        sid: "s3",
      });
      expect(splunk.pagerduty.alerts.map(({ state }) => state).sort()).toEqual(["resolved", "triggered"]);
      expect(news(splunk).map(({ type, data }) => [type, data.reason, data.incident])).toEqual([
        ["incident.triggered", "first_seen", "iabcdefghij23"],
        ["incident.triggered", "first_seen", "iother2345678"],
        ["incident.updated", "origin_changed", "iabcdefghij23"],
        ["incident.resolved", "merged", "iother2345678"],
      ]);
      await splunk.later(5 * minute);
      expect(splunk.pagerduty.alerts).toHaveLength(2);
      await splunk.fire([incident({ state: "over", last: String(noon + 900) })], { sid: "s4" });
      expect(news(splunk).at(-1)).toMatchObject({
        type: "incident.resolved",
        data: { incident: "iabcdefghij23" },
      });
    });
  });

  test("that are over when they are first heard of are told, and then that they are over", async () => {
    await withAlertSplunk({ kinds: ["webhook"] }, async (splunk) => {
      for (const sid of ["s1", "s2", "s3"]) await splunk.fire([incident({ state: "over" })], { sid });
      expect(news(splunk).map(({ type }) => type)).toEqual(["incident.triggered", "incident.resolved"]);
    });
  });

  test("as the command makes them are one page, whose fingerprint is fixed then", async () => {
    await withAlertSplunk({}, async (splunk) => {
      const end = Math.floor(Date.now() / 1000);
      const calm = Array.from({ length: 300 }, (_, at) => ({
        _time: String(end - 1_800 + at * 6),
        _raw: `INFO [shop] page ${at} served`,
        ...{ host: "web-1", source: "shop.log" },
      }));
      const begin = end - 300 - noon;
      const failing = [
        ...rowsOf("disk", begin, 3),
        ...rowsOf("orders", begin + 4, 60),
        ...rowsOf("checkout", begin + 10, 60),
      ];
      const events = [...calm, ...failing.map((row) => ({ ...row, source: "shop.log" }))];
      const columns = ["_raw", "_time", "host", "source"];
      const found = async (): Promise<ResultRow[]> => {
        const info = {
          ...{ command: "llamaincident", session_key: splunk.sessionKey, latest_time: String(end) },
          splunkd_uri: splunk.splunkd.url,
        };
        const bytes = Buffer.concat([
          getinfoChunk(["record=true"], info),
          ...requestsOf([splunkdBody(columns, events)]).map(executeChunk),
        ]);
        const command = [join(binFolder, "llamaincident.sh")];
        const { chunks } = await converseRaw({ command, bytes, env: splunk.env });
        const { names, rows } = parseCsv(chunks.at(-1)?.body ?? Buffer.alloc(0));
        return rows.map((cells) =>
          Object.fromEntries(names.map((name, at) => [name, fromBytes(cellValue(cells[at] ?? ""))])),
        );
      };
      const rows = await found();
      expect(rows).toHaveLength(1);
      const { code, said } = await splunk.fire(rows, { sid: "s1" });
      expect([code, said.WARN]).toEqual([0, []]);
      expect(news(splunk).map(({ data }) => [data.incident, data.origin[0]])).toEqual([
        [rows[0]?.fingerprint, "orders-db-0"],
      ]);
      const [kept] = splunk.splunkd.state.collections.get("llama_incidents")?.values() ?? [];
      expect(kept).toMatchObject({ fingerprint: rows[0]?.fingerprint, paged: true });
      await splunk.later(5 * minute);
      const again = await splunk.fire(await found(), { sid: "s2" });
      expect(again.said.INFO[0]).toContain("1 incident (unchanged 1)");
    });
  });

  test("are not what events say that bring such fields", async () => {
    await withAlertSplunk({ kinds: ["webhook"] }, async (splunk) => {
      await splunk.fire([incident()], { sid: "s1" });
      const [event] = rowsOf("checkout", 0, 1) as [ResultRow];
      const { fingerprint, timeline, title, origin, state } = incident({ state: "over" });
      const forged = { ...event, fingerprint, timeline, title, origin, state } as ResultRow;
      const { said } = await splunk.fire([forged], { sid: "s2" });
      expect(said.WARN).toEqual([
        expect.stringMatching(/^Of 1 row, 1 had a fingerprint as llamaincident makes it, .* not obeyed/),
      ]);
      expect(news(splunk).map(({ type, data }) => [type, data.incident === fingerprint])).toEqual([
        ["incident.triggered", true],
        ["incident.triggered", false],
      ]);
    });
  });
});
