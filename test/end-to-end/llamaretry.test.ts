/** `| llamaretry` as splunkd runs it. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { status } from "../support/alert-receivers/misbehaviour.ts";
import { type AlertSplunk, noon, type ResultRow, withAlertSplunk } from "../support/alert-splunk.ts";

const minute = 60_000;
const day = 24 * 60 * minute;

/** So many incidents of one service. */
/** So far apart that each is an incident of its own. */
const incidentsOf = (count: number): ResultRow[] =>
  Array.from({ length: count }, (_, at) => ({
    _time: String(noon - at * 3_600),
    _raw: `ERROR no ${at}`,
    host: "web-1",
    service_name: "orders",
    severity: "P2",
    anomaly_detected: "true",
    root_cause: `Cause number ${at}.`,
    llama_template_id: `t${at}`,
  }));

/** Fires with every destination out of order, and mends them. */
async function fireInVain(splunk: AlertSplunk, count: number): Promise<void> {
  const receivers = [splunk.slack, splunk.slackWebhook, splunk.pagerduty, splunk.webhook];
  for (const receiver of receivers) receiver.misbehave = () => status(503, "busy");
  const { said } = await splunk.fire(incidentsOf(count));
  expect(said.INFO[0]).toContain(", 0 delivered now.");
  for (const receiver of receivers) receiver.misbehave = () => undefined;
}

const journal = async (splunk: AlertSplunk) => JSON.stringify([...(await splunk.ledger.read()).deliveries]);

