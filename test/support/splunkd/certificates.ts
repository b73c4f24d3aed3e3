import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Certificate {
  /** PEM. */
  readonly key: string;
  readonly cert: string;
}

export interface SplunkCertificates {
  /** PEM of the authority, as in Splunk's etc/auth/cacert.pem. */
  readonly authority: string;
  /** As splunkd's default one: signed by the authority, and for no host name at all. */
  readonly nameless: Certificate;
  /** Signed by the authority, for splunk.example.com. */
  readonly elsewhere: Certificate;
  /** Signed by the authority, and out of date since 2020. */
  readonly expired: Certificate;
}

/**
 * Certificates as Splunk makes them at its first start; undefined without the `openssl` binary, because Node cannot
 * make any, and a key in the repository would set off every scanner.
 */
export function splunkCertificates(): SplunkCertificates | undefined {
  const folder = mkdtempSync(join(tmpdir(), "splunk-certificates-"));
  const at = (name: string) => join(folder, name);
  const openssl = (...words: string[]) => {
    if (spawnSync("openssl", words, { stdio: "ignore" }).status !== 0) throw new Error(words.join(" "));
  };
  const newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  const signed = (
    name: string,
    subject: string,
    extensions: string,
    dates: readonly string[],
  ): Certificate => {
    openssl("req", ...newKey, "-subj", subject, "-keyout", at(`${name}.key`), "-out", at(`${name}.csr`));
    writeFileSync(at(`${name}.ext`), extensions);
    openssl(
      ...["ca", "-config", at("ca.cnf"), "-batch", "-notext", ...dates],
      ...["-extfile", at(`${name}.ext`), "-in", at(`${name}.csr`), "-out", at(`${name}.pem`)],
    );
    return { key: readFileSync(at(`${name}.key`), "utf8"), cert: readFileSync(at(`${name}.pem`), "utf8") };
  };
  try {
    openssl(
      ...["req", "-x509", ...newKey, "-days", "1", "-subj", "/C=US/O=Splunk/CN=SplunkCommonCA"],
      ...["-keyout", at("ca.key"), "-out", at("ca.pem")],
    );
    writeFileSync(at("ca.cnf"), authorityConfiguration(folder));
    writeFileSync(at("index.txt"), "");
    const nobody = "basicConstraints = CA:FALSE\n";
    const now = ["-days", "1"];
    const past = ["-startdate", "20190101000000Z", "-enddate", "20200101000000Z"];
    return {
      authority: readFileSync(at("ca.pem"), "utf8"),
      nameless: signed("nameless", "/CN=SplunkServerDefaultCert/O=SplunkUser", nobody, now),
      elsewhere: signed(
        "elsewhere",
        "/CN=splunk.example.com",
        `${nobody}subjectAltName = DNS:splunk.example.com\n`,
        now,
      ),
      expired: signed("expired", "/CN=SplunkServerOldCert", nobody, past),
    };
  } catch {
    return undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function authorityConfiguration(folder: string): string {
  return `
[ca]
default_ca = splunk
[splunk]
dir = ${folder}
database = $dir/index.txt
new_certs_dir = $dir
certificate = $dir/ca.pem
private_key = $dir/ca.key
rand_serial = yes
default_md = sha256
policy = anything
unique_subject = no
[anything]
commonName = supplied
`;
}
