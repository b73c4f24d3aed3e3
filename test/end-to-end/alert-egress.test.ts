/** What alerts may never carry: values that identify people, and the secrets of the destinations themselves. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { html, json, type Misbehaviour, redirect, status } from "../support/alert-receivers/misbehaviour.ts";
import {
  type AlertSplunk,
  canaries,
  noon,
  type ResultRow,
  withAlertSplunk,
} from "../support/alert-splunk.ts";
import { disguisedValues, formsOf, leaksIn, plantedValues } from "../support/planted-values.ts";
import { expiredSession, type Fault, status as splunkdStatus } from "../support/splunkd/fault.ts";

const minute = 60_000;

/** Destinations take a few messages a second each, so they are many: a channel and a routing key for each service. */
const services = Array.from({ length: 50 }, (_, at) => `svc${at}`);

/** Two planted lines to an incident, in every field that may hold log text. */
const plantedRows: readonly ResultRow[] = plantedValues.map(({ line }, at) => ({
  _time: String(noon - (at % 150) * 3_600),
  _raw: line,
  host: `web-${at % 5}`,
  service_name: services[at % services.length] as string,
  severity: "P1",
  anomaly_detected: "true",
  root_cause: `Because of this line: ${line}`,
  recommended_action: [`Look for ${line}`, "Then restart."],
  llm_analysis: JSON.stringify({ evidence: line }),
  llama_template: line,
  llama_template_id: `t${at % 150}`,
  llama_status: "llm",
  llama_model: "tiny",
}));

/** All that came out of it, for whoever may look. */
function seen(splunk: AlertSplunk, ...said: readonly unknown[]) {
  const { slack, slackWebhook, pagerduty, webhook, splunkd } = splunk;
  return {
    slack: JSON.stringify(slack.requests.map(({ body }) => body)),
    slackWebhook: JSON.stringify(slackWebhook.requests.map(({ body }) => body)),
    pagerduty: JSON.stringify(pagerduty.requests.map(({ body }) => body)),
    webhook: JSON.stringify(webhook.requests.map(({ body, headers }) => [body, headers])),
    index: JSON.stringify(splunkd.state.events),
    splunkd: JSON.stringify(splunkd.requests.map(({ url, body }) => [url, body])),
    files: splunk.files(),
    said: JSON.stringify(said),
  };
}

describe.skipIf(process.platform === "win32")("of 300 planted values none leaves with an alert", () => {
  // Side by side, for PagerDuty takes less than two messages a second.
  test.concurrent("to any destination, the index, the ledger or the logs; hosts and services do", async () => {
    const conf =
      "[alert]\npages_per_hour = 1000\n[route:1]\ndestinations = slack,pagerduty,webhook\n" +
      "[route:2]\nservice = svc7\ndestinations = slack_webhook\n";
    const channels = Object.fromEntries(services.map((name) => [name, `C0${name.toUpperCase()}`]));
    await withAlertSplunk({ conf, channels }, async (splunk) => {
      splunk.splunkd.state.lookups.set(
        "cmdb_lookup",
        services.map((name) => ({
          service_name: name,
          service_owner: "Team Shop",
          slack_channel: `#${name}`,
          pagerduty_key_name: `key_${name}`,
        })),
      );
      for (const name of services) writeFileSync(join(splunk.secrets, `key_${name}`), canaries.ordersKey);
      expect(leaksIn(JSON.stringify(plantedRows))).toHaveLength(300);
      // One destination is busy, so that there are failures to tell of as well.
      splunk.slackWebhook.misbehave = () => status(503, "busy");
      const fired = await splunk.fire(plantedRows, { guard: 100_000 });
      expect(fired.code, fired.stderr).toBe(0);
      splunk.slackWebhook.misbehave = () => undefined;
      await splunk.later(5 * minute);
      const retried = await splunk.retry();
      const all = seen(splunk, fired.stderr, retried);
      for (const [where, text] of Object.entries(all)) {
        expect(text.length, where).toBeGreaterThan(500);
        expect(
          leaksIn(text).map(({ kind, value }) => [kind, value]),
          where,
        ).toEqual([]);
      }
      expect(splunk.webhook.news.size).toBe(150);
      expect(splunk.pagerduty.alerts).toHaveLength(150);
      expect(Object.values(channels).flatMap((id) => splunk.slack.messages(id))).toHaveLength(150);
      expect(splunk.slackWebhook.messages).toHaveLength(3);
      expect(all.webhook).toMatch(/<EMAIL:[a-z2-7]{10}>/);
      expect(all.slack).toContain("web-1");
    });
  }, 120_000);

  test.concurrent("nor those behind colours, in literals and in templates, also where a sentence or a template names them alone", async () => {
    const disguised = disguisedValues.map(({ line, value }, at) => ({
      ...(plantedRows[at] as ResultRow),
      _raw: line,
      root_cause: line.includes(value) ? `It was ${value}, says the model.` : "",
      recommended_action: line.includes(value) ? `Ask ${value}.` : "",
      llm_analysis: JSON.stringify({ evidence: line.includes(value) ? value : "" }),
      llama_template: line.replace(/\d+/g, "<*>"),
      llama_template_id: `d${at}`,
    }));
    expect(leaksIn(JSON.stringify(disguised))).toHaveLength(56);
    const conf = "[alert]\npages_per_hour = 1000\n[route:1]\ndestinations = pagerduty,webhook\n";
    await withAlertSplunk({ conf, kinds: ["pagerduty", "webhook"] }, async (splunk) => {
      const fired = await splunk.fire(disguised, { guard: 100_000 });
      await splunk.later(5 * minute);
      const all = seen(splunk, fired.stderr, await splunk.retry());
      for (const where of ["pagerduty", "webhook", "index", "files", "said"] as const)
        expect(
          leaksIn(all[where]).map(({ value, line }) => [value, line]),
          where,
        ).toEqual([]);
      expect(splunk.webhook.news.size).toBe(56);
      expect(all.webhook).toMatch(/says the model/);
    });
  }, 120_000);

  test("and this test would see it: what the masks do not know arrives", async () => {
    await withAlertSplunk({ kinds: ["webhook"] }, async (splunk) => {
      const [row] = plantedRows;
      await splunk.fire([{ ...row, _raw: "ERROR canary-word of nobody", root_cause: "canary-cause" }]);
      const { webhook, index, files } = seen(splunk);
      for (const text of [webhook, index, files]) expect(text).toContain("canary-cause");
    });
  });
});

