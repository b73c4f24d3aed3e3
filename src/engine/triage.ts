import { type Assessment, assess } from "./analyst/assess.ts";
import { SearchContext, type TemplateStats, withContext, withRemark } from "./analyst/context.ts";
import { explained } from "./analyst/explained.ts";
import { afterFailures } from "./analyst/login-after-failures.ts";
import { type RiskSignals, riskOf } from "./analyst/risk.ts";
import { type Admission, fewestOfAttack, SearchSigns } from "./analyst/search-signs.ts";
import type { Judge } from "./asking/judge.ts";
import { type Answer, questionOf } from "./asking/question.ts";
import type { Authority } from "./asking/severity-floor.ts";
import type { PromptMasking } from "./masking/prompt-masking.ts";
import type { PlaceholderSlot, SlotValue } from "./masking/slots.ts";
import type { Reading } from "./reading/reading.ts";
import { RecentMap } from "./recent-map.ts";
import type { ShapeEntry } from "./templates/shape-map.ts";
import type { Template } from "./templates/template.ts";
import { TemplateMiner } from "./templates/template-miner.ts";
import { type LineReading, UnitReader } from "./templates/unit-key.ts";
import { TextMemory } from "./text-memory.ts";
import {
  localVerdict,
  type ModelAnswer,
  mapSentences,
  mayHoldPlaceholder,
  missingVerdict,
  modelVerdict,
  slotsNamedIn,
} from "./triage-verdict.ts";
import { type Unit, unitOf } from "./unit.ts";
import type { Judgement, Reason, Verdict } from "./verdict.ts";

const mostUnits = 20_000;
const mostGrades = 20_000;

/** A text within one search. */
export interface TriagedText {
  /** Undefined until `assign`. */
  unit: TriagedUnit | undefined;
  readonly text: string;
  /** Dropped by `assign`. */
  line: Reading | undefined;
  readonly reading: LineReading;
  /** Who was let in, if the line says so. */
  readonly admission: Admission | undefined;
  /** The caller's encoding of the verdict with the text's own values. */
  rendered: Buffer | undefined;
}

/** A unit within one search. */
export interface TriagedUnit {
  readonly unit: Unit;
  readonly assessment: Assessment;
  readonly stats: TemplateStats;
  readonly signals: RiskSignals;
  /** The model's answer, if a model is asked. */
  readonly answer: Promise<Answer> | undefined;
  verdict: Verdict | undefined;
  /** The placeholders in the verdict's sentences. Each event has its own values for them: see `valuesFor`. */
  slots: readonly PlaceholderSlot[] | undefined;
  /** In a plan: the messages of the batch that begins with this unit, as JSON. */
  messages: string | undefined;
  /** The caller's encoding of the verdict. */
  rendered: Buffer | undefined;
}

export interface TriageOptions {
  /** What judges a unit when the model does not: the embedded analyst, or nothing. */
  readonly fallback: "local" | "none";
  /** Judges every event by itself, even if another has the same text. */
  readonly perEvent: boolean;
  /** The model to ask; without one the embedded analyst answers. */
  readonly model?: {
    readonly name: string;
    readonly judge: Judge;
    readonly masking: PromptMasking;
    /** What the verdicts of a model may do, by its name. @default () => "lower" */
    readonly authorityOf?: (model: string) => Authority;
  };
  /** Holds the templates of earlier runs, if they are kept. */
  readonly miner?: TemplateMiner;
}

const noEndpoint: Answer = { reason: "no_endpoint" };

/**
 * Judges the events of one search, each unit once. The caller goes chunk by chunk: first it `read`s all texts of the
 * chunk, so that their templates settle, then it `assign`s each text its unit and `observe`s the events, and finally it
 * `settle`s the units. Events may come in any order of time; memory is bounded.
 */
