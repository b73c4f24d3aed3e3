import { type Change, type Changes, changesOf } from "../../engine/change/changes.ts";
import { TwoSidedCounts } from "../../engine/change/kind-counts.ts";
import { Reading } from "../../engine/reading/reading.ts";
import type { DiffOptions } from "../../programs/declarations/llamadiff.ts";
import { toText } from "../../splunk/byte-string.ts";
import type { ParsedArguments } from "../../splunk/declaration.ts";
import { fieldReader } from "../../splunk/field-values.ts";
import { multivalueColumn } from "../../splunk/multivalue.ts";
import { OwnColumns } from "../../splunk/own-columns.ts";
import type { MessageLevel, Reply, SearchInfo, SearchRun } from "../../splunk/search-command.ts";
import { Table } from "../../splunk/table.ts";
import { type TableRow, tableBody } from "../../splunk/table-body.ts";
import { InputWarnings } from "../input-warnings.ts";
import { numberReader, parseTime } from "../number-reader.ts";
import { SearchSpill } from "../search-spill.ts";
import { boundaryOf } from "./boundary.ts";

const columns = [
  ...["_time", "kind", "severity", "template", "template_id"],
  ...["before", "after", "factor", "values", "is_sure"],
] as const;

/** One search with llamadiff: where the time is cut may depend on all events, so they are counted when the last is there. */
export class DiffRun implements SearchRun {
  private readonly parsed: ParsedArguments<DiffOptions>;
  private readonly warnings: InputWarnings;
  private readonly spill: SearchSpill;
  private readonly counts = { rows: 0, judgedRows: 0, chunks: 0, untimed: 0 };
  private readonly started = performance.now();
  private first = Number.POSITIVE_INFINITY;
  private last = Number.NEGATIVE_INFINITY;

  constructor(parsed: ParsedArguments<DiffOptions>, info: SearchInfo, cancelled: AbortSignal) {
    this.parsed = parsed;
    this.warnings = new InputWarnings(parsed.field, new OwnColumns([]));
    this.spill = new SearchSpill(info, cancelled);
  }

  async execute(body: Buffer, finished: boolean): Promise<Reply> {
    this.take(body);
    if (!finished) return { bodyLength: 0, body: [] };
    try {
      return this.finish();
    } finally {
      this.spill.close();
    }
  }

  /** @throws UserError where rows cannot be kept until the end */
  private take(body: Buffer): void {
    const table = new Table(body, (column) => column === "_time");
    this.warnings.note(table);
    this.counts.chunks++;
    this.counts.rows += table.rowCount;
    const timeOf = numberReader(table, "_time", parseTime);
    for (let row = 0; row < table.rowCount; row++) {
      const time = timeOf(row);
      if (time === undefined) this.counts.untimed++;
      else {
        this.first = Math.min(this.first, time);
        this.last = Math.max(this.last, time);
      }
    }
    if (table.rowCount > 0) this.spill.add(body);
  }

  private finish(): Reply {
    const { baseline } = this.parsed.options;
    const boundary = boundaryOf(baseline, { first: this.first, last: this.last });
    const counted = this.counted(boundary);
    const isOneSided = counted.linesOf(0) === 0 || counted.linesOf(1) === 0;
    const changes = isOneSided ? undefined : changesOf(counted);
    const rows = changes === undefined ? [] : rowsOf(changes);
    const body = rows.length === 0 ? undefined : tableBody(columns, rows);
    const seconds = (performance.now() - this.started) / 1000;
    return {
      bodyLength: body?.length ?? 0,
      body: body === undefined ? [] : [body],
      inspector: {
        messages: [...this.messages(boundary, counted, changes), ...this.warnings.messages(this.counts)],
        "metric.llamadiff.changes": [seconds, this.counts.chunks, this.counts.rows, rows.length],
      },
    };
  }

  private counted(boundary: number): TwoSidedCounts {
    const { field } = this.parsed;
    const wanted = new Set([field, multivalueColumn(field), "_time"]);
    const counted = new TwoSidedCounts();
    for (const body of this.spill.bodies()) {
      const table = new Table(body, (column) => wanted.has(column));
      const bytesOf = fieldReader(table, field);
      const timeOf = numberReader(table, "_time", parseTime);
      for (let row = 0; row < table.rowCount; row++) {
        const bytes = bytesOf(row);
        if (bytes.trim() === "") continue;
        const text = toText(bytes);
        this.warnings.noteText(bytes, text);
        this.counts.judgedRows++;
        const time = timeOf(row);
        if (time !== undefined) counted.add(time < boundary ? 0 : 1, new Reading(text).text, () => time);
      }
    }
    return counted;
  }

  private messages(
    boundary: number,
    counted: TwoSidedCounts,
    changes: Changes | undefined,
  ): (readonly [MessageLevel, string])[] {
    const { rows, untimed } = this.counts;
    const { baseline } = this.parsed.options;
    if (rows === 0)
      return [
        [
          "WARN",
          "No event came, so there was nothing to compare. Check the search before | llamadiff and its time range.",
        ],
      ];
    const missing: (readonly [MessageLevel, string])[] =
      untimed === 0
        ? []
        : [
            [
              "WARN",
              `${untimed} of ${rows} events have no number in _time and are left out. Keep _time in the search before | llamadiff.`,
            ],
          ];
    if (changes === undefined)
      return [
        ...missing,
        [
          "WARN",
          `With baseline=${baseline} all events are on one side, so there is nothing to compare. Search a longer time, or take another baseline.`,
        ],
      ];
    const cut = new Date(boundary * 1000).toISOString();
    return [
      [
        "INFO",
        `${counted.linesOf(0)} events before ${cut}, ${counted.linesOf(1)} after it: ${changes.changes.length} templates changed, ${changes.unchanged.templates} not or too rare to tell.`,
      ],
      ...missing,
    ];
  }
}

/** What has changed for sure, and behind it what is only after and may be chance. */
function rowsOf({ changes, rare }: Changes): TableRow[] {
  const rowOf = (change: Change, isSure: boolean): TableRow => ({
    _time: String(change.first ?? ""),
    ...{ kind: change.kind, severity: change.severity, values: change.values },
    ...{ template: change.template, template_id: change.template_id },
    ...{ before: String(change.before), after: String(change.after), factor: String(change.factor ?? "") },
    is_sure: String(isSure),
  });
  return [...changes.map((change) => rowOf(change, true)), ...rare.map((change) => rowOf(change, false))];
}
