import { RecentMap } from "../recent-map.ts";
import { type Judgement, shiftSeverity } from "../verdict.ts";
import type { Assessment } from "./assess.ts";
import { TimeBuckets, type TimeCounts } from "./time-buckets.ts";

const mostShapes = 20_000;
/** Below this many events, seen once means nothing. */
const fewestEventsForRarity = 1_000;
/** With more unseen mass than this, logs are so varied that seen once means nothing either. */
const largestUnseenMass = 0.02;
const fewestInBurst = 10;
const smallestRatio = 4;
const smallestSigmas = 6;
/** Below this many events in other buckets there is no usual rate to compare with. */
const fewestElsewhere = 100;
const factors = [100, 50, 20, 10, 5, 3];

/** What a search has shown of one template so far. */
export interface Shape {
  count: number;
  times: TimeCounts | undefined;
  /** The finding, and after how many events of the search it was made. */
  finding: ContextFinding;
  judgedAt: number;
}

export interface ContextFinding {
  readonly rarity: "rare" | "usual" | "unknown";
  /** It comes this many times as often in part of the search as in the rest: 3, 5, 10, 20, 50 or 100. */
  readonly burst?: { readonly factor: number };
}

/** What these say is no news for being rare. */
const quietRules = new Set(["level-info", "level-debug", "stack-frame"]);

const unknown: ContextFinding = { rarity: "unknown" };

/** What can only be seen across the events of a search, in any order: rarity and changes of rate. */
export class SearchContext {
  private readonly shapes = new RecentMap<Shape>(mostShapes);
  private readonly buckets = new TimeBuckets();
  /** Events so far. */
  events = 0;
  private timedEvents = 0;
  private seenOnce = 0;

  shapeFor(templateId: string): Shape {
    let shape = this.shapes.get(templateId);
    if (shape === undefined) {
      shape = { count: 0, times: undefined, finding: unknown, judgedAt: -1 };
      this.shapes.set(templateId, shape);
    }
    return shape;
  }

  /** Counts one event. @param time epoch seconds */
  observe(shape: Shape, time: number | undefined): void {
    this.events++;
    shape.count++;
    if (shape.count === 1) this.seenOnce++;
    else if (shape.count === 2) this.seenOnce--;
    if (time === undefined) return;
    const place = this.buckets.place(time);
    if (place < 0) return;
    this.timedEvents++;
    increment(this.buckets.current(this.buckets.total), place);
    shape.times ??= this.buckets.empty();
    increment(this.buckets.current(shape.times), place);
  }

  judge(shape: Shape): ContextFinding {
    if (shape.judgedAt !== this.events) {
      const factor = this.burstFactor(shape);
      shape.finding = { rarity: this.rarity(shape), ...(factor === undefined ? {} : { burst: { factor } }) };
      shape.judgedAt = this.events;
    }
    return shape.finding;
  }

  /**
   * Seen once is rare only where few things are seen once: their share estimates the chance that the next
   * event is new altogether (I. J. Good, The population frequencies of species, Biometrika 40, 1953).
   */
  private rarity(shape: Shape): ContextFinding["rarity"] {
    if (this.events < fewestEventsForRarity || this.seenOnce / this.events >= largestUnseenMass)
      return "unknown";
    return shape.count === 1 ? "rare" : "usual";
  }

  /** Compares its share of each bucket with its share of the others, so that a busy hour is no burst. */
  private burstFactor(shape: Shape): number | undefined {
    if (shape.times === undefined || shape.count < fewestInBurst) return undefined;
    const counts = this.buckets.current(shape.times);
    const totals = this.buckets.current(this.buckets.total);
    const all = counts.reduce((sum, count) => sum + count, 0);
    let largest = 0;
    for (let place = 0; place < counts.length; place++) {
      const count = counts[place] as number;
      const elsewhere = this.timedEvents - (totals[place] as number);
      if (count < fewestInBurst || elsewhere < fewestElsewhere) continue;
      const expected = Math.max(1, ((totals[place] as number) * (all - count)) / elsewhere);
      const sigmas = (count - expected) / Math.sqrt(expected);
      if (sigmas >= smallestSigmas) largest = Math.max(largest, count / expected);
    }
    return largest < smallestRatio ? undefined : factors.find((factor) => factor <= largest);
  }
}

/** The assessment of the words, and what the rest of the search adds to it. Never milder than the words. */
export function withContext(assessment: Assessment, { rarity, burst }: ContextFinding): Judgement {
  const { anomalyDetected, severity, rootCause, recommendedAction, confidence } = assessment;
  const judgement: Judgement = { anomalyDetected, severity, rootCause, recommendedAction, confidence };
  if (burst !== undefined) {
    const times = `About ${burst.factor} times its usual rate in part of this search.`;
    if (!anomalyDetected) return burst.factor < 10 ? judgement : unusual(times, 35);
    const worse = severity === "P0" || severity === "P1" ? severity : shiftSeverity(severity, -1);
    return {
      ...judgement,
      severity: worse,
      rootCause: `${rootCause} ${times}`,
      confidence: Math.min(95, confidence + 5),
    };
  }
  const quiet = quietRules.has(assessment.rule);
  if (rarity !== "rare" || quiet) return judgement;
  const once = "Nothing else like it came so far.";
  return anomalyDetected ? { ...judgement, rootCause: `${rootCause} ${once}` } : unusual(once, 25);
}

function unusual(reason: string, confidence: number): Judgement {
  return {
    anomalyDetected: true,
    severity: "P4",
    rootCause: `Its words point to no fault, but it is unusual. ${reason}`,
    recommendedAction:
      "Look at what else happened at that time on the same host; if it belongs there, leave it.",
    confidence,
  };
}

function increment(counts: Uint32Array, place: number): void {
  counts[place] = (counts[place] as number) + 1;
}
