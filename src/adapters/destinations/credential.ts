import { createHash } from "node:crypto";
import { base32 } from "../../engine/base32.ts";
import { isSplunkdError, type SplunkdErrorKind } from "../splunkd/splunkd-error.ts";
import type { DestinationSettings } from "./destination-options.ts";
import type { Failure } from "./outcome-of.ts";

/** A secret, or the failure that a try ends with for want of it. */
export type Credential = { readonly secret: string } | { readonly failure: Failure };

/** By itself, or with the session that the next run has, the password store may be read later. */
const passing = new Set<SplunkdErrorKind>(["unreachable", "timeout", "cancelled", "busy", "unauthorized"]);

/**
 * Never rejects. @param credential what it is, for words; a secret that a header cannot carry is refused here, for
 * the library's error would show it
 */
export async function credentialOf(
  settings: DestinationSettings,
  credential: string,
  keyName = "",
): Promise<Credential> {
  let secret: string;
  try {
    secret = (await (keyName === "" ? settings.secret() : settings.secret(keyName))).trim();
  } catch (error) {
    return { failure: failureOf(error, settings.name) };
  }
  if (/^[\x20-\x7E]+$/.test(secret)) return { secret };
  return configFailure(
    settings.name,
    `has a secret that is no ${credential}: it is empty, or holds line breaks or characters that none has; put the right one in its place`,
  );
}

/** @param finding the rest of a sentence that begins with the destination's name, without a full stop */
export function configFailure(name: string, finding: string): { readonly failure: Failure } {
  return {
    failure: {
      outcome: "not_sent",
      errorClass: "config",
      finding: `The destination [destination:${name}] ${finding}.`,
    },
  };
}

/** Eight characters that tell one secret from another and give nothing of it away; dashes where it cannot be had. */
export async function fingerprintOf(
  settings: DestinationSettings,
  credential: string,
  keyName?: string,
): Promise<string> {
  const found = await credentialOf(settings, credential, keyName);
  return "secret" in found ? digestOf(found.secret, 8) : "--------";
}

/** The first characters of a text's SHA-256 in base32. @param length at most 51 */
export function digestOf(text: string, length: number): string {
  return base32(createHash("sha256").update(text).digest(), length);
}

function failureOf(error: unknown, name: string): Failure {
  const cannot = `The destination [destination:${name}] cannot have its secret`;
  if (isSplunkdError(error)) {
    return {
      outcome: "not_sent",
      errorClass: passing.has(error.kind) ? "transient" : "config",
      // Without its finding, which has splunkd's address.
      finding: `${cannot} from Splunk's password store: ${error.mend}.`,
    };
  }
  // By its name, for each bundle has a class of its own.
  const sayable = error instanceof Error && error.name === "ConfigurationError";
  return {
    outcome: "not_sent",
    errorClass: "config",
    finding: sayable ? error.message : `${cannot}: check secret in its stanza of llama.conf.`,
  };
}
