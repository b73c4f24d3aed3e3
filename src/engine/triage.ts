import { type Assessment, assess } from "./analyst/assess.ts";
import { type ContextFinding, SearchContext, type Shape, withContext } from "./analyst/context.ts";
import { RecentMap } from "./recent-map.ts";
import { type Unit, unitOf } from "./unit.ts";
import type { Flag, Reason, Verdict } from "./verdict.ts";

/** Units are remembered within a search up to this many, and up to this many characters of their keys. */
const mostUnits = 20_000;
const mostCharacters = 8_000_000;

/** A unit within one search, with what is said of it so far. */
export interface TriagedUnit {
  readonly unit: Unit;
  readonly verdict: Verdict;
  /** Room for the caller's own encoding of the verdict; empty again whenever the verdict changes. */
  rendered: Buffer | undefined;
}

export interface TriageOptions {
  /** Who answers when the model does not: the embedded analyst, or nobody. */
  readonly fallback: "local" | "none";
  /** Why the model is not asked. */
  readonly reason: Reason;
}

/**
 * Judges the events of one search: identical texts are one unit, judged once. Works chunk by chunk, in
 * bounded memory, whatever the direction of time: `observe` each event of a chunk, then `settle` its units.
 */
export class Triage {
  private readonly options: TriageOptions;
  private readonly context = new SearchContext();
  private readonly recent = new RecentMap<JudgedUnit>(mostUnits, mostCharacters);
  /** Units met so far; one that was long out of sight counts again. */
  unitCount = 0;

  constructor(options: TriageOptions) {
    this.options = options;
  }

  /** The unit known under a key; the same text has the same key. */
  known(key: string): JudgedUnit | undefined {
    return this.recent.get(key);
  }

  /** Takes up a unit that is not known (any more). */
  meet(key: string, text: string): JudgedUnit {
    const judged = this.birth(text);
    this.recent.set(key, judged, key.length + judged.unit.text.length);
    return judged;
  }

  /** Counts one event of a unit. @param time epoch seconds, where the event has one */
  observe(judged: JudgedUnit, time: number | undefined): void {
    this.context.observe(judged.shape, time);
  }

  /** Brings the verdict of a unit up to what the search has shown so far. */
  settle(judged: JudgedUnit): void {
    const finding = this.context.judge(judged.shape);
    if (sameFinding(judged.finding, finding)) return;
    judged.finding = finding;
    judged.verdict = this.verdictOn(judged);
    judged.rendered = undefined;
  }

  private birth(text: string): JudgedUnit {
    this.unitCount++;
    const unit = unitOf(text);
    return {
      unit,
      assessment: assess(unit.text),
      shape: this.context.shapeFor(unit.templateId),
      finding: undefined,
      verdict: unjudged,
      rendered: undefined,
    };
  }

  private verdictOn({ unit, assessment, finding }: JudgedUnit): Verdict {
    const flags: Flag[] = unit.truncated ? ["truncated"] : [];
    const { fallback, reason } = this.options;
    if (fallback === "none" || finding === undefined) return { ...unjudged, reason, flags };
    return { judgement: withContext(assessment, finding), status: "local", reason, flags, model: "embedded" };
  }
}

/** The verdict on an event whose text is empty. */
export const emptyVerdict: Verdict = {
  judgement: null,
  status: "skipped",
  reason: "empty",
  flags: [],
  model: "",
};

const unjudged: Verdict = { judgement: null, status: "error", flags: [], model: "" };

export interface JudgedUnit extends TriagedUnit {
  readonly assessment: Assessment;
  readonly shape: Shape;
  finding: ContextFinding | undefined;
  verdict: Verdict;
}

function sameFinding(a: ContextFinding | undefined, b: ContextFinding): boolean {
  return a !== undefined && a.rarity === b.rarity && a.burst?.factor === b.burst?.factor;
}
