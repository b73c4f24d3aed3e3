/** The alert action from a search's results to the people who are told: all through the real launcher. */
import { describe, expect, test } from "vitest";
import {
  type AlertSplunk,
  canaries,
  noon,
  type ResultRow,
  withAlertSplunk,
} from "../support/alert-splunk.ts";

const minute = 60_000;

/** An incident of each service, as llamaanalyze leaves its rows. */
const incidents = {
  orders: { severity: "P0", cause: "The orders database refuses connections." },
  payments: { severity: "P2", cause: "The card gateway answers late." },
  "": { severity: "P3", cause: "A certificate ends within a week." },
} as const;

/** 40 rows: 20 of orders, 10 of payments, 6 without a service, 4 that are normal. */
function triaged(change: Readonly<Partial<Record<"severity" | "llama_state", string>>> = {}): ResultRow[] {
  const services = [
    ...Array(20).fill("orders"),
    ...Array(10).fill("payments"),
    ...Array(6).fill(""),
  ] as const;
  const rows = services.map((service: keyof typeof incidents, at): ResultRow => {
    const { severity, cause } = incidents[service];
    return {
      _time: String(noon + at),
      _raw: `ERROR ${service || "edge"} failed for user=anna${at}@corp.example "quoted", comma\nsecond line ${at}`,
      host: at === 0 ? ["web-1", "web-2$"] : `web-${at % 3}`,
      service_name: service,
      severity,
      anomaly_detected: "true",
      root_cause: cause,
      recommended_action: ["Restart the pool.", "Then look."],
      llama_status: at % 2 === 0 ? "llm" : "cached",
      llama_model: "llama-70b",
      llama_template_id: `t${service || "edge"}`,
      ...change,
    };
  });
  const normal = {
    severity: "P5",
    anomaly_detected: "false",
    service_name: "orders",
    _raw: "INFO all is well",
  };
  return [...rows, ...Array(4).fill(normal)];
}

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

  test("that fires eight times at once tells of each incident once, and counts every firing", async () => {
    await withAlertSplunk({ kinds: ["webhook", "pagerduty"] }, async (splunk) => {
      const endings = await Promise.all(Array.from({ length: 8 }, () => splunk.fire(triaged())));
      expect(endings.map(({ code }) => code)).toEqual(Array(8).fill(0));
      expect(
        news(splunk)
          .map(({ data }) => data.service)
          .sort(),
      ).toEqual(["", "orders", "payments"]);
      expect(splunk.pagerduty.requests).toHaveLength(1);
      const counts = [...(await splunk.ledger.read()).incidents.values()].map(({ alert }) => alert.count);
      expect(counts.sort((a, b) => a - b)).toEqual([48, 80, 160]);
      expect(splunk.runLines()).toHaveLength(8);
    });
  });

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
      const { said } = await splunk.fire(triaged({ llama_state: "resolved" }).slice(0, 36));
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

  test("of a search that runs each hour does not end within three hours", async () => {
    await withAlertSplunk({ kinds: ["webhook"] }, async (splunk) => {
      splunk.splunkd.state.savedSearches.set("Triage", { cron_schedule: "7 * * * *" });
      await splunk.fire(triaged());
      await splunk.later(170 * minute);
      expect((await splunk.retry()).rows).toEqual([]);
      await splunk.later(11 * minute);
      expect((await splunk.retry()).rows).toHaveLength(3);
    });
  });

  test("in shadow is accepted and kept apart, and goes nowhere", async () => {
    await withAlertSplunk({}, async (splunk) => {
      const { said } = await splunk.fire(triaged(), { configuration: { mode: "shadow" } });
      expect(said.INFO[0]).toContain("10 messages accepted, 0 delivered now.");
      expect((await splunk.retry()).rows).toEqual([]);
      expect([splunk.slack, splunk.pagerduty, splunk.webhook].map(({ requests }) => requests)).toEqual([
        [],
        [],
        [],
      ]);
      expect((await splunk.deliveries()).map(({ state }) => state)).toEqual(Array(10).fill("shadow"));
      expect(new Set(splunk.audited().map(({ outcome }) => outcome))).toEqual(new Set(["shadow"]));
      // What happened in shadow does not make the real one old news.
      expect((await splunk.fire(triaged())).said.INFO[0]).toContain("(first_seen 3): 10 messages accepted");
    });
  });

  test("of a service in maintenance, or silenced in Splunk, tells nobody until that is over", async () => {
    await withAlertSplunk({ kinds: ["webhook"] }, async (splunk) => {
      const now = Date.now() / 1000;
      splunk.splunkd.state.lookups.set("llama_maintenance", [
        {
          service_name: "ord*",
          start: String(now - 60),
          end: new Date((now + 600) * 1000).toISOString(),
          reason: "move",
        },
      ]);
      splunk.splunkd.state.lookups.set("llama_silences", [
        { _key: "1", service: "payments", until: String(now + 600), author: "anna", reason: "known" },
      ]);
      const first = await splunk.fire(triaged());
      expect(first.said.INFO[0]).toMatch(/in_maintenance 1.*silenced 1|silenced 1.*in_maintenance 1/);
      expect(news(splunk).map(({ data }) => data.service)).toEqual([""]);
      splunk.splunkd.state.lookups.set("llama_maintenance", []);
      splunk.splunkd.state.lookups.set("llama_silences", []);
      const second = await splunk.fire(triaged());
      expect(second.said.INFO[0]).toContain("first_seen 2");
      expect(news(splunk).map(({ data }) => data.service)).toEqual(["", "orders", "payments"]);
    });
  });

  test("beyond the pages an hour comes as one digest, by llamaretry", async () => {
    await withAlertSplunk({ kinds: ["webhook"], conf: "[alert]\npages_per_hour = 2\n" }, async (splunk) => {
      const [row] = triaged() as [ResultRow];
      const rows = Array.from({ length: 6 }, (_, at) => ({ ...row, llama_template_id: `t${at}` }));
      const { said } = await splunk.fire(rows);
      expect(said.INFO[0]).toMatch(/first_seen 2/);
      expect(said.INFO[0]).toMatch(/held_back 4/);
      expect(news(splunk)).toHaveLength(2);
      await splunk.later(61 * minute);
      // They go on, for nobody is woken for what is over. Two of them are pages of the new hour.
      await splunk.fire(rows.slice(2));
      await splunk.retry();
      const digest = news(splunk).filter(({ type }) => type === "incident.digest");
      expect(digest).toHaveLength(1);
      expect(digest[0]?.data.incidents).toHaveLength(2);
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