describe.skipIf(process.platform === "win32")("| llamaretry", () => {
  test("sends what waits once its time has come, one row for each try", async () => {
    await withAlertSplunk(
      { conf: "[route:1]\ndestinations = slack,slack_webhook,pagerduty,webhook\n" },
      async (splunk) => {
        await fireInVain(splunk, 1);
        const early = await splunk.retry();
        expect([early.rows, early.error]).toEqual([[], undefined]);
        await splunk.later(minute);
        const { rows, messages } = await splunk.retry();
        expect(messages).toEqual([["INFO", "4 tries, 0 of them failed; 0 incidents ended or summed up."]]);
        expect(
          rows
            .map(({ destination, target, outcome, state, attempt }) => [
              destination,
              target,
              outcome,
              state,
              attempt,
            ])
            .sort(),
        ).toEqual([
          ["pagerduty", "orders_key", "delivered", "delivered", "2"],
          ["slack", "#orders", "delivered", "delivered", "2"],
          ["slack_webhook", "", "delivered", "delivered", "2"],
          ["webhook", "", "delivered", "delivered", "2"],
        ]);
        expect(rows[0]).toMatchObject({
          service_name: "orders",
          severity: "P2",
          transition: "trigger",
          root_cause: "Cause number 0.",
        });
        expect(rows[0]?._time).toMatch(/^\d{10}\.\d{3}$/);
        expect(splunk.runLines().at(-1)).toMatchObject({
          command: "llamaretry",
          tries: { delivered: 4 },
          user: "admin",
        });
        const outcomes = splunk.audited().map(({ outcome }) => outcome);
        expect(outcomes.filter((outcome) => /^(?:not_sent|unknown)$/.test(outcome))).toHaveLength(4);
        expect(outcomes.filter((outcome) => outcome === "delivered")).toHaveLength(4);
      },
    );
  });

  test("says which tries failed, why, and when the next is", async () => {
    await withAlertSplunk({ kinds: ["slack"] }, async (splunk) => {
      splunk.slack.failing = () => "ratelimited";
      const { said } = await splunk.fire(incidentsOf(1));
      expect(said.WARN).toEqual([
        expect.stringMatching(/^1 message: not sent now and left to llamaretry\. .*ratelimited/),
      ]);
      await splunk.later(5 * minute);
      const { rows, messages } = await splunk.retry();
      expect(messages[0]).toEqual(["WARN", "1 try, 1 of them failed; 0 incidents ended or summed up."]);
      expect(rows).toMatchObject([{ outcome: "not_sent", state: "waiting", provider_error: "ratelimited" }]);
      expect(Date.parse(rows[0]?.retry_at ?? "")).toBeGreaterThan(Date.now());
    });
  });

  test("with dry_run lists what waits and until when, and neither sends nor changes anything", async () => {
    await withAlertSplunk({ kinds: ["webhook"] }, async (splunk) => {
      await fireInVain(splunk, 3);
      const before = await journal(splunk);
      const sent = splunk.webhook.requests.length;
      const waiting = await splunk.retry(["dry_run=true"]);
      expect(waiting.messages[0]).toEqual([
        "INFO",
        "0 would be tried now; nothing was sent. In the ledger: waiting 3.",
      ]);
      expect(
        waiting.rows.map(({ state, retry_at }) => [state, Date.parse(retry_at ?? "") > Date.now()]),
      ).toEqual(Array(3).fill(["waiting", true]));
      await splunk.retry(["dry_run=true", "include_dead=true"]);
      expect(await journal(splunk)).toBe(before);
      expect(splunk.webhook.requests).toHaveLength(sent);
      expect(splunk.runLines().filter(({ command }) => command === "llamaretry")).toEqual([]);
      await splunk.later(minute);
      expect((await splunk.retry(["dry_run=true", "max=2"])).messages[0]?.[1]).toContain(
        "2 would be tried now",
      );
    });
  });

  test("makes no more tries than max", async () => {
    await withAlertSplunk({ kinds: ["webhook"] }, async (splunk) => {
      await fireInVain(splunk, 3);
      await splunk.later(minute);
      expect((await splunk.retry(["max=2"])).rows).toHaveLength(2);
      expect((await splunk.retry()).rows).toHaveLength(1);
      expect(splunk.webhook.news.size).toBe(3);
    });
  });

  test("sends to one destination alone", async () => {
    await withAlertSplunk({ kinds: ["webhook", "slack"] }, async (splunk) => {
      await fireInVain(splunk, 1);
      await splunk.later(minute);
      expect((await splunk.retry(["destination=slack"])).rows.map(({ destination }) => destination)).toEqual([
        "slack",
      ]);
      expect(splunk.webhook.news.size).toBe(0);
      expect((await splunk.retry(["destination=webhook"])).rows).toHaveLength(1);
    });
  });

  test("takes up what is dead when it is told to, all of it or one by its id", async () => {
    await withAlertSplunk({ kinds: ["webhook"], conf: "[alert]\nresolve_after = 30d\n" }, async (splunk) => {
      await fireInVain(splunk, 2);
      // The incidents go on, and their messages are worth nothing any more.
      await splunk.later(day + minute);
      await splunk.fire(incidentsOf(2).slice(0, 0));
      const states = async () => (await splunk.deliveries()).map(({ state }) => state);
      expect(await states()).toEqual(["dead", "dead"]);
      expect((await splunk.retry()).rows).toEqual([]);
      const listed = await splunk.retry(["dry_run=true", "include_dead=true"]);
      expect(listed.rows.map(({ state }) => state)).toEqual(["dead", "dead"]);
      expect(listed.rows[0]?.finding).toMatch(/^It could not be delivered while it was worth something\./);
      const [{ key = "" } = {}] = listed.rows;
      const { messages, rows } = await splunk.retry(["action=requeue", `id=${key.slice(0, 8)}`]);
      expect([messages, rows]).toEqual([[["INFO", `${key} waits anew; the next run sends it.`]], []]);
      expect((await states()).sort()).toEqual(["dead", "waiting"]);
      expect((await splunk.retry()).rows.map((row) => [row.key, row.state])).toEqual([[key, "delivered"]]);
      const last = await splunk.retry(["include_dead=true"]);
      expect(last.rows.map(({ state }) => state)).toEqual(["delivered"]);
      expect(last.messages[0]?.[1]).toContain("1 that were dead wait anew.");
      expect(splunk.webhook.news.size).toBe(2);
      expect((await splunk.retry(["action=requeue", `id=${key}`])).messages).toEqual([
        ["WARN", "It is delivered, and only what is dead or held can be sent anew."],
      ]);
      expect((await splunk.retry(["action=requeue", "id=aaaaaaaa"])).messages).toEqual([
        ["WARN", "There is no delivery of this id."],
      ]);
    });
  });

  const wrong: [string, string[], RegExp][] = [
    ["max", ["max=0"], /The option max takes a whole number from 1 to 10000, not "0"/],
    [
      "a destination that is not there",
      ["destination=pager"],
      /There is no destination "pager" in llama\.conf\. There are: webhook\./,
    ],
    [
      "a destination that is no name",
      ["destination=a b"],
      /The option destination takes the name of a \[destination:NAME\]/,
    ],
    ["an unknown option", ["dryrun=true"], /has no option "dryrun"; did you mean "dry_run"/],
    ["requeue without an id", ["action=requeue"], /action=requeue wants the delivery: name it with id=/],
    ["an id alone", ["id=abcdef"], /id= goes with action=requeue/],
    [
      "requeue on trial",
      ["action=requeue", "id=abcdef", "dry_run=true"],
      /With action=requeue only id= is asked for/,
    ],
    ["an id that is none", ["action=requeue", "id=ABC"], /The option id takes the key of a delivery/],
    ["a field", ["_raw"], /reads no field, but got "_raw"/],
  ];
  test.concurrent.each(wrong)("refuses %s", async (_, args, sentence) => {
    await withAlertSplunk({ kinds: ["webhook"] }, async (splunk) => {
      const { error, rows } = await splunk.retry(args);
      expect(rows).toEqual([]);
      expect(error).toMatch(sentence);
    });
  });

  test("says so where the ledger cannot be worked with", async () => {
    await withAlertSplunk({ kinds: ["webhook"] }, async (splunk) => {
      const folder = join(splunk.home, "var", "lib", "splunk", "llama_log_analyzer", "alerts");
      mkdirSync(dirname(folder), { recursive: true });
      writeFileSync(folder, "");
      expect((await splunk.retry()).error).toMatch(
        /The ledger of alerts in .* there is a file in the place of a folder/,
      );
    });
  });

  test("goes on with the others where one destination hangs", async () => {
    await withAlertSplunk(
      { kinds: ["webhook", "pagerduty"], conf: "[route:1]\ndestinations = webhook,pagerduty\n" },
      async (splunk) => {
        splunk.configure(
          `${splunk.stanzaOf("webhook")}request_timeout = 0.5\n${splunk.stanzaOf("pagerduty")}[route:1]\ndestinations = webhook,pagerduty\n`,
        );
        await fireInVain(splunk, 2);
        splunk.webhook.misbehave = () => ({ does: "hang" });
        await splunk.later(3 * minute);
        const { rows } = await splunk.retry();
        expect(
          rows.filter(({ destination }) => destination === "pagerduty").map(({ state }) => state),
        ).toEqual(["delivered", "delivered"]);
        expect(
          rows.filter(({ destination }) => destination === "webhook").map(({ outcome }) => outcome),
        ).toEqual(["unknown", "unknown"]);
        splunk.webhook.misbehave = () => undefined;
        await splunk.later(5 * minute);
        await splunk.retry();
        expect([...splunk.webhook.news.values()].map(({ copies }) => copies)).toEqual([1, 1]);
      },
    );
  });
});