export class Triage {
  private readonly options: TriageOptions;
  private readonly context = new SearchContext();
  private readonly signs = new SearchSigns();
  private readonly reader: UnitReader;
  private readonly texts = new TextMemory<TriagedText>();
  private readonly units = new RecentMap<TriagedUnit>(mostUnits);
  private readonly shapeNumbers = new WeakMap<ShapeEntry, number>();
  private shapeCount = 0;
  /** Grades by shape, kept values and words within values: texts that share these have the same assessment. */
  private readonly grades = new RecentMap<string>(mostGrades);
  /** The birth of the youngest template of earlier runs; 0 if there is none. */
  private readonly lastKnownBirth: number;
  private highestScore = 0;
  /** Number of units without the model's verdict, by reason. */
  readonly unitsByReason = new Map<Reason, number>();
  /** Number of units. A unit that was evicted and comes back counts again. */
  unitCount = 0;

  constructor(options: TriageOptions) {
    this.options = options;
    const miner = options.miner ?? new TemplateMiner();
    this.lastKnownBirth = miner.templates().at(-1)?.birth ?? 0;
    this.reader = new UnitReader(miner);
  }

  /** The text remembered under a key. Callers give equal texts equal keys. */
  known(key: string): TriagedText | undefined {
    return this.options.perEvent ? undefined : this.texts.get(key);
  }

  /** Whether `read` keeps the key. Such a key needs memory of its own. */
  get keepsKeys(): boolean {
    return !this.options.perEvent && this.texts.remembers;
  }

  /** Reads a line that `known` does not find. */
  read(key: string, line: Reading): TriagedText {
    const triaged: TriagedText = {
      unit: undefined,
      text: line.text,
      line,
      reading: this.reader.read(line),
      admission: this.signs.note(line),
      rendered: undefined,
    };
    if (this.keepsKeys) this.texts.set(key, triaged);
    return triaged;
  }

  /** The unit of a text. A new unit is queued for the model. @param sourcetype the event's */
  assign(triaged: TriagedText, sourcetype = ""): TriagedUnit {
    triaged.unit ??= this.findOrAddUnit(triaged, sourcetype);
    triaged.line = undefined;
    return triaged.unit;
  }

  /**
   * Finds the unit of a text by its template, its kept values and its grade. The grade is part of the key, because a text
   * may speak of a failure where other texts of the template have a name: it needs a floor of its own. So does a login
   * from where many failed.
   */
  private findOrAddUnit(triagedText: TriagedText, sourcetype: string): TriagedUnit {
    const { perEvent } = this.options;
    const { reading, admission } = triagedText;
    const line = triagedText.line as Reading;
    const tries = admission === undefined ? 0 : this.signs.triesOf(admission.client);
    const found = this.reader.unitOf(reading);
    const gradeKey = `${this.shapeNumber(reading.entry)} ${reading.wordHash}${reading.keptValues}`;
    let assessment: Assessment | undefined;
    let grade = this.grades.get(gradeKey);
    if (grade === undefined) {
      // Assesses the whole text: the unit, and so the model, has only the beginning of a long one.
      assessment = assess(line);
      grade = gradeOf(assessment);
      this.grades.set(gradeKey, grade);
    }
    if (tries >= fewestOfAttack) grade = gradeOf(afterFailures(tries));
    const key = `${found.key} ${grade}`;
    const known = perEvent ? undefined : this.units.get(key);
    if (known !== undefined) return known;
    const unit = unitOf(line.text, found);
    const judged =
      tries >= fewestOfAttack ? afterFailures(tries) : explained(assessment ?? assess(line), line);
    const triaged = this.newUnit(unit, found.template, judged, sourcetype);
    if (!perEvent) this.units.set(key, triaged);
    this.unitCount++;
    return triaged;
  }

  private newUnit(unit: Unit, template: Template, assessment: Assessment, sourcetype: string): TriagedUnit {
    const { model, perEvent } = this.options;
    const stats = this.context.statsFor(unit.templateId);
    const signals: RiskSignals = { score: -1, criticality: 0 };
    const { severity } = assessment;
    const novel = this.lastKnownBirth > 0 && template.birth > this.lastKnownBirth;
    const risk = (): number => {
      const { highestScore } = this;
      const { events } = this.context;
      return riskOf({ severity, novel, count: stats.count, events, signals, highestScore });
    };
    return {
      ...{ unit, assessment, stats, signals },
      answer: model?.judge.ask(questionOf(unit, perEvent, model.masking, sourcetype), {
        again: perEvent,
        risk,
      }),
      verdict: undefined,
      slots: undefined,
      messages: undefined,
      rendered: undefined,
    };
  }

