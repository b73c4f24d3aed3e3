import { UserError } from "../user-error.ts";

/** The payload that splunkd writes to an alert action's standard input. Missing texts are empty. */
export interface AlertPayload {
  readonly app: string;
  readonly owner: string;
  readonly searchName: string;
  readonly sid: string;
  /** Link to the results in Splunk Web. */
  readonly resultsLink: string;
  readonly resultsFile: string;
  /** REST path of the saved search. */
  readonly searchUri: string;
  readonly serverUri: string;
  readonly sessionKey: string;
  /** The alert's parameters, without `param.`, as texts. */
  readonly configuration: Readonly<Record<string, string>>;
  /** The first row: the values of each field. */
  readonly result: ReadonlyMap<string, readonly string[]> | undefined;
}

/** The results file's path in an alert that is triggered for each result, with one process for each row. */
const perResult = /[\\/]per_result_alert[\\/]/;

/** @throws UserError for an invalid payload, or for an alert that is triggered for each result */
export function readAlertPayload(text: string): AlertPayload {
  const trimmed = text.trim();
  if (trimmed === "") {
    throw new UserError(
      "No alert came on standard input. Splunk starts this program for an alert action; by hand use llama-log alert.",
    );
  }
  if (trimmed.startsWith("<")) {
    throw new UserError(
      "The alert came as XML, and JSON is wanted. Set payload_format = json in [llama_alert] of alert_actions.conf.",
    );
  }
  const payload = objectOf(trimmed);
  const resultsFile = textOf(payload.results_file);
  if (perResult.test(resultsFile)) {
    throw new UserError(
      "The alert is triggered for each result, so that no two events could be grouped. " +
        "Edit the alert and set Trigger to Once (in savedsearches.conf: alert.digest_mode = 1).",
    );
  }
  return {
    app: textOf(payload.app),
    owner: textOf(payload.owner),
    searchName: textOf(payload.search_name),
    sid: textOf(payload.sid),
    resultsLink: textOf(payload.results_link),
    resultsFile,
    searchUri: textOf(payload.search_uri),
    serverUri: textOf(payload.server_uri),
    sessionKey: textOf(payload.session_key),
    configuration: textsOf(payload.configuration),
    result: rowOf(payload.result),
  };
}

function objectOf(text: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The input contains log text, which a message must not repeat.
    throw new UserError(
      `The alert on standard input (${text.length} characters) is no JSON, or only a part of it. ` +
        "Run the search again; if that does not help, look into splunkd.log for sendmodalert.",
    );
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw new UserError(
    "The alert on standard input is JSON, but no object. Splunk starts this program with one.",
  );
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
}

function textsOf(value: unknown): Record<string, string> {
  if (typeof value !== "object" || value === null) return {};
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, textOf(entry).trim()]));
}

function rowOf(value: unknown): ReadonlyMap<string, readonly string[]> | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  return new Map(
    Object.entries(value).map(([field, entry]) => [
      field,
      Array.isArray(entry) ? entry.map(textOf) : [textOf(entry)],
    ]),
  );
}
