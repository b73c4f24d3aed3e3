import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { describedCode } from "../../adapters/process/error-code.ts";
import { type Finding, ok, problem, warning } from "./finding.ts";

const check = "ca_file";
const day = 24 * 60 * 60 * 1000;
/** Milliseconds before the end of a certificate at which the doctor warns: enough to have a new one signed. */
const soon = 30 * day;

/**
 * Checks whether a PEM file of certificate authorities can be read and how long its certificates are valid.
 *
 * @param owner the stanza that names the file
 * @param now milliseconds since 1970
 */
export function checkAuthorities(file: string, owner: string, now: number): Finding {
  const named = `The ca_file of ${owner}, ${file},`;
  let ends: number[];
  try {
    ends = certificatesOf(readFileSync(file, "utf8")).map(({ validTo }) => Date.parse(validTo));
  } catch (error) {
    const code = describedCode(error);
    return problem(check, {
      finding: `${named} cannot be read (${code})`,
      fix: "correct the path, or let the user that runs the search read a PEM file there",
    });
  }
  if (ends.length === 0) {
    return problem(check, {
      finding: `${named} holds no certificate`,
      fix: "it must be a PEM file with the certificate of the authority",
    });
  }
  const first = Math.min(...ends);
  const until = new Date(first).toISOString().slice(0, 10);
  const holds = `${named} holds ${ends.length} certificate${ends.length === 1 ? "" : "s"}, valid until ${until}`;
  const fix = "have the authority renewed and put its new certificate into the file";
  if (first < now) return problem(check, { finding: `${holds}, which is over`, fix });
  return first < now + soon ? warning(check, { finding: holds, fix }) : ok(check, `${holds}.`);
}

function certificatesOf(pem: string): X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? [];
  return blocks.map((block) => new X509Certificate(block));
}
