import { type Detector, type SecretPattern, whole } from "./detector.ts";
import { isOtherCall } from "./literal-forms.ts";
import { secretPatterns } from "./secret-patterns.ts";

/** Candidates that match a secret's pattern but are no secrets, by the pattern's name. */
const exceptions: Readonly<Record<string, (candidate: string, before: string) => boolean>> = {
  // Names of actors, not tokens: `akka.tcp://sparkExecutorActorSystem@node`.
  "credentials in a URL": (candidate) => /^[A-Za-z]+$/.test(candidate),
  // The field behind `token_type=bearer`.
  "bearer token": (candidate) => /^\w+=\d{1,9}$/.test(candidate),
  // It names the maker of a .NET assembly.
  token: (_, before) => before.endsWith("PublicKeyToken="),
};

/** The table of secrets as detectors. */
export const secretDetectors: readonly Detector[] = secretPatterns.map(detectorOf);

/** The groups that a replacement keeps as `$1` and `$2` stand before the value, in that order. An `@` may follow it. */
function detectorOf({ name, pattern, replacement, hints, needs }: SecretPattern): Detector {
  const groups = (replacement.match(/\$\d/g) ?? []).length;
  const isException =
    exceptions[name] ??
    (/ in (?:quotes|brackets)$/.test(name) ? (_: string, before: string) => isOtherCall(before) : undefined);
  const behind = replacement.endsWith("@") ? 1 : 0;
  return {
    name,
    kind: replacement.includes("<PRIVATE_KEY>") ? "PRIVATE_KEY" : "SECRET",
    pattern,
    hints,
    ...(needs === undefined ? {} : { needs }),
    keep: (match) => ({
      before: match.slice(1, 1 + groups).reduce((sum, group) => sum + (group?.length ?? 0), 0),
      behind,
    }),
    ...(isException === undefined
      ? {}
      : { narrow: (candidate, before) => (isException(candidate, before) ? undefined : whole(candidate)) }),
  };
}
