import { createHash } from "node:crypto";
import { base32 } from "../../engine/base32.ts";
import { ConfigurationError } from "../configuration/configuration-error.ts";
import { SplunkdError, type SplunkdErrorKind } from "../splunkd/splunkd-error.ts";
import type { Failure } from "./delivery-outcome.ts";
import type { DestinationSettings } from "./destination-options.ts";

/** A secret, or the failure of an attempt without it. */
export type Credential = { readonly secret: string } | { readonly failure: Failure };

/** Errors that may be gone in the next run, by themselves or because that run has a new session. */
const passing = new Set<SplunkdErrorKind>(["unreachable", "timeout", "cancelled", "busy", "unauthorized"]);

/**
 * Reads a destination's secret. Never rejects. A secret that a header cannot carry is refused here, because the
 * library's error would show it.
 *
 * @param credential what the secret is, for messages: "token", "routing key"
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

/** Eight characters that tell one secret from another and reveal nothing of it; dashes when it cannot be read. */
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
  if (error instanceof SplunkdError) {
    return {
      outcome: "not_sent",
      errorClass: passing.has(error.kind) ? "transient" : "config",
      // The error's finding is left out because it holds splunkd's address.
      finding: `${cannot} from Splunk's password store: ${error.fix}.`,
    };
  }
  const sayable = error instanceof ConfigurationError;
  return {
    outcome: "not_sent",
    errorClass: "config",
    finding: sayable ? error.message : `${cannot}: check secret in its stanza of llama.conf.`,
  };
}
