import { type CustomMask, PatternError, readCustomMask } from "../../engine/masking/custom-mask.ts";
import { ConfigurationError } from "./configuration-error.ts";
import type { CustomMaskSettings } from "./stanzas/masking.ts";

/** The masks of llama.conf, ready to search with. @throws ConfigurationError that shows the place in the pattern */
export function readCustomMasks(masks: readonly CustomMaskSettings[]): CustomMask[] {
  return masks.map(({ name, pattern, kind, place }) => {
    try {
      return readCustomMask(name, pattern, kind);
    } catch (error) {
      if (!(error instanceof PatternError)) throw error;
      const where = error.column === undefined ? "" : ` at character ${error.column}`;
      throw new ConfigurationError(
        `The ${place} cannot be used${where}: ${error.message}`,
        "write it in RE2's syntax, which has no lookaround and no backreferences; until then no model is asked",
      );
    }
  });
}
