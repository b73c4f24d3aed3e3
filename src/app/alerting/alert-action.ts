import { ConfigurationError, RequestError } from "../../adapters/configuration/configuration-error.ts";
import { appendRunLine } from "../../adapters/store/run-log.ts";
import { LedgerError } from "../../engine/ledger/ledger.ts";
import { printable } from "../../engine/printable.ts";
import { type AlertPayload, readAlertPayload } from "../../splunk/alert-action/alert-payload.ts";
import {
  ResultsCutError,
  ResultsUnreadableError,
  readResults,
} from "../../splunk/alert-action/results-file.ts";
import { missingModule } from "../../splunk/missing-module.ts";
import { UserError } from "../../splunk/user-error.ts";
import { summaryOf, warningsAboutReport } from "./alert-action-messages.ts";
import { alertLogEntry, runLogOf } from "./alert-log-entry.ts";
import { type AlertReport, runAlert } from "./alert-run.ts";
import { type AlertingPlaces, openAlerting } from "./open-alerting.ts";
import { hasVerdict } from "./row-warnings.ts";

/** Exit codes, which splunkd logs; `docs/alerts.md` explains each. */
const exitCodes = { done: 0, fault: 1, refused: 2, unreadable: 3, notAccepted: 4 };
const exitCodeOf = new Map<unknown, number>([
  [UserError, exitCodes.refused],
  [ConfigurationError, exitCodes.refused],
  [RequestError, exitCodes.refused],
  [ResultsUnreadableError, exitCodes.unreadable],
  [LedgerError, exitCodes.notAccepted],
]);
/** The default limit on rows of alert_actions.conf. */
const defaultMaxResults = 10_000;
const longestPayload = 64 * 1024 * 1024;

/** Writes one line to standard error, which splunkd.log shows with its level. */
export function say(level: "INFO" | "WARN" | "ERROR", sentence: string): void {
  process.stderr.write(`${level} ${printable(sentence)}\n`);
}

/**
 * Runs one firing of an alert, from standard input to the exit code. The code is 0 even if sending has to wait, because
 * accepted alerts are stored and sent later.
 */
export async function runAlertAction(places: AlertingPlaces): Promise<number> {
  const started = performance.now();
  // splunkd may end before its action. A closed standard error must not lose the alert.
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
      const line = alertLogEntry({ command: "llama_alert", search: searchOf(payload), report, seconds });
      const problem = appendRunLine(file, line);
      if (problem !== undefined) say("WARN", problem);
    }
    say("INFO", summaryOf(report));
    return exitCodes.done;
  } catch (error) {
    return refuse(error);
  }
}

/** Reports an error in one line. @returns the exit code for its kind */
function refuse(error: unknown): number {
  const known = error instanceof Error ? exitCodeOf.get(error.constructor) : undefined;
  if (known !== undefined) {
    say("ERROR", `The alert was not taken. ${(error as Error).message}`);
    return known;
  }
  const missing = missingModule("llama_alert", error);
  if (missing !== undefined) {
    say("ERROR", missing);
    return exitCodes.fault;
  }
  const name = error instanceof Error ? error.name : typeof error;
  say("ERROR", `llama_alert met a fault of its own (${name}) and stopped. Please report it.`);
  return exitCodes.fault;
}

interface Parameters {
  readonly mode: "live" | "shadow";
  readonly prefix: string;
  readonly maxResults: number;
  readonly controlFields: boolean;
}

function parametersOf({ configuration }: AlertPayload): Parameters {
  const { mode = "", prefix = "", maxresults = "", control_fields: control = "" } = configuration;
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
  // maxresults only serves a warning, so a bad value must not stop the alert.
  const isNumber = /^[1-9]\d{0,8}$/.test(maxresults);
  if (maxresults !== "" && !isNumber) {
    say(
      "WARN",
      "The parameter maxresults wants a whole number from 1, so 10000 is taken. Correct it in alert_actions.conf.",
    );
  }
  const maxResults = isNumber ? Number(maxresults) : defaultMaxResults;
  // Off is safe: log text cannot end or merge incidents.
  if (!["", "on", "off"].includes(control)) {
    say(
      "WARN",
      "The parameter control_fields wants on or off, so off is taken. Edit the alert and choose one.",
    );
  }
  return { mode: mode === "shadow" ? "shadow" : "live", prefix, maxResults, controlFields: control === "on" };
}

async function act(
  payload: AlertPayload,
  { mode, prefix, maxResults, controlFields }: Parameters,
  places: AlertingPlaces,
): Promise<AlertReport> {
  const { sessionKey, serverUri } = payload;
  if (sessionKey === "" || serverUri === "") {
    say(
      "WARN",
      "Splunk gave no session key or no address of splunkd with the alert, so the CMDB, silences and maintenance windows cannot be asked, and the audit waits for the next run.",
    );
  }
  const info = { session_key: sessionKey, splunkd_uri: serverUri };
  let header: readonly string[] | undefined;
  const alerting = await openAlerting(places, info, new AbortController().signal);
  try {
    const report = await runAlert(alerting, {
      rows: rowsOf(payload, (path) =>
        readResults(path, {
          isHeader: (columns) => hasVerdict(columns, prefix),
          onHeader: (columns) => {
            header = columns;
          },
          say: (sentence) => say("WARN", sentence),
        }),
      ),
      columns: () => header,
      search: searchOf(payload),
      link: payload.resultsLink,
      searchUri: payload.searchUri,
      mode,
      prefix,
      controlFields,
    });
    if (report.occurrences.rows === 0 && header !== undefined && !hasVerdict(header, prefix)) {
      say(
        "WARN",
        "No row came with the alert, and its results have no column severity, anomaly_detected or llm_analysis. Put llamaanalyze into the search before the alert; if it has a prefix=, give the alert the same.",
      );
    }
    for (const warning of warningsAboutReport(report, maxResults)) say("WARN", warning);
    return report;
  } finally {
    for (const problem of new Set(alerting.problems)) say("WARN", problem);
    alerting.close();
  }
}

/** The rows of the results file, or the single row in the payload if there is no file, as with `| sendalert`. */
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
    // Alert on the rows that could be read, because some of the alerts are better than none.
    if (!(error instanceof ResultsCutError)) throw error;
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
