import { ConfigurationError } from "../adapters/configuration/configuration-error.ts";
import type { MaskingSettings } from "../adapters/configuration/masking-settings.ts";
import { hostNameDetectors } from "../engine/masking/host-names.ts";
import { Masker } from "../engine/masking/masker.ts";
import { pathDetectors } from "../engine/masking/paths.ts";

const optional = { hosts: hostNameDetectors, paths: pathDetectors };

/**
 * What is masked by `[masking]` and `[mask:NAME]` of llama.conf. The engine for own patterns is a bundle of its own:
 * few have any.
 *
 * @throws ConfigurationError for a pattern that cannot be used
 */
export async function maskerOf({ masks, also }: MaskingSettings): Promise<Masker> {
  const more = also.flatMap((kind) => optional[kind]);
  if (masks.length === 0) return new Masker({ more });
  const { readOwnMasks } = await import("../adapters/configuration/own-masks.ts");
  try {
    return new Masker({ own: readOwnMasks(masks), more });
  } catch (error) {
    // By name: that bundle has a class of its own.
    if (!(error instanceof Error) || error.name !== "ConfigurationError") throw error;
    const { finding, mend } = error as ConfigurationError;
    throw new ConfigurationError(finding, mend);
  }
}
