import { UserError } from "../../splunk/user-error.ts";
import type { Alerting } from "../alerting/open-alerting.ts";
import { firingIdOf, lookupWanted, readLookup, rowsOf } from "./alert-input.ts";
import { foundText, needsSomebody, sentText } from "./alert-summary.ts";
import { alertUsage } from "./alert-usage.ts";
import { checkReadable } from "./check-readable.ts";
import { deliveryJson, toldTable } from "./delivery-table.ts";
import { readWords } from "./flags.ts";
import { InputError } from "./input-lines.ts";
import {
  type AlertingFunctions,
  configFlag,
  refuseWithoutDestinations,
  stateFlag,
  withAlerting,
} from "./open-alerts.ts";
import { printable } from "./printable.ts";
import { complain, print } from "./terminal.ts";

const resultsFlag = { wanted: "a CSV file of llama-log analyze --csv", example: "results.csv" };
const cmdbColumns = ["service_name"];
const maintenanceColumns = ["service_name", "start", "end"];
const ownFlags = {
  results: resultsFlag,
  test: { wanted: "the name of a [destination:NAME] of llama.conf", example: "slack" },
  config: configFlag,
  state: stateFlag,
  cmdb: { wanted: lookupWanted(cmdbColumns), example: "cmdb.csv" },
  maintenance: { wanted: lookupWanted(maintenanceColumns), example: "maintenance.csv" },
  mode: { wanted: "live or shadow", example: "shadow" },
  prefix: { wanted: "what stands before the names of the fields", example: "ai_" },
  search: { wanted: "a name for messages to go by", example: "nightly" },
  json: {},
  help: {},
};
/** Flags that say nothing of a test. */
const notOfTests = ["cmdb", "maintenance", "mode", "prefix", "search"];

/**
 * `llama-log alert --results FILE.csv`: groups the rows into incidents, accepts what is news and sends it, without
 * Splunk. `--test NAME` sends one test.
 *
 * @param binFolder where the launchers are
 * @returns the exit code: 1 when a message needs somebody before it can arrive
 */
export async function alert(words: readonly string[], binFolder: string): Promise<number> {
  const { own, plain } = readWords(words, { command: "alert", own: ownFlags, options: {}, readsFiles: true });
  if (own.has("help")) {
    await print(alertUsage());
    return 0;
  }
  if (plain.length > 0) {
    const came = printable(plain[0] ?? "");
    throw new UserError(
      `llama-log alert reads the file behind --results, and ${came} stands alone. Write --results ${came}, and quote what has spaces.`,
    );
  }
  const [results, test] = [own.get("results"), own.get("test")];
  if ((results === undefined) === (test === undefined)) {
    throw new UserError(
      "llama-log alert wants either --results FILE.csv, the rows to alert on, or --test NAME, a destination to try. Give one of them.",
    );
  }
  if (test !== undefined) {
    const odd = notOfTests.find((flag) => own.has(flag));
    if (odd !== undefined)
      throw new UserError(`--${odd} goes with --results, not with --test. Leave it out.`);
    return withAlerting(own, binFolder, (alerting, { sendTest }) =>
      tryOut(alerting, test, sendTest, own.has("json")),
    );
  }
  return alertOn(results as string, own, binFolder);
}

