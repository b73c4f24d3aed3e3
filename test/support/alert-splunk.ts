/** A Splunk of one test alone: splunkd's stand-in, four receivers, llama.conf, and everything that alerts need. */
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { FolderLedger } from "../../src/adapters/ledger/folder-ledger.ts";
import type { Delivery } from "../../src/engine/ledger/delivery.ts";
import { type ActionEnding, AlertProcess, runAction } from "./alert-process.ts";
import { type Pagerduty, startPagerduty } from "./alert-receivers/pagerduty.ts";
import { type Slack, startSlack } from "./alert-receivers/slack.ts";
import { type SlackWebhook, startSlackWebhook } from "./alert-receivers/slack-webhook.ts";
import { startWebhook, type Webhook } from "./alert-receivers/webhook.ts";
import { olderBy } from "./alert-time.ts";
import { splunkdBody, type Value } from "./csv.ts";
import { llamaretry, type Retried } from "./retry-process.ts";
import { type RunningSplunkd, startSplunkd } from "./splunkd/start-splunkd.ts";

export type ResultRow = Readonly<Record<string, Value>>;
export type Kind = "slack" | "slack_webhook" | "pagerduty" | "webhook";

/** Secrets that must turn up nowhere. All are made up here. */
export const canaries = {
  slackToken: ["xoxb", "canary", "9d1Kq7TtZw3"].join("-"),
  slackPath: "/services/T0CANARY/B0CANARY/cAnArYpAtH0123",
  routingKey: "c4naryr0utingkey0123456789abcdef",
  ordersKey: "c4naryordersr0ut1ngkey0123456789",
  signing: `whsec_${Buffer.from("canary signing secret, 32 bytes!").toString("base64")}`,
};

/** One event of the index alert_failures. */
interface Audited {
  readonly time: string;
  readonly key: string;
  readonly state: string;
  readonly outcome: string;
  readonly destination: string;
  readonly alert_id: string;
  readonly finding?: string;
  readonly alert?: { readonly identity: string; readonly examples: readonly string[] };
}

export interface FireOptions {
  readonly sid?: string;
  readonly configuration?: Readonly<Record<string, string>>;
  /** Changes to the payload. */
  readonly payload?: Readonly<Record<string, unknown>>;
  readonly guard?: number;
  /** False where several at once must not share a process. @default true */
  readonly here?: boolean;
}

export interface AlertSplunk {
  /** SPLUNK_HOME. */
  readonly home: string;
  readonly env: Readonly<Record<string, string>>;
  readonly splunkd: RunningSplunkd;
  readonly slack: Slack;
  readonly slackWebhook: SlackWebhook;
  readonly pagerduty: Pagerduty;
  readonly webhook: Webhook;
  readonly ledger: FolderLedger;
  readonly sessionKey: string;
  /** The folder with the secrets' files. */
  readonly secrets: string;
  configure(conf: string): void;
  /** The stanza of a destination, named as its type. */
  stanzaOf(kind: Kind): string;
  payloadOf(rows: readonly ResultRow[] | undefined, options?: FireOptions): string;
  fire(rows: readonly ResultRow[], options?: FireOptions): Promise<ActionEnding>;
  /** Starts it, to be killed. */
  start(rows: readonly ResultRow[], options?: FireOptions): AlertProcess;
  /** @param here false where several at once must not share a process */
  retry(args?: readonly string[], here?: boolean): Promise<Retried>;
  /** The same in another's name. */
  retryAs(sessionKey: string): Promise<Retried>;
  /** All that the ledger knows becomes so many milliseconds older. */
  later(milliseconds: number): Promise<void>;
  deliveries(): Promise<readonly Delivery[]>;
  runLines(): readonly Readonly<Record<string, unknown>>[];
  audited(): readonly Audited[];
  /** All text below SPLUNK_HOME. */
  files(): string;
}

