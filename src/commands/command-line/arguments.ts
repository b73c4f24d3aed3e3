import { resolve } from "node:path";
import { parseArguments } from "../../splunk/arguments.ts";
import type { CommandDeclaration, OptionDeclaration } from "../../splunk/declaration.ts";
import { wantedValue } from "../../splunk/declaration.ts";
import { nearestName } from "../../splunk/nearest-name.ts";
import { UserError } from "../../splunk/user-error.ts";
import { eventFields } from "./log-event.ts";
import { printable } from "./printable.ts";

export interface AnalyzeArguments {
  /** Paths, `-` for standard input; none for the bundled sample. */
  readonly files: readonly string[];
  readonly output: "table" | "json" | "csv";
  /** Show every kind, not only the worst. */
  readonly all: boolean;
  readonly help: boolean;
  /** A file for one line about the run, as an absolute path. */
  readonly runLog: string | undefined;
  /** What splunkd would have sent as `args`. */
  readonly searchArguments: readonly string[];
  /** What goes before the names of the fields that come back. */
  readonly fieldPrefix: string;
}

const ownFlags = ["json", "csv", "all", "help", "field", "run_log"] as const;
const ownFlagsWithValue = { field: "the name of a field", run_log: "the name of a file" } as const;

/**
 * Reads the words behind `llama-log analyze`. The options of the search command come from its declaration, in
 * Splunk's spelling or with dashes: `--batch_size 8`, `--batch-size=8`.
 *
 * @throws UserError that names the flag and what is wanted
 */
export function parseAnalyzeArguments(
  words: readonly string[],
  declaration: CommandDeclaration,
): AnalyzeArguments {
  const files: string[] = [];
  const searchArguments: string[] = [];
  const given = new Set<string>();
  let onlyFiles = false;
  let runLog: string | undefined;

  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] as string;
    if (onlyFiles || word === "-" || !word.startsWith("-")) {
      files.push(word);
      continue;
    }
    if (word === "--") {
      onlyFiles = true;
      continue;
    }
    const flag = readFlag(word, declaration);
    if (flag.option === undefined && !Object.hasOwn(ownFlagsWithValue, flag.name)) {
      if (flag.value !== undefined) throw new UserError(`--${flag.name} takes no value. Write it alone.`);
      given.add(flag.name);
      continue;
    }
    const next = words[at + 1];
    const value = flag.value ?? valueFrom(next, flag, declaration);
    if (flag.value === undefined && value === next) at += 1;
    if (flag.name === "run_log") runLog = resolve(value);
    else searchArguments.push(flag.option === undefined ? value : `${flag.name}=${value}`);
  }

  if (given.has("json") && given.has("csv"))
    throw new UserError("--json and --csv exclude each other. Choose one.");
  if (files.filter((file) => file === "-").length > 1)
    throw new UserError("Standard input (-) can be read once only.");
  // The child would refuse wrong values too; here it costs no start of a process.
  const parsed = given.has("help") ? undefined : parseArguments(declaration, searchArguments);
  if (parsed !== undefined && !eventFields.includes(parsed.field)) {
    throw new UserError(
      `The lines of a file have no field ${printable(parsed.field)}, only ${eventFields.join(", ")}. ` +
        "Leave --field out to read the lines themselves.",
    );
  }
  return {
    files,
    output: given.has("json") ? "json" : given.has("csv") ? "csv" : "table",
    all: given.has("all"),
    help: given.has("help"),
    runLog,
    searchArguments,
    fieldPrefix: String(parsed?.options.prefix ?? ""),
  };
}

interface Flag {
  readonly name: string;
  /** What stood behind the equals sign. */
  readonly value: string | undefined;
  readonly option: OptionDeclaration | undefined;
}

function readFlag(word: string, declaration: CommandDeclaration): Flag {
  const [typed = "", ...rest] = (word === "-h" ? "--help" : word).split("=");
  const value = rest.length === 0 ? undefined : rest.join("=");
  const name = typed.replace(/^-+/, "").replaceAll("-", "_").toLowerCase();
  const option = Object.hasOwn(declaration.options, name) ? declaration.options[name] : undefined;
  const known = option !== undefined || (ownFlags as readonly string[]).includes(name);
  if (known && typed.startsWith("--")) return { name, value, option };
  const nearest = nearestName(name, [...ownFlags, ...Object.keys(declaration.options)]);
  throw new UserError(
    `There is no flag ${printable(typed)}.${nearest === undefined ? "" : ` Did you mean ${flagName(nearest)}?`} ` +
      "llama-log analyze --help lists them all; a file whose name begins with a dash goes behind --.",
  );
}

function valueFrom(next: string | undefined, flag: Flag, declaration: CommandDeclaration): string {
  const isSwitch = flag.option?.type === "choice" && [...flag.option.choices].sort().join() === "false,true";
  if (isSwitch) return next === "true" || next === "false" ? next : "true";
  if (next !== undefined && (next === "-" || !next.startsWith("--"))) return next;
  const own = ownFlagsWithValue[flag.name as keyof typeof ownFlagsWithValue];
  const wanted = flag.option === undefined ? own : wantedValue(flag.option);
  const ownExample = flag.name === "field" ? declaration.field.default : "runs.log";
  const example = flag.option === undefined ? ownExample : String(flag.option.default);
  throw new UserError(
    `${flagName(flag.name)} wants ${wanted}${example === "" ? "" : `, as in ${flagName(flag.name)} ${example}`}.`,
  );
}

/** `batch_size` as people type it: `--batch-size`. */
export function flagName(name: string): string {
  return `--${name.replaceAll("_", "-")}`;
}
