/** One firing with one row, for tests of what goes wrong around it. */
import { join } from "node:path";
import { type ActionEnding, runAction } from "./alert-process.ts";
import { type AlertSplunk, type AlertSplunkOptions, noon, type ResultRow } from "./alert-splunk.ts";

export const row: ResultRow = {
  _time: String(noon),
  _raw: "ERROR canary-log-text of 10.1.2.3",
  host: "web-1",
  service_name: "orders",
  severity: "P1",
  anomaly_detected: "true",
  root_cause: "The database refuses connections.",
  llama_template_id: "tabcdef",
};
export const rows: readonly ResultRow[] = [row];
export const onlyWebhook: AlertSplunkOptions = { kinds: ["webhook"] };

export const stateOf = (splunk: AlertSplunk): string =>
  join(splunk.home, "var", "lib", "splunk", "llama_log_analyzer");

/** What the webhook was told. */
export const payloadsOf = (splunk: AlertSplunk): readonly { readonly data: Record<string, unknown> }[] =>
  [...splunk.webhook.news.values()].map(({ payload }) => payload as { data: Record<string, unknown> });

/** Fires with this on standard input. */
export const fireRaw = (
  splunk: AlertSplunk,
  input: string | Buffer,
  args?: readonly string[],
): Promise<ActionEnding> => runAction({ env: splunk.env, input, ...(args === undefined ? {} : { args }) });
