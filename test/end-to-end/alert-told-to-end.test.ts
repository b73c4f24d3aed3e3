/** The alert action, asked to end while it sends: it gives back what it has in hand, and says so. */
import { describe, expect, test } from "vitest";
import { noon, type ResultRow, withAlertSplunk } from "../support/alert-splunk.ts";

const row: ResultRow = {
  _time: String(noon),
  _raw: "ERROR the cache is gone",
  host: "web-1",
  service_name: "orders",
  severity: "P0",
  anomaly_detected: "true",
  root_cause: "The cache is gone.",
  llama_template_id: "t1",
};

describe.skipIf(process.platform === "win32")("asked to end while a destination hangs", () => {
  test.concurrent.each(["SIGTERM", "SIGINT"] as const)(
    "by %s, the action gives its message back, and the next run sends it",
    async (signal) => {
      await withAlertSplunk({ kinds: ["webhook"] }, async (splunk) => {
        const action = splunk.start([row]);
        splunk.webhook.misbehave = () => {
          action.kill(signal);
          return { does: "hang" };
        };
        const { code, said, stderr } = await action.ended;
        expect(code, stderr).toBe(0);
        expect(said.WARN).toEqual([
          "Sending ended with 1 message in hand, 1 of them after a try whose outcome is not known: given back to the ledger, and sent by the next run.",
        ]);
        expect(await splunk.deliveries()).toMatchObject([{ state: "waiting", unsure: true, attempt: 1 }]);
        splunk.webhook.misbehave = () => undefined;
        await splunk.later(60_000);
        expect((await splunk.retry()).error).toBeUndefined();
        expect(await splunk.deliveries()).toMatchObject([{ state: "delivered" }]);
      });
    },
  );

  test.concurrent("twice, it ends at once", async () => {
    await withAlertSplunk({ kinds: ["webhook"] }, async (splunk) => {
      const action = splunk.start([row]);
      splunk.webhook.misbehave = () => {
        action.kill("SIGTERM");
        setTimeout(() => action.kill("SIGTERM"), 300);
        return { does: "hang" };
      };
      expect((await action.ended).signal).toBe("SIGTERM");
      splunk.webhook.misbehave = () => undefined;
      await splunk.later(60_000);
      await splunk.retry();
      expect(await splunk.deliveries()).toMatchObject([{ state: "delivered" }]);
    });
  });
});
