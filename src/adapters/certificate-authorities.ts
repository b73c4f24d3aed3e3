import { readFileSync } from "node:fs";
import * as tls from "node:tls";
import { ConfigurationError } from "./configuration/configuration-error.ts";

/**
 * The PEM text of a `ca_file`.
 *
 * @param owner the stanza that names it, for messages
 * @throws ConfigurationError when it cannot be used
 */
export function readAuthority(file: string, owner: string): string {
  let pem: string;
  try {
    pem = readFileSync(file, "utf8");
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "unknown error";
    throw new ConfigurationError(
      `The ca_file of ${owner} in llama.conf, ${file}, cannot be read (${code})`,
      "correct the path, or let the user that runs the search read it",
    );
  }
  if (!holdsCertificate(pem)) {
    throw new ConfigurationError(
      `The ca_file of ${owner} in llama.conf, ${file}, holds no certificate that can be read`,
      "it must be a PEM file with the certificate of the authority",
    );
  }
  return pem;
}

export function holdsCertificate(pem: string): boolean {
  try {
    tls.createSecureContext({ ca: pem });
  } catch {
    return false;
  }
  return pem.includes("-----BEGIN CERTIFICATE-----");
}

/** Naming any authority replaces Node's list, so that has to be repeated. Newer Nodes can tell the whole of it. */
export function knownAuthorities(): readonly string[] {
  const { getCACertificates } = tls as { getCACertificates?: (kind: "default") => string[] };
  return getCACertificates?.("default") ?? tls.rootCertificates;
}
