import { type Configuration, loadConfiguration } from "../../adapters/configuration/configuration.ts";
import { ConfigurationError } from "../../adapters/configuration/configuration-error.ts";
import type { ConfigurationPlaces } from "../../adapters/configuration/layers.ts";
import { appendRunLine } from "../../adapters/store/run-log.ts";
import { stateFolder } from "../../adapters/store/state-folder.ts";
import type { Incident } from "../../engine/correlation/incident.ts";
import type { ToldIncident } from "../../engine/incident-history/stored-incident.ts";
import { maskedAround } from "../../engine/incidents/masked-around.ts";
import type { MaskWords } from "../../engine/incidents/occurrence.ts";
import { type NarrationUsage, nothingAsked } from "../../engine/narrative/narrated-incident.ts";
import type { IncidentOptions } from "../../programs/declarations/llamaincident.ts";
import type { ParsedArguments } from "../../splunk/declaration.ts";
import type { MessageLevel, Reply, SearchInfo, SearchRun } from "../../splunk/search-command.ts";
import { tableBody } from "../../splunk/table-body.ts";
import { UserError } from "../../splunk/user-error.ts";
import { mayHaveEndpoint } from "../configuration-mentions.ts";
import { openMaskWords } from "../open-mask-words.ts";
import { SearchRows } from "../search-rows.ts";
import { openRunTemplates } from "../templates/open-run-templates.ts";
import { incidentColumns, incidentRow } from "./incident-columns.ts";
import { incidentLogEntry } from "./incident-log-entry.ts";
import { IncidentSearch } from "./incident-search.ts";
import { keepIncidents } from "./keep-incidents.ts";
import type { SilenceSearch } from "./silence-search.ts";
import { timeColumn } from "./time-column.ts";

export interface IncidentRunOptions {
  readonly parsed: ParsedArguments<IncidentOptions>;
  readonly info: SearchInfo;
  readonly places: ConfigurationPlaces;
  readonly cancelled: AbortSignal;
  /** Undefined for none. */
  readonly runLog: string | undefined;
}

/** @throws UserError when llama.conf cannot be read */
export async function openIncidentRun(options: IncidentRunOptions): Promise<IncidentRun> {
  try {
    const { places } = options;
    const configuration = loadConfiguration(places);
    const problems: string[] = [];
    const mask = await openMaskWords(configuration, stateFolder(places.environment), problems);
    const { by, silence: name, record } = options.parsed.options;
    if (name === "") {
      const search = new IncidentSearch({ redact: (text) => mask(text) }, by);
      return new IncidentRun(options, { configuration, mask, problems, search });
    }
    const { SilenceSearch } = await import("./silence-search.ts");
    const templates = await openRunTemplates(options.info, places, options.cancelled);
    if (templates.problem !== undefined) problems.push(templates.problem);
    const search = new SilenceSearch({ name, templates, mask, record: record === "true" });
    return new IncidentRun(options, { configuration, mask, problems, search });
  } catch (error) {
    throw error instanceof ConfigurationError ? new UserError(error.message) : error;
  }
}

interface Opened {
  readonly configuration: Configuration;
  /** With pseudonyms: the same value has one name in all incidents. */
  readonly mask: MaskWords;
  /** Takes sentences about what an administrator can mend. */
  readonly problems: string[];
  readonly search: IncidentSearch | SilenceSearch;
}

/** One search with llamaincident: it takes all rows, and answers the last request with a row for each incident. */
class IncidentRun implements SearchRun {
  private readonly options: IncidentRunOptions;
  private readonly opened: Opened;
  private readonly rows: SearchRows;
  private readonly started = performance.now();

  constructor(options: IncidentRunOptions, opened: Opened) {
    this.options = options;
    this.opened = opened;
    const { field, options: given } = options.parsed;
    this.rows = new SearchRows(field, undefined, timeColumn(given));
  }

  async execute(body: Buffer, finished: boolean): Promise<Reply> {
    this.opened.search.add(this.rows.take(body).filter((event) => event !== undefined));
    return finished ? this.finish() : { bodyLength: 0, body: [] };
  }

