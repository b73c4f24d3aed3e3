import * as z from "zod";
import { severities } from "../verdict.ts";

/** A text of a verdict is at most this many characters long. */
/** Part of the verdict key: raise it with every change to what a verdict holds. */
export const schemaVersion = 1;

export const longestReplyText = 240;

/** One batch holds at most this many texts. */
const largestBatch = 32;

/** What a verdict must be, in the order in which the model writes it: first the finding, then its reasons. */
const verdictShape = z.strictObject({
  anomaly_detected: z.boolean(),
  severity: z.enum(severities),
  root_cause: z.string().max(longestReplyText),
  recommended_action: z.string().max(longestReplyText),
  confidence: z.int().min(0).max(100),
});

/**
 * What is understood of a verdict where no grammar held the model: the same, with types that say the same in
 * another form. Nothing is guessed: 0.8 may be 80 or nearly nothing, "Critical" may be P0 or P1.
 */
export const tolerantVerdictShape = z.object({
  anomaly_detected: z.union([
    z.boolean(),
    z
      .string()
      .trim()
      .toLowerCase()
      .pipe(z.enum(["true", "false"]))
      .transform((word) => word === "true"),
  ]),
  severity: z.string().trim().toUpperCase().pipe(z.enum(severities)),
  root_cause: z.string(),
  recommended_action: z.string(),
  confidence: z
    .union([
      z.number(),
      z
        .string()
        .trim()
        .regex(/^\d{1,3}(?:\.\d{1,9})?$/)
        .transform(Number),
    ])
    .pipe(
      z
        .number()
        .min(0)
        .max(100)
        .refine((value) => value === 0 || value >= 1),
    )
    .transform(Math.round),
});

const verdictSchema = withoutDialect(z.toJSONSchema(verdictShape));
const schemas = new Map<number, object>();

/**
 * The JSON schema of a reply to `count` texts, keyed by id with all ids required, so that a server with a
 * grammar can neither skip nor repeat one. The same object for the same count: servers cache the grammar by
 * its text. The verdict is defined once and referred to, because a length limit costs a grammar a rule for
 * each character, and 32 copies would be thousands.
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

/** The answer to `count` texts may be this long, in tokens. */
export function answerCap(count: number): number {
  return 16 + 110 * count;
}

/** Without `$schema`: OpenAI-style services take no dialect but their own. */
function withoutDialect({ $schema: _, ...schema }: Record<string, unknown>): object {
  return schema;
}
