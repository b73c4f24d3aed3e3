import { printable } from "../../engine/printable.ts";
import type { CommandDeclaration } from "../../splunk/declaration.ts";
import { choiceOf, wantedValue } from "../../splunk/declaration.ts";
import { nearestName } from "../../splunk/nearest-name.ts";
import { UserError } from "../../splunk/user-error.ts";

/** A flag of the command line only; all others are the search command's declared options. */
interface OwnFlag {
  /** A phrase for its value; a flag without it takes no value. */
  readonly wanted?: string;
  readonly example?: string;
}

/** The flags and options of a command. */
export interface Vocabulary {
  readonly command: string;
  readonly own: Readonly<Record<string, OwnFlag>>;
  /** The options of the search command behind it. */
  readonly options: CommandDeclaration["options"];
  readonly readsFiles: boolean;
}

export interface Words {
  /** Words that are not flags: paths, and `-`. */
  readonly plain: readonly string[];
  /** The given own flags; the value is empty for flags that take none. */
  readonly own: ReadonlyMap<string, string>;
  /** The `args` that splunkd would send. */
  readonly searchArguments: readonly string[];
}

/**
 * Parses the words after `llama-log COMMAND`. The options of the search command come from its declaration, in Splunk's
 * spelling or with dashes: `--batch_size 8`, `--batch-size=8`.
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
  // The word after a switch may be a file instead of its value.
  if (isSwitch) return isWord && (!readsFiles || choiceOf(option, next) !== undefined) ? next : "true";
  if (isWord) return next;
  const wanted = option === undefined ? own[name]?.wanted : wantedValue(option);
  const example = (option === undefined ? own[name]?.example : String(option.default)) ?? "";
  throw new UserError(
    `${flagName(name)} wants ${wanted}${example === "" ? "" : `, as in ${flagName(name)} ${example}`}.`,
  );
}

/** The flag that people type: `--batch-size` for `batch_size`. */
export function flagName(name: string): string {
  return `--${name.replaceAll("_", "-")}`;
}
