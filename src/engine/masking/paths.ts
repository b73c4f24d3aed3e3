import { type Detector, type Range, whole } from "./detector.ts";

/** Paths of files. They are masked only on request, because analysis needs them. */

/** Leaves out standard devices, and fractions and dates that look like paths. */
function pathIn(candidate: string): Range | undefined {
  const path = candidate.replace(/[.,;:!?)\]}]+$/, "");
  if (/^\/dev\/(?:null|zero|u?random|stdout|stderr|stdin|tty)$/.test(path)) return undefined;
  if (!/\p{L}/u.test(path)) return undefined;
  return { start: 0, end: path.length };
}

const part = "[^\\s\"'`<>|:*?,;&=(){}\\[\\]/\\\\]";

export const pathDetectors: readonly Detector[] = [
  {
    name: "path of Windows",
    kind: "PATH",
    hints: [":\\", ":/"],
    // A folder's name may have spaces, but not the last name of the path.
    pattern: new RegExp(
      `(?<![A-Za-z0-9])[A-Za-z]:(?:\\\\{1,4}|/)(?!/)(?:[^\\\\/:*?"<>|\\n\\r]{1,80}(?:\\\\{1,4}|/)){0,30}(?:${part}{1,120})?`,
      "g",
    ),
    narrow: pathIn,
  },
  {
    name: "path of a share",
    kind: "PATH",
    hints: ["\\\\"],
    pattern: new RegExp(
      `(?<![A-Za-z0-9\\\\:])\\\\{2,4}[A-Za-z0-9._-]{1,60}(?:\\\\{1,2}${part}{1,120}){1,30}`,
      "g",
    ),
    narrow: (candidate) => whole(candidate),
  },
  {
    name: "path in quotes",
    kind: "PATH",
    hints: ["/"],
    pattern: /(?<=["'`])~?\/[^"'`\\\n<>]{1,300}(?=["'`])/g,
    // Leaves out request targets. A quoted path may have one part.
    narrow: (candidate) =>
      /^~?\/[\w.-]+(?:\/|$)/.test(candidate) && !/[?&=]| HTTP\//.test(candidate)
        ? pathIn(candidate)
        : undefined,
  },
  {
    // Needs two parts: `/10`, `/s` and `and/or` are no paths. Request targets are left out.
    name: "path of Unix",
    kind: "PATH",
    hints: ["/"],
    pattern: new RegExp(
      `(?<![\\p{L}\\p{N}_./:@%~<>-])(?<!(?:GET|PUT|POST|HEAD|PATCH|DELETE|OPTIONS) )(?:~[A-Za-z0-9_-]{0,32})?(?:/${part}{1,120}){2,40}/?`,
      "gu",
    ),
    narrow: pathIn,
  },
  {
    name: "path in a URL of files",
    kind: "PATH",
    hints: ["file:/", "hdfs:/", "nfs:/", "smb:/"],
    pattern: new RegExp(
      `(?<=\\b(?:file|hdfs|nfs|smb)://?(?:[A-Za-z0-9.-]{1,120}(?::\\d{1,5})?|<SECRET>(?::\\d{1,5})?)?)(?:/${part}{1,120}){1,40}`,
      "g",
    ),
    narrow: pathIn,
  },
];
