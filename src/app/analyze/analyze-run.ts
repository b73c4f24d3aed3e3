import { appendRunLine } from "../../adapters/store/run-log.ts";
import type { OpenTemplates } from "../../adapters/store/template-store.ts";
import { readCriticality, readScore } from "../../engine/analyst/risk.ts";
import type { SlotValue } from "../../engine/masking/slots.ts";
import { Reading } from "../../engine/reading/reading.ts";
import { Triage, type TriagedText, type TriagedUnit } from "../../engine/triage.ts";
import { emptyVerdict } from "../../engine/triage-verdict.ts";
import type { AnalyzeOptions } from "../../programs/declarations/llamaanalyze.ts";
import { detach, toBytes, toText } from "../../splunk/byte-string.ts";
import { quoteField } from "../../splunk/csv.ts";
import type { ParsedArguments } from "../../splunk/declaration.ts";
import { fieldReader } from "../../splunk/field-values.ts";
import { multivalueColumn } from "../../splunk/multivalue.ts";
import { OwnColumns } from "../../splunk/own-columns.ts";
import { replyRows } from "../../splunk/reply-rows.ts";
import type { Inspector, MessageLevel, Reply, SearchInfo, SearchRun } from "../../splunk/search-command.ts";
import { Table } from "../../splunk/table.ts";
import { controlColumns } from "../event-fields.ts";
import { InputWarnings } from "../input-warnings.ts";
import { numberReader, parseTime } from "../number-reader.ts";
import type { ModelOpening, OpenModel } from "./model.ts";
import { outputColumns, renderRow, showsPrompts } from "./output-fields.ts";
import { RowPattern } from "./row-pattern.ts";
import { runLogEntry } from "./run-log-entry.ts";
import { tellProgress } from "./run-progress.ts";
import { RunRecord } from "./run-record.ts";

const emptyRow = Buffer.from(renderRow(emptyVerdict, undefined), "latin1");

export interface AnalyzeSettings {
  readonly parsed: ParsedArguments<AnalyzeOptions>;
  readonly info: SearchInfo;
  readonly opening: ModelOpening;
  readonly templates: OpenTemplates;
  /** The run log, which gets one line about the run; undefined for none. */
  readonly runLog: string | undefined;
}

/** One search with llamaanalyze: it returns the same rows, each with a verdict. */
export class AnalyzeRun implements SearchRun {
  private readonly settings: AnalyzeSettings;
  private readonly field: string;
  private readonly showsPrompts: boolean;
  private readonly own: OwnColumns;
  private readonly triage: Triage;
  private readonly warnings: InputWarnings;
  private readonly record: RunRecord;
  private readonly patterns = new WeakMap<TriagedUnit, RowPattern>();
  private readonly endProgress: () => void = () => {};
  /** Settles when all earlier chunks are answered and counted. */
  private earlier: Promise<unknown> = Promise.resolve();

  constructor(settings: AnalyzeSettings) {
    const {
      parsed,
      templates,
      opening: { model, problem },
    } = settings;
    const { unit, fallback } = parsed.options;
    this.settings = settings;
    this.field = parsed.field;
    this.showsPrompts = showsPrompts(parsed.options);
    this.own = new OwnColumns(outputColumns(parsed.options), controlColumns(parsed.options.prefix));
    this.triage = new Triage({
      fallback,
      perEvent: unit === "event",
      miner: templates.miner,
      ...(model === undefined ? {} : { model }),
    });
    this.warnings = new InputWarnings(parsed.field, this.own);
    this.record = new RunRecord(model, problem);
    if (model !== undefined && model.plan === undefined)
      this.endProgress = tellProgress(model.judge.counts, process.env.LLAMA_PROGRESS === "terminal");
  }

  async execute(body: Buffer, finished: boolean): Promise<Reply> {
    const before = this.earlier;
    const answered = this.answer(body, finished);
    // Drop the result, or it would keep every reply of the search in memory.
    this.earlier = Promise.allSettled([before, answered]).then(() => undefined);
    const reply = await answered;
    if (!finished) return reply;
    // The units of the last chunk may be answered before those of earlier chunks.
    await before;
    return { ...reply, inspector: await this.finish() };
  }

  private async answer(body: Buffer, last: boolean): Promise<Reply> {
    const started = performance.now();
    const twin = multivalueColumn(this.field);
    const wanted = new Set([this.field, twin, "_time", "sourcetype", "anomaly_score", "criticality"]);
    const table = new Table(body, (column) => wanted.has(column), this.own.replaces);
    this.warnings.note(table);
    const decoded = performance.now();
    // There is no await before the end of `receive`, so the units of all chunks received are enqueued.
    const texts = this.receive(table);
    const units = texts.map((text) => text?.unit);
    await this.triage.settle(units, last);
    const additions = texts.map((text) => this.addition(text));
    this.record.addChunk(units, { decoding: decoded - started, judging: performance.now() - decoded });
    return replyRows(table, this.own, additions);
  }

