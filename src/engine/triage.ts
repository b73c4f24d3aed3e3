import { type Assessment, assess } from "./analyst/assess.ts";
import { SearchContext, type Shape, withContext } from "./analyst/context.ts";
import { RecentMap } from "./recent-map.ts";
import { type Unit, unitOf } from "./unit.ts";
import type { Flag, Reason, Verdict } from "./verdict.ts";

/** Units are remembered within a search up to this many, and up to this many characters of their keys. */
const mostUnits = 20_000;
const mostCharacters = 8_000_000;

/** A unit within one search. */
export interface TriagedUnit {
  readonly unit: Unit;
  readonly assessment: Assessment;
  readonly shape: Shape;
  verdict: Verdict | undefined;
  /** Room for the caller's own encoding of the verdict. */
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
  private readonly recent = new RecentMap<TriagedUnit>(mostUnits, mostCharacters);
  /** Units met so far; one that was long out of sight counts again. */
  unitCount = 0;

  constructor(options: TriageOptions) {
    this.options = options;
  }

  /** The unit known under a key; the same text has the same key. */
  known(key: string): TriagedUnit | undefined {
    return this.recent.get(key);
  }

  /** Takes up a unit that is not known (any more). */
  meet(key: string, text: string): TriagedUnit {
    const unit = unitOf(text);
    const triaged: TriagedUnit = {
      unit,
      assessment: assess(unit.text),
      shape: this.context.shapeFor(unit.templateId),
      verdict: undefined,
      rendered: undefined,
    };
    this.recent.set(key, triaged, key.length + unit.text.length);
    this.unitCount++;
    return triaged;
  }

  /** Counts one event of a unit. @param time epoch seconds, where the event has one */
  observe(triaged: TriagedUnit, time: number | undefined): void {
    this.context.observe(triaged.shape, time);
  }

  /**
   * The verdict on a unit. Made when it is first asked for, with what the search has shown until then, and
   * kept: all events of a unit get the same.
   */
  settle(triaged: TriagedUnit): Verdict {
    triaged.verdict ??= this.judge(triaged);
    return triaged.verdict;
  }

  private judge({ unit, assessment, shape }: TriagedUnit): Verdict {
    const { fallback, reason } = this.options;
    const flags: Flag[] = unit.truncated ? ["truncated"] : [];
    if (fallback === "none") return { judgement: null, status: "error", reason, flags, model: "" };
    const judgement = withContext(assessment, this.context.judge(shape));
    return { judgement, status: "local", reason, flags, model: "embedded" };
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