  private async finish(): Promise<Reply> {
    const { parsed, info, places, cancelled, runLog } = this.options;
    const { options } = parsed;
    const { configuration, mask, problems } = this.opened;
    const { search } = this.opened;
    const isOfSilence = !(search instanceof IncidentSearch);
    const found = isOfSilence ? await this.silences(search) : await this.failures(search);
    const kept = await keepIncidents(found.incidents, {
      ...{ configuration, info, environment: places.environment, cancelled },
      // What is silent says so in each run; that it does not find failures tells nothing of them.
      ...(isOfSilence
        ? { mask: (text: string) => maskedAround(text, mask), looked: undefined }
        : { mask, looked: lookedUntil(info, this.rows.span.last) }),
      record: options.record === "true",
    });
    const seconds = (performance.now() - this.started) / 1000;
    const { rows, chunks } = this.rows.counts;
    const { incidents: _, warnings, remarks, ...usage } = found;
    const counted = { rows, seconds, ...kept.counts, ...usage };
    const line = incidentLogEntry(info, counted);
    const logProblem = runLog === undefined ? undefined : appendRunLine(runLog, line);
    problems.push(...warnings, ...kept.problems, ...(logProblem === undefined ? [] : [logProblem]));
    const body =
      kept.incidents.length === 0 ? undefined : tableBody(incidentColumns, kept.incidents.map(incidentRow));
    return {
      bodyLength: body?.length ?? 0,
      body: body === undefined ? [] : [body],
      inspector: {
        messages: [
          ["INFO", this.sentence(kept.counts.incidents)],
          ...remarks.map((text): [MessageLevel, string] => [isOfSilence ? "INFO" : "WARN", text]),
          ...problems.map((text): [MessageLevel, string] => ["WARN", text]),
          ...this.rows.messages(),
        ],
        "metric.llamaincident.incidents": [seconds, chunks, rows, kept.incidents.length],
      },
    };
  }

  private async failures(search: IncidentSearch): Promise<Told> {
    const incidents = search.incidents();
    const remarks = this.remarks();
    if (mayHaveEndpoint(this.options.places, this.options.parsed.options))
      return { ...(await told(incidents, this.options)), remarks };
    return { incidents, ...nothingAsked, warnings: [], remarks };
  }

  /** No model is asked: there are no lines to tell of. Events that are cut off would look silent. */
  private async silences(search: SilenceSearch): Promise<Told> {
    const { info, places, cancelled, parsed } = this.options;
    const cut = this.cutOff();
    if (cut.length > 0) return { incidents: [], ...nothingAsked, warnings: cut, remarks: [] };
    const { findSilences } = await import("./find-silences.ts");
    const { configuration } = this.opened;
    const { indexed } = parsed.options;
    const { environment } = places;
    const found = await findSilences(search, { configuration, info, environment, cancelled, indexed });
    return { ...nothingAsked, incidents: found.incidents, warnings: found.problems, remarks: found.remarks };
  }

  private sentence(incidents: number): string {
    const { rows, chunks } = this.rows.counts;
    const none =
      this.opened.search instanceof IncidentSearch
        ? " Nothing failed more than it usually does in these events."
        : " Nobody who is known is missing.";
    return `${rows} events in ${chunks} chunks, ${incidents} incidents.${incidents === 0 && rows > 0 ? none : ""}`;
  }

  /** What may have been wrong with the search before the command. */
  private remarks(): string[] {
    const { rows, judgedRows, untimed } = this.rows.counts;
    return [
      ...(rows === 0
        ? [
            "No event came, so there was nothing to find incidents in. Check the search before | llamaincident and its time range.",
          ]
        : []),
      ...(judgedRows > 0 && untimed === judgedRows
        ? [
            "No event has a number in _time, so their order stands for it: since when and what followed cannot be told. Keep _time in the search before | llamaincident.",
          ]
        : []),
      ...(untimed > 0 && untimed < judgedRows
        ? [
            `${untimed} of ${judgedRows} events have no number in _time; the event before lends them its time.`,
          ]
        : []),
      ...this.cutOff(),
    ];
  }

  private cutOff(): string[] {
    const { rows } = this.rows.counts;
    return rows > 0 && rows === this.options.info.maxresultrows
      ? [
          `Exactly ${rows} events came, which is the limit maxresultrows of limits.conf: probably there are more. Narrow the time range, or raise the limit.`,
        ]
      : [];
  }
}

/** The end of the search's window, where it has one: a window without events was looked at, too. */
function lookedUntil({ latest_time: end }: SearchInfo, latest: number): number | undefined {
  const seconds = Number(end);
  if (Number.isFinite(seconds) && seconds > 0) return seconds;
  return Number.isFinite(latest) ? latest : undefined;
}

interface Told extends NarrationUsage {
  readonly incidents: readonly ToldIncident[];
  readonly warnings: readonly string[];
  /** About the events. */
  readonly remarks: readonly string[];
}

async function told(
  incidents: readonly Incident[],
  { parsed, info, places, cancelled }: IncidentRunOptions,
): Promise<Omit<Told, "remarks">> {
  const { narrate } = await import("./narrate.ts");
  return narrate(incidents, parsed.options, places, info, cancelled);
}
