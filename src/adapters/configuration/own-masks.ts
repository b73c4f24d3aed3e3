import { type OwnMask, PatternError, readOwnMask } from "../../engine/masking/own-mask.ts";
import { ConfigurationError } from "./configuration-error.ts";
import type { OwnMaskSettings } from "./masking-settings.ts";

/** The masks of llama.conf, ready to search with. @throws ConfigurationError that shows the place in the pattern */
export function readOwnMasks(masks: readonly OwnMaskSettings[]): OwnMask[] {
  return masks.map(({ name, pattern, kind, place }) => {
    try {
      return readOwnMask(name, pattern, kind);
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