  private shapeNumber(entry: ShapeEntry): number {
    let number = this.shapeNumbers.get(entry);
    if (number === undefined) {
      number = ++this.shapeCount;
      this.shapeNumbers.set(entry, number);
    }
    return number;
  }

  /**
   * Counts one event of a unit.
   *
   * @param time epoch seconds; undefined if the event has no time
   * @param score from `readScore`
   * @param criticality from `readCriticality`
   */
  observe(triaged: TriagedUnit, time: number | undefined, score?: number, criticality?: number): void {
    const { stats, signals } = triaged;
    this.context.observe(stats, time);
    if (score !== undefined) {
      signals.score = Math.max(signals.score, score);
      this.highestScore = Math.max(this.highestScore, score);
    }
    if (criticality !== undefined) signals.criticality = Math.max(signals.criticality, criticality);
  }

  /**
   * Waits for the answers and gives each unit its verdict. A local verdict rests on the events so far. A verdict never
   * changes, so all events of a unit get the same.
   *
   * @param last the search has no more units
   */
  async settle(units: Iterable<TriagedUnit | undefined>, last = false): Promise<void> {
    this.options.model?.judge.flush(last);
    for (const triaged of units) {
      if (triaged === undefined || triaged.verdict !== undefined) continue;
      const answer = triaged.answer === undefined ? noEndpoint : await triaged.answer;
      if ("messages" in answer) triaged.messages ??= answer.messages;
      // Another chunk may have settled the unit during the wait.
      if (triaged.verdict !== undefined) continue;
      triaged.verdict =
        "reason" in answer
          ? this.verdictWithoutModel(triaged, answer.reason)
          : this.verdictByModel(triaged, answer);
    }
  }

  /** The values that the verdict's sentences have for one of the unit's events. */
  valuesFor({ unit, slots = [] }: TriagedUnit, { text }: TriagedText): readonly SlotValue[] {
    return this.options.model?.masking.valuesInUnit(text, slots, unit) ?? [];
  }

  /** The unit's judgement, with the values of one of its events in its sentences. */
  judgementFor({ slots, verdict }: TriagedUnit, values: readonly SlotValue[]): Judgement | null {
    const { model } = this.options;
    const judgement = verdict?.judgement ?? null;
    if (judgement === null || slots === undefined || model === undefined) return judgement;
    return mapSentences(judgement, (sentences) => model.masking.restoreInUnit(sentences, slots, values));
  }

  private verdictByModel(triaged: TriagedUnit, answer: ModelAnswer): Verdict {
    const { unit, assessment } = triaged;
    const { model, perEvent } = this.options;
    const holdsPlaceholder = mayHoldPlaceholder(answer.judgement);
    let { judgement } = answer;
    if (holdsPlaceholder && !perEvent) triaged.slots = slotsNamedIn(answer);
    if (holdsPlaceholder && perEvent && model !== undefined) {
      judgement = mapSentences(judgement, (sentences) => model.masking.restoreInEvent(sentences, unit.text));
    }
    const name = answer.model ?? model?.name ?? "";
    return modelVerdict({ ...answer, judgement, model: name }, unit, assessment, model?.authorityOf?.(name));
  }

  private verdictWithoutModel({ unit, assessment, stats }: TriagedUnit, reason: Reason): Verdict {
    this.unitsByReason.set(reason, (this.unitsByReason.get(reason) ?? 0) + 1);
    if (reason === "plan" || this.options.fallback === "none") return missingVerdict(unit, reason);
    const judgement = withContext(assessment, this.context.judge(stats));
    return localVerdict(withRemark(judgement, this.signs.remarkOn(assessment, unit.text)), unit, reason);
  }
}

/** Units with equal grades have equal floors. */
function gradeOf({ severity, known }: Assessment): string {
  return known ? `${severity} known` : severity;
}
