import * as z from "zod";

/** Grows when the same text gets another shape or id than before: older snapshots are then of no use. */
export const tokeniserVersion = 1;

const schema = z.object({
  version: z.literal(1),
  tokeniser: z.literal(tokeniserVersion),
  templates: z.array(
    z.object({
      id: z.string().regex(/^t[a-z2-7]{12}$/),
      /** As in `Template.tokens`. */
      tokens: z.array(z.string()),
      count: z.int().nonnegative(),
      /** The order in which they were met last. */
      lastMet: z.int().nonnegative(),
      /** Ids of templates that were taken in. */
      aliases: z.array(z.string()).optional(),
    }),
  ),
});

/** Templates as JSON, the oldest first. */
export type TemplateSnapshot = z.infer<typeof schema>;
export type StoredTemplate = TemplateSnapshot["templates"][number];

/** @returns undefined for what is no snapshot, or one of another version: a fresh start is then the way on */
export function readSnapshot(value: unknown): TemplateSnapshot | undefined {
  return schema.safeParse(value).data;
}
