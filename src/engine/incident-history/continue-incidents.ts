import { hasName, isNamed, longestRest, pauseBetween, resembles } from "./same-incident.ts";
import type { StoredIncident, ToldIncident } from "./stored-incident.ts";
import { hasNews, newRecord, seesAll, withReading } from "./update-incident.ts";

/** When an incident is over. */
export interface EndRules {
  /** Seconds without a new failure. */
  readonly resolveAfter: number;
  /** Runs without a new failure: three of a scheduled search, none where nobody looks regularly. */
  readonly runsToEnd: number;
}

export interface Continuation {
  /** What there is now, in the order of their beginnings. */
  readonly incidents: readonly StoredIncident[];
  /** Those of them that have to be stored. */
  readonly changed: readonly StoredIncident[];
  /** Fingerprints under which nothing is kept any more, because their incidents got other ones. */
  readonly renamed: readonly string[];
  /** The record of each incident that was found, in the order of `found`. */
  readonly recordOf: readonly StoredIncident[];
}

const mostAliases = 50;
const mostPasses = 5;

/**
 * What becomes of the stored incidents when a run has found some. An incident keeps its fingerprint; before anybody was
 * paged, the newest reading of its origin may still give it another one. Of several that turn out to be one the elder
 * lives; of one that falls apart the elder part keeps the fingerprint. It is over after `rules`, and what comes back
 * within a day is the same one again. A run over the same events changes nothing.
 *
 * @param now epoch seconds
 * @param looked how far the run's events went, by their own times; undefined for none
 */
export function continueIncidents(
  { stored, found }: { readonly stored: readonly StoredIncident[]; readonly found: readonly ToldIncident[] },
  {
    now,
    looked,
    rules,
  }: { readonly now: number; readonly looked?: number | undefined; readonly rules: EndRules },
): Continuation {
  return new Continuing(stored, now, looked, rules).with(found);
}

/** The place of a record that changes while a run is taken in. */
interface Place {
  /** As it was stored; undefined for a new one. */
  readonly before: StoredIncident | undefined;
  now: StoredIncident;
}

class Continuing {
  private readonly places: Place[];
  private readonly now: number;
  private readonly looked: number | undefined;
  private readonly rules: EndRules;
  private changes = 0;

  constructor(stored: readonly StoredIncident[], now: number, looked: number | undefined, rules: EndRules) {
    this.places = stored.toSorted(byAge).map((record) => ({ before: record, now: record }));
    this.now = now;
    this.looked = looked;
    this.rules = rules;
  }

  with(found: readonly ToldIncident[]): Continuation {
    const inOrder = found.toSorted(byAge);
    let placeOf = this.take(inOrder);
    // What an incident turns out to be may say whose another one is.
    for (let pass = 1; pass < mostPasses && this.changes > 0; pass++) placeOf = this.take(inOrder);
    return this.result(found.map((incident) => placeOf.get(incident) as Place));
  }

  private take(inOrder: readonly ToldIncident[]): Map<ToldIncident, Place> {
    this.changes = 0;
    for (const place of this.places)
      if (place.now.state === "open" && this.isLongAgo(place.now.seen)) this.change(place, { state: "over" });
    const stored = [...this.places];
    const taken = new Set(stored.filter(({ now }) => inOrder.some((each) => isNamed(now, each))));
    const placeOf = new Map<ToldIncident, Place>();
    for (const incident of inOrder) {
      // Whose name was found itself is an incident of its own, however much this one is like it.
      const alike = this.isLongAgo(incident.last)
        ? []
        : stored.filter((place) => !taken.has(place) && resembles(place.now, incident));
      for (const place of alike) taken.add(place);
      const named = this.named(incident);
      const place = this.joined(named === undefined ? alike : [named, ...alike]) ?? this.begin(incident);
      this.read(place, incident);
      placeOf.set(incident, place);
    }
    for (const place of this.places) this.end(place);
    return placeOf;
  }

  /**
   * The nearest in time of those that have the name. What is long ago comes back to nobody: only what lasted until then
   * goes on in it.
   */
  private named(incident: ToldIncident): Place | undefined {
    const pause = ({ now }: Place): number => pauseBetween(now, incident);
    const longest = this.isLongAgo(incident.last) ? 0 : longestRest;
    return this.places
      .filter(
        (place) => place.now.state !== "merged" && isNamed(place.now, incident) && pause(place) <= longest,
      )
      .sort((one, other) => pause(one) - pause(other) || byAge(one.now, other.now))[0];
  }

  private begin(found: ToldIncident): Place {
    const { fingerprint } = found;
    const earlier = this.places.filter(({ now }) => now.fingerprint === fingerprint);
    const episode = 1 + Math.max(0, ...earlier.map(({ now }) => now.episode));
    const { now, looked = found.last } = this;
    const place: Place = { before: undefined, now: newRecord(found, { now, looked, episode }) };
    this.places.push(place);
    this.changes++;
    if (this.isLongAgo(place.now.seen) || this.isPast(fingerprint, found))
      this.change(place, { state: "over" });
    else this.takeName(fingerprint, place);
    return place;
  }

  /** Whether something later has the name: what came before is told, but is not going on. */
  private isPast(name: string, { last }: ToldIncident): boolean {
    return this.places.some(({ now }) => now.state === "open" && hasName(now, name) && now.first > last);
  }

