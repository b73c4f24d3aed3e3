import type { CommandDeclaration } from "../../splunk/declaration.ts";
import { wantedValue } from "../../splunk/declaration.ts";
import { nearestName } from "../../splunk/nearest-name.ts";
import { UserError } from "../../splunk/user-error.ts";
import { printable } from "./printable.ts";

/** A flag of the command line alone; the others are the search command's declared options. */
interface OwnFlag {
  /** What it takes, as a phrase; it takes no value when left out. */
  readonly wanted?: string;
  readonly example?: string;
}

/** What a command of the command line understands. */
export interface Vocabulary {
  readonly command: string;
  readonly own: Readonly<Record<string, OwnFlag>>;
  /** Of the search command behind it. */
  readonly options: CommandDeclaration["options"];
  readonly readsFiles: boolean;
}

export interface Words {
  /** What is no flag: paths, and `-`. */
  readonly plain: readonly string[];
  /** Own flags that were given; the value is empty for those that take none. */
  readonly own: ReadonlyMap<string, string>;
  /** What splunkd would have sent as `args`. */
  readonly searchArguments: readonly string[];
}

/**
 * Reads the words behind `llama-log COMMAND`. The options of the search command come from its declaration, in
 * Splunk's spelling or with dashes: `--batch_size 8`, `--batch-size=8`.
 *
 * @throws UserError that names the flag and what is wanted
 */
export function readWords(words: readonly string[], vocabulary: Vocabulary): Words {
  const { command, own, options, readsFiles } = vocabulary;
  const plain: string[] = [];
  const searchArguments: string[] = [];
  const given = new Map<string, string>();
  let onlyPlain = false;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] as string;
    if (onlyPlain || word === "-" || !word.startsWith("-")) {
      plain.push(word);
      continue;
    }
    if (word === "--") {
      onlyPlain = true;
      continue;
    }
    const { name, value } = readFlag(word, vocabulary);
    const option = options[name];
    if (option === undefined && own[name]?.wanted === undefined) {
      if (value !== undefined) throw new UserError(`--${name} takes no value. Write it alone.`);
      given.set(name, "");
      continue;
    }
    const next = words[at + 1];
    const taken = value ?? valueFrom(next, name, vocabulary);
    if (value === undefined && taken === next) at += 1;
    if (option === undefined) given.set(name, taken);
    else searchArguments.push(`${name}=${taken}`);
  }
  if (!readsFiles && plain.length > 0) {
    throw new UserError(
      `llama-log ${command} reads no file, but got ${printable(plain[0] ?? "")}. Leave it out.`,
    );
  }
  return { plain, own: given, searchArguments };
}

function readFlag(
  word: string,
  { command, own, options, readsFiles }: Vocabulary,
): { name: string; value: string | undefined } {
  const [typed = "", ...rest] = (word === "-h" ? "--help" : word).split("=");
  const value = rest.length === 0 ? undefined : rest.join("=");
  const name = typed.replace(/^-+/, "").replaceAll("-", "_").toLowerCase();
  const known = Object.hasOwn(options, name) || Object.hasOwn(own, name);
  if (known && typed.startsWith("--")) return { name, value };
  const nearest = nearestName(name, [...Object.keys(own), ...Object.keys(options)]);
  throw new UserError(
    `There is no flag ${printable(typed)}.${nearest === undefined ? "" : ` Did you mean ${flagName(nearest)}?`} ` +
      `llama-log ${command} --help lists them all${readsFiles ? "; a file whose name begins with a dash goes behind --" : ""}.`,
  );
}

function valueFrom(next: string | undefined, name: string, { own, options, readsFiles }: Vocabulary): string {
  const option = options[name];
  const isSwitch = option?.type === "choice" && [...option.choices].sort().join() === "false,true";
  const isWord = next !== undefined && !next.startsWith("--");
  // Behind a switch that stands alone a file may follow.
  if (isSwitch) return isWord && (!readsFiles || option.choices.includes(next)) ? next : "true";
  if (isWord) return next;
  const wanted = option === undefined ? own[name]?.wanted : wantedValue(option);
  const example = (option === undefined ? own[name]?.example : String(option.default)) ?? "";
  throw new UserError(
    `${flagName(name)} wants ${wanted}${example === "" ? "" : `, as in ${flagName(name)} ${example}`}.`,
  );
}

/** `batch_size` as people type it: `--batch-size`. */
export function flagName(name: string): string {
  return `--${name.replaceAll("_", "-")}`;
}
