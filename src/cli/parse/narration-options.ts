import { declaration } from "../../programs/declarations/llamaanalyze.ts";
import { parseArguments } from "../../splunk/arguments.ts";
import type { OptionValues } from "../../splunk/declaration.ts";

const { llm_endpoint, model_name, concurrency, max_retries, temperature, timeout, cache_ttl } =
  declaration.options;
const { max_calls, max_tokens, max_cost } = declaration.options;

/** The options of the search command that say which model tells of incidents, and what that may cost. */
export const narrationOptions = {
  ...{ llm_endpoint, model_name, concurrency, max_retries, temperature, timeout, cache_ttl },
  ...{ max_calls, max_tokens, max_cost },
};

/** @throws UserError that names the option and what it takes */
export function parseNarrationOptions(words: readonly string[]): OptionValues<typeof narrationOptions> {
  return parseArguments({ ...declaration, options: narrationOptions }, words).options;
}
