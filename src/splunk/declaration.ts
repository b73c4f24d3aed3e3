/**
 * A search command is declared once. From the declaration come the parsing of its arguments, the error
 * texts, commands.conf, searchbnf.conf, the option table of the README and the flags of the command line.
 */

interface OptionBase {
  /** One sentence; the first is enough to use it. */
  readonly help: string;
  /** What stands for the value in syntax lines, such as NAME; the range or the choices when left out. */
  readonly placeholder?: string;
  /** `name VALUE` is understood beside `name=VALUE`, as in Splunk's own `into NAME`. */
  readonly keyword?: boolean;
}

interface IntegerOption extends OptionBase {
  readonly type: "integer";
  readonly minimum: number;
  readonly maximum: number;
  readonly default: number;
}

/** A decimal number. */
interface NumberOption extends OptionBase {
  readonly type: "number";
  readonly minimum: number;
  readonly maximum: number;
  readonly default: number;
}

interface ChoiceOption extends OptionBase {
  readonly type: "choice";
  readonly choices: readonly string[];
  readonly default: string;
}

/** Text that has to match `pattern`; `wanted` says so in words. */
interface TextOption extends OptionBase {
  readonly type: "text";
  readonly pattern: RegExp;
  readonly wanted: string;
  readonly default: string;
}

export type OptionDeclaration = IntegerOption | NumberOption | ChoiceOption | TextOption;

export interface CommandDeclaration<
  Options extends Record<string, OptionDeclaration> = Record<string, OptionDeclaration>,
> {
  readonly name: string;
  /** One line, for lists. */
  readonly summary: string;
  /** A few sentences, for help pages. */
  readonly description: string;
  /** A generating command stands first in a search and makes rows; the others get rows and send them back. */
  readonly generating?: boolean;
  /** The one argument without a name: a field. Commands without one take options only. */
  readonly field?: { readonly default: string; readonly help: string };
  readonly options: Options;
  readonly examples: readonly { readonly search: string; readonly comment: string }[];
  readonly tags: readonly string[];
  readonly related: readonly string[];
}

/** The value of each option, typed by its declaration. */
export type OptionValues<Options extends Record<string, OptionDeclaration>> = {
  readonly [Name in keyof Options]: Options[Name] extends { type: "integer" | "number" }
    ? number
    : Options[Name] extends { type: "choice"; choices: readonly (infer Choice)[] }
      ? Choice
      : string;
};

export interface ParsedArguments<
  Options extends Record<string, OptionDeclaration> = Record<string, OptionDeclaration>,
> {
  /** Empty for a command that reads none. */
  readonly field: string;
  readonly options: OptionValues<Options>;
}

/** Keeps the literal types of a declaration, so that its option values are typed. */
export function declareCommand<const Options extends Record<string, OptionDeclaration>>(
  declaration: CommandDeclaration<Options>,
): CommandDeclaration<Options> {
  return declaration;
}

/** What an option takes, as a phrase: `a whole number from 1 to 32`. */
export function wantedValue(option: OptionDeclaration): string {
  switch (option.type) {
    case "integer":
      return `a whole number from ${option.minimum} to ${option.maximum}`;
    case "number":
      return `a number from ${option.minimum} to ${option.maximum}`;
    case "choice":
      return `${option.choices.slice(0, -1).join(", ")} or ${option.choices.at(-1)}`;
    case "text":
      return option.wanted;
  }
}
