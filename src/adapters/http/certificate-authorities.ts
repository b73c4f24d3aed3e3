import { readFileSync } from "node:fs";
import * as tls from "node:tls";
import { ConfigurationError } from "../configuration/configuration-error.ts";
import { describedCode } from "../process/error-code.ts";

/**
 * The certificate authorities that may vouch for a server, as PEM; undefined when Node's own list is enough.
 *
 * @param file the `ca_file` that adds to them
 * @param owner the stanza that names it, for messages
 * @param usualFile another file that adds to them where it is there and can be used
 * @throws ConfigurationError when `file` cannot be used
 */
export function authoritiesWith(
  file: string | undefined,
  owner: string,
  usualFile?: string,
): readonly string[] | undefined {
  const added = [
    file === undefined ? undefined : readAuthority(file, owner),
    usualFile === undefined ? undefined : readIfUsable(usualFile),
  ].filter((pem) => pem !== undefined);
  return added.length === 0 ? undefined : [...knownAuthorities(), ...added];
}

function readAuthority(file: string, owner: string): string {
  let pem: string;
  try {
    pem = readFileSync(file, "utf8");
  } catch (error) {
    throw new ConfigurationError(
      `The ca_file of ${owner} in llama.conf, ${file}, cannot be read (${describedCode(error)})`,
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

function readIfUsable(file: string): string | undefined {
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

/** Node's own list. Naming any authority replaces it, so it must be given again; newer Nodes can tell all of it. */
function knownAuthorities(): readonly string[] {
  const { getCACertificates } = tls as { getCACertificates?: (kind: "default") => string[] };
  return getCACertificates?.("default") ?? tls.rootCertificates;
}
