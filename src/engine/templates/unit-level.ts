import { isLevelKey } from "../reading/level/field-level.ts";
import { readLevel } from "../reading/level/level.ts";
import type { Reading } from "../reading/reading.ts";
import { valueMark } from "./shape-writer.ts";
import type { Values } from "./value-words.ts";

interface Place {
  readonly start: number;
  readonly end: number;
}

/** Between a key and its value: quotes, blanks, a sign. */
const longestSign = 8;
/** Fields without a level key that say a level in Mongo's and in Heroku's logs. */
const letterKeys = new Set(["s", "at"]);

/**
 * Whether a value is part of the level, so that other lines of the shape have other levels. Where the level stands
 * among constant words, this is told by its place; elsewhere other numbers are tried in place of the values.
 *
 * @param line of the shape
 * @param values that the scanner found in it
 */
export function levelVaries(shape: string, line: Reading, values: Values): boolean {
  const places = placesOfLevel(line);
  if (places !== undefined && !places.some((place) => holdsValue(place, values))) return false;
  const { level } = line.level;
  return ["3", "9"].some((number) => readLevel(shape.replaceAll(valueMark, number)).level !== level);
}

/** Where a line says its level; undefined where its place is not known. */
function placesOfLevel({ text, plain, level, structure }: Reading): readonly Place[] | undefined {
  if (level.own === "none" || level.priority !== "none" || plain !== text) return undefined;
  const { head, kind, fields } = structure;
  if (head.level !== undefined) return [{ start: head.at, end: head.end }];
  if (kind !== "object" && kind !== "pairs") return undefined;
  return fields
    .filter(({ key }) => isLevelKey(key) || letterKeys.has(key))
    .map(({ key, value, at }) => ({ start: at, end: at + key.length + value.length + longestSign }));
}

function holdsValue({ start, end }: Place, { starts, ends, count }: Values): boolean {
  for (let value = 0; value < count; value++) {
    if ((starts[value] as number) < end && (ends[value] as number) > start) return true;
  }
  return false;
}
