import { appendRunLine } from "../adapters/run-log.ts";
import type { OpenTemplates } from "../adapters/state/template-store.ts";
import { emptyVerdict, Triage, type TriagedText, type TriagedUnit } from "../engine/triage.ts";
import { detach, toBytes, toText } from "../splunk/byte-string.ts";
import { quoteField } from "../splunk/csv.ts";
import type { ParsedArguments } from "../splunk/declaration.ts";
import { fieldReader } from "../splunk/field-values.ts";
import { multivalueColumn } from "../splunk/multivalue.ts";
import { replacedColumns, replyRows } from "../splunk/reply-rows.ts";
import type { Inspector, MessageLevel, Reply, SearchInfo, SearchRun } from "../splunk/search-command.ts";
import { Table } from "../splunk/table.ts";
import { InputRemarks } from "./input-remarks.ts";
import type { AnalyzeOptions } from "./llamaanalyze-declaration.ts";
import type { ModelOpening, OpenModel } from "./open-model.ts";
import { outputColumns, promptField, renderRow } from "./output-fields.ts";
import { runLine } from "./run-line.ts";
import { RunRecord } from "./run-record.ts";

const emptyRow = Buffer.from(renderRow(emptyVerdict, undefined), "latin1");

export interface AnalyzeSettings {
  readonly parsed: ParsedArguments<AnalyzeOptions>;
  readonly info: SearchInfo;
  readonly opening: ModelOpening;
  readonly templates: OpenTemplates;
  /** The file that gets one line about the run; none when undefined. */
  readonly runLog: string | undefined;
}

/** One search with llamaanalyze: rows in, the same rows out with a verdict each. */
export class AnalyzeRun implements SearchRun {
  private readonly settings: AnalyzeSettings;
  private readonly field: string;
  private readonly showsPrompts: boolean;
  private readonly columns: readonly string[];
  private readonly triage: Triage;
  private readonly remarks: InputRemarks;
  private readonly record: RunRecord;
  /** Settles when all chunks so far are answered and counted. */
  private earlier: Promise<unknown> = Promise.resolve();

  constructor(settings: AnalyzeSettings) {
    const {
      parsed,
      templates,
      opening: { model, problem },
    } = settings;
    const { unit, fallback, prefix, mode, show } = parsed.options;
    this.settings = settings;
    this.field = parsed.field;
    this.showsPrompts = mode === "plan" && show === "true";
    this.columns = [...outputColumns(prefix), ...(this.showsPrompts ? [prefix + promptField] : [])];
    this.triage = new Triage({
      fallback,
      perEvent: unit === "event",
      miner: templates.miner,
      ...(model === undefined ? {} : { model }),
    });
    this.remarks = new InputRemarks(parsed.field);
    this.record = new RunRecord(model, problem);
  }

  async execute(body: Buffer, finished: boolean): Promise<Reply> {
    const before = this.earlier;
    const answered = this.answer(body, finished);
    // Settles to nothing: a result would keep every reply of the search alive.
    this.earlier = Promise.allSettled([before, answered]).then(() => undefined);
    const reply = await answered;
    if (!finished) return reply;
    // Its units may have their answers before those of the chunks before it.
    await before;
    return { ...reply, inspector: await this.finish() };
  }

  private async answer(body: Buffer, last: boolean): Promise<Reply> {
    const started = performance.now();
    const twin = multivalueColumn(this.field);
    const wanted = new Set([this.field, twin, "_time", "_chunked_idx", "sourcetype"]);
    const table = new Table(body, (column) => wanted.has(column));
    this.remarks.note(table, replacedColumns(table, this.columns));
    const decoded = performance.now();
    // Up to here and through `receive` nothing waits, so the units of every chunk that was read are in line.
    const units = this.receive(table);
    await this.triage.settle(units, last);
    const renderOwn = this.ownRenderer(table);
    const additions = units.map((unit, row) => {
      if (unit === undefined) return this.showsPrompts ? withPrompt(emptyRow, undefined) : emptyRow;
      if (this.showsPrompts) return withPrompt(render(unit), unit);
      return unit.slots === undefined ? render(unit) : renderOwn(unit, row);
    });
    this.record.addChunk(units, { decoding: decoded - started, judging: performance.now() - decoded });
    return replyRows(table, this.columns, additions);
  }

