import { type Assessment, assess } from "./analyst/assess.ts";
import { SearchContext, type Shape, withContext } from "./analyst/context.ts";
import type { Answer, Asker } from "./asking/asker.ts";
import { redact } from "./asking/redaction.ts";
import { applyFloor, suspectsInjection } from "./asking/severity-floor.ts";
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
  /** The model's, where it is asked. */
  readonly answer: Promise<Answer> | undefined;
  verdict: Verdict | undefined;
  /** Room for the caller's own encoding of the verdict. */
  rendered: Buffer | undefined;
}

export interface TriageOptions {
  /** Who answers when the model does not: the embedded analyst, or nobody. */
  readonly fallback: "local" | "none";
  /** Asks about every event by itself, also where another has the same text. */
  readonly perEvent: boolean;
  /** The model to ask; without one the embedded analyst answers. */
  readonly model?: { readonly name: string; readonly asker: Asker };
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
    return this.options.perEvent ? undefined : this.recent.get(key);
  }

  /** Takes up a unit that is not known (any more), and puts it in line for the model. */
  meet(key: string, text: string): TriagedUnit {
    const { model, perEvent } = this.options;
    const unit = unitOf(text);
    const triaged: TriagedUnit = {
      unit,
      assessment: assess(unit.text),
      shape: this.context.shapeFor(unit.templateId),
      answer: model?.asker.ask(redact(unit.text).text, perEvent),
      verdict: undefined,
      rendered: undefined,
    };
    if (!perEvent) this.recent.set(key, triaged, key.length + unit.text.length);
    this.unitCount++;
    return triaged;
  }

  /** Counts one event of a unit. @param time epoch seconds, where the event has one */
  observe(triaged: TriagedUnit, time: number | undefined): void {
    this.context.observe(triaged.shape, time);
  }

  /**
   * Gives each unit its verdict, once it has an answer. A local one is made with what the search has shown
   * until then. What a unit has, it keeps: all its events get the same.
   */
  async settle(units: Iterable<TriagedUnit | undefined>): Promise<void> {
    this.options.model?.asker.flush();
    for (const triaged of units) {
      if (triaged === undefined || triaged.verdict !== undefined) continue;
      const answer = triaged.answer === undefined ? noEndpoint : await triaged.answer;
      triaged.verdict ??=
        "reason" in answer ? this.fallback(triaged, answer.reason) : this.byModel(triaged, answer);
    }
  }

  private byModel(
    { unit, assessment }: TriagedUnit,
    { judgement, flags }: Exclude<Answer, { reason: Reason }>,
  ): Verdict {
    const suspected = suspectsInjection(unit.text);
    const floored = applyFloor(judgement, assessment.severity, suspected);
    const remarks: Flag[] = [...flags, ...truncation(unit)];
    if (suspected) remarks.push("suspected_injection");
    if (floored.raised) remarks.push("raised_to_floor");
    return {
      judgement: floored.judgement,
      status: "llm",
      flags: remarks,
      model: this.options.model?.name ?? "",
    };
  }

  private fallback({ unit, assessment, shape }: TriagedUnit, reason: Reason): Verdict {
    const flags = truncation(unit);
    if (this.options.fallback === "none") {
      const status = reason.startsWith("budget_") ? "skipped" : "error";
      return { judgement: null, status, reason, flags, model: "" };
    }
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

const noEndpoint: Answer = { reason: "no_endpoint" };

function truncation({ truncated }: Unit): Flag[] {
  return truncated ? ["truncated"] : [];
}
