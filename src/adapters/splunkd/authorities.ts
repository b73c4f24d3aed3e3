import { readFileSync } from "node:fs";
import { join } from "node:path";
import { holdsCertificate, knownAuthorities, readAuthority } from "../certificate-authorities.ts";
import { ConfigurationError } from "../configuration/configuration-error.ts";
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
  try {
    return readAuthority(file, "[splunkd]");
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    throw new SplunkdError("tls", error.finding, error.mend);
  }
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
