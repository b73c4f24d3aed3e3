import { type Change, type Changes, changesOf } from "../../engine/change/changes.ts";
import { TwoSidedCounts } from "../../engine/change/kind-counts.ts";
import { Reading } from "../../engine/reading/reading.ts";
import type { DiffOptions } from "../../programs/declarations/llamadiff.ts";
import type { ParsedArguments } from "../../splunk/declaration.ts";
import type { MessageLevel, Reply, SearchInfo, SearchRun } from "../../splunk/search-command.ts";
import { type TableRow, tableBody } from "../../splunk/table-body.ts";
import { SearchRows } from "../search-rows.ts";
import { SearchSpill } from "../search-spill.ts";
import { boundaryOf } from "./boundary.ts";

const columns = [
  ...["_time", "kind", "severity", "template", "template_id"],
  ...["before", "after", "factor", "values", "is_sure"],
] as const;

/** One search with llamadiff: where the time is cut may depend on all events, so they are counted when the last is there. */
export class DiffRun implements SearchRun {
  private readonly parsed: ParsedArguments<DiffOptions>;
  private readonly rows: SearchRows;
  private readonly spill: SearchSpill;
  private readonly started = performance.now();

  constructor(parsed: ParsedArguments<DiffOptions>, info: SearchInfo, cancelled: AbortSignal) {
    this.parsed = parsed;
    this.rows = new SearchRows(parsed.field);
    this.spill = new SearchSpill(info, cancelled);
  }

  /** @throws UserError where rows cannot be kept until the end */
  async execute(body: Buffer, finished: boolean): Promise<Reply> {
    if (this.rows.take(body).length > 0) this.spill.add(body);
    if (!finished) return { bodyLength: 0, body: [] };
    try {
      return this.finish();
    } finally {
      this.spill.close();
    }
  }

  private finish(): Reply {
    const { baseline } = this.parsed.options;
    const boundary = boundaryOf(baseline, this.rows.span);
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
        messages: [...this.messages(boundary, counted, changes), ...this.rows.messages()],
        "metric.llamadiff.changes": [seconds, this.rows.counts.chunks, this.rows.counts.rows, rows.length],
      },
    };
  }

  private counted(boundary: number): TwoSidedCounts {
    const counted = new TwoSidedCounts();
    for (const body of this.spill.bodies())
      for (const { text, time } of this.rows.again(body))
        if (time !== undefined) counted.add(time < boundary ? 0 : 1, new Reading(text).text, () => time);
    return counted;
  }

  private messages(
    boundary: number,
    counted: TwoSidedCounts,
    changes: Changes | undefined,
  ): (readonly [MessageLevel, string])[] {
    const { rows, untimed } = this.rows.counts;
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