const rows: readonly ResultRow[] = [
  {
    _time: String(noon),
    _raw: "ERROR refused",
    host: "web-1",
    service_name: "orders",
    severity: "P0",
    anomaly_detected: "true",
    root_cause: "The database refuses connections.",
    llama_template_id: "t1",
  },
];

/** What a receiver answers; the worst say the secret back. */
const answers: [string, (secret: string) => Misbehaviour][] = [
  [
    "401 that repeats the secret",
    (secret) => json(401, { error: secret, errors: [secret], message: secret }),
  ],
  [
    "400 that repeats the secret",
    (secret) => json(400, { status: secret, message: secret, errors: [`bad ${secret}`] }),
  ],
  ["200 with the secret for an error", (secret) => json(200, { ok: false, error: secret })],
  ["500 that repeats the secret", (secret) => status(500, secret)],
  ["429 with the secret for a time", (secret) => status(429, secret, secret)],
  ["a redirect to the secret", (secret) => redirect(`https://evil.example/?${encodeURIComponent(secret)}`)],
  ["a login page", () => html()],
  ["no HTTP", () => ({ does: "no HTTP" })],
  ["a reset", () => ({ does: "reset" })],
  ["nothing", () => ({ does: "hang" })],
];

/** The secrets in all forms in which something may write them. */
function canariesIn(text: string, sessionKey: string): string[] {
  const secrets = [...Object.values(canaries), canaries.signing.replace("whsec_", ""), sessionKey];
  return secrets.filter((secret) => formsOf(secret).some((form) => text.includes(form)));
}

describe.skipIf(process.platform === "win32")(
  "secrets of destinations and of splunkd turn up nowhere",
  () => {
    test.concurrent.each(answers)("when every destination answers with %s", async (_, answer) => {
      await withAlertSplunk({}, async (splunk) => {
        const shorter = (["slack", "slack_webhook", "pagerduty", "webhook"] as const).map(
          (kind) => `${splunk.stanzaOf(kind)}request_timeout = 0.5\n`,
        );
        splunk.configure([...shorter, "[alert]\nresolve_after = 1d\n"].join(""));
        splunk.slack.misbehave = () => answer(canaries.slackToken);
        splunk.slackWebhook.misbehave = () => answer(splunk.slackWebhook.url);
        splunk.pagerduty.misbehave = () => answer(canaries.ordersKey);
        splunk.webhook.misbehave = () => answer(canaries.signing);
        const fired = await splunk.fire(rows);
        expect(fired.code).toBe(0);
        expect(fired.said.WARN.length).toBeGreaterThan(0);
        await splunk.later(70 * minute);
        const retried = await splunk.retry(["include_dead=true"]);
        expect(retried.rows.length).toBeGreaterThan(0);
        const listed = await splunk.retry(["dry_run=true", "include_dead=true"]);
        expectNoSecret(splunk, fired, retried, listed);
      });
    });

    const splunkdFaults: [string, (key: string) => Fault][] = [
      ["an expired session", () => expiredSession()],
      ["the session key said back", (key) => splunkdStatus(400, `bad key ${key}`)],
      [
        "the session key as its reply",
        (key) => ({ does: "body", body: JSON.stringify({ messages: [{ type: "FATAL", text: key }] }) }),
      ],
    ];
    test.concurrent.each(splunkdFaults)("when splunkd answers with %s", async (_, fault) => {
      await withAlertSplunk({}, async (splunk) => {
        splunk.splunkd.fault = () => fault(splunk.sessionKey);
        const fired = await splunk.fire(rows);
        const retried = await splunk.retry();
        expect(fired.said.WARN.length).toBeGreaterThan(0);
        expectNoSecret(splunk, fired, retried);
      });
    });

    test("when all goes well", async () => {
      await withAlertSplunk({}, async (splunk) => {
        const fired = await splunk.fire(rows);
        expect(fired.said.INFO[0]).toContain("4 delivered now");
        expectNoSecret(splunk, fired);
        // And the test would see them: they are there where they belong.
        expect(splunk.slack.requests[0]?.headers.authorization).toContain(canaries.slackToken);
        expect(splunk.pagerduty.requests[0]?.body).toContain(canaries.ordersKey);
      });
    });
  },
);

function expectNoSecret(splunk: AlertSplunk, ...said: readonly unknown[]): void {
  const { pagerduty, ...all } = seen(splunk, ...said);
  // The routing key is how PagerDuty is addressed.
  const event = [canaries.ordersKey, canaries.routingKey].reduce(
    (text, key) => text.replaceAll(`\\"routing_key\\":\\"${key}\\"`, ""),
    pagerduty,
  );
  for (const [where, text] of Object.entries({ ...all, event })) {
    expect(canariesIn(text, splunk.sessionKey), where).toEqual([]);
  }
}
