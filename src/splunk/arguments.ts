import {
  type CommandDeclaration,
  choiceOf,
  type OptionDeclaration,
  type OptionValues,
  type ParsedArguments,
  wantedValue,
} from "./declaration.ts";
import { nearestName } from "./nearest-name.ts";
import { UserError } from "./user-error.ts";

/**
 * Parses the arguments of a search command as splunkd sends them: without quotes and commas, and with `a = b` as three
 * arguments.
 *
 * @throws UserError that names the option, what it takes and what came
 */
export function parseArguments<Options extends Record<string, OptionDeclaration>>(
  declaration: CommandDeclaration<Options>,
  args: readonly string[],
): ParsedArguments<Options> {
  const values = new Map<string, string | number>();
  let field: string | undefined;
  for (const argument of joinAssignments(args, declaration.options)) {
    if (argument.name === undefined) {
      if (declaration.field === undefined) {
        throw new UserError(
          `${declaration.name} reads no field, but got "${shorten(argument.value)}". Write options as name=value.`,
        );
      }
      if (field !== undefined) {
        throw new UserError(
          `${declaration.name} reads one field, but got two: "${shorten(field)}" and "${shorten(argument.value)}". ` +
            "Put a field name with spaces in double quotes, and write options as name=value.",
        );
      }
      field = parseField(argument.value);
      continue;
    }
    const option = findOption(declaration, argument.name);
    if (values.has(argument.name))
      throw new UserError(`The option ${argument.name} is given twice; give it once.`);
    values.set(argument.name, parseValue(argument.name, option, argument.value));
  }
  const options = Object.fromEntries(
    Object.entries(declaration.options).map(([name, option]) => [name, values.get(name) ?? option.default]),
  );
  return { field: field ?? declaration.field?.default ?? "", options: options as OptionValues<Options> };
}

interface Argument {
  readonly name?: string;
  readonly value: string;
}

function joinAssignments(args: readonly string[], options: Record<string, OptionDeclaration>): Argument[] {
  const joined: Argument[] = [];
  for (let at = 0; at < args.length; at++) {
    const argument = args[at] as string;
    const next = args[at + 1];
    const equals = argument.indexOf("=");
    if (equals > 0) {
      const value = argument.slice(equals + 1);
      const takesNext = value === "" && next !== undefined && !next.includes("=");
      joined.push({ name: optionName(argument.slice(0, equals)), value: takesNext ? next : value });
      if (takesNext) at++;
    } else if (next === "=") {
      joined.push({ name: optionName(argument), value: args[at + 2] ?? "" });
      at += 2;
    } else if (next?.startsWith("=")) {
      joined.push({ name: optionName(argument), value: next.slice(1) });
      at++;
    } else if (next !== undefined && options[optionName(argument)]?.keyword === true) {
      joined.push({ name: optionName(argument), value: next });
      at++;
    } else {
      joined.push({ value: argument });
    }
  }
  return joined;
}

/** Normalizes a name: splunkd leaves single quotes around it, and people write it in any case. */
function optionName(raw: string): string {
  return raw
    .replace(/^'(.*)'$/s, "$1")
    .trim()
    .toLowerCase();
}

function findOption(declaration: CommandDeclaration, name: string): OptionDeclaration {
  if (Object.hasOwn(declaration.options, name)) return declaration.options[name] as OptionDeclaration;
  const names = Object.keys(declaration.options);
  const nearest = nearestName(name, names);
  const hint = nearest === undefined ? "." : `; did you mean "${nearest}"?`;
  throw new UserError(
    `${declaration.name} has no option "${shorten(name)}"${hint} Its options are ${names.join(", ")}.`,
  );
}

function parseField(name: string): string {
  if (name !== "" && !unprintable.test(name)) return name;
  throw new UserError(
    `A field is wanted, but "${shorten(name)}" is no field's name: it is empty or holds control characters. ` +
      "Name the field that holds the log text, or leave it out for _raw.",
  );
}

function parseValue(name: string, option: OptionDeclaration, value: string): string | number {
  if (option.type === "integer" || option.type === "number") {
    const form = option.type === "integer" ? /^[+-]?\d{1,15}$/ : /^[+-]?\d{1,15}(?:\.\d{1,15})?$/;
    const number = form.test(value.trim()) ? Number(value) : Number.NaN;
    if (number >= option.minimum && number <= option.maximum) return number;
  } else if (option.type === "choice") {
    const choice = choiceOf(option, value);
    if (choice !== undefined) return choice;
  } else if (option.pattern.test(value)) {
    return value;
  }
  throw new UserError(
    `The option ${name} takes ${wantedValue(option)}, not "${shorten(value)}". Correct it, or leave it out` +
      `${option.default === "" ? "" : ` for its default, ${option.default}`}.`,
  );
}

const unprintable = /[\p{Cc}\p{Cf}\u2028\u2029]/u;

/** A value for a message: shortened, and without characters that a terminal or a page would interpret. */
function shorten(value: string): string {
  const shown = value.replaceAll(new RegExp(unprintable, "gu"), "\ufffd");
  return shown.length <= 60 ? shown : `${shown.slice(0, 60)}…`;
}