export interface AlertSplunkOptions {
  /** Destinations of llama.conf, in this order. @default all four */
  readonly kinds?: readonly Kind[];
  /** Further stanzas. */
  readonly conf?: string;
  /** Further channels of Slack and their ids. */
  readonly channels?: Readonly<Record<string, string>>;
  /** Of the one in whose name the saved search runs. @default "llama_admin" */
  readonly role?: string;
}

const secondsOfDay = 86_400;
/** Noon of yesterday, when the events happened: what a search finds lies behind the clock. */
export const noon = (Math.floor(Date.now() / 1000 / secondsOfDay) - 0.5) * secondsOfDay;
const logFile = ["var", "log", "splunk", "llama_log_analyzer.log"];
const allKinds: readonly Kind[] = ["slack", "slack_webhook", "pagerduty", "webhook"];

/** Gives `act` a Splunk, and takes it away again. */
export async function withAlertSplunk(
  { kinds = allKinds, conf = "", channels = {}, role = "llama_admin" }: AlertSplunkOptions,
  act: (splunk: AlertSplunk) => Promise<void>,
): Promise<void> {
  const [splunkd, slack, slackWebhook, pagerduty, webhook] = await Promise.all([
    startSplunkd(),
    startSlack({
      token: canaries.slackToken,
      channels: { "ops-alerts": "C0OPSALERTS", orders: "C0ORDERS", payments: "C0PAYMENTS", ...channels },
      // As Slack's own clock does it: an earlier message is looked for from some time on.
      clock: Math.floor(Date.now() / 1000),
    }),
    startSlackWebhook({ path: canaries.slackPath }),
    startPagerduty({ routingKeys: [canaries.routingKey, canaries.ordersKey] }),
    startWebhook({ secret: canaries.signing }),
  ]);
  const folder = mkdtempSync(join(tmpdir(), "llama-alert-"));
  try {
    const [home, secrets] = [join(folder, "splunk"), join(folder, "secrets")];
    mkdirSync(join(home, "var", "log", "splunk"), { recursive: true });
    mkdirSync(secrets);
    for (const [file, secret] of Object.entries({
      slack: canaries.slackToken,
      slack_webhook: slackWebhook.url,
      pagerduty: canaries.routingKey,
      orders_key: canaries.ordersKey,
      webhook: canaries.signing,
    }))
      writeFileSync(join(secrets, file), `${secret}\n`, { mode: 0o600 });
    fillLookups(splunkd);
    const receivers = { splunkd, slack, slackWebhook, pagerduty, webhook };
    const splunk = alertSplunkIn(home, secrets, receivers, splunkd.sessionKey(role));
    splunk.configure([...kinds.map(splunk.stanzaOf), conf].join("\n"));
    await act(splunk);
  } finally {
    await Promise.all([splunkd, slack, slackWebhook, pagerduty, webhook].map((server) => server.close()));
    rmSync(folder, { recursive: true, force: true });
  }
}

function fillLookups({ state }: RunningSplunkd): void {
  state.lookups.set("cmdb_lookup", [
    {
      service_name: "orders",
      service_owner: "Team Shop",
      escalation_policy: "gold",
      slack_channel: "#orders",
      pagerduty_key_name: "orders_key",
    },
    {
      service_name: "payments",
      service_owner: "Team Pay",
      escalation_policy: "silver",
      slack_channel: "#payments",
    },
  ]);
  state.lookups.set("llama_maintenance", []);
  state.lookups.set("llama_silences", []);
  state.savedSearches.set("Triage", { cron_schedule: "*/5 * * * *" });
}

