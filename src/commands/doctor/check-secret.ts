import { ConfigurationError } from "../../adapters/configuration/configuration-error.ts";
import {
  readSecret,
  remarkOnSecret,
  type SecretReference,
  type SecretSources,
} from "../../adapters/configuration/secrets.ts";
import { type Finding, ok, problem, warning } from "./finding.ts";

const check = "secret";

/** Whether a secret can be read by whoever runs this, and by nobody who should not. */
export async function checkSecret(
  reference: SecretReference,
  sources: SecretSources,
): Promise<{ findings: Finding[]; secret: string | undefined }> {
  const remark = remarkOnSecret(reference);
  const findings = remark === undefined ? [] : [warning(check, remark)];
  try {
    const secret = await readSecret(reference, sources);
    return {
      findings: [ok(check, `The ${reference.place} names a secret that can be read.`), ...findings],
      secret,
    };
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return { findings: [problem(check, error), ...findings], secret: undefined };
  }
}
