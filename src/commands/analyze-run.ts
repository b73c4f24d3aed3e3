import { emptyVerdict, Triage, type TriagedUnit } from "../engine/triage.ts";
import { detach, toText } from "../splunk/byte-string.ts";
import type { ParsedArguments } from "../splunk/declaration.ts";
import { decodeMultivalue, multivalueColumn } from "../splunk/multivalue.ts";
import { replacedColumns, replyRows } from "../splunk/reply-rows.ts";
import type { Inspector, Reply, SearchRun } from "../splunk/search-command.ts";
import { Table } from "../splunk/table.ts";
import { InputRemarks } from "./input-remarks.ts";
import type { AnalyzeOptions } from "./llamaanalyze-declaration.ts";
import { outputColumns, renderRow } from "./output-fields.ts";
import { RunMetrics } from "./run-metrics.ts";

const emptyRow = Buffer.from(renderRow(emptyVerdict, undefined), "latin1");

/** One search with llamaanalyze: rows in, the same rows out with a verdict each. */
export class AnalyzeRun implements SearchRun {
  private readonly field: string;
  private readonly perEvent: boolean;
  /** A sentence for the job's message. */
  private readonly answeredBy: string;
  private readonly columns: readonly string[];
  private readonly triage: Triage;
  private readonly remarks: InputRemarks;
  private readonly metrics = new RunMetrics();

  constructor({ field, options }: ParsedArguments<AnalyzeOptions>) {
    this.field = field;
    this.perEvent = options.unit === "event";
    this.answeredBy =
      options.fallback === "none"
        ? "No endpoint is configured and fallback=none, so nobody judged them."
        : "No endpoint is configured, so the embedded analyst judged them.";
    this.columns = outputColumns(options.prefix);
    this.triage = new Triage({ fallback: options.fallback, reason: "no_endpoint" });
    this.remarks = new InputRemarks(field);
  }

  async execute(body: Buffer, finished: boolean): Promise<Reply> {
    const started = performance.now();
    const twin = multivalueColumn(this.field);
    const wanted = new Set([this.field, twin, "_time", "_chunked_idx"]);
    const table = new Table(body, (column) => wanted.has(column));
    this.remarks.note(table, replacedColumns(table, this.columns));
    const decoded = performance.now();
    const units = this.receive(table);
    let emptyRows = 0;
    const additions = units.map((unit) => {
      if (unit !== undefined) return this.render(unit);
      emptyRows++;
      return emptyRow;
    });
    const judging = performance.now() - decoded;
    this.metrics.add({ rows: table.rowCount, emptyRows, decoding: decoded - started, judging });
    const reply = replyRows(table, this.columns, additions);
    return finished ? { ...reply, inspector: this.inspector() } : reply;
  }

  /** The unit of each row; undefined where the field is empty. */
  private receive(table: Table): (TriagedUnit | undefined)[] {
    const value = table.place(this.field);
    const twin = table.place(multivalueColumn(this.field));
    const time = table.place("_time");
    const units: (TriagedUnit | undefined)[] = new Array(table.rowCount);
    for (let row = 0; row < table.rowCount; row++) {
      const several = table.bytes(row, twin);
      const key = several === "" ? table.bytes(row, value) : decodeMultivalue(several).join("\n");
      const unit = this.triage.known(key) ?? this.meet(key);
      units[row] = unit;
      if (unit !== undefined) this.triage.observe(unit, parseTime(table.bytes(row, time)));
    }
    return units;
  }

  private meet(key: string): TriagedUnit | undefined {
    if (key.trim() === "") return undefined;
    const ownKey = detach(key);
    const text = toText(ownKey);
    this.remarks.noteText(ownKey, text);
    return this.triage.meet(ownKey, text);
  }

  private render(triaged: TriagedUnit): Buffer {
    triaged.rendered ??= Buffer.from(renderRow(this.triage.settle(triaged), triaged.unit), "latin1");
    return triaged.rendered;
  }

  private inspector(): Inspector {
    const { rows, emptyRows } = this.metrics;
    const judgedRows = rows - emptyRows;
    const units = this.perEvent ? judgedRows : this.triage.unitCount;
    const empty = emptyRows === 0 ? "" : ` ${emptyRows} without text in ${this.field} skipped.`;
    const summary = `${rows} events, ${units} units. ${this.answeredBy}${empty}`;
    return {
      messages: [["INFO", summary], ...this.remarks.messages({ rows, judgedRows })],
      ...this.metrics.inspector(units),
    };
  }
}

/** Epoch seconds; undefined where the event has no time or one that is no number. */
function parseTime(value: string): number | undefined {
  const seconds = value === "" ? Number.NaN : Number(value);
  return Number.isFinite(seconds) ? seconds : undefined;
}
