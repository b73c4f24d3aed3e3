import { kindForm } from "../../engine/masking/kinds.ts";
import type { Conf, ConfValue } from "./conf-file.ts";
import { ConfigurationError, quoted } from "./configuration-error.ts";
import { parseSecretReference, type SecretReference } from "./secrets.ts";

/** One `[mask:NAME]`, its pattern not yet read. */
export interface OwnMaskSettings {
  readonly name: string;
  readonly pattern: string;
  readonly kind: string;
  /** For messages, like `pattern of [mask:badge] in …/llama.conf, line 12`. */
  readonly place: string;
}

/** `[masking]` and all `[mask:NAME]`. */
export interface MaskingSettings {
  /** Whether a search may say `mask=off`. */
  readonly allowOff: boolean;
  readonly also: readonly ("hosts" | "paths")[];
  /** The file that holds the key of pseudonyms; undefined for the one in the state folder. */
  readonly pseudonymKey: SecretReference | undefined;
  readonly pseudonymEpoch: number;
  readonly masks: readonly OwnMaskSettings[];
}

export const maskingKeys = ["allow_off", "also", "pseudonym_key", "pseudonym_epoch"] as const;
export const ownMaskKeys = ["pattern", "kind"] as const;

const truths: Readonly<Record<string, boolean>> = { true: true, "1": true, false: false, "0": false };

/** @throws ConfigurationError for the first setting that does not check: what was to be masked must not leave */
export function maskingSettings(conf: Conf): MaskingSettings {
  const settings = conf.get("masking");
  const given = (key: (typeof maskingKeys)[number]): ConfValue | undefined => {
    const found = settings?.get(key);
    return found?.value === "" ? undefined : found;
  };
  const key = given("pseudonym_key");
  return {
    allowOff: truthOf(given("allow_off")),
    also: alsoOf(given("also")),
    pseudonymKey: key === undefined ? undefined : fileOf(key),
    pseudonymEpoch: epochOf(given("pseudonym_epoch")),
    masks: [...conf]
      .filter(([stanza]) => stanza.startsWith("mask:"))
      .map(([stanza, values]) => ownMask(stanza.slice("mask:".length), values)),
  };
}

function truthOf(setting: ConfValue | undefined): boolean {
  if (setting === undefined) return false;
  const truth = truths[setting.value.toLowerCase()];
  if (truth === undefined) throw mismatch("allow_off", setting, "true or false");
  return truth;
}

function alsoOf(setting: ConfValue | undefined): ("hosts" | "paths")[] {
  if (setting === undefined) return [];
  return setting.value.split(",").map((word) => {
    const kind = word.trim().toLowerCase();
    if (kind === "hosts" || kind === "paths") return kind;
    throw mismatch("also", setting, "hosts, paths or both with a comma between");
  });
}

function fileOf(setting: ConfValue): SecretReference {
  const reference = parseSecretReference(setting.value, placeOf("pseudonym_key", setting));
  if (reference.kind === "file") return reference;
  throw mismatch("pseudonym_key", setting, "file:/whole/path");
}

function epochOf(setting: ConfValue | undefined): number {
  if (setting === undefined) return 0;
  if (/^\d{1,9}$/.test(setting.value)) return Number(setting.value);
  throw mismatch("pseudonym_epoch", setting, "a whole number from 0");
}

function ownMask(name: string, settings: ReadonlyMap<string, ConfValue>): OwnMaskSettings {
  const pattern = settings.get("pattern");
  if (pattern === undefined || pattern.value === "") {
    const [any] = settings.values();
    const where = any === undefined ? "llama.conf" : any.file;
    throw new ConfigurationError(
      `The stanza [mask:${name}] in ${where} has no pattern`,
      "add pattern = and a regular expression, or take the stanza out; until then no model is asked",
    );
  }
  const written = settings.get("kind");
  const kind =
    written === undefined || written.value === ""
      ? name.toUpperCase().replace(/[^A-Z0-9]+/g, "_")
      : written.value;
  const place = `pattern of [mask:${name}] in ${pattern.file}, line ${pattern.line},`;
  if (kindForm.test(kind)) return { name, pattern: pattern.value, kind, place };
  throw new ConfigurationError(
    `The kind of [mask:${name}] in ${(written ?? pattern).file}, line ${(written ?? pattern).line}, wants 2 to 24 upper-case letters, digits and underscores, and ${quoted(kind)} came`,
    "write one such as EMPLOYEE; until then no model is asked",
  );
}

function mismatch(key: string, setting: ConfValue, wanted: string): ConfigurationError {
  return new ConfigurationError(
    `The ${placeOf(key, setting)} wants ${wanted}, and ${quoted(setting.value)} came`,
    "correct it or take the line out; until then no model is asked",
  );
}

function placeOf(key: string, { file, line }: ConfValue): string {
  return `${key} of [masking] in ${file}, line ${line},`;
}
