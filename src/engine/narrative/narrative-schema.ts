import { longestReplyText } from "../asking/verdict-schema.ts";

/** Part of the key of a remembered narrative: raise it with every change to what a narrative holds. */
export const narrativeSchemaVersion = 1;

export const mostSentences = 4;
export const mostLines = 8;
/** Timelines have no more entries. */
const greatestId = 30;

const claim = { $ref: "#/$defs/claim" };
const sentences = { type: "array", items: claim, minItems: 1, maxItems: mostSentences };

/** The JSON schema of a reply; one for all incidents, because servers cache grammars by schema. */
export const narrativeSchema: object = {
  type: "object",
  properties: {
    summary: sentences,
    cause: claim,
    steps: sentences,
    confidence: { type: "integer", minimum: 0, maximum: 100 },
  },
  required: ["summary", "cause", "steps", "confidence"],
  additionalProperties: false,
  $defs: {
    claim: {
      type: "object",
      properties: {
        text: { type: "string", maxLength: longestReplyText },
        lines: {
          type: "array",
          items: { type: "integer", minimum: 1, maximum: greatestId },
          minItems: 1,
          maxItems: mostLines,
        },
      },
      required: ["text", "lines"],
      additionalProperties: false,
    },
  },
};
