import type { Configuration } from "../../adapters/configuration/configuration.ts";
import { ConfigurationError } from "../../adapters/configuration/configuration-error.ts";
import { createMasker } from "../create-masker.ts";
import { type Finding, ok, problem, warning } from "./finding.ts";

const check = "configuration";

/** Checks all files of llama.conf for unknown and unusable settings, each reported with its line. */
export async function checkConfiguration(configuration: Configuration): Promise<Finding[]> {
  const { files, endpoints, warnings } = configuration;
  const faults = [...configuration.faults, ...(await faultsOfMasks(configuration))];
  const read = files.length === 0 ? "There is no llama.conf" : `Read ${files.join(", then ")}`;
  const listed = endpoints.names.map((name) => `[endpoint:${name}]`).join(", ");
  const summary =
    listed === "" ? "no endpoint is configured, so the embedded analyst answers" : `endpoints: ${listed}`;
  return [
    ok(check, `${read}; ${summary}.`),
    ...faults.map((fault) => problem(check, fault)),
    ...warnings.map((each) => warning(check, each)),
  ];
}

/** The faults of custom masks, whose patterns are compiled only when a masker is created. */
async function faultsOfMasks(configuration: Configuration): Promise<ConfigurationError[]> {
  try {
    await createMasker(configuration.masking());
    return [];
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return configuration.faults.some(({ message }) => message === error.message) ? [] : [error];
  }
}
