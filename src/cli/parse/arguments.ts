import { resolve } from "node:path";
import { printable } from "../../engine/printable.ts";
import type { Severity } from "../../engine/verdict.ts";
import { parseArguments } from "../../splunk/arguments.ts";
import type { CommandDeclaration } from "../../splunk/declaration.ts";
import { UserError } from "../../splunk/user-error.ts";
import { type ColourChoice, colourFlag, colourOf } from "./colour-flag.ts";
import { type EventFilter, filterFlags, parseFilter } from "./event-filter.ts";
import { readWords } from "./flags.ts";
import { eventFields } from "./log-event.ts";
import { severityFlag, severityOf } from "./severity-flag.ts";

export interface AnalyzeArguments {
  /** Paths, `-` for standard input; empty if none was named. */
  readonly files: readonly string[];
  /** Show the bundled sample if no log is named or piped in. */
  readonly demo: boolean;
  readonly output: "table" | "json" | "csv";
  /** Show every kind, not only the worst. */
  readonly all: boolean;
  readonly help: boolean;
  /** Which events to look at; undefined for all. */
  readonly filter: EventFilter | undefined;
  /** The mildest severity to show; undefined for all. */
  readonly mildest: Severity | undefined;
  /** The mildest severity that ends the run with an exit code of its own; undefined for none. */
  readonly failOn: Severity | undefined;
  readonly colour: ColourChoice;
  /** Keep the incidents that are found. */
  readonly record: boolean;
  /** Only plan: report the calls that would be made. */
  readonly plan: boolean;
  /** A file for one line about the run, as an absolute path. */
  readonly runLog: string | undefined;
  /** The `args` that splunkd would send. */
  readonly searchArguments: readonly string[];
  /** The prefix of the returned fields. */
  readonly fieldPrefix: string;
}

const ownFlags = {
  json: {},
  csv: {},
  all: {},
  demo: {},
  show_prompt: {},
  no_record: {},
  help: {},
  ...filterFlags,
  min_severity: severityFlag,
  fail_on: severityFlag,
  color: colourFlag,
  field: { wanted: "the name of a field", example: "_raw" },
  run_log: { wanted: "the name of a file", example: "runs.log" },
};

/**
 * Parses the arguments of `llama-log analyze`.
 *
 * @throws UserError that names the flag and what is wanted
 */
export function parseAnalyzeArguments(
  words: readonly string[],
  declaration: CommandDeclaration,
): AnalyzeArguments {
  const {
    plain: files,
    own,
    searchArguments,
  } = readWords(words, {
    command: "analyze",
    own: ownFlags,
    options: declaration.options,
    readsFiles: true,
  });
  const field = own.get("field");
  const shown = own.has("show_prompt") ? ["mode=plan", "show=true"] : [];
  const args = [...(field === undefined ? [] : [field]), ...searchArguments, ...shown];
  if (own.has("json") && own.has("csv"))
    throw new UserError("--json and --csv exclude each other. Choose one.");
  if (files.filter((file) => file === "-").length > 1)
    throw new UserError("Standard input (-) can be read once only.");
  // The child process would refuse wrong values too, but checking here saves starting it.
  const parsed = own.has("help") ? undefined : parseArguments(declaration, args);
  if (parsed !== undefined && !eventFields.includes(parsed.field)) {
    throw new UserError(
      `The lines of a file have no field ${printable(parsed.field)}, only ${eventFields.join(", ")}. ` +
        "Leave --field out to read the lines themselves.",
    );
  }
  const runLog = own.get("run_log");
  return {
    files,
    output: own.has("json") ? "json" : own.has("csv") ? "csv" : "table",
    all: own.has("all"),
    demo: own.has("demo"),
    help: own.has("help"),
    filter: parseFilter(own, new Date()),
    mildest: severityOf(own, "min_severity"),
    failOn: severityOf(own, "fail_on"),
    colour: colourOf(own),
    record: !own.has("no_record"),
    plan: parsed?.options.mode === "plan",
    runLog: runLog === undefined ? undefined : resolve(runLog),
    searchArguments: args,
    fieldPrefix: String(parsed?.options.prefix ?? ""),
  };
}
