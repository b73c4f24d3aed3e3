import * as z from "zod";
import { severities } from "../verdict.ts";

/** Part of the verdict key: raise it with every change to what a verdict holds. */
export const schemaVersion = 2;

/** The most characters in a text of a verdict. */
export const longestReplyText = 240;

/** The most texts in a batch. */
const largestBatch = 32;

/** A verdict, with its fields in the order in which the model writes them: first the finding, then its reasons. */
const verdictShape = z.strictObject({
  anomaly_detected: z.boolean(),
  severity: z.enum(severities),
  root_cause: z.string().max(longestReplyText),
  recommended_action: z.string().max(longestReplyText),
  confidence: z.int().min(0).max(100),
});

const verdictSchema = withoutDialect(z.toJSONSchema(verdictShape));
const schemas = new Map<number, object>();

/**
 * The JSON schema of a reply to `count` texts. It is keyed by id with all ids required, so that a server with a grammar
 * can neither skip nor repeat one. The schema of a count never changes, because servers cache grammars by schema. The
 * verdict is defined once and referred to: a length limit costs a grammar a rule for each character, and 32 copies would
 * cost thousands.
 */
export function replySchema(count: number): object {
  if (!Number.isInteger(count) || count < 1 || count > largestBatch) {
    throw new RangeError(`A batch holds 1 to ${largestBatch} texts, not ${count}.`);
  }
  let schema = schemas.get(count);
  if (schema === undefined) {
    const ids = Array.from({ length: count }, (_, index) => String(index + 1));
    schema = {
      type: "object",
      properties: {
        verdicts: {
          type: "object",
          properties: Object.fromEntries(ids.map((id) => [id, { $ref: "#/$defs/verdict" }])),
          required: ids,
          additionalProperties: false,
        },
      },
      required: ["verdicts"],
      additionalProperties: false,
      $defs: { verdict: verdictSchema },
    };
    schemas.set(count, schema);
  }
  return schema;
}

/** Tokens of a verdict whose texts are as long as they may be: 130 in English, up to 193 in Japanese. */
export const longestVerdict = 200;

/** The longest answer to `count` texts, in tokens. @param verdict of the longest verdict, where a model needs more */
export function answerCap(count: number, verdict = longestVerdict): number {
  return 16 + verdict * count;
}

/** Removes `$schema`: OpenAI-style services accept only their own dialect. */
function withoutDialect({ $schema: _, ...schema }: Record<string, unknown>): object {
  return schema;
}
