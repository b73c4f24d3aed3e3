import { dbscan, noise } from "./dbscan.ts";
import { detectOnline } from "./detect-online.ts";
import type { FittedDetector, SavedDetector } from "./detector.ts";
import { type DetectorName, detectors } from "./detectors.ts";
import { countsOf, type FeaturePart, type FeatureVocabulary, featuresOf, learnFeatures } from "./features.ts";
import { distinctRows, type Matrix, rowOf, selectRows } from "./matrix.ts";
import { learnUsualCounts, type Reason, Reasons, type UsualCounts } from "./reasons.ts";
import type { SavedRestStates } from "./rest-states.ts";
import type { SessionTable } from "./sessions.ts";
import { fitScaler, type StandardScaler, scaled } from "./standard-scaler.ts";
import { quantile } from "./thresholds.ts";

/** `rest-state` judges events as they come, the others all sessions at once. */
export type Algorithm = DetectorName | "rest-state";

export interface DetectOptions {
  readonly algorithm: Algorithm;
  /** By default those of the detector. */
  readonly features?: readonly FeaturePart[] | undefined;
  readonly seed: number;
  /** Where strange begins, from the scores; by default as the detector has it. */
  readonly threshold?: ((scores: Float64Array) => number) | undefined;
}

/** A session above the threshold. */
export interface StrangeSession {
  /** Its place in the table. */
  readonly session: number;
  readonly score: number;
  readonly reasons: readonly Reason[];
  /** Sessions that are strange in a like way have the same number. */
  readonly group: number;
}

export interface Detection {
  /** By session. */
  readonly scores: Float64Array;
  readonly threshold: number;
  /** The strangest first. */
  readonly strange: readonly StrangeSession[];
  /** Ids, by the columns that reasons name. */
  readonly templates: readonly string[];
  readonly learnt: LearntModel;
  /** Keys of sessions whose verdict `rest-state` took back. */
  readonly withdrawn: readonly string[];
}

/** What a later run needs to judge by this one's sessions, or to go on where this one was; JSON. */
export type LearntModel = LearntSessions | LearntStream;

interface LearntStream {
  readonly version: 1;
  readonly algorithm: "rest-state";
  readonly templates: readonly string[];
  /** Of these templates. */
  readonly usual: UsualCounts;
  readonly states: SavedRestStates;
}

interface LearntSessions {
  readonly version: 1;
  readonly algorithm: DetectorName;
  readonly vocabulary: FeatureVocabulary;
  readonly scaler: StandardScaler | undefined;
  readonly threshold: number;
  /** From the lowest score of those sessions to the highest. */
  readonly spread: number;
  /** Of the vocabulary's templates. */
  readonly usual: UsualCounts;
  readonly detector: SavedDetector;
}

/** Learns from sessions and judges the same sessions. */
export function detect(table: SessionTable, options: DetectOptions): Detection {
  const { algorithm } = options;
  if (algorithm === "rest-state") return detectStream(table);
  const counts = countsOf(table, table.templates);
  const usual = learnUsualCounts(distinctRows(counts));
  const kind = detectors[algorithm];
  const vocabulary = learnFeatures(table, options.features ?? kind.features, counts);
  const features = featuresOf(table, vocabulary, counts);
  const scaler = kind.wantsScaling ? fitScaler(features) : undefined;
  const fitted: FittedDetector = kind.fit(
    scaler === undefined ? features : scaled(features, scaler),
    options.seed,
  );
  const threshold = (options.threshold ?? kind.threshold)(fitted.scores);
  const learnt: LearntModel = {
    ...{ version: 1, algorithm, vocabulary, scaler, threshold },
    spread: quantile(fitted.scores, 1) - quantile(fitted.scores, 0) || 1,
    usual,
    detector: fitted.save(),
  };
  const judged = { counts, templates: table.templates, usual };
  return { ...detectionOf(judged, fitted.scores, threshold), learnt, withdrawn: [] };
}

/**
 * Judges sessions by what was learnt from others. Templates that those did not have are columns behind theirs; for a
 * detector that has no place for such columns, a session that has one is beyond all that was learnt.
 */
export function detectBy(table: SessionTable, learnt: LearntModel): Detection {
  if (learnt.algorithm === "rest-state") return detectStream(table, learnt);
  const kind = detectors[learnt.algorithm];
  const templates = withNew(learnt.vocabulary.templates, table);
  const counts = countsOf(table, templates);
  const features = kind.countsOnly ? counts : featuresOf(table, learnt.vocabulary);
  const rows = learnt.scaler === undefined ? features : scaled(features, learnt.scaler);
  const scores = kind.restore(learnt.detector).score(rows);
  if (!kind.countsOnly)
    for (const session of sessionsWithNew(table, new Set(learnt.vocabulary.templates)))
      scores[session] = (scores[session] as number) + learnt.spread;
  const judged = { counts, templates, usual: learnt.usual };
  return { ...detectionOf(judged, scores, learnt.threshold), learnt, withdrawn: [] };
}

/** @param before of an earlier run; what is usual is told by the run that had more sessions */
function detectStream(table: SessionTable, before?: LearntStream): Detection {
  const known = before !== undefined && before.usual.sessions > table.keys.length ? before : undefined;
  const templates = known === undefined ? table.templates : withNew(known.templates, table);
  const counts = countsOf(table, templates);
  const usual = known?.usual ?? learnUsualCounts(distinctRows(counts));
  const { scores, withdrawn, states } = detectOnline(table, before?.states);
  const learnt: LearntStream = {
    ...{ version: 1, algorithm: "rest-state", usual, states },
    templates: templates.slice(0, usual.columns.length),
  };
  return { ...detectionOf({ counts, templates, usual }, scores, 0), learnt, withdrawn };
}

function withNew(templates: readonly string[], table: SessionTable): string[] {
  const known = new Set(templates);
  return [...templates, ...table.templates.filter((id) => !known.has(id))];
}

function sessionsWithNew(
  { keys, templates, starts, events }: SessionTable,
  known: ReadonlySet<string>,
): number[] {
  const isNew = templates.map((id) => !known.has(id));
  return Array.from(keys.keys()).filter((session) =>
    events.subarray(starts[session], starts[session + 1]).some((event) => isNew[event]),
  );
}

/** What is judged: counts of these templates, and what is usual of them. */
interface Judged {
  readonly counts: Matrix;
  readonly templates: readonly string[];
  readonly usual: UsualCounts;
}

function detectionOf(
  { counts, templates, usual }: Judged,
  scores: Float64Array,
  threshold: number,
): Omit<Detection, "learnt" | "withdrawn"> {
  const reasons = new Reasons(usual);
  const flagged = Array.from(scores.keys())
    .filter((session) => (scores[session] as number) > threshold)
    .sort((one, other) => (scores[other] as number) - (scores[one] as number) || one - other);
  const groups = groupsOf(selectRows(counts, flagged));
  const strange = flagged.map((session, at) => ({
    session,
    score: scores[session] as number,
    reasons: reasons.of(rowOf(counts, session)),
    group: groups[at] as number,
  }));
  return { scores, threshold, strange, templates };
}

/** Strange sessions by what they have in common; one that is like no other is a group by itself. */
function groupsOf(counts: Matrix): Int32Array {
  if (counts.rows === 0) return new Int32Array(0);
  const clusters = dbscan(scaled(counts, fitScaler(counts)), { eps: 0.5, minSamples: 2 });
  let next = clusters.reduce((most, cluster) => Math.max(most, cluster), noise) + 1;
  return clusters.map((cluster) => (cluster === noise ? next++ : cluster));
}
