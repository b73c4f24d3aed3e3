import { readFileSync, statSync } from "node:fs";
import { ConfigurationError, type ConfigurationWarning } from "./configuration-error.ts";
import { type SecretReference, secretForm } from "./stanzas/value-types.ts";

/** Where secrets are looked up. */
export interface SecretSources {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Splunk's password store; undefined outside of a search. It rejects with a finding and a fix. */
  readonly passwords?: ((name: string) => Promise<string>) | undefined;
}

/** @throws ConfigurationError when the secret cannot be had; it says where it was looked for. */
export async function readSecret(reference: SecretReference, sources: SecretSources): Promise<string> {
  const { place } = reference;
  const where = whereabouts(reference);
  const text = await lookUp(reference, sources);
  if (text === undefined) {
    throw new ConfigurationError(
      `The ${place} names ${where}, which is not set`,
      "set it or correct the name",
    );
  }
  const secret = text.replace(/^\uFEFF/, "").trim();
  if (secret === "") {
    throw new ConfigurationError(`The ${place} names ${where}, which is empty`, "put the secret into it");
  }
  // The library's error for anything else would show the key.
  if (!secretForm.test(secret)) {
    throw new ConfigurationError(
      `The ${place} names ${where}, which holds more than one line or characters that no key has`,
      "it must hold the key alone",
    );
  }
  return secret;
}

/** A file that every user of the machine may read keeps no secret; it is used all the same. */
export function warningOfSecret({ kind, name, place }: SecretReference): ConfigurationWarning | undefined {
  if (kind !== "file" || process.platform === "win32") return undefined;
  const everybodyReads = 0o004;
  if (((statSync(name, { throwIfNoEntry: false })?.mode ?? 0) & everybodyReads) === 0) return undefined;
  const finding = `The ${place} names the file ${name}, which every user of this machine may read`;
  return {
    stanza: undefined,
    finding,
    fix: `run chmod 600 ${name} as its owner, who must be the user that runs splunkd`,
  };
}

function whereabouts({ kind, name }: SecretReference): string {
  if (kind === "file") return `the file ${name}`;
  return kind === "env" ? `the environment variable ${name}` : `the entry ${name} of Splunk's password store`;
}

async function lookUp(
  reference: SecretReference,
  { environment, passwords }: SecretSources,
): Promise<string | undefined> {
  const { kind, name, place } = reference;
  if (kind === "env") return environment[name];
  if (kind === "file") return readSecretFile(name, place);
  if (passwords === undefined) {
    throw new ConfigurationError(
      `The ${place} names ${whereabouts(reference)}, which only a search inside Splunk can read`,
      "name the secret by file:/path or env:NAME",
    );
  }
  return passwords(name);
}

function readSecretFile(path: string, place: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT") {
      throw new ConfigurationError(
        `The ${place} names the file ${path}, and there is no such file`,
        "create it or correct the path",
      );
    }
    throw new ConfigurationError(
      `The ${place} names the file ${path}, which cannot be read (${code ?? "unknown error"})`,
      "let the user that runs the search read it",
    );
  }
}
