/** Incidents of which nobody is told, or not yet: shadow mode, maintenance, silences and storms. */
import { describe, expect, test } from "vitest";
import { type AlertSplunk, noon, type ResultRow, withAlertSplunk } from "../support/alert-splunk.ts";
import { triaged } from "../support/triaged-rows.ts";

const minute = 60_000;
const news = (splunk: AlertSplunk) =>
  [...splunk.webhook.news.values()].map(
    ({ payload }) => payload as { type: string; data: Record<string, unknown> },
  );

describe.skipIf(process.platform === "win32")("an alert", () => {
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
      // So far apart they are incidents of their own.
      const rows = Array.from({ length: 6 }, (_, at) => ({
        ...row,
        llama_template_id: `t${at}`,
        _time: String(noon + at * 3_600),
      }));
      const { said } = await splunk.fire(rows);
      expect(said.INFO[0]).toMatch(/first_seen 2/);
      expect(said.INFO[0]).toMatch(/held_back 4/);
      expect(news(splunk)).toHaveLength(2);
      await splunk.later(61 * minute);
      // They go on, because nobody is woken by an incident that is over. Two of them are pages of the new hour.
      await splunk.fire(rows.slice(2));
      await splunk.retry();
      const digest = news(splunk).filter(({ type }) => type === "incident.digest");
      expect(digest).toHaveLength(1);
      expect(digest[0]?.data.incidents).toHaveLength(2);
    });
  });
});
