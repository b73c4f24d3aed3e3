import { readFileSync } from "node:fs";
import { isAbsolute } from "node:path";
import { ConfigurationError } from "./configuration-error.ts";

/** Where a secret is kept. llama.conf names it; it never holds it. */
export interface SecretReference {
  readonly kind: "file" | "env" | "passwords";
  /** A path, a variable's name, or a name in Splunk's password store. */
  readonly name: string;
  /** For messages, like `api_key of [endpoint:default] in …/llama.conf, line 4`. */
  readonly place: string;
}

const ways = "file:/path, env:NAME or passwords:NAME";

/**
 * @throws ConfigurationError for a key written out; it does not repeat the value, which then is the key.
 */
export function parseSecretReference(value: string, place: string): SecretReference {
  const [, kind, name] = /^(file|env|passwords):\s*(.+)$/s.exec(value) ?? [];
  if (kind === undefined || name === undefined) {
    throw new ConfigurationError(
      `The ${place} does not say where the secret is kept: write ${ways}, never the secret itself; if it stood there, replace it with a new one.`,
    );
  }
  if (kind === "file" && !isAbsolute(name)) {
    throw new ConfigurationError(
      `The ${place} names a file by a path that is not absolute: write file:/whole/path.`,
    );
  }
  if (kind === "env" && !/^[A-Za-z_]\w*$/.test(name)) {
    throw new ConfigurationError(
      `The ${place} names no environment variable: letters, digits and _ only, like env:LLAMA_KEY.`,
    );
  }
  return { kind: kind as SecretReference["kind"], name, place };
}

/** @throws ConfigurationError when the secret cannot be had; it says where it was looked for. */
export function readSecret(
  { kind, name, place }: SecretReference,
  environment: Readonly<Record<string, string | undefined>>,
): string {
  if (kind === "passwords") {
    throw new ConfigurationError(
      `The ${place} names an entry of Splunk's password store, which comes with the app package in a later version: use file:/path or env:NAME until then.`,
    );
  }
  const where = kind === "file" ? `the file ${name}` : `the environment variable ${name}`;
  const text = kind === "file" ? readSecretFile(name, place) : environment[name];
  if (text === undefined) {
    throw new ConfigurationError(
      `The ${place} names ${where}, which is not set: set it or correct the name.`,
    );
  }
  const secret = text.replace(/^\uFEFF/, "").trim();
  if (secret === "") {
    throw new ConfigurationError(`The ${place} names ${where}, which is empty: put the secret into it.`);
  }
  // A header cannot carry anything else, and the library's error for it would show the key.
  if (!/^[\x21-\x7E]+$/.test(secret)) {
    throw new ConfigurationError(
      `The ${place} names ${where}, which holds more than one line or characters that no key has: it must hold the key alone.`,
    );
  }
  return secret;
}

function readSecretFile(path: string, place: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw new ConfigurationError(
      code === "ENOENT"
        ? `The ${place} names the file ${path}, and there is no such file: create it or correct the path.`
        : `The ${place} names the file ${path}, which cannot be read (${code ?? "unknown error"}): let the user that runs the search read it.`,
    );
  }
}
