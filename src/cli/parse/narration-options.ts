import { declaration } from "../../programs/declarations/llamaanalyze.ts";
import { narrationOptions } from "../../programs/declarations/narration-options.ts";
import { parseArguments } from "../../splunk/arguments.ts";
import type { OptionValues } from "../../splunk/declaration.ts";

/** @throws UserError that names the option and what it takes */
export function parseNarrationOptions(words: readonly string[]): OptionValues<typeof narrationOptions> {
  return parseArguments({ ...declaration, options: narrationOptions }, words).options;
}
