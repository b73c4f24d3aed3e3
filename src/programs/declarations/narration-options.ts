import { declaration } from "./llamaanalyze.ts";

const { llm_endpoint, model_name, concurrency, max_retries, temperature, timeout, cache_ttl } =
  declaration.options;
const { max_calls, max_tokens, max_cost } = declaration.options;

/** The options of llamaanalyze that say which model tells of incidents, and what that may cost. */
export const narrationOptions = {
  ...{ llm_endpoint, model_name, concurrency, max_retries, temperature, timeout, cache_ttl },
  ...{ max_calls, max_tokens, max_cost },
};
