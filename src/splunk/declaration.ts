/**
 * A search command is declared once. The declaration gives the parsing of its arguments, the error texts, commands.conf,
 * searchbnf.conf, the option tables of the documents and the flags of the command line.
 */

interface OptionBase {
  /** Help text, whose first sentence is enough to use the option. */
  readonly help: string;
  /** The value's placeholder in syntax lines, such as NAME; by default the range or the choices. */
  readonly placeholder?: string;
  /** Accept `name VALUE` besides `name=VALUE`, as in Splunk's own `into NAME`. */
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
  /** Maps other words to the choices, such as `yes` to `true`. @returns undefined for an unknown word */
  readonly readAs?: (word: string) => string | undefined;
  readonly default: string;
}

/** A text that must match `pattern`; `wanted` describes it in words. */
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
  /** A generating command comes first in a search and creates rows; the others get rows and send them back. */
  readonly generating?: boolean;
  /** A reporting command takes all rows and answers with rows of its own, with the last reply. */
  readonly reporting?: boolean;
  /** The only argument without a name: a field. Commands without it take options only. */
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
  /** The field's name; empty for a command that reads none. */
  readonly field: string;
  readonly options: OptionValues<Options>;
}

/** Keeps the literal types of a declaration, so that its option values are typed. */
export function declareCommand<const Options extends Record<string, OptionDeclaration>>(
  declaration: CommandDeclaration<Options>,
): CommandDeclaration<Options> {
  return declaration;
}

/** The choice that a word stands for; undefined for an unknown word. */
export function choiceOf({ choices, readAs }: ChoiceOption, word: string): string | undefined {
  const choice = word.trim().toLowerCase();
  return choices.includes(choice) ? choice : readAs?.(choice);
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
