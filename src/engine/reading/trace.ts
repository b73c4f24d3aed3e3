import { type Frame, frameOf, goFrameOf, indentationOf } from "./frames.ts";
import { unescaped } from "./unwrap.ts";

/** What follows such a line caused what stands above it. */
const causeBegins = /^\s{0,40}(?:Caused by: |Wrapped by: )/;
/** What follows such a line came of what stands above it. */
const outcomeBegins = /^\s{0,40}(?:During handling of the above|The above exception was|-{3,} End of inner)/;
/** A line end within a string of JSON, and such strings. */
const escapedEnd = "\\n";
const jsonString = /"(?:[^"\\]|\\.)*"/g;
/** Marks below a line of source code. */
const marks = /^\s+[~^]+\s*$/;

/** A run of frames that tells of one error. */
interface Section {
  /** The index in `kept` that the section's frame goes before. */
  readonly place: number;
  frame: string;
  isOwn: boolean;
}

/**
 * A text without the calls of its stack traces, but for one: the innermost call of the program's own code, below the error
 * that caused the others. So equal failures have equal words however deep the stack was, and no name of a class or file
 * that was merely on the way is taken for what happened. A text without frames is returned as it is.
 */
export function withoutFrames(text: string): string {
  const told = text.includes("\n") ? withoutFramesOfLines(text) : text;
  return told.includes(escapedEnd) ? told.replace(jsonString, withoutFramesOfString) : told;
}

/** @param written a JSON string, in its quotes */
function withoutFramesOfString(written: string): string {
  const text = written.includes(escapedEnd) ? unescaped(written.slice(1, -1)) : undefined;
  const told = text === undefined ? undefined : withoutFramesOfLines(text);
  return told === undefined || told === text ? written : JSON.stringify(told);
}

function withoutFramesOfLines(text: string): string {
  const lines = text.split("\n");
  const kept: string[] = [];
  const sections: Section[] = [];
  let section: Section | undefined;
  let isCause = true;
  /** Columns before a Python frame, whose source code stands deeper. */
  let sourceBelow = -1;
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] as string;
    const go = goFrameOf(line, lines[index + 1]);
    const frame = go ?? frameOf(line);
    if (frame !== undefined) {
      section ??= begun(sections, kept.length);
      if (isCause)
        take(section, frame, go === undefined ? line : `${line} ${(lines[index + 1] as string).trim()}`);
      if (go !== undefined) index++;
      sourceBelow = frame.isInnermostLast ? indentationOf(line) : -1;
      continue;
    }
    if (marks.test(line) || (sourceBelow >= 0 && indentationOf(line) > sourceBelow)) continue;
    sourceBelow = -1;
    if (causeBegins.test(line)) section = undefined;
    else if (outcomeBegins.test(line)) isCause = false;
    kept.push(line);
  }
  if (sections.length === 0) return text;
  const told = sections.findLast(({ isOwn }) => isOwn) ?? (sections.at(-1) as Section);
  kept.splice(told.place, 0, told.frame.trimEnd());
  return kept.join("\n");
}

function begun(sections: Section[], place: number): Section {
  const section: Section = { place, frame: "", isOwn: false };
  sections.push(section);
  return section;
}

/** Keeps the innermost own frame, else the innermost. */
function take(section: Section, { isOwn, isInnermostLast }: Frame, line: string): void {
  const isNearer = isInnermostLast ? isOwn || !section.isOwn : isOwn && !section.isOwn;
  if (section.frame !== "" && !isNearer) return;
  section.frame = line;
  section.isOwn = isOwn;
}
