import { ConfigurationError } from "../../adapters/configuration/configuration-error.ts";
import { readSecret, type SecretSources, warningOfSecret } from "../../adapters/configuration/secrets.ts";
import type { SecretReference } from "../../adapters/configuration/stanzas/value-types.ts";
import { type Finding, ok, problem, warning } from "./finding.ts";

const check = "secret";

/** Checks that this user can read a secret and that others cannot. */
export async function checkSecret(
  reference: SecretReference,
  sources: SecretSources,
): Promise<{ findings: Finding[]; secret: string | undefined }> {
  const exposure = warningOfSecret(reference);
  const findings = exposure === undefined ? [] : [warning(check, exposure)];
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
