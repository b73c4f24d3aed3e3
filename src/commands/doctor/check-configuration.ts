import { type Configuration, faultsOf } from "../../adapters/configuration/configuration.ts";
import { ConfigurationError } from "../../adapters/configuration/configuration-error.ts";
import { maskerOf } from "../masker-of.ts";
import { type Finding, ok, problem, warning } from "./finding.ts";

const check = "configuration";

/** Every file of llama.conf: what nothing reads, what cannot be used, each with its line. */
export async function checkConfiguration(configuration: Configuration): Promise<Finding[]> {
  const { files, endpoints, remarks } = configuration;
  const faults = [...faultsOf(configuration), ...(await faultsOfMasks(configuration))];
  const read = files.length === 0 ? "There is no llama.conf" : `Read ${files.join(", then ")}`;
  const listed = endpoints.names.map((name) => `[endpoint:${name}]`).join(", ");
  const summary =
    listed === "" ? "no endpoint is configured, so the embedded analyst answers" : `endpoints: ${listed}`;
  return [
    ok(check, `${read}; ${summary}.`),
    ...faults.map((fault) => problem(check, fault)),
    ...remarks.map((remark) => warning(check, remark)),
  ];
}

/** Patterns are read when they are used. */
async function faultsOfMasks(configuration: Configuration): Promise<ConfigurationError[]> {
  try {
    await maskerOf(configuration.masking());
    return [];
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return faultsOf(configuration).some(({ message }) => message === error.message) ? [] : [error];
  }
}
