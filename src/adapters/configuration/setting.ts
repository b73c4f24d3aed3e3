import { isAbsolute } from "node:path";
import { type Conf, type ConfValue, defaultStanza } from "./conf-file.ts";
import { ConfigurationError, quoted } from "./configuration-error.ts";

/** The settings of one stanza, where an empty value is one that was taken back. */
export class Settings {
  /** Such as `destination:ops`. */
  readonly stanza: string;
  private readonly settings: ReadonlyMap<string, ConfValue>;

  /** @param shared keys that Splunk's `[default]` stanza may give as well */
  constructor(conf: Conf, stanza: string, shared: readonly string[]) {
    this.stanza = stanza;
    const everywhere = [...(conf.get(defaultStanza) ?? [])].filter(([key]) => shared.includes(key));
    this.settings = new Map([...everywhere, ...(conf.get(stanza) ?? [])]);
  }

  /** The file of the stanza, for messages about what it lacks. */
  get home(): string {
    return [...this.settings.values()].at(-1)?.file ?? "llama.conf";
  }

  given(key: string): ConfValue | undefined {
    const setting = this.settings.get(key);
    return setting === undefined || setting.value === "" ? undefined : setting;
  }

  text(key: string): string | undefined {
    return this.given(key)?.value;
  }

  /**
   * The value as `read` understands it, which gives undefined for what it does not.
   *
   * @param wanted for the message, like `a whole number from 0 to 1000`
   * @throws ConfigurationError for a value that does not check
   */
  read<Value>(key: string, wanted: string, read: (text: string) => Value | undefined): Value | undefined {
    const setting = this.given(key);
    if (setting === undefined) return undefined;
    const value = read(setting.value);
    if (value !== undefined) return value;
    throw new ConfigurationError(
      `The ${this.place(key)} wants ${wanted}, and ${quoted(setting.value)} came`,
      "correct it or take the line out",
    );
  }

  flag(key: string): boolean | undefined {
    return this.read(key, "true or false", (text) => {
      if (/^(?:true|t|1|yes)$/i.test(text)) return true;
      return /^(?:false|f|0|no)$/i.test(text) ? false : undefined;
    });
  }

  path(key: string): string | undefined {
    return this.read(key, "a whole path from the root", (text) => (isAbsolute(text) ? text : undefined));
  }

  /** Milliseconds. */
  duration(key: string): number | undefined {
    return this.read(key, "a duration of at most 30 days like 30s, 10m, 4h or 2d", durationOf);
  }

  wholeNumber(key: string, least: number, most: number): number | undefined {
    return this.read(key, `a whole number from ${least} to ${most}`, (text) => {
      const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
      return number >= least && number <= most ? number : undefined;
    });
  }

  /** Such as `channel of [destination:ops] in …/llama.conf, line 4`. */
  place(key: string): string {
    const setting = this.settings.get(key);
    const name = `${key} of [${this.stanza}]`;
    return setting === undefined ? name : `${name} in ${setting.file}, line ${setting.line},`;
  }
}

const units: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const longestDuration = 30 * 86_400_000;

function durationOf(text: string): number | undefined {
  const [, number, unit = ""] = /^(\d{1,9}(?:\.\d{1,3})?)\s*([smhd])$/i.exec(text) ?? [];
  const duration = Math.round(Number(number) * (units[unit.toLowerCase()] ?? Number.NaN));
  return duration > 0 && duration <= longestDuration ? duration : undefined;
}

/** What a stanza says, or why it cannot be used. @throws whatever else went wrong */
export function orFault<Value>(read: () => Value): Value | ConfigurationError {
  try {
    return read();
  } catch (error) {
    if (error instanceof ConfigurationError) return error;
    throw error;
  }
}
