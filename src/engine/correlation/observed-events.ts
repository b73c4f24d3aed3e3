import type { Reading } from "../reading/reading.ts";
import { durationIn } from "./duration.ts";
import { EventColumns, type KindEvents } from "./event-columns.ts";
import { homonyms } from "./homonyms.ts";
import { type JudgedUnit, Kind } from "./kind.ts";
import { LinkReader } from "./link-reader.ts";
import { Names } from "./names.ts";
import type { ObservedKind } from "./observed-kind.ts";
import { type Part, Requests } from "./requests.ts";
import { type StrangeSessions, strangeSessions } from "./strange-sessions.ts";
import { type Writer, Writers } from "./writer.ts";

const mostHosts = 65_535;
const mostKinds = 50_000;
const longestSample = 2_000;

/** The events of a search, by kinds: a few bytes of each event, and a few whole ones of each kind. */
export class ObservedEvents {
  private readonly columns = new EventColumns();
  private readonly hosts = new Names(mostHosts);
  private readonly kinds: Kind[] = [];
  private readonly numbers = new Map<string, Map<JudgedUnit, number>>();
  private readonly writers = new Writers();
  private readonly links: LinkReader;

  /** @param by what links the lines of a request: see `LinkReader` */
  constructor(by = "") {
    this.links = new LinkReader(by);
  }

  /** @param time epoch seconds @param host empty where only the line may tell it */
  add(time: number, host: string, source: string, line: Reading, unit: JudgedUnit): void {
    const hostNumber = this.hosts.numberOf(host || line.host);
    const number = this.numberOf(this.writers.writerOf(line, source, host), unit);
    const kind = this.kinds[number] as Kind;
    const took = kind.isBad ? 0 : durationIn(line.plain);
    this.columns.add(time, number, hostNumber, this.links.linkOf(line, host, time), took);
    if (!kind.isBad || !kind.samples.wantsNext()) return;
    kind.samples.add({ time, host: hostNumber, text: line.plain.slice(0, longestSample) });
  }

  get count(): number {
    return this.columns.count;
  }

  get hostNames(): readonly string[] {
    return this.hosts.all;
  }

  /** Services by the other names that lines call them by. */
  get aliases(): ReadonlyMap<string, string> {
    return this.writers.aliases;
  }

  /** Requests, told by ids that lines of several services carry. @param parts of the kinds, by number */
  requests(parts: readonly Part[]): Requests {
    return new Requests(this.columns, parts);
  }

  /** Requests that went another way than nearly all. */
  strangeSessions(): StrangeSessions[] {
    return strangeSessions(this.columns);
  }

  /** What the most lines that carry an id carry, and how many lines do. */
  get linkedBy(): { readonly name: string; readonly lines: number } {
    const [[name, lines] = ["", 0]] = [...this.links.lines].sort(([, one], [, other]) => other - one);
    return { name, lines };
  }

  /** All kinds with their services, and their events in order of time. */
  byKind(): ObservedKind[] {
    const events = this.columns.byKind(this.kinds.length);
    const haveHosts = this.hosts.all.length > 2;
    const observed = this.kinds.map((kind, number) => {
      const ofKind = events[number] as KindEvents;
      kind.service = this.writers.serviceOf(kind.writer);
      kind.isPart = haveHosts && this.writers.isPart(kind.writer) && !ofKind.hosts.includes(0);
      return { kind, events: ofKind };
    });
    for (const number of homonyms(observed)) (this.kinds[number] as Kind).isPart = haveHosts;
    return observed;
  }

  /** When there are too many kinds, the last one takes in all others. */
  private numberOf(writer: Writer, unit: JudgedUnit): number {
    const key = `${writer.sure}\0${writer.source}\0${writer.line}`;
    const ofWriter = this.numbers.get(key) ?? new Map<JudgedUnit, number>();
    this.numbers.set(key, ofWriter);
    let number = ofWriter.get(unit);
    if (number === undefined) {
      if (this.kinds.length < mostKinds) this.kinds.push(new Kind(writer, unit));
      number = this.kinds.length - 1;
      ofWriter.set(unit, number);
    }
    return number;
  }
}
