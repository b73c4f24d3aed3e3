import { beside, type Matrix } from "./matrix.ts";
import { grades, type SessionTable } from "./sessions.ts";

/**
 * What is known of a session as numbers.
 *
 * | part | columns |
 * | --- | --- |
 * | `counts` | events of each template |
 * | `tf-idf` | the same, less for templates that many sessions have |
 * | `shape` | length, distinct templates, entropy in bits, repeat ratio, errors, warnings, events of unseen templates |
 * | `bigrams` | how often a template follows another, for the most frequent pairs |
 */
export const featureParts = ["counts", "tf-idf", "shape", "bigrams"] as const;
export type FeaturePart = (typeof featureParts)[number];

/** What was learnt of the sessions that a detector learnt from, so that others get the same columns. */
export interface FeatureVocabulary {
  readonly parts: readonly FeaturePart[];
  /** Ids, a column each. */
  readonly templates: readonly string[];
  /** By template: the logarithm of sessions over sessions that have it. */
  readonly inverseFrequencies: readonly number[];
  /** Two ids each. */
  readonly bigrams: readonly (readonly [string, string])[];
}

const mostBigrams = 1_000;
export const shapeColumns = 7;

/** @param counts of the table's templates, where they are known already */
export function learnFeatures(
  table: SessionTable,
  parts: readonly FeaturePart[],
  counts: Matrix = countsOf(table, table.templates),
): FeatureVocabulary {
  const sessions = table.keys.length;
  const holders = new Float64Array(table.templates.length);
  for (let at = 0; at < counts.values.length; at++)
    if (counts.values[at] !== 0) {
      const column = at % counts.columns;
      holders[column] = (holders[column] as number) + 1;
    }
  return {
    parts,
    templates: table.templates,
    inverseFrequencies: Array.from(holders, (holder) => Math.log(sessions / Math.max(1, holder))),
    bigrams: parts.includes("bigrams") ? frequentBigrams(table) : [],
  };
}

/**
 * A row for each session. Templates that were not learnt are counted by `shape` alone.
 *
 * @param counts of the vocabulary's templates, where they are known already
 */
export function featuresOf(
  table: SessionTable,
  vocabulary: FeatureVocabulary,
  counts: Matrix = countsOf(table, vocabulary.templates),
): Matrix {
  return beside(
    vocabulary.parts.map((part) => {
      if (part === "counts") return counts;
      if (part === "tf-idf") return weighted(counts, vocabulary.inverseFrequencies);
      return part === "shape" ? shapesOf(table, vocabulary) : bigramsOf(table, vocabulary.bigrams);
    }),
  );
}

/** Events of each of the templates, a column each, in this order. */
export function countsOf(table: SessionTable, templates: readonly string[]): Matrix {
  const columns = columnsOf(table, templates);
  const values = new Float64Array(table.keys.length * templates.length);
  eachEvent(table, (session, event) => {
    const column = columns[table.events[event] as number] as number;
    if (column < 0) return;
    const at = session * templates.length + column;
    values[at] = (values[at] as number) + 1;
  });
  return { rows: table.keys.length, columns: templates.length, values };
}

function weighted({ rows, columns, values }: Matrix, weights: readonly number[]): Matrix {
  return { rows, columns, values: values.map((value, at) => value * (weights[at % columns] as number)) };
}

function shapesOf(table: SessionTable, { templates }: FeatureVocabulary): Matrix {
  const columns = shapeColumns;
  const known = columnsOf(table, templates);
  const values = new Float64Array(table.keys.length * columns);
  const counts = new Map<number, number>();
  for (let session = 0; session < table.keys.length; session++) {
    counts.clear();
    let [errors, warnings, unseen] = [0, 0, 0];
    const [start, end] = [table.starts[session] as number, table.starts[session + 1] as number];
    for (let event = start; event < end; event++) {
      const template = table.events[event] as number;
      counts.set(template, (counts.get(template) ?? 0) + 1);
      if ((known[template] as number) < 0) unseen++;
      if (table.grades[event] === grades.error) errors++;
      if (table.grades[event] === grades.warning) warnings++;
    }
    const length = end - start;
    let entropy = 0;
    for (const count of counts.values()) entropy -= (count / length) * Math.log2(count / length);
    const repeats = length === 0 ? 0 : 1 - counts.size / length;
    values.set([length, counts.size, entropy, repeats, errors, warnings, unseen], session * columns);
  }
  return { rows: table.keys.length, columns, values };
}

function bigramsOf(table: SessionTable, bigrams: readonly (readonly [string, string])[]): Matrix {
  const columns = new Map(bigrams.map(([one, other], column) => [`${one} ${other}`, column]));
  const values = new Float64Array(table.keys.length * bigrams.length);
  eachBigram(table, (session, key) => {
    const column = columns.get(key);
    if (column === undefined) return;
    const at = session * bigrams.length + column;
    values[at] = (values[at] as number) + 1;
  });
  return { rows: table.keys.length, columns: bigrams.length, values };
}

function frequentBigrams(table: SessionTable): [string, string][] {
  const counts = new Map<string, number>();
  eachBigram(table, (_, key) => counts.set(key, (counts.get(key) ?? 0) + 1));
  return [...counts]
    .sort(([oneKey, one], [otherKey, other]) => other - one || (oneKey < otherKey ? -1 : 1))
    .slice(0, mostBigrams)
    .map(([key]) => key.split(" ") as [string, string]);
}

function eachBigram(table: SessionTable, use: (session: number, key: string) => void): void {
  eachEvent(table, (session, event) => {
    if (event === table.starts[session]) return;
    const [one, other] = [table.events[event - 1] as number, table.events[event] as number];
    use(session, `${table.templates[one]} ${table.templates[other]}`);
  });
}

function eachEvent(table: SessionTable, use: (session: number, event: number) => void): void {
  for (let session = 0; session < table.keys.length; session++)
    for (let event = table.starts[session] as number; event < (table.starts[session + 1] as number); event++)
      use(session, event);
}

/** By number of a template in the table: its column, or -1. */
function columnsOf(table: SessionTable, templates: readonly string[]): Int32Array {
  const columns = new Map(templates.map((id, column) => [id, column]));
  return Int32Array.from(table.templates, (id) => columns.get(id) ?? -1);
}
