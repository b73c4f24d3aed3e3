import type { Detector } from "./detector.ts";
import { type SecretPattern, secretPatterns } from "./secret-patterns.ts";

/** The table of secrets as detectors. */
export const secretDetectors: readonly Detector[] = secretPatterns.map(detectorOf);

/** What its replacement keeps as `$1` and `$2` stands before the value, in that order; an `@` may stand behind it. */
function detectorOf({ name, pattern, replacement }: SecretPattern): Detector {
  const groups = (replacement.match(/\$\d/g) ?? []).length;
  const behind = replacement.endsWith("@") ? 1 : 0;
  return {
    name,
    kind: replacement.includes("<PRIVATE_KEY>") ? "PRIVATE_KEY" : "SECRET",
    pattern,
    keep: (match) => ({
      before: match.slice(1, 1 + groups).reduce((sum, group) => sum + (group?.length ?? 0), 0),
      behind,
    }),
  };
}
