import { characterClass, classOf } from "./characters.ts";
import { ShapeScanner } from "./shape-scanner.ts";
import { tokensOf } from "./shape-tokens.ts";
import { valueMark } from "./shape-writer.ts";
import type { Template } from "./template.ts";
import { alignTokens, isGap, variableMark } from "./token-match.ts";

/** Where each code unit of a shape comes from in its text. */
interface Origin {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

/** A part of a text, `end` not included. */
interface Part {
  readonly start: number;
  readonly end: number;
}

/** Where a text has its template's tokens, and where it has the values for `<*>`; both in order. */
export interface Layout {
  readonly tokens: readonly Part[];
  readonly parameters: readonly Part[];
}

/**
 * Reads the values that texts have where the template has `<*>`, in order and with their own white space; undefined for a
 * text that the template does not match.
 */
export function parameterReader(
  template: Pick<Template, "tokens">,
  scanner = new ShapeScanner(),
): (text: string) => string[] | undefined {
  // Most texts of a template have one shape.
  let known: ShapeLayout | undefined;
  return (text) => {
    const shape = shapeOf(text, scanner);
    if (known?.shape !== shape) known = shapeLayout(shape, template);
    return (
      known.ends &&
      partsOf(known.parameters, text, originOf(text, shape, scanner)).map(({ start, end }) =>
        text.slice(start, end),
      )
    );
  };
}

/** @returns undefined when the template does not match the text */
export function layoutOf(
  text: string,
  template: Pick<Template, "tokens">,
  scanner: ShapeScanner,
): Layout | undefined {
  const { shape, ends, parameters } = shapeLayout(shapeOf(text, scanner), template);
  if (ends === undefined) return undefined;
  const origin = originOf(text, shape, scanner);
  const tokens = ends.map((end, index) => ({ start: ends[index - 1] ?? 0, end }));
  return { tokens: partsOf(tokens, text, origin), parameters: partsOf(parameters, text, origin) };
}

/** Where a shape has its template's tokens, and where it has the values. */
interface ShapeLayout {
  readonly shape: string;
  /** Undefined when the template does not match. */
  readonly ends: readonly number[] | undefined;
  readonly parameters: readonly Part[];
}

function shapeLayout(shape: string, template: Pick<Template, "tokens">): ShapeLayout {
  const ends = alignedEnds(shape, template);
  const parameters: Part[] = [];
  const addValues = (from: number, to: number) => {
    for (let at = from; at < to; at++)
      if (shape[at] === valueMark) parameters.push({ start: at, end: at + 1 });
  };
  let start = 0;
  for (const [index, end] of (ends ?? []).entries()) {
    const pattern = template.tokens[index] as string;
    const part = shape.slice(start, end);
    if (part === pattern) {
      addValues(start, end);
    } else if (isGap(pattern)) {
      parameters.push({ start: part.startsWith(" ") && pattern.startsWith(" ") ? start + 1 : start, end });
    } else {
      const mark = markOfAnyLength(pattern, part);
      const last = end - (pattern.length - mark - 1);
      addValues(start, start + mark);
      parameters.push({ start: start + mark, end: last });
      addValues(last, end);
    }
    start = end;
  }
  return { shape, ends, parameters };
}

/** Parts of a shape as parts of its text. */
function partsOf(parts: readonly Part[], text: string, origin: Origin): Part[] {
  return parts.map(({ start: from, end: to }) => {
    const start = origin.starts[from] ?? text.length;
    return { start, end: to > from ? (origin.ends[to - 1] as number) : start };
  });
}

/**
 * The template's tokens, with a variable in place of the words that lie in the given parts of a text. They match this
 * text and all texts that the template matches.
 *
 * @param parts in the order of the text
 * @returns undefined when the template does not match the text
 */
export function tokensWithout(
  parts: readonly Part[],
  text: string,
  template: Pick<Template, "tokens">,
  scanner: ShapeScanner,
): readonly string[] | undefined {
  const shape = shapeOf(text, scanner);
  const ends = alignedEnds(shape, template);
  if (ends === undefined) return undefined;
  const origin = originOf(text, shape, scanner);
  const isCovered = (place: number): boolean => {
    const start = origin.starts[place] as number;
    const end = origin.ends[place] as number;
    return parts.some((part) => part.start < end && part.end > start);
  };
  return template.tokens.map((pattern, index) => {
    if (isGap(pattern)) return pattern;
    const first = ends[index - 1] ?? 0;
    const behind = (ends[index] as number) - pattern.length;
    // A token has at most one part of any length: a variable, or a value that stands for a group or a word.
    const part = shape.slice(first, ends[index]);
    const variable = pattern === part ? -1 : markOfAnyLength(pattern, part);
    let from = pattern.length;
    let to = 0;
    for (let at = 0; at < pattern.length; at++) {
      if (at === variable || pattern[at] === valueMark || pattern[at] === " ") continue;
      if (!isCovered(variable >= 0 && at > variable ? behind + at : first + at)) continue;
      from = Math.min(from, at);
      to = at + 1;
    }
    if (from >= to) return pattern;
    // The variable grows over what is between.
    if (variable >= 0) {
      from = Math.min(from, variable);
      to = Math.max(to, variable + 1);
    }
    return pattern.slice(0, from) + variableMark + pattern.slice(to);
  });
}

/** The place of a token's variable, or of the value that stands for a group or a word of the shape. */
function markOfAnyLength(pattern: string, part: string): number {
  const variable = pattern.indexOf(variableMark);
  if (variable >= 0) return variable;
  let mark = pattern.indexOf(valueMark);
  while (!part.startsWith(pattern.slice(0, mark)) || !part.endsWith(pattern.slice(mark + 1)))
    mark = pattern.indexOf(valueMark, mark + 1);
  return mark;
}

/** Leaves the scanner with the places of the text's values. */
function shapeOf(text: string, scanner: ShapeScanner): string {
  scanner.scan(text);
  return String.fromCharCode(...scanner.codes.subarray(0, scanner.length));
}

/** Where each of the template's tokens ends in the shape; undefined when the template does not match. */
function alignedEnds(shape: string, template: Pick<Template, "tokens">): number[] | undefined {
  const { tokens, ends } = tokensOf(shape);
  return alignTokens(template.tokens, tokens)?.map((count) =>
    count === 0 ? 0 : (ends[count - 1] as number),
  );
}

function originOf(text: string, shape: string, scanner: ShapeScanner): Origin {
  const starts = new Int32Array(shape.length);
  const ends = new Int32Array(shape.length);
  let value = 0;
  let at = skipSpace(text, 0);
  for (let index = 0; index < shape.length; index++) {
    if (shape[index] === valueMark) {
      starts[index] = scanner.starts[value] as number;
      at = scanner.ends[value++] as number;
    } else {
      starts[index] = at;
      at = shape[index] === " " ? skipSpace(text, at) : at + 1;
    }
    ends[index] = at;
  }
  return { starts, ends };
}

function skipSpace(text: string, start: number): number {
  let at = start;
  while (at < text.length && classOf[text.charCodeAt(at)] === characterClass.space) at++;
  return at;
}
