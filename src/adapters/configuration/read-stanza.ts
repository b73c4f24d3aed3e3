import { type Conf, type ConfValue, defaultStanza } from "./conf-file.ts";
import { ConfigurationError, shown } from "./configuration-error.ts";
import {
  isShared,
  propertyOf,
  type SettingDeclaration,
  type StanzaDeclaration,
  type StanzaValues,
} from "./stanzas/declaration.ts";
import { Problem } from "./stanzas/value-types.ts";

/** One stanza of llama.conf, read by its declaration. */
export interface StanzaReading<Declaration> {
  /** A setting with a fault has its default here; one that is required and has none is undefined. */
  readonly values: StanzaValues<Declaration>;
  /** In the order of the declaration. */
  readonly faults: readonly ConfigurationError[];
  /** For messages: where a setting stands, like `channel of [destination:ops] in …/llama.conf, line 4,`. */
  placeOf(key: string): string;
}

/** Every stanza of this kind, by its name, in the order of the files. A kind without names has one, whatever llama.conf says. */
export function readStanzas<Declaration extends StanzaDeclaration>(
  declaration: Declaration,
  conf: Conf,
): ReadonlyMap<string, StanzaReading<Declaration>> {
  const { kind, named } = declaration;
  const prefix = named === undefined ? kind : `${kind}:`;
  const names =
    named === undefined
      ? [""]
      : [...conf.keys()]
          .filter((stanza) => stanza.startsWith(prefix))
          .map((stanza) => stanza.slice(prefix.length));
  return new Map(
    names.map((name) => {
      const own = conf.get(`${prefix}${name}`) ?? [];
      return [name, readSettings(declaration, name, new Map([...sharedBy(declaration, conf), ...own]))];
    }),
  );
}

/** What Splunk's `[default]` stanza says for this kind. */
function sharedBy(declaration: StanzaDeclaration, conf: Conf): [string, ConfValue][] {
  return [...(conf.get(defaultStanza) ?? [])].filter(([key]) => {
    const setting = settingOf(declaration, key);
    return setting !== undefined && isShared(declaration, setting);
  });
}

/** @returns undefined for a key that the stanza does not have */
function settingOf({ settings }: StanzaDeclaration, key: string): SettingDeclaration | undefined {
  return Object.hasOwn(settings, key) ? settings[key] : undefined;
}

/** @param given the stanza's settings; those that the declaration does not have are passed over */
export function readSettings<Declaration extends StanzaDeclaration>(
  declaration: Declaration,
  name: string,
  given: ReadonlyMap<string, ConfValue>,
): StanzaReading<Declaration> {
  const reader = new StanzaReader(declaration, name, given);
  return {
    values: reader.values as StanzaValues<Declaration>,
    faults: reader.faults,
    placeOf: (key) => reader.placeOf(key),
  };
}

class StanzaReader {
  readonly values: Record<string, unknown> = {};
  readonly faults: ConfigurationError[] = [];
  private readonly declaration: StanzaDeclaration;
  private readonly stanza: string;
  private readonly given: ReadonlyMap<string, ConfValue>;

  constructor(declaration: StanzaDeclaration, name: string, given: ReadonlyMap<string, ConfValue>) {
    const { kind, named, settings } = declaration;
    this.declaration = declaration;
    this.given = given;
    this.stanza = named === undefined ? kind : `${kind}:${name}`;
    if (named !== undefined) {
      if (!named.pattern.test(name)) {
        this.fault(`The stanza [${kind}:…] in ${this.home} ${named.finding}`, named.fix);
        return;
      }
      this.values.name = name;
    }
    for (const [key, setting] of Object.entries(settings)) {
      this.values[propertyOf(key, setting)] = this.read(key, setting) ?? this.defaultOf(setting);
    }
    if (this.faults.length === 0) this.checkTogether(name);
  }

  /** Such as `model of [endpoint:default] in …/llama.conf, line 4,`. */
  placeOf(key: string): string {
    const at = this.given.get(key);
    const setting = `${key} of [${this.stanza}]`;
    if (at === undefined) return setting;
    return at.line === 0 ? `${setting}, ${at.file},` : `${setting} in ${at.file}, line ${at.line},`;
  }

  private read(key: string, { type, required }: SettingDeclaration): unknown {
    // An empty value is Splunk's way to take a setting of a lower layer back.
    const value = this.given.get(key)?.value ?? "";
    if (value === "") {
      if (required === true) this.faultOfMissing(key);
      return undefined;
    }
    const found = type.read(value, this.placeOf(key));
    if (found === undefined) {
      this.fault(
        `The ${this.placeOf(key)} wants ${type.wanted}, and ${shown(value)} came`,
        "correct it or take the line out",
      );
    } else if (found instanceof Problem) {
      this.fault(`The ${this.placeOf(key)} ${found.finding}`, found.fix);
    } else return found;
    return undefined;
  }

  private defaultOf(setting: SettingDeclaration): unknown {
    return setting.default === undefined ? undefined : setting.type.read(setting.default, "");
  }

  private checkTogether(name: string): void {
    const problem = this.declaration.check?.(this.values, name);
    if (problem === undefined) return;
    if ("missing" in problem) this.faultOfMissing(problem.missing);
    else {
      const { key, finding, fix } = problem;
      const subject =
        key === undefined ? `The stanza [${this.stanza}] in ${this.home}` : `The ${this.placeOf(key)}`;
      this.fault(`${subject} ${finding}`, fix);
    }
  }

  private faultOfMissing(key: string): void {
    const example = this.declaration.settings[key]?.type.example;
    this.fault(`The stanza [${this.stanza}] in ${this.home} has no ${key}`, `add ${key} = ${example}`);
  }

  /** The stanza's file, named where a setting is missing. */
  private get home(): string {
    return [...this.given.values()].at(-1)?.file ?? "llama.conf";
  }

  private fault(finding: string, fix: string): void {
    const { untilMended } = this.declaration;
    this.faults.push(
      new ConfigurationError(finding, untilMended === undefined ? fix : `${fix}; ${untilMended}`),
    );
  }
}