  /** The text of each row, with its unit; undefined if the field is empty. */
  private receive(table: Table): (TriagedText | undefined)[] {
    const texts = this.read(table);
    const sourcetype = table.place("sourcetype");
    const time = numberReader(table, "_time", parseTime);
    const score = numberReader(table, "anomaly_score", readScore);
    const criticality = numberReader(table, "criticality", readCriticality);
    for (const [row, text] of texts.entries()) {
      if (text === undefined) continue;
      const unit = text.unit ?? this.triage.assign(text, table.bytes(row, sourcetype));
      this.triage.observe(unit, time(row), score(row), criticality(row));
    }
    return texts;
  }

  /** Reads all texts of a chunk before any gets its unit, because templates become more general while texts are read. */
  private read(table: Table): (TriagedText | undefined)[] {
    const keyOf = fieldReader(table, this.field);
    const texts: (TriagedText | undefined)[] = new Array(table.rowCount);
    for (let row = 0; row < table.rowCount; row++) {
      const key = keyOf(row);
      texts[row] = this.triage.known(key) ?? this.readText(key);
    }
    return texts;
  }

  /** What is added to a row. */
  private addition(text: TriagedText | undefined): Buffer {
    const unit = text?.unit;
    if (text === undefined || unit === undefined)
      return this.showsPrompts ? withPrompt(emptyRow, undefined) : emptyRow;
    if (this.showsPrompts) return withPrompt(render(unit), unit);
    if (unit.slots === undefined) return render(unit);
    text.rendered ??= Buffer.from(this.ownRow(unit, text, unit.slots.length), "latin1");
    return text.rendered;
  }

  /** The end of a row whose verdict names values: they are its own. */
  private ownRow(unit: TriagedUnit, text: TriagedText, slots: number): string {
    const renderWith = (values: readonly SlotValue[]): string => {
      const judgement = this.triage.judgementFor(unit, values);
      return renderRow({ ...(unit.verdict ?? emptyVerdict), judgement }, unit.unit);
    };
    let pattern = this.patterns.get(unit);
    if (pattern === undefined) {
      pattern = new RowPattern(slots, renderWith);
      this.patterns.set(unit, pattern);
    }
    const values = this.triage.valuesFor(unit, text);
    return pattern.filled(values) ?? renderWith(values);
  }

  private readText(key: string): TriagedText | undefined {
    if (key.trim() === "") return undefined;
    const ownKey = this.triage.keepsKeys ? detach(key) : key;
    const text = toText(ownKey);
    this.warnings.noteText(ownKey, text);
    return this.triage.read(ownKey, new Reading(text));
  }

  private async finish(): Promise<Inspector> {
    const { parsed, info, opening, templates, runLog } = this.settings;
    this.endProgress();
    const unsaved = await opening.model?.close();
    const { record } = this;
    const { unitCount: units, unitsByReason: unitsLeft } = this.triage;
    const messages = [
      record.message(units, parsed, unitsLeft),
      ...opening.warnings().map((warning): [MessageLevel, string] => ["INFO", warning]),
      ...this.warnings.messages(record),
    ];
    // What could not be stored is found again next time, so these problems are INFO and not WARN.
    const { store } = opening.model ?? {};
    const calibrated = await opening.model?.saveCalibration?.();
    const problems = [
      unsaved,
      ...storeSentences(store),
      templates.problem,
      await templates.save(),
      calibrated,
    ];
    for (const problem of problems) if (problem !== undefined) messages.push(["INFO", problem]);
    if (runLog !== undefined) {
      const problem = appendRunLine(
        runLog,
        runLogEntry({ command: "llamaanalyze", info, record, units, unitsLeft }),
      );
      if (problem !== undefined) messages.push(["WARN", problem]);
    }
    return { messages, ...record.metrics(units) };
  }
}

/** Sentences about faults of the store, which cost calls but never stop the search. */
function storeSentences(store: OpenModel["store"]): string[] {
  if (store === undefined) return [];
  const { forged, foreign, truncated } = store.ignored;
  const left = [
    ...(forged > 0 ? [`${forged} forged`] : []),
    ...(foreign > 0 ? [`${foreign} of another key or version`] : []),
    ...(truncated > 0 ? [`${truncated} cut short`] : []),
  ];
  if (left.length === 0) return [...store.problems];
  return [...store.problems, `Entries of the verdict store were left out: ${left.join(", ")}.`];
}

function render(triaged: TriagedUnit): Buffer {
  triaged.rendered ??= Buffer.from(renderRow(triaged.verdict ?? emptyVerdict, triaged.unit), "latin1");
  return triaged.rendered;
}

/** Adds the messages of a planned call, only to the first row of each call. */
function withPrompt(row: Buffer, triaged: TriagedUnit | undefined): Buffer {
  const messages = triaged?.messages ?? "";
  if (triaged !== undefined) triaged.messages = undefined;
  return Buffer.concat([row, Buffer.from(`,${toBytes(quoteField(messages))}`, "latin1")]);
}
