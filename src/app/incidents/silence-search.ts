import type { OpenTemplates } from "../../adapters/store/template-store.ts";
import { EventTimes } from "../../engine/correlation/event-times.ts";
import type { Incident } from "../../engine/correlation/incident.ts";
import { podSuffix } from "../../engine/correlation/source-name.ts";
import { type Writer, Writers } from "../../engine/correlation/writer.ts";
import type { MaskWords } from "../../engine/incidents/occurrence.ts";
import { silenceIncident } from "../../engine/silence/silence-incident.ts";
import { type SilenceStore, SilenceStoreError } from "../../engine/silence/silence-store.ts";
import {
  newWatch,
  type Silences,
  SilenceWatch,
  type WatchState,
} from "../../engine/silence/silence-watch.ts";
import { readWatch, watchDocument } from "../../engine/silence/watch-document.ts";
import { Triage, type TriagedUnit } from "../../engine/triage.ts";
import { severityRank } from "../../engine/verdict.ts";
import { readEvents, type SearchedEvent } from "../read-events.ts";

export interface SilenceSearchOptions {
  /** Under which what is usual is kept. */
  readonly name: string;
  readonly templates: OpenTemplates;
  readonly mask: MaskWords;
  /** Whether this run is learnt from. */
  readonly record: boolean;
}

export interface FoundSilences {
  readonly incidents: readonly Incident[];
  /** Sentences about what is known, and about what could not be done. */
  readonly remarks: readonly string[];
  readonly problems: readonly string[];
}

/** The lines of one unit by one writer on one host. */
interface Lines {
  readonly writer: Writer;
  readonly host: string;
  readonly unit: TriagedUnit;
  readonly times: number[];
}

/** Epoch seconds before which no log was written: numbers of lines stand for times that are not known. */
const firstTime = 1e8;

/** Finds who should be in the events of a search and is not, by what earlier searches saw. Events may come in any order. */
export class SilenceSearch {
  private readonly options: SilenceSearchOptions;
  private readonly triage: Triage;
  private readonly writers = new Writers();
  private readonly times = new EventTimes();
  private readonly lines = new Map<string, Map<TriagedUnit, Lines>>();
  events = 0;

  constructor(options: SilenceSearchOptions) {
    this.options = options;
    this.triage = new Triage({ fallback: "local", perEvent: false, miner: options.templates.miner });
  }

  /** Takes a chunk of events. */
  add(events: readonly SearchedEvent[]): void {
    for (const { event, line, unit } of readEvents(events, this.triage)) {
      this.events++;
      const time = this.times.of(event.time, event.source);
      if (time < firstTime) continue;
      const named = event.host || line.host;
      // Pods come and go; who is silent then is the service.
      const host = podSuffix.test(named) ? "" : named;
      const writer = this.writers.writerOf(line, event.source, event.host);
      const key = `${writer.sure}\0${writer.source}\0${writer.line}\0${host}`;
      const ofWriter = this.lines.get(key) ?? new Map<TriagedUnit, Lines>();
      this.lines.set(key, ofWriter);
      const lines = ofWriter.get(unit) ?? { writer, host, unit, times: [] };
      ofWriter.set(unit, lines);
      lines.times.push(time);
    }
  }

  /**
   * @param from the beginning of what was looked at, in epoch seconds; undefined where only the events tell
   * @param to now
   */
  async silences(store: SilenceStore, from: number | undefined, to: number): Promise<FoundSilences> {
    const { name, record } = this.options;
    try {
      let found: FoundSilences | undefined;
      const look = (kept: string | undefined): string => {
        const watch = new SilenceWatch(this.opened(kept));
        found = this.look(watch, from, to);
        return watchDocument(watch.kept());
      };
      if (record) await store.update(name, look);
      else look(await store.read(name));
      const saved = record ? await this.options.templates.save() : undefined;
      const { incidents, remarks } = found as unknown as FoundSilences;
      return { incidents, remarks, problems: saved === undefined ? [] : [saved] };
    } catch (error) {
      if (!(error instanceof SilenceStoreError)) throw error;
      return { incidents: [], remarks: [], problems: [error.message] };
    }
  }

  private opened(kept: string | undefined): WatchState {
    const state = kept === undefined ? newWatch() : readWatch(kept);
    const { name } = this.options;
    if (state === "newer")
      throw new SilenceStoreError(
        `What is kept under silence=${name} is of a newer version of this program, so it was left as it is and nothing was looked for. Update this installation, or choose another name.`,
      );
    if (state === undefined)
      throw new SilenceStoreError(
        `What is kept under silence=${name} is damaged, so it was left as it is and nothing was looked for. Choose another name to begin anew.`,
      );
    return state;
  }

  private look(watch: SilenceWatch, from: number | undefined, to: number): FoundSilences {
    const { templates, mask } = this.options;
    const before = watch.state.until;
    watch.rename(aliasesOf(templates));
    const masked = new Map<string, string>();
    const shown = (text: string): string => {
      const known = masked.get(text) ?? mask(text).slice(0, longestText);
      masked.set(text, known);
      return known;
    };
    for (const ofWriter of this.lines.values())
      for (const { writer, host, unit, times } of ofWriter.values()) {
        const { templateId: template, template: text } = unit.unit;
        const service = this.writers.serviceOf(writer);
        const isBad = severityRank(unit.assessment.severity) < 5;
        watch.add({ host, service, template, text: shown(text) }, times, isBad);
      }
    const silences = watch.look({ from, to });
    const { rhythms } = watch.state;
    const until = silences.until ?? to;
    return {
      incidents: silences.outages
        .map((outage) => silenceIncident(outage, rhythms, until))
        .sort((one, other) => severityRank(one.severity) - severityRank(other.severity)),
      remarks: this.remarks(before, silences),
      problems: [],
    };
  }

  private remarks(before: number | undefined, { until, counts }: Silences): string[] {
    const { name } = this.options;
    const { events, ahead, known, dropped } = counts;
    if (this.events > 0 && events === 0)
      return [
        "No line has a time that is understood, so nothing can be said of who is silent. Keep the times in the lines, and _time in the search, or with indexed= _indextime.",
      ];
    const moment = (time: number | undefined): string =>
      new Date((time ?? 0) * 1000).toISOString().slice(0, 16);
    return [
      ...(before === undefined && until !== undefined
        ? [
            `Nothing was known under silence=${name} before: what is usual is learnt from now on. What always speaks is known after a day, nights and weekends after eight.`,
          ]
        : []),
      ...(before !== undefined && events > 0 && until === before
        ? [
            `These events tell nothing new: silence=${name} was looked at until ${moment(before)} UTC already.`,
          ]
        : []),
      ...(ahead > 0 ? [`${ahead} of ${events} events are ahead of the clock, and left out.`] : []),
      ...(dropped > 0
        ? [
            `More kinds of lines come than are remembered under silence=${name} (${known}): ${dropped} of which least was known were forgotten. Give parts of the log names of their own.`,
          ]
        : []),
    ];
  }
}

const longestText = 200;

/** Present ids of templates by those that they had. */
function aliasesOf({ miner }: OpenTemplates): Map<string, string> {
  return new Map(
    miner
      .snapshot()
      .templates.flatMap(({ id, aliases = [] }) => aliases.map((alias) => [alias, id] as const)),
  );
}