  /** Only one may be open under a name. */
  private takeName(name: string, owner: Place): void {
    for (const place of this.places) {
      const { fingerprint, aliases, state } = place.now;
      if (place === owner || state !== "open" || !hasName(place.now, name)) continue;
      const others = aliases.filter((alias) => alias !== name);
      this.change(place, fingerprint === name ? { state: "over" } : { aliases: others });
    }
  }

  /** The elder takes in the others. */
  private joined(same: readonly Place[]): Place | undefined {
    const [elder, ...others] = same.toSorted((one, other) => byAge(one.now, other.now));
    if (elder === undefined) return undefined;
    for (const other of others) {
      const { fingerprint, aliases } = other.now;
      this.change(other, { state: "merged", merged_into: elder.now.fingerprint, aliases: [] });
      this.addNames(elder, [fingerprint, ...aliases]);
    }
    return elder;
  }

  private read(place: Place, found: ToldIncident): void {
    const stored = place.now;
    if (hasNews(stored, found)) {
      const { fingerprint } = found;
      const mayRename = !stored.paged && seesAll(stored, found) && !this.isPast(fingerprint, found);
      this.change(place, withReading(stored, found, this.now));
      if (this.looked !== undefined) this.change(place, { looked: Math.max(stored.looked, this.looked) });
      if (
        stored.state === "over" &&
        found.ended !== true &&
        !this.isCalm(place.now) &&
        !this.isPast(stored.fingerprint, found)
      )
        this.reopen(place);
      if (mayRename && fingerprint !== stored.fingerprint) this.rename(place, fingerprint);
    }
    if (found.ended === true && place.now.state === "open") this.change(place, { state: "over" });
    this.addNames(place, [found.fingerprint]);
  }

  private reopen(place: Place): void {
    const { fingerprint, aliases, episode } = place.now;
    this.takeName(fingerprint, place);
    const own = aliases.filter((alias) => this.isFree(alias, place));
    this.change(place, { state: "open", episode: episode + 1, aliases: own });
  }

  /** Whether nothing else is open under a name. */
  private isFree(name: string, owner: Place): boolean {
    return !this.places.some(
      (place) => place !== owner && place.now.state === "open" && hasName(place.now, name),
    );
  }

  private addNames(place: Place, names: readonly string[]): void {
    const { fingerprint, aliases } = place.now;
    const added = names.filter(
      (name) => name !== fingerprint && !aliases.includes(name) && this.isFree(name, place),
    );
    if (added.length > 0) this.change(place, { aliases: [...aliases, ...added].slice(-mostAliases) });
  }

  private rename(place: Place, name: string): void {
    const { fingerprint, aliases } = place.now;
    this.takeName(name, place);
    const others = aliases.filter((alias) => alias !== name);
    this.change(place, { fingerprint: name, aliases: [...others, fingerprint].slice(-mostAliases) });
    for (const other of this.places)
      if (other.now.merged_into === fingerprint) this.change(other, { merged_into: name });
  }

  /** Counts the run for an incident that it found nothing new of, and ends what is over. */
  private end(place: Place): void {
    if (place.now.state !== "open") return;
    const { looked } = this;
    if (looked !== undefined && looked > place.now.looked)
      this.change(place, { looked, missed: place.now.missed + 1 });
    const isMissed = place.now.missed >= this.rules.runsToEnd;
    if (this.isCalm(place.now) && isMissed) this.change(place, { state: "over" });
  }

  private isCalm({ seen }: StoredIncident): boolean {
    return this.now - seen >= this.rules.resolveAfter;
  }

  /** After so long it is over, however few runs there were. */
  private isLongAgo(time: number): boolean {
    return this.now - time > longestRest;
  }

  private change(place: Place, change: Partial<StoredIncident>): void {
    place.now = { ...place.now, ...change, updated: this.now };
    this.changes++;
  }

  private result(found: readonly Place[]): Continuation {
    // What began in this run and turned out to be part of another was never told to anybody.
    const places = this.places
      .filter(({ before, now }) => before !== undefined || now.state !== "merged")
      .sort((one, other) => byAge(one.now, other.now));
    const changed = places.filter(({ before, now }) => before !== now);
    const kept = new Set(places.map(({ now }) => now.fingerprint));
    return {
      incidents: places.map(({ now }) => now),
      changed: changed.map(({ now }) => now),
      renamed: changed
        .flatMap(({ before }) => before?.fingerprint ?? [])
        .filter((fingerprint) => !kept.has(fingerprint)),
      recordOf: found.map((place) => this.elderOf(place).now),
    };
  }

  private elderOf(place: Place): Place {
    const { merged_into: elder } = place.now;
    if (elder === "") return place;
    return this.places.find(({ now }) => now.fingerprint === elder && now.state !== "merged") ?? place;
  }
}

/** What is equally old stands in some order that does not depend on the order in which it came. */
function byAge(one: ToldIncident, other: ToldIncident): number {
  return (
    one.first - other.first ||
    one.last - other.last ||
    compared(one.fingerprint, other.fingerprint) ||
    compared(JSON.stringify(one), JSON.stringify(other))
  );
}

function compared(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}
