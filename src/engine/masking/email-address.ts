import type { Detector } from "./detector.ts";

/**
 * A match cannot start inside a local part, so the same text is not read again from each of its characters. Packages
 * with a version, images of double size and systemd units with an instance are no addresses.
 */
const emailAddress =
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+(?:@|%(?:25){0,2}40|\\{1,2}u0040)(?!\d+\.\d+\.\d)(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*)\.)+(?!(?:service|socket|slice|target|timer|mount|scope|device|path|swap|png|jpe?g|gif|svg|webp|[cm]?js|tsx?|css)(?![\p{L}\p{N}-]))\p{L}[\p{L}\p{N}-]*[\p{L}\p{N}]/giu;

/** Encoded signs that end a key such as `user%3D`, which looks like a part of the address. `%2B` may be part of it. */
const encodedSign = /%(?:25){0,2}(?:0[ad]|2[0267c]|3[a-f]|5[bd]|7[bd])/gi;

export const emailDetector: Detector = {
  name: "e-mail address",
  kind: "EMAIL",
  hints: ["@", "%40", "%2540", "u0040"],
  pattern: emailAddress,
  narrow(candidate, before) {
    let start = 0;
    const local = candidate.slice(0, candidate.search(/@|%(?:25){0,2}40|\\{1,2}u0040/i));
    for (const sign of local.matchAll(encodedSign)) start = sign.index + sign[0].length;
    if (start >= local.length) start = 0;
    // Behind a backslash the first letter is the escape of a line end or a tab.
    if (start === 0 && local.length > 1 && before.endsWith("\\") && /^[nrt]/.test(local)) start = 1;
    // The pattern starts behind an apostrophe, because it may close quoted text; `O'` and `d'` belong to the name.
    const short = start === 0 ? /(?:^|[\s<,;:("=])(\p{L}{1,2}')$/u.exec(before)?.[1] : undefined;
    return { start: start - (short?.length ?? 0), end: candidate.length };
  },
};