  /** The unit of each row; undefined where the field is empty. */
  private receive(table: Table): (TriagedUnit | undefined)[] {
    const texts = this.read(table);
    const time = table.place("_time");
    const sourcetype = table.place("sourcetype");
    return texts.map((text, row) => {
      if (text === undefined) return undefined;
      const unit = text.unit ?? this.triage.assign(text, table.bytes(row, sourcetype));
      this.triage.observe(unit, parseTime(table.bytes(row, time)));
      return unit;
    });
  }

  /** All texts of a chunk are read before the first gets its unit: until then templates grow more general. */
  private read(table: Table): (TriagedText | undefined)[] {
    const keyOf = fieldReader(table, this.field);
    const texts: (TriagedText | undefined)[] = new Array(table.rowCount);
    for (let row = 0; row < table.rowCount; row++) {
      const key = keyOf(row);
      texts[row] = this.triage.known(key) ?? this.readText(key);
    }
    return texts;
  }

  /** Renders rows whose verdict speaks of values: each gets its own. Rows with equal texts come to the same. */
  private ownRenderer(table: Table): (unit: TriagedUnit, row: number) => Buffer {
    const keyOf = fieldReader(table, this.field);
    const rendered = new Map<string, Buffer>();
    return (unit, row) => {
      const key = keyOf(row);
      let own = rendered.get(key);
      if (own === undefined) {
        const judgement = this.triage.judgementFor(unit, toText(key));
        own = Buffer.from(renderRow({ ...(unit.verdict ?? emptyVerdict), judgement }, unit.unit), "latin1");
        rendered.set(key, own);
      }
      return own;
    };
  }

  private readText(key: string): TriagedText | undefined {
    if (key.trim() === "") return undefined;
    const ownKey = this.triage.keepsKeys ? detach(key) : key;
    const text = toText(ownKey);
    this.remarks.noteText(ownKey, text);
    return this.triage.read(ownKey, text);
  }

  private async finish(): Promise<Inspector> {
    const { parsed, info, opening, templates, runLog } = this.settings;
    const notKept = await opening.model?.close();
    const { record } = this;
    const units = this.triage.unitCount;
    const messages = [
      record.message(units, parsed),
      ...opening.remarks.map((remark): [MessageLevel, string] => ["INFO", remark]),
      ...this.remarks.messages(record),
    ];
    // What is not remembered is found again: that is no reason to warn somebody who looks for a fault.
    const { store } = opening.model ?? {};
    const notLearnt = await opening.model?.saveCalibration?.();
    const own = [templates.problem, await templates.save(), notLearnt];
    for (const problem of [notKept, ...storeSentences(store), ...own])
      if (problem !== undefined) messages.push(["INFO", problem]);
    if (runLog !== undefined) {
      const problem = appendRunLine(runLog, runLine({ command: "llamaanalyze", info, record, units }));
      if (problem !== undefined) messages.push(["WARN", problem]);
    }
    return { messages, ...record.metrics(units) };
  }
}

/** What is wrong with the store costs calls, never the search. */
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

/** Each call's messages are shown once. */
function withPrompt(row: Buffer, triaged: TriagedUnit | undefined): Buffer {
  const messages = triaged?.messages ?? "";
  if (triaged !== undefined) triaged.messages = undefined;
  return Buffer.concat([row, Buffer.from(`,${toBytes(quoteField(messages))}`, "latin1")]);
}

/** Epoch seconds; undefined where the event has no time or one that is no number. */
function parseTime(value: string): number | undefined {
  const seconds = value === "" ? Number.NaN : Number(value);
  return Number.isFinite(seconds) ? seconds : undefined;
}
