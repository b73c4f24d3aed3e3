import { RecentMap } from "../recent-map.ts";
import { type Judgement, severityRank, shiftSeverity } from "../verdict.ts";
import { withSentence } from "./about/about.ts";
import type { Assessment } from "./assess.ts";
import type { Remark } from "./search-signs.ts";
import { TimeBuckets, type TimeCounts } from "./time-buckets.ts";

const mostTemplates = 20_000;
/** With fewer events, rarity is unknown. */
const fewestEventsForRarity = 1_000;
/** With more unseen mass, logs are so varied that a template seen once is not rare. */
const largestUnseenMass = 0.02;
const fewestInBurst = 10;
const smallestRatio = 4;
const smallestSigmas = 6;
/** With fewer events in other buckets there is no usual rate to compare with. */
const fewestElsewhere = 100;
/** A template that comes in fewer other buckets has no usual rate: it came once, and all at a time. */
const fewestUsualBuckets = 3;
/** Within a shorter time, in seconds, a program only starts, works through its stages and ends: nothing is usual. */
const shortestSpan = 600;
const factors = [100, 50, 20, 10, 5, 3];

/** Counts of one template within a search. */
export interface TemplateStats {
  count: number;
  times: TimeCounts | undefined;
  finding: ContextFinding;
  /** Number of the search's events when the finding was made. */
  judgedAt: number;
}

export interface ContextFinding {
  readonly rarity: "rare" | "usual" | "unknown";
  /** The rate in part of the search as a multiple of the rate in the rest: 3, 5, 10, 20, 50 or 100. */
  readonly burst?: { readonly factor: number };
}

/** Neither rarity nor a rate makes these an anomaly. */
const quietRules = new Set(["level-info", "level-debug", "stack-frame"]);

/** Said of the first event of a template, so it no longer holds for a group of several. */
export const rareRemark = "Nothing else like it came so far.";

const unknown: ContextFinding = { rarity: "unknown" };

/** Finds what shows only across the events of a search: rarity and bursts. The order of events does not matter. */
export class SearchContext {
  private readonly templates = new RecentMap<TemplateStats>(mostTemplates);
  private readonly buckets = new TimeBuckets();
  /** Events so far. */
  events = 0;
  private timedEvents = 0;
  private seenOnce = 0;

  statsFor(templateId: string): TemplateStats {
    let stats = this.templates.get(templateId);
    if (stats === undefined) {
      stats = { count: 0, times: undefined, finding: unknown, judgedAt: -1 };
      this.templates.set(templateId, stats);
    }
    return stats;
  }

  /** Counts one event. @param time epoch seconds */
  observe(stats: TemplateStats, time: number | undefined): void {
    this.events++;
    stats.count++;
    if (stats.count === 1) this.seenOnce++;
    else if (stats.count === 2) this.seenOnce--;
    if (time === undefined) return;
    const place = this.buckets.place(time);
    if (place < 0) return;
    this.timedEvents++;
    increment(this.buckets.current(this.buckets.total), place);
    stats.times ??= this.buckets.empty();
    increment(this.buckets.current(stats.times), place);
  }

  judge(stats: TemplateStats): ContextFinding {
    if (stats.judgedAt !== this.events) {
      const factor = this.burstFactor(stats);
      stats.finding = { rarity: this.rarity(stats), ...(factor === undefined ? {} : { burst: { factor } }) };
      stats.judgedAt = this.events;
    }
    return stats.finding;
  }

  /**
   * A template seen once is rare only if few templates are seen once: their share of all events estimates the
   * probability that the next event is new (I. J. Good, The population frequencies of species, Biometrika 40, 1953).
   */
  private rarity(stats: TemplateStats): ContextFinding["rarity"] {
    if (this.events < fewestEventsForRarity || this.seenOnce / this.events >= largestUnseenMass)
      return "unknown";
    if (stats.count > 1) return "usual";
    return stats.times !== undefined && this.isStartUp(stats.times) ? "unknown" : "rare";
  }

  /** Whether a template comes at the beginning of the search's time only, as what programs say when they start. */
  private isStartUp(times: TimeCounts): boolean {
    return this.buckets.current(times).every((count, place) => count === 0 || place === this.buckets.first);
  }

  /**
   * Compares the template's share of each bucket with its share of the others, so that a busy hour is no burst. The first
   * bucket is none either: a log begins with what programs say when they start.
   */
  private burstFactor(stats: TemplateStats): number | undefined {
    if (stats.times === undefined || stats.count < fewestInBurst) return undefined;
    if (this.buckets.span < shortestSpan) return undefined;
    const counts = this.buckets.current(stats.times);
    const totals = this.buckets.current(this.buckets.total);
    const all = counts.reduce((sum, count) => sum + count, 0);
    const buckets = counts.reduce((sum, count) => sum + Math.sign(count), 0);
    if (buckets <= fewestUsualBuckets) return undefined;
    let largest = 0;
    for (let place = 0; place < counts.length; place++) {
      const count = counts[place] as number;
      const elsewhere = this.timedEvents - (totals[place] as number);
      if (count < fewestInBurst || elsewhere < fewestElsewhere || place === this.buckets.first) continue;
      const expected = Math.max(1, ((totals[place] as number) * (all - count)) / elsewhere);
      const sigmas = (count - expected) / Math.sqrt(expected);
      if (sigmas >= smallestSigmas) largest = Math.max(largest, count / expected);
    }
    return largest < smallestRatio ? undefined : factors.find((factor) => factor <= largest);
  }
}

/** Adds the finding about the search to the assessment of the words. Never makes it milder. */
export function withContext(assessment: Assessment, { rarity, burst }: ContextFinding): Judgement {
  const { anomalyDetected, severity, rootCause, recommendedAction, confidence } = assessment;
  const judgement: Judgement = { anomalyDetected, severity, rootCause, recommendedAction, confidence };
  if (!anomalyDetected && quietRules.has(assessment.rule)) return judgement;
  if (burst !== undefined) {
    const times = `About ${burst.factor} times its usual rate in part of this search.`;
    if (!anomalyDetected) return burst.factor < 10 ? judgement : unusual(times, 35);
    // A known failure at P4 is noise, and more noise is no fault.
    const rises = severity === "P2" || severity === "P3" || (severity === "P4" && !assessment.known);
    const worse = rises ? shiftSeverity(severity, -1) : severity;
    return {
      ...judgement,
      severity: worse,
      rootCause: withSentence(rootCause, times),
      confidence: Math.min(95, confidence + 5),
    };
  }
  return rarity === "rare" && !anomalyDetected ? unusual(rareRemark, 25) : judgement;
}

/** Adds what other lines show about a fault, where there is room for it. */
export function withRemark(judgement: Judgement, remark: Remark | undefined): Judgement {
  if (remark === undefined || !judgement.anomalyDetected) return judgement;
  const { sentence, atLeast = "P5" } = remark;
  const rootCause = withSentence(judgement.rootCause, sentence);
  const severity = severityRank(atLeast) < severityRank(judgement.severity) ? atLeast : judgement.severity;
  return { ...judgement, severity, rootCause };
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
