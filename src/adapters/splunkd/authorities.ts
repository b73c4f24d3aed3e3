import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as tls from "node:tls";
import { SplunkdError } from "./splunkd-error.ts";

/** Where certificate authorities are found, beside those that the machine knows. */
export interface AuthorityFiles {
  /** `ca_file` of [splunkd]: it must be usable. */
  readonly caFile?: string | undefined;
  /** Splunk's own folder; its etc/auth/cacert.pem is used if it is there. */
  readonly splunkHome?: string | undefined;
}

/**
 * The authorities that may vouch for splunkd, as PEM; undefined when those that Node knows are all.
 *
 * @throws SplunkdError `tls` when ca_file cannot be used
 */
export function splunkdAuthorities({ caFile, splunkHome }: AuthorityFiles): string[] | undefined {
  const own = [
    caFile === undefined ? undefined : namedAuthority(caFile),
    splunkHome === undefined ? undefined : splunkAuthority(join(splunkHome, "etc", "auth", "cacert.pem")),
  ].filter((pem) => pem !== undefined);
  return own.length === 0 ? undefined : [...knownAuthorities(), ...own];
}

function namedAuthority(file: string): string {
  let pem: string;
  try {
    pem = readFileSync(file, "utf8");
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "unknown error";
    throw new SplunkdError(
      "tls",
      `The ca_file of [splunkd] in llama.conf, ${file}, cannot be read (${code})`,
      "correct the path, or let the user that runs the search read it",
    );
  }
  if (!holdsCertificate(pem)) {
    throw new SplunkdError(
      "tls",
      `The ca_file of [splunkd] in llama.conf, ${file}, holds no certificate that can be read`,
      "it must be a PEM file with the certificate of the authority that signed splunkd's",
    );
  }
  return pem;
}

/** Nobody named this file: where it is missing, splunkd may have a certificate that the machine knows. */
function splunkAuthority(file: string): string | undefined {
  try {
    const pem = readFileSync(file, "utf8");
    return holdsCertificate(pem) ? pem : undefined;
  } catch {
    return undefined;
  }
}

function holdsCertificate(pem: string): boolean {
  try {
    tls.createSecureContext({ ca: pem });
  } catch {
    return false;
  }
  return pem.includes("-----BEGIN CERTIFICATE-----");
}

/** Naming any authority replaces Node's list, so that has to be repeated. Newer Nodes can tell the whole of it. */
function knownAuthorities(): readonly string[] {
  const { getCACertificates } = tls as { getCACertificates?: (kind: "default") => string[] };
  return getCACertificates?.("default") ?? tls.rootCertificates;
}
