import { appendRunLine } from "../adapters/run-log.ts";
import { type AlertPayload, readAlertPayload } from "../splunk/alert-action/alert-payload.ts";
import { isUserError, UserError } from "../splunk/user-error.ts";
import { remarksOn, summaryOf } from "./alert-action-words.ts";
import type { AlertReport } from "./alerting/alert-run.ts";
import type { AlertingPlaces } from "./alerting/open-alerting.ts";
import { alertRunLine, runLogOf } from "./alerting/run-line.ts";
import { printable } from "./command-line/printable.ts";

/** What splunkd logs when the program ends with it; `docs/alerts.md` explains each. */
const exitCodes = { done: 0, fault: 1, refused: 2, unreadable: 3, notAccepted: 4 };
/** By name: other bundles have classes of their own. */
const exitCodeOf: Readonly<Record<string, number>> = {
  ConfigurationError: exitCodes.refused,
  RequestError: exitCodes.refused,
  ResultsUnreadableError: exitCodes.unreadable,
  LedgerError: exitCodes.notAccepted,
};
/** Rows that alert_actions.conf lets through, where it says nothing else. */
const defaultMaxResults = 10_000;
const longestPayload = 64 * 1024 * 1024;

/** Writes one line to standard error, which splunkd.log shows with its level. */
function say(level: "INFO" | "WARN" | "ERROR", sentence: string): void {
  process.stderr.write(`${level} ${printable(sentence)}\n`);
}

/**
 * One firing of an alert, from standard input to the exit code: 0 also where sending has to wait, for what is accepted
 * is kept and sent later.
 */
export async function runAlertAction(places: AlertingPlaces): Promise<number> {
  const started = performance.now();
  // splunkd may be gone before its action: an alert is not lost because nobody reads what is said of it.
  process.stderr.on("error", () => undefined);
  process.once("uncaughtException", (error) => process.exit(refuse(error)));
  try {
    if (!process.argv.includes("--execute")) {
      throw new UserError(
        "This program is started by Splunk for an alert, with --execute. By hand use llama-log alert.",
      );
    }
    const payload = readAlertPayload(await readInput());
    const report = await act(payload, parametersOf(payload), places);
    const seconds = (performance.now() - started) / 1000;
    const file = runLogOf(places.environment);
    if (file !== undefined) {
      const line = alertRunLine({ command: "llama_alert", search: searchOf(payload), report, seconds });
      const problem = appendRunLine(file, line);
      if (problem !== undefined) say("WARN", problem);
    }
    say("INFO", summaryOf(report));
    return exitCodes.done;
  } catch (error) {
    return refuse(error);
  }
}

/** One line, and the exit code that tells what kind of fault it was. */
function refuse(error: unknown): number {
  const name = error instanceof Error ? error.name : "";
  const known = isUserError(error) ? exitCodes.refused : exitCodeOf[name];
  if (known !== undefined) {
    say("ERROR", `The alert was not taken. ${(error as Error).message}`);
    return known;
  }
  say("ERROR", `llama_alert met a fault of its own (${name || typeof error}) and stopped. Please report it.`);
  return exitCodes.fault;
}

interface Parameters {
  readonly mode: "live" | "shadow";
  readonly prefix: string;
  readonly maxResults: number;
}

function parametersOf({ configuration }: AlertPayload): Parameters {
  const { mode = "", prefix = "", maxresults = "" } = configuration;
  if (!["", "live", "shadow"].includes(mode)) {
    throw new UserError(
      `The parameter mode wants live or shadow, not "${mode.slice(0, 40)}". Edit the alert and choose one.`,
    );
  }
  if (!/^[A-Za-z0-9_.]{0,40}$/.test(prefix)) {
    throw new UserError(
      "The parameter prefix wants up to 40 letters, digits, dots and underscores. Edit the alert.",
    );
  }
  // It is for a remark alone: no alert is turned down for it.
  const isNumber = /^[1-9]\d{0,8}$/.test(maxresults);
  if (maxresults !== "" && !isNumber) {
    say(
      "WARN",
      "The parameter maxresults wants a whole number from 1, so 10000 is taken. Correct it in alert_actions.conf.",
    );
  }
  const maxResults = isNumber ? Number(maxresults) : defaultMaxResults;
  return { mode: mode === "shadow" ? "shadow" : "live", prefix, maxResults };
}

async function act(
  payload: AlertPayload,
  { mode, prefix, maxResults }: Parameters,
  places: AlertingPlaces,
): Promise<AlertReport> {
  const { openAlerting, readResults, runAlert } = await import("./alerting/alerting.ts");
  const { sessionKey, serverUri } = payload;
  if (sessionKey === "" || serverUri === "") {
    say(
      "WARN",
      "Splunk gave no session key or no address of splunkd with the alert, so the CMDB, silences and maintenance windows cannot be asked, and the audit waits for the next run.",
    );
  }
  const info = { session_key: sessionKey, splunkd_uri: serverUri };
  const alerting = await openAlerting(places, info, new AbortController().signal);
  try {
    const report = await runAlert(alerting, {
      rows: rowsOf(payload, readResults),
      search: searchOf(payload),
      link: payload.resultsLink,
      searchUri: payload.searchUri,
      mode,
      prefix,
    });
    for (const remark of remarksOn(report, maxResults)) say("WARN", remark);
    return report;
  } finally {
    for (const problem of new Set(alerting.problems)) say("WARN", problem);
    alerting.close();
  }
}

/** Without a file, as some ways of `| sendalert` have it, the one row that came along. */
async function* rowsOf(
  { resultsFile, result }: AlertPayload,
  read: (path: string) => AsyncIterable<ReadonlyMap<string, readonly string[]>>,
): AsyncGenerator<ReadonlyMap<string, readonly string[]>> {
  if (resultsFile === "") {
    if (result !== undefined) yield result;
    return;
  }
  try {
    yield* read(resultsFile);
  } catch (error) {
    // What could be read is alerted on: half of the news is better than none.
    if (!(error instanceof Error) || error.name !== "ResultsCutError") throw error;
    say("WARN", `${error.message} These are alerted on; run the search again for the rest.`);
  }
}

function searchOf({ app, owner, searchName, sid }: AlertPayload) {
  return { name: searchName, app, owner, sid };
}

async function readInput(): Promise<string> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of process.stdin as AsyncIterable<Buffer>) {
    length += piece.length;
    if (length > longestPayload) {
      throw new UserError(
        "The alert on standard input has more than 64 MB, and one has some kilobytes. Run the search again.",
      );
    }
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString("utf8");
}
