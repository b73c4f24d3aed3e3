import type { ValueType } from "./value-types.ts";

/**
 * A stanza of llama.conf is declared once, in a table of this folder. From the table come the parsing, the error texts,
 * llama.conf.spec, docs/configuration.md and the fields of the setup page. The setup page runs in a browser: nothing here
 * may import Node's modules or a library.
 */
export interface SettingDeclaration<Value = unknown> {
  readonly type: ValueType<Value>;
  /** A paragraph a line, with code between backticks. Forms show the first line alone. */
  readonly help: string;
  /** As it would be written in llama.conf; empty for a list or text that is empty by default. */
  readonly default?: string;
  /** Says in words what holds where nothing is written. */
  readonly otherwise?: string;
  /** Always, or under a condition that is said here and that `check` of the stanza knows. */
  readonly required?: true | string;
  /** The property it is read into, where that is not simply the setting's name in camel case. */
  readonly as?: string;
  /** What a form calls it. */
  readonly label?: string;
  /** False: `[default]` does not give it, although the stanza takes settings from there. */
  readonly shared?: false;
}

/** Which names `[kind:NAME]` may have. */
interface NameDeclaration {
  readonly pattern: RegExp;
  /** Completes "The stanza [kind:…] in FILE …", without repeating the name, which may be anything. */
  readonly finding: string;
  readonly fix: string;
}

/** What a stanza's settings are together, although each of them is right. */
type StanzaProblem<Key> =
  | { readonly missing: Key }
  /** `finding` completes "The stanza […] in FILE …", or "The KEY of […] in FILE, line N, …". */
  | { readonly key?: Key; readonly finding: string; readonly fix: string };

export interface StanzaDeclaration<
  Settings extends Record<string, SettingDeclaration> = Record<string, SettingDeclaration>,
> {
  /** What stands in the brackets, before the colon where the stanza has a name. */
  readonly kind: string;
  /** Left out: there is one stanza of this kind, without a name. */
  readonly named?: NameDeclaration;
  readonly help: string;
  /** `[default]` serves it, but for settings that are not `shared`. */
  readonly takesDefaults?: true;
  /** What a fault leads to, as the end of each fix. */
  readonly untilMended?: string;
  readonly settings: Settings;
  /** Judges settings that depend on each other, once each of them is right. */
  check?(values: SettingValues<Settings>, name: string): StanzaProblem<keyof Settings & string> | undefined;
}

type CamelCase<Name extends string> = Name extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : Name;
type Property<Key extends string, Setting> = Setting extends { as: infer Name extends string }
  ? Name
  : CamelCase<Key>;
type ValueOf<Setting> = Setting extends { type: ValueType<infer Value> }
  ? Setting extends { default: string } | { required: true }
    ? Value
    : Value | undefined
  : never;

/** The value of each setting, typed by its declaration. */
type SettingValues<Settings> = {
  readonly [Key in keyof Settings & string as Property<Key, Settings[Key]>]: ValueOf<Settings[Key]>;
};

/** A stanza as it was read: its settings, and its name where it has one. */
export type StanzaValues<Declaration> = Declaration extends { settings: infer Settings }
  ? SettingValues<Settings> & (Declaration extends { named: object } ? { readonly name: string } : unknown)
  : never;

/** Keeps the literal types of a declaration, so that its values are typed. */
export function declareStanza<
  const Settings extends Record<string, SettingDeclaration>,
  const Rest extends Omit<StanzaDeclaration<Settings>, "settings" | "check">,
>(
  declaration: Rest & Pick<StanzaDeclaration<Settings>, "settings" | "check">,
): Rest & Pick<StanzaDeclaration<Settings>, "settings" | "check"> {
  return declaration;
}

/** The names that stanzas have unless theirs are numbers or the like. */
export const plainName = {
  pattern: /^[\w.-]{1,100}$/,
  finding:
    "has a name with other characters than letters, digits, _, - and dot, or none, or more than 100 of them",
  fix: "rename it",
} as const;

export function propertyOf(key: string, { as }: SettingDeclaration): string {
  return as ?? key.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** Whether `[default]` may give a stanza this setting. */
export function isShared({ takesDefaults }: StanzaDeclaration, { shared }: SettingDeclaration): boolean {
  return takesDefaults === true && shared !== false;
}
