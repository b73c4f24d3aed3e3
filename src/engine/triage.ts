import { type Assessment, assess } from "./analyst/assess.ts";
import { SearchContext, type Shape, withContext } from "./analyst/context.ts";
import type { Answer, Questions } from "./asking/asker.ts";
import { questionOf } from "./asking/question.ts";
import { applyFloor, suspectsInjection } from "./asking/severity-floor.ts";
import type { Guard } from "./masking/guard.ts";
import type { Slot } from "./masking/slots.ts";
import { RecentMap } from "./recent-map.ts";
import { TemplateMiner } from "./templates/template-miner.ts";
import { type LineReading, UnitReader } from "./templates/unit-key.ts";
import { TextMemory } from "./text-memory.ts";
import { type Unit, unitOf } from "./unit.ts";
import type { Flag, Judgement, Reason, Verdict } from "./verdict.ts";

const mostUnits = 20_000;

/** A text within one search. */
export interface TriagedText {
  /** Undefined until `assign`. */
  unit: TriagedUnit | undefined;
  /** The text, until it has a unit. */
  text: string;
  readonly reading: LineReading;
}

/** A unit within one search. */
export interface TriagedUnit {
  readonly unit: Unit;
  readonly assessment: Assessment;
  readonly shape: Shape;
  /** The model's, where it is asked. */
  readonly answer: Promise<Answer> | undefined;
  verdict: Verdict | undefined;
  /** What the verdict's sentences name by placeholders; each event then has its own: see `judgementFor`. */
  slots: readonly Slot[] | undefined;
  /** What would have been sent for the batch that begins with it, where nothing is: JSON. */
  messages: string | undefined;
  /** Room for the caller's own encoding of the verdict. */
  rendered: Buffer | undefined;
}

export interface TriageOptions {
  /** Who answers when the model does not: the embedded analyst, or nobody. */
  readonly fallback: "local" | "none";
  /** Asks about every event by itself, also where another has the same text. */
  readonly perEvent: boolean;
  /** The model to ask; without one the embedded analyst answers. */
  readonly model?: { readonly name: string; readonly asker: Questions; readonly guard: Guard };
  /** Knows templates of earlier runs, where they are kept. */
  readonly miner?: TemplateMiner;
}

/**
 * Judges the events of one search, each unit once. Works chunk by chunk, in bounded memory, whatever the direction
 * of time: `read` the texts of a chunk, so that their templates settle, then `assign` each its unit and `observe`
 * the events, then `settle` the units.
 */
export class Triage {
  private readonly options: TriageOptions;
  private readonly context = new SearchContext();
  private readonly reader: UnitReader;
  private readonly texts = new TextMemory<TriagedText>();
  private readonly units = new RecentMap<TriagedUnit>(mostUnits);
  /** Units met so far; one that was long out of sight counts again. */
  unitCount = 0;

  constructor(options: TriageOptions) {
    this.options = options;
    this.reader = new UnitReader(options.miner ?? new TemplateMiner());
  }

  /** The text known under a key; the same text has the same key. */
  known(key: string): TriagedText | undefined {
    return this.options.perEvent ? undefined : this.texts.get(key);
  }

  /** Whether `read` keeps the key, which then must have memory of its own. */
  get keepsKeys(): boolean {
    return !this.options.perEvent && this.texts.remembers;
  }

  /** Takes up a text that is not known (any more). */
  read(key: string, text: string): TriagedText {
    const triaged: TriagedText = { unit: undefined, text, reading: this.reader.read(text) };
    if (this.keepsKeys) this.texts.set(key, triaged);
    return triaged;
  }

  /** The unit of a text. One that is new is put in line for the model. @param sourcetype the event's */
  assign(triaged: TriagedText, sourcetype = ""): TriagedUnit {
    triaged.unit ??= this.meet(triaged, sourcetype);
    triaged.text = "";
    return triaged.unit;
  }

  private meet({ text, reading }: TriagedText, sourcetype: string): TriagedUnit {
    const { model, perEvent } = this.options;
    const found = this.reader.unitOf(reading);
    const known = perEvent ? undefined : this.units.get(found.key);
    if (known !== undefined) return known;
    const unit = unitOf(text, found);
    const triaged: TriagedUnit = {
      unit,
      assessment: assess(unit.text),
      shape: this.context.shapeFor(unit.templateId),
      answer: model?.asker.ask(questionOf(unit, perEvent, model.guard, sourcetype), { again: perEvent }),
      verdict: undefined,
      slots: undefined,
      messages: undefined,
      rendered: undefined,
    };
    if (!perEvent) this.units.set(found.key, triaged);
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
   *
   * @param last nothing more comes in this search
   */
  async settle(units: Iterable<TriagedUnit | undefined>, last = false): Promise<void> {
    this.options.model?.asker.flush(last);
    for (const triaged of units) {
      if (triaged === undefined || triaged.verdict !== undefined) continue;
      const answer = triaged.answer === undefined ? noEndpoint : await triaged.answer;
      if ("messages" in answer) triaged.messages ??= answer.messages;
      triaged.verdict ??=
        "reason" in answer ? this.fallback(triaged, answer.reason) : this.byModel(triaged, answer);
    }
  }

  /** The unit's judgement with the values of one of its events in its sentences. @param text the event's */
  judgementFor({ unit, slots, verdict }: TriagedUnit, text: string): Judgement | null {
    const { model } = this.options;
    const judgement = verdict?.judgement ?? null;
    if (judgement === null || slots === undefined || model === undefined) return judgement;
    return withSentences(judgement, (sentences) => model.guard.backIntoUnit(sentences, slots, text, unit));
  }

  private byModel(triaged: TriagedUnit, answer: Exclude<Answer, { reason: Reason }>): Verdict {
    const { unit, assessment } = triaged;
    const { flags } = answer;
    const judgement = this.options.perEvent ? this.ofEvent(answer.judgement, unit) : answer.judgement;
    if (!this.options.perEvent && holdsPlaceholder(judgement)) triaged.slots = answer.slots ?? [];
    const suspected = suspectsInjection(unit.text);
    const floored = applyFloor(judgement, assessment.severity, suspected);
    const remarks: Flag[] = [...flags, ...truncation(unit)];
    if (suspected) remarks.push("suspected_injection");
    if (floored.raised) remarks.push("raised_to_floor");
    return {
      judgement: floored.judgement,
      status: answer.remembered === true ? "cached" : "llm",
      flags: remarks,
      model: answer.model ?? this.options.model?.name ?? "",
    };
  }

  private ofEvent(judgement: Judgement, { text }: Unit): Judgement {
    const { model } = this.options;
    if (model === undefined || !holdsPlaceholder(judgement)) return judgement;
    return withSentences(judgement, (sentences) => model.guard.backIntoEvent(sentences, text));
  }

  private fallback({ unit, assessment, shape }: TriagedUnit, reason: Reason): Verdict {
    const flags = truncation(unit);
    if (reason === "plan") return { judgement: null, status: "skipped", reason, flags, model: "" };
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

/** All placeholders and the marks of those that stand in logs begin so. */
function holdsPlaceholder({ rootCause, recommendedAction }: Judgement): boolean {
  return rootCause.includes("<") || recommendedAction.includes("<");
}

function withSentences(
  judgement: Judgement,
  change: (sentences: readonly string[]) => readonly string[],
): Judgement {
  const [rootCause = "", recommendedAction = ""] = change([judgement.rootCause, judgement.recommendedAction]);
  return { ...judgement, rootCause, recommendedAction };
}

function truncation({ truncated }: Unit): Flag[] {
  return truncated ? ["truncated"] : [];
}
