import { createHash } from "node:crypto";

/** Everything that a verdict depends on: a change in any field makes another question. */
export interface VerdictQuestion {
  /** Which lines share a unit, as in `unitVersion`. */
  readonly unitVersion: string | number;
  /** The masked text of the question. */
  readonly unitText: string;
  /** The name of the endpoint's stanza in llama.conf. */
  readonly endpoint: string;
  readonly model: string;
  readonly promptVersion: string | number;
  readonly schemaVersion: string | number;
  /** Includes the hash of the custom masks. */
  readonly maskingVersion: string | number;
}

/** Raise it when the parts or their order change. */
const keyVersion = 2;

/** Characters of a key: a SHA-256 in base64url. */
export const keyLength = 43;
const keyForm = /^[A-Za-z0-9_-]{43}$/;

/** The key of a verdict in the store. Hashes JSON, because parts that are only joined could run into each other. */
export function verdictKey(question: VerdictQuestion): string {
  const { unitVersion, unitText, endpoint, model, promptVersion, schemaVersion, maskingVersion } = question;
  const versions = [promptVersion, schemaVersion, maskingVersion];
  const parts = [keyVersion, unitVersion, unitText, endpoint, model, ...versions];
  return createHash("sha256").update(JSON.stringify(parts)).digest("base64url");
}

export function isVerdictKey(key: string): boolean {
  return keyForm.test(key);
}