async function alertOn(
  results: string,
  own: ReadonlyMap<string, string>,
  binFolder: string,
): Promise<number> {
  const { mode, prefix, search } = checked(own);
  const bytes = await checkReadable("--results", resultsFlag.wanted, results);
  if (bytes === 0) {
    throw new InputError(
      `${printable(results)} is empty, without even a header: whatever was to write it has probably failed. Run that again.`,
    );
  }
  const id = await firingIdOf(results);
  return withAlerting(own, binFolder, async (alerting, functions) => {
    refuseWithoutDestinations(alerting);
    const { runAlert, deliveries, readResults } = functions;
    const given = await givenRows(own, functions);
    const { rows, cut } = rowsOf(results, readResults);
    const started = Date.now();
    const report = await runAlert(alerting, {
      rows,
      search: { name: search, app: "", owner: "", sid: id },
      link: "",
      searchUri: "",
      mode,
      prefix,
      given,
    });
    if (report.sightings.rows > 0 && report.sightings.notJudged === report.sightings.rows) {
      throw new InputError(
        `No row of ${printable(results)} has a verdict in severity, anomaly_detected or llm_analysis${prefix === "" ? "" : ` behind the prefix ${prefix}`}. ` +
          "Write the file with llama-log analyze --csv, and give --prefix what was given there.",
      );
    }
    const tried = new Set(report.tries.map(({ key }) => key));
    const all = await deliveries(alerting.ledger, { most: Number.POSITIVE_INFINITY });
    const told = all.rows.filter(({ key, accepted }) => accepted >= started || tried.has(key));
    if (own.has("json")) await print(told.map(deliveryJson).join(""));
    else {
      if (told.length > 0) await print(`${toldTable(told, Date.now()).join("\n")}\n\n`);
      await print(`${foundText(report)}\n${sentText(told)}\n`);
    }
    const sentence = cut();
    if (sentence !== undefined) complain(sentence);
    if (sentence !== undefined) return 3;
    return needsSomebody(told) ? 1 : 0;
  });
}

function checked(own: ReadonlyMap<string, string>) {
  const { mode = "live", prefix = "", search = "" } = Object.fromEntries(own);
  if (mode !== "live" && mode !== "shadow") {
    throw new UserError(
      `--mode wants live or shadow, and ${printable(mode)} came. With shadow everything is done but the sending.`,
    );
  }
  if (!/^[A-Za-z0-9_.]{0,40}$/.test(prefix)) {
    throw new UserError(
      `--prefix wants up to 40 letters, digits, dots and underscores, and ${printable(prefix).slice(0, 80)} came. Give what llama-log analyze was given.`,
    );
  }
  if (search.length > 200) {
    throw new UserError(
      `--search wants a name of at most 200 characters, and ${search.length} came. Shorten it.`,
    );
  }
  return { mode, prefix, search } as const;
}

async function givenRows(own: ReadonlyMap<string, string>, { readResults }: AlertingFunctions) {
  const [cmdb, maintenance] = [own.get("cmdb"), own.get("maintenance")];
  return {
    cmdb: cmdb === undefined ? undefined : await readLookup("--cmdb", cmdb, cmdbColumns, readResults),
    maintenance:
      maintenance === undefined
        ? undefined
        : await readLookup("--maintenance", maintenance, maintenanceColumns, readResults),
  };
}

async function tryOut(
  alerting: Alerting,
  name: string,
  sendTest: AlertingFunctions["sendTest"],
  json: boolean,
): Promise<number> {
  const tried = await sendTest(alerting, name);
  const all = await alerting.ledger.read();
  const place = tried === undefined ? undefined : all.deliveries.get(tried.key)?.target;
  const where = place?.channel || place?.keyName;
  const target = `${name}${where ? ` ${where}` : ""}`;
  const arrived = tried?.state === "delivered";
  if (json) {
    const { state = "waiting", finding = null, status = null, providerError = null } = tried ?? {};
    const record = { destination: name, delivered: arrived, state, finding, http_status: status };
    await print(`${JSON.stringify({ ...record, provider_error: providerError })}\n`);
  } else if (arrived)
    await print(`The test was delivered to ${target}. Look whether you can see it there.\n`);
  if (arrived) return 0;
  const why =
    tried?.finding ?? "No try was made: others wait before it, or the destination has failed too often.";
  complain(`The test did not arrive at ${target}. ${why} ${afterwards(tried?.state)}`.trimEnd());
  return 1;
}

/** What becomes of a test that did not arrive. */
function afterwards(state: string | undefined): string {
  if (state === "dead") return "";
  return "It is kept, and llama-log retry tries it again.";
}
