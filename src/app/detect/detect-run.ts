import { type Detection, detect, detectBy, type LearntModel } from "../../engine/detection/detect.ts";
import { readDuration } from "../../engine/duration.ts";
import type { DetectCommandOptions } from "../../programs/declarations/llamadetect.ts";
import { toBytes } from "../../splunk/byte-string.ts";
import { quoteField } from "../../splunk/csv.ts";
import type { ParsedArguments } from "../../splunk/declaration.ts";
import { lateRows } from "../../splunk/late-rows.ts";
import { OwnColumns } from "../../splunk/own-columns.ts";
import type { Inspector, MessageLevel, Reply, SearchInfo, SearchRun } from "../../splunk/search-command.ts";
import { controlColumns } from "../event-fields.ts";
import { SearchRows } from "../search-rows.ts";
import { SearchSpill } from "../search-spill.ts";
import { detectFields } from "./detect-columns.ts";
import { detectOptions } from "./detect-options.ts";
import { reasonsOf, reasonText } from "./detection-report.ts";
import { LearntModels } from "./learnt-models.ts";
import { type FoundSessions, SessionSearch } from "./session-search.ts";

/** The reason of a session that is no longer strange. */
const withdrawnText = "withdrawn: it was strange for a while";
/** Of rows without a text or a session. */
const emptyRow = Buffer.from(",,,");

/** One search with llamadetect: a session's verdict needs all its events, so all rows come back with the last reply. */
export class DetectRun implements SearchRun {
  private readonly parsed: ParsedArguments<DetectCommandOptions>;
  private readonly models: LearntModels;
  private readonly learnt: LearntModel | undefined;
  private readonly own: OwnColumns;
  private readonly rows: SearchRows;
  private readonly search: SessionSearch;
  private readonly spill: SearchSpill;
  private events = 0;
  /** By row: the number of its event, or -1. */
  private readonly eventOfRow: number[] = [];
  private readonly started = performance.now();

  /** @throws UserError for options that do not go together, or a model that cannot be read */
  constructor(
    parsed: ParsedArguments<DetectCommandOptions>,
    info: SearchInfo,
    cancelled: AbortSignal,
    stateFolder: string,
  ) {
    const { field, options } = parsed;
    this.parsed = parsed;
    this.models = new LearntModels(stateFolder);
    this.learnt = this.models.named(options);
    detectOptions(options);
    this.own = new OwnColumns(
      detectFields.map((name) => options.prefix + name),
      controlColumns(options.prefix),
    );
    this.rows = new SearchRows(field, this.own);
    this.search = new SessionSearch(options.by, (readDuration(options.span) as number) / 1000);
    this.spill = new SearchSpill(info, cancelled);
  }

  async execute(body: Buffer, finished: boolean): Promise<Reply> {
    this.take(body);
    return finished ? this.finish() : { bodyLength: 0, body: [] };
  }

  /** @throws UserError where rows cannot be kept until the end */
  private take(body: Buffer): void {
    const events = this.rows.take(body);
    for (const event of events) this.eventOfRow.push(event === undefined ? -1 : this.events++);
    this.search.add(events.filter((event) => event !== undefined));
    if (events.length > 0) this.spill.add(body);
  }

  private finish(): Reply {
    const found = this.search.sessions();
    const { table } = found;
    const detection =
      this.learnt === undefined
        ? detect(table, detectOptions(this.parsed.options, found.by))
        : detectBy(table, this.learnt);
    const additions = additionsOf(found, detection);
    const additionOf = (row: number): Buffer => {
      const event = this.eventOfRow[row] as number;
      return additions[event < 0 ? -1 : (this.search.sessionOfEvent[event] as number)] ?? emptyRow;
    };
    const rows = lateRows(() => this.spill.bodies(), this.own, additionOf);
    return { ...rows, body: this.andClose(rows.body), inspector: this.inspector(found, detection) };
  }

  private *andClose(body: Iterable<Buffer>): Generator<Buffer, void, void> {
    yield* body;
    this.spill.close();
  }

  private inspector(
    { table: { keys }, by, leftOut }: FoundSessions,
    { strange, withdrawn, learnt }: Detection,
  ): Inspector {
    const { rows, chunks, judgedRows } = this.rows.counts;
    const seconds = (performance.now() - this.started) / 1000;
    const messages: (readonly [MessageLevel, string])[] = [
      [
        "INFO",
        `${rows} events in ${chunks} chunks, ${keys.length} sessions by ${by}, ${strange.length} of them strange.${withdrawn.length === 0 ? "" : ` ${withdrawn.length} verdicts were withdrawn.`}`,
      ],
    ];
    if (judgedRows > 0 && leftOut > 0)
      messages.push([
        leftOut === judgedRows ? "WARN" : "INFO",
        `${leftOut} of ${judgedRows} events name no ${by}: they are of no session. Name another identifier with by=, or take by=window.`,
      ]);
    const { into, threshold } = this.parsed.options;
    const problem = into === "" || keys.length === 0 ? undefined : this.models.keep(into, learnt);
    if (problem !== undefined) messages.push(["WARN", problem]);
    if (into !== "" && keys.length === 0)
      messages.push(["WARN", `There were no sessions, so nothing was learnt into ${into}.`]);
    if (threshold.startsWith("contamination"))
      messages.push([
        "INFO",
        "The share was given: if it comes from labels, results are better than they can be without.",
      ]);
    return {
      messages: [...messages, ...this.rows.messages()],
      "metric.llamadetect.sessions": [seconds, chunks, rows, keys.length],
    };
  }
}

/** By session: its values as CSV bytes. */
function additionsOf(
  { table: { keys }, templates: texts }: FoundSessions,
  { scores, strange, templates, withdrawn }: Detection,
): Buffer[] {
  const takenBack = new Set(withdrawn);
  const reasons = new Map(
    strange.map((each) => [each.session, reasonsOf(each, templates, texts).map(reasonText).join("; ")]),
  );
  return keys.map((key, session) => {
    const reason = reasons.get(session);
    const score = Number((scores[session] as number).toFixed(4));
    const values = [
      key,
      String(score),
      String(reason !== undefined),
      reason ?? (takenBack.has(key) ? withdrawnText : ""),
    ];
    return Buffer.from(toBytes(values.map(quoteField).join(",")), "latin1");
  });
}
