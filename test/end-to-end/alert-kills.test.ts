/** The alert action and llamaretry, killed at any moment: what was accepted arrives, and once where that can be told. */
import { readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { AlertProcess } from "../support/alert-process.ts";
import {
  type AlertSplunk,
  canaries,
  type Kind,
  noon,
  type ResultRow,
  withAlertSplunk,
} from "../support/alert-splunk.ts";
import { executeChunk, getinfoChunk } from "../support/chunks.ts";
import { binFolder, CommandProcess } from "../support/command-process.ts";
import { sampleAlert, sampleDelivery } from "../support/delivery/sample.ts";
import { isFull } from "../support/full-run.ts";

const minute = 60_000;
const kinds: readonly Kind[] = ["slack", "slack_webhook", "pagerduty", "webhook"];

const rows: readonly ResultRow[] = ["t1", "t2"].map((llama_template_id, at) => ({
  _time: String(noon - at * 3_600),
  _raw: `ERROR of ${llama_template_id}`,
  host: "web-1",
  service_name: "orders",
  severity: "P0",
  anomaly_detected: "true",
  root_cause: `The cause of ${llama_template_id}.`,
  llama_template_id,
}));

const receiverOf = (splunk: AlertSplunk, kind: Kind) =>
  ({
    slack: splunk.slack,
    slack_webhook: splunk.slackWebhook,
    pagerduty: splunk.pagerduty,
    webhook: splunk.webhook,
  })[kind];

/** Kills when this destination has got its first message: taken by it or not, no answer comes back. */
function killAtRequest(splunk: AlertSplunk, kind: Kind, taken: boolean, kill: () => void): void {
  const receiver = receiverOf(splunk, kind);
  receiver.misbehave = ({ path }) => {
    if (kind === "slack" && !path.endsWith("chat.postMessage")) return undefined;
    receiver.misbehave = () => undefined;
    kill();
    return taken ? { does: "hang", taken } : { does: "reset" };
  };
}

/** Kills when the ledger's journal has grown so many times. */
function killAtGrowth(
  splunk: AlertSplunk,
  times: number,
  { kill, ended }: Pick<AlertProcess, "ended"> & { kill(): void },
): void {
  const folder = join(splunk.home, "var", "lib", "splunk", "llama_log_analyzer", "alerts");
  let [size, grown] = [0, 0];
  const timer = setInterval(() => {
    const now = sizeOf(folder);
    if (now > size && ++grown === times) kill();
    size = now;
  }, 1);
  void ended.finally(() => clearInterval(timer));
}

function sizeOf(folder: string): number {
  try {
    return readdirSync(folder)
      .filter((file) => file.startsWith("journal"))
      .reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
  } catch {
    return 0;
  }
}

/** llamaretry as splunkd starts it, to be killed. */
function startRetry(splunk: AlertSplunk): CommandProcess {
  const info = { command: "llamaretry", session_key: splunk.sessionKey, splunkd_uri: splunk.splunkd.url };
  const command = [join(binFolder, "llamaretry.sh")];
  const env = { LLAMA_STATE: "", ...splunk.env };
  const process = new CommandProcess({ command, env, guard: 60_000 });
  const request = executeChunk({ body: Buffer.from(""), finished: true });
  void process.send(Buffer.concat([getinfoChunk([], info), request])).then(() => process.closeInput());
  return process;
}

async function retryUntilQuiet(splunk: AlertSplunk): Promise<void> {
  for (let round = 0; round < 8; round++) {
    await splunk.later(3 * minute);
    const { error } = await splunk.retry();
    expect(error).toBeUndefined();
    if ((await splunk.deliveries()).every(({ state }) => state === "delivered")) return;
  }
  expect(await splunk.deliveries()).toEqual("all of them delivered");
}

/** What was accepted is there: as often as the destination lets one tell. */
async function expectArrived(splunk: AlertSplunk): Promise<void> {
  const accepted = (await splunk.ledger.read()).incidents.size;
  const deliveries = await splunk.deliveries();
  expect(deliveries).toHaveLength(accepted * kinds.length);
  const keys = splunk.slack.messages("C0ORDERS").map(({ metadata }) => metadata?.event_payload.idem);
  expect(keys, "once in Slack").toHaveLength(accepted);
  expect(new Set(keys).size).toBe(accepted);
  expect(
    splunk.pagerduty.alerts.map(({ dedupKey }) => dedupKey),
    "one alert of PagerDuty",
  ).toHaveLength(accepted);
  expect(splunk.webhook.news.size, "by the webhook's ids once").toBe(accepted);
  // What comes late says so: its first line is another.
  const causes = splunk.slackWebhook.messages.map(({ text = "" }) => /The cause of t\d/.exec(text)?.[0]);
  expect(new Set(causes).size, "by Slack's webhook at least once").toBe(accepted);
  const audited = splunk.audited();
  for (const outcome of ["accepted", "delivered"]) {
    const known = new Set(audited.filter((event) => event.outcome === outcome).map(({ key }) => key));
    expect(known, outcome).toEqual(new Set(deliveries.map(({ key }) => key)));
  }
}

/** After a kill: what was accepted, then the rest by the action run once more. */
async function expectNothingLost(splunk: AlertSplunk): Promise<void> {
  await retryUntilQuiet(splunk);
  await expectArrived(splunk);
  const { code } = await splunk.fire(rows, { sid: "killed" });
  expect(code).toBe(0);
  await retryUntilQuiet(splunk);
  expect((await splunk.ledger.read()).incidents.size).toBe(rows.length);
  await expectArrived(splunk);
}

describe.skipIf(process.platform === "win32")(
  "killed, nothing that was accepted is lost or told twice",
  () => {
    const requests = kinds.flatMap((kind) => [true, false].map((taken) => [kind, taken] as const));
    // Each kind, and each of the two ways.
    const few = requests.filter(([kind, taken]) => taken === ["slack", "pagerduty"].includes(kind));
    test.concurrent.each(isFull ? requests : few)(
      "when %s got the message (taken: %s), and llamaretry likewise",
      async (kind, taken) => {
        await withAlertSplunk({}, async (splunk) => {
          const action = splunk.start(rows, { sid: "killed" });
          killAtRequest(splunk, kind, taken, () => action.kill());
          expect((await action.ended).signal).toBe("SIGKILL");
          const retry = startRetry(splunk);
          killAtRequest(splunk, kind, taken, () => retry.closed());
          await splunk.later(3 * minute);
          await retry.ending();
          await expectNothingLost(splunk);
        });
      },
    );

    test.concurrent.each(isFull ? [1, 2, 3] : [2])(
      "when the ledger's journal has grown %d times",
      async (times) => {
        await withAlertSplunk({}, async (splunk) => {
          const action = splunk.start(rows, { sid: "killed" });
          killAtGrowth(splunk, times, { ended: action.ended, kill: () => action.kill() });
          await action.ended;
          await expectNothingLost(splunk);
        });
      },
    );

    /** Seeded, so that a failure comes again; the machine's own speed adds its share. */
    const moments = Array.from({ length: 6 }, (_, at) => Math.round(40 + ((at * 7919 + 104_729) % 97) * 9));
    test.concurrent.each(isFull ? moments : moments.slice(0, 2))("after %d ms", async (milliseconds) => {
      await withAlertSplunk({}, async (splunk) => {
        const action = splunk.start(rows, { sid: "killed" });
        const timer = setTimeout(() => action.kill(), milliseconds);
        await action.ended;
        clearTimeout(timer);
        await expectNothingLost(splunk);
      });
    });
  },
);

describe.skipIf(process.platform === "win32")("eight llamaretry at once", () => {
  test("send each of 500 waiting alerts once", async () => {
    await withAlertSplunk({ kinds: ["pagerduty"] }, async (splunk) => {
      const services = 50;
      for (let at = 0; at < services; at++)
        writeFileSync(join(splunk.secrets, `key_${at}`), canaries.ordersKey);
      const alerts = Array.from({ length: 500 }, (_, at) =>
        sampleAlert({ identity: `incident-${at}`, time: Date.now() }),
      );
      await splunk.ledger.transact(() => ({
        changes: alerts.flatMap((alert, at) => {
          const target = { channel: "", keyName: `key_${at % services}` };
          const delivery = sampleDelivery(alert, { destination: "pagerduty", type: "pagerduty", target });
          return [
            { table: "alerts", key: alert.id, value: alert },
            { table: "deliveries", key: delivery.key, value: delivery },
          ] as const;
        }),
        result: undefined,
      }));
      const runs = await Promise.all(Array.from({ length: 8 }, () => splunk.retry([], false)));
      expect(runs.map(({ error }) => error)).toEqual(Array(8).fill(undefined));
      const tried = runs.flatMap(({ rows: tries }) => tries.map(({ key, state }) => [key, state].join(" ")));
      expect(tried).toHaveLength(500);
      expect(new Set(tried).size).toBe(500);
      expect(splunk.pagerduty.requests).toHaveLength(500);
      expect(splunk.pagerduty.alerts).toHaveLength(500);
      expect((await splunk.deliveries()).every(({ state }) => state === "delivered")).toBe(true);
      const delivered = splunk.audited().filter(({ outcome }) => outcome === "delivered");
      expect(delivered).toHaveLength(500);
    });
  }, 90_000);
});
