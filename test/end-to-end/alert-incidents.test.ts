/** The alert action from a search's results to the people who are told: all through the real launcher. */
import { describe, expect, test } from "vitest";
import { runAction } from "../support/alert-process.ts";
import { type AlertSplunk, canaries, noon, withAlertSplunk } from "../support/alert-splunk.ts";
import { triaged } from "../support/triaged-rows.ts";

const minute = 60_000;
const slackText = (splunk: AlertSplunk, channel: string) => JSON.stringify(splunk.slack.messages(channel));
const news = (splunk: AlertSplunk) =>
  [...splunk.webhook.news.values()].map(
    ({ payload }) => payload as { type: string; data: Record<string, unknown> },
  );

describe.skipIf(process.platform === "win32")("an alert", () => {
  test("tells of each incident once at every destination, with its owner, masked", async () => {
    await withAlertSplunk({ conf: "[alert]\ndefault_owner = Team Duty\n" }, async (splunk) => {
      const { code, said } = await splunk.fire(triaged(), { sid: "s1" });
      expect([code, said.WARN]).toEqual([0, []]);
      expect(said.INFO).toEqual([
        "40 rows, 4 too mild to tell anybody, 3 incidents (first_seen 3): 10 messages accepted, 10 delivered now.",
      ]);
      // P2 and P3 do not go to PagerDuty.
      expect(splunk.pagerduty.alerts).toMatchObject([
        {
          routingKey: canaries.ordersKey,
          state: "triggered",
          events: [{ payload: { severity: "critical", component: "orders", group: "Team Shop" } }],
        },
      ]);
      expect(splunk.slack.messages("C0ORDERS")).toHaveLength(1);
      expect(splunk.slack.messages("C0PAYMENTS")).toHaveLength(1);
      expect(splunk.slack.messages("C0OPSALERTS")).toHaveLength(1);
      expect(splunk.slackWebhook.messages).toHaveLength(3);
      const orders = slackText(splunk, "C0ORDERS");
      for (const part of [
        "P0 OUTAGE · orders",
        "20 events on 4 hosts",
        "web-1",
        "web-2$",
        "Team Shop",
        "gold",
        "Restart the pool.",
      ])
        expect(orders).toContain(part);
      expect(slackText(splunk, "C0OPSALERTS")).toContain("Team Duty is the default owner");
      expect(slackText(splunk, "C0PAYMENTS")).toMatch(/user=<EMAIL:\w{10}>/);
      expect(orders).not.toContain("anna");
      expect(news(splunk).map(({ data }) => [data.severity, data.service, data.events, data.cmdb])).toEqual([
        ["P0", "orders", 20, "found"],
        ["P2", "payments", 10, "found"],
        ["P3", "", 6, "no_service"],
      ]);
      expect(news(splunk)[0]?.data).toMatchObject({
        judged_by: { llm: 10, cached: 10, local: 0, model: "llama-70b" },
        host_count: 4,
        first_seen: new Date(noon * 1000).toISOString(),
        last_seen: new Date((noon + 19) * 1000).toISOString(),
      });
      expect(splunk.runLines()).toMatchObject([
        { command: "llama_alert", sid: "s1", rows: 40, incidents: 3, messages: 10, tries: { delivered: 10 } },
      ]);
    });
  });

  test("puts into the index alert_failures what was accepted, once with all of it, and what came of it", async () => {
    await withAlertSplunk({}, async (splunk) => {
      await splunk.fire(triaged());
      const events = splunk.audited();
      const outcomes = (outcome: string) => events.filter((event) => event.outcome === outcome);
      expect(outcomes("accepted")).toHaveLength(10);
      expect(outcomes("delivered")).toHaveLength(10);
      expect(new Set(events.map(({ key }) => key)).size).toBe(10);
      const whole = events.filter(({ alert }) => alert !== undefined);
      expect(new Set(whole.map(({ alert_id }) => alert_id)).size).toBe(3);
      expect(whole).toHaveLength(3);
      // From its first event an alert can be made again.
      const { alerts } = await splunk.ledger.read();
      for (const { alert_id, alert, outcome } of whole) {
        expect(outcome).toBe("accepted");
        expect(alert).toEqual(alerts.get(alert_id));
      }
      expect((await splunk.ledger.read()).audit.size).toBe(0);
    });
  });

  test("that fires again unchanged tells nobody", async () => {
    await withAlertSplunk({}, async (splunk) => {
      await splunk.fire(triaged());
      const { said } = await splunk.fire(triaged());
      expect(said.INFO).toEqual([
        "40 rows, 4 too mild to tell anybody, 3 incidents (unchanged 3): 0 messages accepted, 0 delivered now.",
      ]);
      expect(splunk.webhook.news.size).toBe(3);
      expect(splunk.slack.requests.filter(({ path }) => path.endsWith("chat.update"))).toEqual([]);
    });
  });

  test("whose action splunkd runs twice counts once", async () => {
    await withAlertSplunk({ kinds: ["webhook"] }, async (splunk) => {
      await splunk.fire(triaged(), { sid: "same" });
      const { said } = await splunk.fire(triaged(), { sid: "same" });
      expect(said.INFO[0]).toContain("(same_firing 3): 0 messages accepted");
      const counts = [...(await splunk.ledger.read()).incidents.values()].map(({ alert }) => alert.count);
      expect(counts.sort((a, b) => a - b)).toEqual([6, 10, 20]);
    });
  });

  test.each([
    ["behind the clock", noon],
    ["ahead of the clock", noon + 2 * 86_400],
  ])(
    "that fires eight times at once with the same events, %s, tells and counts them once",
    async (_, from) => {
      await withAlertSplunk({ kinds: ["webhook", "pagerduty"] }, async (splunk) => {
        const endings = await Promise.all(
          Array.from({ length: 8 }, () => splunk.fire(triaged({}, from), { guard: 100_000, here: false })),
        );
        expect(endings.map(({ code }) => code)).toEqual(Array(8).fill(0));
        expect(
          news(splunk)
            .map(({ data }) => data.service)
            .sort(),
        ).toEqual(["", "orders", "payments"]);
        expect(splunk.pagerduty.requests).toHaveLength(1);
        const counts = [...(await splunk.ledger.read()).incidents.values()].map(({ alert }) => alert.count);
        expect(counts.sort((a, b) => a - b)).toEqual([6, 10, 20]);
        expect(splunk.runLines()).toHaveLength(8);
      });
    },
    120_000,
  );

  test("that has grown worse changes Slack's message, tells its thread, and joins PagerDuty's alert", async () => {
    await withAlertSplunk({ conf: "[route:1]\ndestinations = slack,pagerduty\n" }, async (splunk) => {
      const one = (severity: string) => triaged({ severity }).slice(0, 1);
      await splunk.fire(one("P2"));
      await splunk.fire(one("P0"));
      const messages = splunk.slack.messages("C0ORDERS");
      expect(messages).toHaveLength(2);
      expect(messages[0]?.edits).toBe(1);
      expect(messages[1]?.thread_ts).toBe(messages[0]?.ts);
      expect(JSON.stringify(messages[1])).toContain("Its severity went from P2 to P0.");
      expect(splunk.pagerduty.alerts).toHaveLength(1);
      expect(splunk.pagerduty.alerts[0]?.events.map(({ payload }) => payload?.severity)).toEqual([
        "warning",
        "critical",
      ]);
    });
  });

  test("whose rows say that it is over ends it everywhere", async () => {
    await withAlertSplunk({}, async (splunk) => {
      await splunk.fire(triaged());
      const { said } = await splunk.fire(triaged({ llama_state: "resolved" }).slice(0, 36), {
        configuration: { control_fields: "on" },
      });
      expect(said.INFO[0]).toContain("(said_resolved 3): 10 messages accepted, 10 delivered now.");
      expectEnded(splunk);
    });
  });

  test("of an incident that is not seen any more is ended by llamaretry", async () => {
    await withAlertSplunk({}, async (splunk) => {
      await splunk.fire(triaged());
      await splunk.later(29 * minute);
      expect((await splunk.retry()).rows).toEqual([]);
      await splunk.later(2 * minute);
      const { rows, messages } = await splunk.retry();
      expect(messages).toEqual([["INFO", "10 tries, 0 of them failed; 3 incidents ended or summed up."]]);
      expect(rows.map(({ transition, outcome, state }) => [transition, outcome, state])).toEqual(
        Array(10).fill(["resolve", "delivered", "delivered"]),
      );
      expectEnded(splunk);
      expect((await splunk.retry()).rows).toEqual([]);
    });
  });

  test("of a search that runs each hour ends when it has run three times more", async () => {
    await withAlertSplunk({ kinds: ["webhook"] }, async (splunk) => {
      // It runs in half an hour for the first time, and in two and a half hours for the third.
      const next = (new Date().getUTCMinutes() + 30) % 60;
      splunk.splunkd.state.savedSearches.set("Triage", {
        cron_schedule: `${next} * * * *`,
        is_scheduled: true,
      });
      await runAction({ env: { ...splunk.env, TZ: "UTC" }, input: splunk.payloadOf(triaged()) });
      await splunk.later(140 * minute);
      expect((await splunk.retry()).rows).toEqual([]);
      await splunk.later(11 * minute);
      expect((await splunk.retry()).rows).toHaveLength(3);
    });
  });

  test.each([
    ["runs once a week does not end for two weeks", true, 13, []],
    ["is scheduled no more ends by resolve_after", false, 1, [{ transition: "resolve" }]],
  ])("of a search that %s", async (_, scheduled, days, rows) => {
    await withAlertSplunk({ kinds: ["webhook"] }, async (splunk) => {
      const schedule = { cron_schedule: "0 3 * * 1", is_scheduled: scheduled };
      splunk.splunkd.state.savedSearches.set("Triage", schedule);
      await splunk.fire(triaged().slice(0, 1));
      await splunk.later(days * 1_440 * minute);
      expect((await splunk.retry()).rows).toMatchObject(rows);
    });
  });

  test.each([
    ["Asia/Kathmandu", 345],
    // Five hours west of Greenwich.
    ["GMT+5", -300],
  ])("of a search that runs once a day does so in the time zone of the machine, %s", async (TZ, east) => {
    await withAlertSplunk({ kinds: ["webhook"] }, async (splunk) => {
      const next = new Date(Date.now() + (30 + east) * minute);
      const cron_schedule = `${next.getUTCMinutes()} ${next.getUTCHours()} * * *`;
      splunk.splunkd.state.savedSearches.set("Triage", { cron_schedule });
      await runAction({ env: { ...splunk.env, TZ }, input: splunk.payloadOf(triaged().slice(0, 1)) });
      await splunk.later((2 * 1_440 + 20) * minute);
      expect((await splunk.retry()).rows).toEqual([]);
      await splunk.later(11 * minute);
      expect((await splunk.retry()).rows).toHaveLength(1);
    });
  });

  test("is read by the names that prefix= gave its fields, and from the one row where there is no file", async () => {
    await withAlertSplunk({ kinds: ["webhook"] }, async (splunk) => {
      const { severity: _, root_cause: __, ...row } = triaged()[0] as Record<string, string>;
      const named = { ...row, ai_severity: "P1", ai_root_cause: "By the prefix." };
      const configuration = { prefix: "ai_" };
      await splunk.fire([named], { configuration });
      const payload = {
        results_file: undefined,
        search_name: null,
        result: { ...row, severity: "P2", root_cause: "Alone." },
      };
      const { said } = await splunk.fire([], { payload });
      expect(said.INFO[0]).toMatch(/^1 row, .* 1 message accepted, 1 delivered now/);
      expect(news(splunk).map(({ data }) => data.root_cause)).toEqual(["By the prefix.", "Alone."]);
    });
  });
});

function expectEnded(splunk: AlertSplunk): void {
  expect(splunk.pagerduty.alerts.map(({ state }) => state)).toEqual(["resolved"]);
  for (const channel of ["C0ORDERS", "C0PAYMENTS", "C0OPSALERTS"]) {
    const [first, reply] = splunk.slack.messages(channel);
    expect(JSON.stringify(first)).toContain("RESOLVED");
    expect(first?.edits).toBe(1);
    expect(reply?.thread_ts).toBe(first?.ts);
  }
  expect(splunk.slackWebhook.messages).toHaveLength(6);
  expect(news(splunk).filter(({ type }) => type === "incident.resolved")).toHaveLength(3);
}
