import { cleanText } from "../asking/reply-text.ts";
import { decodedOnce, readValues } from "../asking/reply-values.ts";
import type { JsonObject, JsonValue } from "../asking/tolerant-json.ts";
import { confidenceOf } from "../asking/verdict-fields.ts";
import type { Claim, Narrative } from "../verdicts/narrative.ts";
import { mostLines, mostSentences } from "./narrative-schema.ts";

/** What a reply tells; undefined where it holds no narrative. */
export interface NarrativeReading {
  readonly narrative: Narrative | undefined;
  /** It ends before it is complete. */
  readonly cut: boolean;
}

const names: Readonly<Record<string, "summary" | "cause" | "steps" | "confidence">> = {
  ...{ summary: "summary", cause: "cause", rootcause: "cause", steps: "steps" },
  ...{ recommendedsteps: "steps", nextsteps: "steps", confidence: "confidence" },
};
const textNames = /^(?:text|claim|sentence|statement|step|action|description|cause|summary)$/i;
const lineNames = /^(?:lines?|ids?|evidence|cit\w{1,9}|sources?|refs?|references)$/i;
/** Ids behind a sentence that has no list of its own: `[1, 3]`, `(lines 2 and 4)`. */
const idsBehind =
  /\s{0,3}[([](?:lines?|ids?|entry|entries)?[\s#:]{0,3}(\d{1,3}(?:(?:\s{0,2},\s{0,2}|\s(?:and|und|et|y|e)\s)\d{1,3}){0,9})[)\]]\s{0,3}(\.?)\s{0,3}$/i;

/**
 * Reads a narrative from a model that no grammar holds. What is complete of a reply that was cut counts. A reply with two
 * narratives holds none, because nobody knows which is meant.
 */
export function readNarrative(content: string, finishReason: string): NarrativeReading {
  const { values, cut } = readValues(decodedOnce(content));
  const found = values.flatMap(({ value }) => (value.kind === "object" ? narrativesIn(value, 2) : []));
  const isCut = cut || finishReason === "length";
  return { narrative: found.length === 1 ? found[0] : undefined, cut: isCut };
}

/** @param depth of wrappers that are opened */
function narrativesIn(object: JsonObject, depth: number): Narrative[] {
  const members = new Map<string, JsonValue>();
  for (const [key, value] of object.entries) {
    const name = names[key.toLowerCase().replace(/[^a-z]/g, "")];
    if (name !== undefined && !members.has(name)) members.set(name, value);
  }
  if (members.has("summary") || members.has("cause")) {
    const cause = claimsOf(members.get("cause"))[0];
    return [
      {
        summary: claimsOf(members.get("summary")).slice(0, mostSentences),
        cause,
        steps: claimsOf(members.get("steps")).slice(0, mostSentences),
        confidence: confidenceOf(members.get("confidence")),
      },
    ];
  }
  if (depth === 0) return [];
  return object.entries.flatMap(([, value]) =>
    typeof value === "object" && value !== null && value.kind === "object"
      ? narrativesIn(value, depth - 1)
      : [],
  );
}

function claimsOf(value: JsonValue): Claim[] {
  if (typeof value === "string") return claimOf(value, []);
  if (typeof value !== "object" || value === null) return [];
  if (value.kind === "array") return value.items.flatMap(claimsOf);
  // An object that was cut may lack ids.
  if (!value.complete) return [];
  const text = value.entries.find(([key, each]) => textNames.test(key) && typeof each === "string")?.[1];
  const lines = value.entries.filter(([key]) => lineNames.test(key)).flatMap(([, each]) => idsOf(each));
  return typeof text === "string" ? claimOf(text, lines) : [];
}

function claimOf(raw: string, lines: readonly number[]): Claim[] {
  const behind = idsBehind.exec(raw.slice(-80));
  const ownLines = lines.length > 0 || behind === null ? lines : idsOf(behind[1]);
  const { text } = cleanText(behind === null ? raw : `${raw.slice(0, -behind[0].length)}${behind[2]}`);
  return /[\p{L}\p{N}]/u.test(text) ? [{ text, lines: [...new Set(ownLines)].slice(0, mostLines) }] : [];
}

/** Ids as numbers and in texts. What is none becomes 0, which no line has. */
function idsOf(value: JsonValue): number[] {
  if (typeof value === "number") return [Number.isInteger(value) ? value : 0];
  if (typeof value === "string") return (value.slice(0, 80).match(/\d{1,4}/g) ?? []).map(Number);
  if (typeof value !== "object" || value === null || value.kind !== "array") return [];
  return value.items.flatMap(idsOf);
}
