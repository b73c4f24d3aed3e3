import { runAlert } from "../../app/alerting/alert-run.ts";
import type { Alerting } from "../../app/alerting/open-alerting.ts";
import { hasVerdict, rowWarnings } from "../../app/alerting/row-warnings.ts";
import { sendTest } from "../../app/alerting/send-test.ts";
import { deliveries } from "../../app/retry/retry-run.ts";
import { printable } from "../../engine/printable.ts";
import { UserError } from "../../splunk/user-error.ts";
import { checkReadable } from "../parse/check-readable.ts";
import { flagName, readWords } from "../parse/flags.ts";
import { InputError } from "../parse/input-error.ts";
import { configFlag, stateFlag } from "../parse/state-flag.ts";
import { foundText, needsSomebody, sentText } from "../render/alert-summary.ts";
import { deliveryJson, toldTable } from "../render/delivery-table.ts";
import { print, warn } from "../terminal.ts";
import { firingIdOf, lookupWanted, readLookup, rowsOf } from "./alert-input.ts";
import { alertUsage } from "./alert-usage.ts";
import { refuseWithoutDestinations, withAlerting } from "./open-alerts.ts";

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
  control_fields: {},
  json: {},
  help: {},
};
/** Flags that have no meaning with `--test`. */
const notOfTests = ["cmdb", "maintenance", "mode", "prefix", "search", "control_fields"];

/**
 * `llama-log alert --results FILE.csv`: groups the rows into incidents, accepts their notifications and sends them,
 * without Splunk. `--test NAME` sends one test.
 *
 * @param binFolder the folder of the launchers
 * @returns the exit code: 1 if a message cannot arrive without somebody's action
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
      throw new UserError(`${flagName(odd)} goes with --results, not with --test. Leave it out.`);
    return withAlerting(own, binFolder, (alerting) => tryOut(alerting, test, own.has("json")));
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
  if (bytes === 0) throw emptyResults(results);
  const controlFields = own.has("control_fields");
  // With control fields obeyed, the same rows mean something else, so they are another firing.
  const id = `${await firingIdOf(results)}${controlFields ? "-obeyed" : ""}`;
  return withAlerting(own, binFolder, async (alerting) => {
    refuseWithoutDestinations(alerting);
    const given = await givenRows(own);
    const { rows, cut, columns } = rowsOf(results, {
      isHeader: (names) => hasVerdict(names, prefix),
      serviceFields: alerting.settings.serviceFields,
    });
    const started = Date.now();
    const report = await runAlert(alerting, {
      rows,
      columns,
      search: { name: search, app: "", owner: "", sid: id },
      link: "",
      searchUri: "",
      mode,
      prefix,
      controlFields,
      given,
    });
    const header = columns();
    if (header === undefined) throw emptyResults(results);
    const { rows: count, notJudged } = report.occurrences;
    for (const remark of rowWarnings(report.occurrences, "give --control-fields")) warn(remark);
    if (count === 0 ? !hasVerdict(header, prefix) : notJudged === count) {
      throw new InputError(
        `No row of ${printable(results)} has a verdict in severity, anomaly_detected or llm_analysis${prefix === "" ? "" : ` behind the prefix ${prefix}`}. ` +
          "Write the file with llama-log analyze --csv, and give --prefix what was given there.",
      );
    }
    const tried = new Set(report.attempts.map(({ key }) => key));
    const all = await deliveries(alerting.ledger, { most: Number.POSITIVE_INFINITY });
    const told = all.rows.filter(({ key, accepted }) => accepted >= started || tried.has(key));
    if (own.has("json")) await print(told.map(deliveryJson).join(""));
    else {
      if (told.length > 0) await print(`${toldTable(told, Date.now()).join("\n")}\n\n`);
      await print(`${foundText(report)}\n${sentText(told)}\n`);
    }
    const sentence = cut();
    if (sentence !== undefined) warn(sentence);
    if (sentence !== undefined) return 3;
    return needsSomebody(told) ? 1 : 0;
  });
}

function emptyResults(path: string): InputError {
  return new InputError(
    `${printable(path)} is empty, without even a header: whatever was to write it has probably failed. Run that again.`,
  );
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

async function givenRows(own: ReadonlyMap<string, string>) {
  const [cmdb, maintenance] = [own.get("cmdb"), own.get("maintenance")];
  return {
    cmdb: cmdb === undefined ? undefined : await readLookup("--cmdb", cmdb, cmdbColumns),
    maintenance:
      maintenance === undefined
        ? undefined
        : await readLookup("--maintenance", maintenance, maintenanceColumns),
  };
}

async function tryOut(alerting: Alerting, name: string, json: boolean): Promise<number> {
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
  warn(`The test did not arrive at ${target}. ${why} ${afterwards(tried?.state)}`.trimEnd());
  return 1;
}

/** A sentence about what happens to a test that did not arrive. */
function afterwards(state: string | undefined): string {
  if (state === "dead") return "";
  return "It is kept, and llama-log retry tries it again.";
}
