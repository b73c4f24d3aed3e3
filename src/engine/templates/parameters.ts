import { characterClass, classOf } from "./character-class.ts";
import { ShapeScanner } from "./shape-scanner.ts";
import { tokensOf } from "./shape-tokens.ts";
import { valueMark } from "./shape-writer.ts";
import type { Template } from "./template.ts";
import { tokensMatch, variableMark } from "./token-match.ts";

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

/** Where in a text its template's tokens are, and what the template has `<*>` for, both in order. */
export interface Layout {
  readonly tokens: readonly Part[];
  readonly parameters: readonly Part[];
}

/**
 * The values that a text has where the template has `<*>`, in order, with their own white space; undefined when
 * the text is not one of the template's.
 */
export function parametersOf(
  text: string,
  template: Pick<Template, "tokens">,
  scanner = new ShapeScanner(),
): string[] | undefined {
  return layoutOf(text, template, scanner)?.parameters.map(({ start, end }) => text.slice(start, end));
}

/** Undefined when the text is not one of the template's. */
export function layoutOf(
  text: string,
  template: Pick<Template, "tokens">,
  scanner: ShapeScanner,
): Layout | undefined {
  scanner.scan(text);
  const shape = String.fromCharCode(...scanner.codes.subarray(0, scanner.length));
  const { tokens, ends } = tokensOf(shape);
  if (!tokensMatch(template.tokens, tokens)) return undefined;
  const origin = originOf(text, shape, scanner);
  const parameters: Part[] = [];
  const partOf = (from: number, to: number): Part => {
    const start = origin.starts[from] ?? text.length;
    return { start, end: to > from ? (origin.ends[to - 1] as number) : start };
  };
  const take = (from: number, to: number) => {
    parameters.push(partOf(from, to));
  };
  const takeValues = (from: number, to: number) => {
    for (let at = from; at < to; at++) if (shape[at] === valueMark) take(at, at + 1);
  };
  let start = 0;
  for (const [index, pattern] of template.tokens.entries()) {
    const end = ends[index] as number;
    const mark = pattern.indexOf(variableMark);
    if (mark >= 0) {
      const last = end - (pattern.length - mark - 1);
      takeValues(start, start + mark);
      take(start + mark, last);
      takeValues(last, end);
    } else if (end - start > pattern.length) {
      // A folded group: all of it is one value.
      take(start + pattern.length - 1, end);
    } else {
      takeValues(start, end);
    }
    start = end;
  }
  return { tokens: ends.map((end, index) => partOf(ends[index - 1] ?? 0, end)), parameters };
}

/** The text that a template and its values make; white space between tokens is one space. */
export function fillIn(template: Template, parameters: readonly string[]): string {
  let next = 0;
  let text = "";
  for (const character of template.tokens.join("")) {
    text += character === valueMark || character === variableMark ? (parameters[next++] ?? "") : character;
  }
  return text;
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
