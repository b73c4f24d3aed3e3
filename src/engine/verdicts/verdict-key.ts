import { createHash } from "node:crypto";

/** Everything a verdict depends on: where one of them differs, it is another question. */
export interface VerdictQuestion {
  /** What the model is asked about, masked. */
  readonly unitText: string;
  /** The name of the endpoint's stanza in llama.conf. */
  readonly endpoint: string;
  readonly model: string;
  readonly promptVersion: string | number;
  readonly schemaVersion: string | number;
  /** With the hash of the admin's own masks. */
  readonly maskingVersion: string | number;
}

/** Raised when the parts or their order change. */
const keyVersion = 1;

/** The characters of a key: a SHA-256 in base64url. */
export const keyLength = 43;
const keyForm = /^[A-Za-z0-9_-]{43}$/;

/** Under which a verdict is remembered. As JSON, because parts that are only joined can run into each other. */
export function verdictKey(question: VerdictQuestion): string {
  const { unitText, endpoint, model, promptVersion, schemaVersion, maskingVersion } = question;
  const parts = [keyVersion, unitText, endpoint, model, promptVersion, schemaVersion, maskingVersion];
  return createHash("sha256").update(JSON.stringify(parts)).digest("base64url");
}

export function isVerdictKey(key: string): boolean {
  return keyForm.test(key);
}