function alertSplunkIn(
  home: string,
  secrets: string,
  servers: Pick<AlertSplunk, "splunkd" | "slack" | "slackWebhook" | "pagerduty" | "webhook">,
  sessionKey: string,
): AlertSplunk {
  const confFile = join(home, "llama.conf");
  const env = { SPLUNK_HOME: home, LLAMA_CONF: confFile };
  const { splunkd } = servers;
  const ledger = new FolderLedger(join(home, "var", "lib", "splunk", "llama_log_analyzer", "alerts"));
  let fired = 0;
  const splunk: AlertSplunk = {
    home,
    env,
    ...servers,
    ledger,
    sessionKey,
    secrets,
    configure: (conf) => writeFileSync(confFile, conf),
    stanzaOf: (kind) => {
      const settings: Readonly<Record<Kind, string>> = {
        slack: `base_url = ${servers.slack.url}\nchannel = #ops-alerts`,
        slack_webhook: "",
        pagerduty: `base_url = ${servers.pagerduty.origin}`,
        webhook: `base_url = ${servers.webhook.url}`,
      };
      const shared = `type = ${kind}\nsecret = file:${join(secrets, kind)}\nallow_private = true`;
      return `[destination:${kind}]\n${shared}\n${settings[kind]}\n`;
    },
    payloadOf: (
      rows,
      { sid = `scheduler__admin__search__RMD_at_${++fired}`, configuration = {}, payload = {} } = {},
    ) =>
      JSON.stringify({
        app: "search",
        owner: "admin",
        results_file: rows === undefined ? "" : resultsFile(home, sid, rows),
        results_link: `http://sh1:8000/app/search/@go?sid=${sid}`,
        search_uri: "/servicesNS/admin/search/saved/searches/Triage",
        server_host: "sh1",
        server_uri: splunkd.url,
        session_key: sessionKey,
        sid,
        search_name: "Triage",
        configuration: { mode: "live", prefix: "", maxresults: "10000", ...configuration },
        result: rows?.[0] ?? {},
        ...payload,
      }),
    fire: (rows, options = {}) =>
      runAction({
        env,
        input: splunk.payloadOf(rows, options),
        here: options.here ?? true,
        ...guardOf(options),
      }),
    start: (rows, options = {}) =>
      new AlertProcess({
        env,
        input: splunk.payloadOf(rows, options),
        ...guardOf(options),
      }),
    retry: (args = [], here = true) =>
      llamaretry(env, args, { session_key: sessionKey, splunkd_uri: splunkd.url }, here),
    retryAs: (key) => llamaretry(env, [], { session_key: key, splunkd_uri: splunkd.url }),
    later: (milliseconds) =>
      ledger.transact((view) => ({ changes: olderBy(view, milliseconds), result: undefined })),
    deliveries: async () => [...(await ledger.read()).deliveries.values()],
    runLines: () => {
      const file = join(home, ...logFile);
      if (statSync(file, { throwIfNoEntry: false }) === undefined) return [];
      return readFileSync(file, "utf8")
        .split("\n")
        .slice(0, -1)
        .map((line) => JSON.parse(line));
    },
    audited: () =>
      splunkd.state.events.flatMap(({ index, sourcetype, source, text }) => {
        assert.deepEqual(
          [index, sourcetype, source],
          ["alert_failures", "llama_alert_failure", "llama_alert"],
        );
        return text.split("\n").map((line) => JSON.parse(line) as Audited);
      }),
    files: () =>
      readdirSync(home, { recursive: true, encoding: "utf8" })
        .map((file) => join(home, file))
        .filter((file) => statSync(file).isFile() && !file.includes("/dispatch/"))
        .map((file) => readFileSync(file, "utf8"))
        .join("\n"),
  };
  return splunk;
}

function guardOf({ guard }: FireOptions): { guard?: number } {
  return guard === undefined ? {} : { guard };
}

/** As splunkd leaves it in the search's dispatch folder. */
function resultsFile(home: string, sid: string, rows: readonly ResultRow[]): string {
  const folder = join(home, "var", "run", "splunk", "dispatch", sid);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "results.csv.gz");
  const fields = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  writeFileSync(file, gzipSync(splunkdBody(fields, rows)));
  return file;
}
