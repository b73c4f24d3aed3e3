import * as z from "zod";
import type { DetectorName } from "../../engine/detection/detectors.ts";
import { featureParts, shapeColumns } from "../../engine/detection/features.ts";

/** The form of each part of what was learnt, and which of them have to fit each other. */

const number = z.number();
const count = z.number().nonnegative();
const place = z.int().nonnegative();
const numbers = z.array(number);
const counted = z.array(z.tuple([z.string(), count]));
const byCount = z.array(z.tuple([number, count]));

const usual = z.object({
  sessions: place,
  columns: z.array(z.object({ isAmbient: z.boolean(), usual: number, holders: byCount })),
});

const rarity = z.object({ holders: counted, sessions: place });
const tree = z
  .object({
    columns: z.array(z.int()),
    thresholds: numbers,
    lefts: z.array(z.int()),
    rights: z.array(z.int()),
    sizes: z.array(count),
  })
  // A child stands behind its parent: else a path has no end.
  .refine(
    ({ columns, thresholds, lefts, rights, sizes }) =>
      areAsMany([columns, thresholds, lefts, rights, sizes], sizes.length) &&
      sizes.length > 0 &&
      lefts.every((left, node) => isChild(left, node, sizes) && left < 0 === (rights[node] as number) < 0) &&
      rights.every((right, node) => isChild(right, node, sizes)),
  );

/** By algorithm; `columns` of the rows that it learnt from. */
const detectorForms: Readonly<Record<DetectorName, (columns: number) => z.ZodType>> = {
  signature: (columns) => rarity.extend({ ambient: z.array(place.max(Math.max(0, columns - 1))) }),
  "event-sets": () => rarity,
  "new-template": (columns) => z.object({ holders: z.array(count).length(columns), sessions: place }),
  "isolation-forest": (columns) =>
    z.object({
      sampled: place,
      trees: z.array(tree.refine((one) => one.columns.every((column) => column < columns))).min(1),
    }),
  lof: (columns) =>
    z
      .object({
        ...{ columns: z.literal(columns), values: numbers, weights: z.array(count) },
        ...{ k: z.int().positive(), reaches: z.array(count), densities: numbers },
      })
      .refine(
        ({ values, weights, reaches, densities }) =>
          values.length === columns * weights.length && areAsMany([reaches, densities], weights.length),
      ),
  "one-class-svm": (columns) =>
    z
      .object({
        ...{ columns: z.literal(columns), supports: numbers, coefficients: numbers },
        ...{ gamma: number, rho: number },
      })
      .refine(({ supports, coefficients }) => supports.length === columns * coefficients.length),
};

const sessionsForm = z
  .object({
    version: z.literal(1),
    algorithm: z.enum(Object.keys(detectorForms) as [DetectorName, ...DetectorName[]]),
    vocabulary: z.object({
      parts: z.array(z.enum(featureParts)),
      templates: z.array(z.string()),
      inverseFrequencies: numbers,
      bigrams: z.array(z.tuple([z.string(), z.string()])),
    }),
    scaler: z.object({ means: numbers, deviations: z.array(z.number().positive()) }).optional(),
    // JSON has no word for infinite: nothing was strange.
    threshold: number.nullable().transform((threshold) => threshold ?? Number.POSITIVE_INFINITY),
    spread: number,
    usual,
    detector: z.record(z.string(), z.unknown()),
  })
  .refine(({ algorithm, vocabulary, scaler, usual: { columns }, detector }) => {
    const { parts, templates, inverseFrequencies, bigrams } = vocabulary;
    const widths = {
      ...{ counts: templates.length, "tf-idf": templates.length },
      ...{ shape: shapeColumns, bigrams: bigrams.length },
    };
    const width = parts.reduce((sum, part) => sum + widths[part], 0);
    return (
      areAsMany([inverseFrequencies, columns], templates.length) &&
      (scaler === undefined || areAsMany([scaler.means, scaler.deviations], width)) &&
      detectorForms[algorithm](width).safeParse(detector).success
    );
  })
  .transform(({ scaler, ...rest }) => ({ ...rest, scaler }));

const states = z
  .object({
    options: z.object({
      ...{ learnAfter: count, judgeAfter: count, rareShare: count },
      ...{ stayShare: count, leastPassed: count, warmUp: count },
    }),
    now: number.nullable(),
    statistics: z.object({
      ...{ sessions: place, learnt: place, ambient: z.array(z.string()) },
      ...{ stayed: counted, passed: counted, holders: z.array(z.tuple([z.string(), byCount])) },
    }),
    sessions: z.array(
      z.object({
        ...{ session: z.string(), counts: counted, version: place, rested: z.array(z.string()) },
        ...{ judged: counted.nullable(), isStrange: z.boolean() },
      }),
    ),
    timers: z.array(
      z.object({
        ...{ delay: place.max(1), due: number },
        timer: z.object({ kind: z.enum(["learn", "judge"]), session: z.string(), version: place }),
      }),
    ),
    waiting: z.array(z.object({ session: z.string(), version: place })),
  })
  // Who waits has to be there.
  .refine(({ sessions, timers, waiting }) => {
    const known = new Set(sessions.map(({ session }) => session));
    return [...waiting, ...timers.map(({ timer }) => timer)].every(({ session }) => known.has(session));
  });

const streamForm = z
  .object({
    ...{ version: z.literal(1), algorithm: z.literal("rest-state"), templates: z.array(z.string()) },
    ...{ usual, states },
  })
  .refine((learnt) => learnt.usual.columns.length === learnt.templates.length);

export const learntModelForm = z.union([streamForm, sessionsForm]);

function areAsMany(lists: readonly (readonly unknown[])[], length: number): boolean {
  return lists.every((list) => list.length === length);
}

/** @param node -1 for none */
function isChild(node: number, parent: number, nodes: readonly unknown[]): boolean {
  return node === -1 || (node > parent && node < nodes.length);
}
