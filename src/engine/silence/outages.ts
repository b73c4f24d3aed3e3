import { createHash } from "node:crypto";
import { base32 } from "../base32.ts";
import { unevenness } from "./pauses.ts";
import { forgetPause, pauseUntil, type Rhythm } from "./rhythm.ts";

/** Who is silent, as one trouble. Times are epoch seconds. */
export interface Outage {
  readonly fingerprint: string;
  readonly scope: "hosts" | "service" | "lines";
  /** Of the last line before. */
  since: number;
  /** The hosts that are silent; of a service and of lines, where they were written. */
  hosts: string[];
  readonly service: string;
  /** Keys of the rhythms that are overdue. */
  voices: string[];
  /** When the last of them spoke again, or was given up. */
  over: number | undefined;
  isGivenUp: boolean;
}

/** The rhythms that are known, by their keys. */
export interface Voices {
  readonly all: ReadonlyMap<string, Rhythm>;
  /** All that a host, or a service, writes. */
  ofHost(host: string): Rhythm | undefined;
  ofService(service: string): Rhythm | undefined;
  forget(keys: Iterable<string>): void;
}

/** Seconds in which somebody who falls silent may still say a word. */
const dyingWords = 60;
/** Seconds of silence, at least, of a whole host or service. */
const patience = 600;
/** Events that would have come, from which a host or service is quiet itself. */
const notable = 3;
/** Seconds within which several fall silent at once, and what begins is what another becomes. */
const atOnce = 300;
const successor = { before: 600, within: 3_600, share: 0.3, alike: 1.1, even: 0.5, days: 15 };
/** Seconds after which somebody is gone for good, at least, and as a multiple of the usual pause. */
const goneAfter = { seconds: 14 * 86_400, pauses: 4 };

/** Tells silences as few troubles: a host that is gone is one, and not one for each of its lines. */
export class Outages {
  readonly open: Outage[];
  private readonly voices: Voices;

  constructor(voices: Voices, open: readonly Outage[] = []) {
    this.voices = voices;
    this.open = [...open];
  }

  /** Takes in who is overdue at a time. */
  raise(overdue: readonly (readonly [string, Rhythm])[], time: number): void {
    for (const [key, rhythm] of overdue) {
      // Told with another one, or forgotten with it.
      if (rhythm.isTold || this.voices.all.get(key) !== rhythm) continue;
      const scope = this.scopeOf(rhythm, time);
      if (scope === undefined) continue;
      if (scope === "hosts" && this.isHostReplaced(rhythm)) {
        this.voices.forget(this.membersOf(scope, rhythm).map(([member]) => member));
        continue;
      }
      const heir = scope === "lines" ? this.heirOf(rhythm) : undefined;
      if (heir !== undefined) {
        inherit(heir, rhythm);
        this.voices.forget([key]);
        continue;
      }
      this.tell(scope, key, rhythm);
    }
  }

  /** Ends what is over. @returns what ended, whose `over` is set */
  end(time: number): Outage[] {
    for (const outage of this.open) this.update(outage, time);
    const over = this.open.filter((outage) => outage.over !== undefined);
    for (const outage of over) this.open.splice(this.open.indexOf(outage), 1);
    return over;
  }

  private update(outage: Outage, time: number): void {
    const { all } = this.voices;
    const silent = outage.voices.filter((key) => all.get(key)?.isTold === true);
    const isGone = (key: string): boolean => {
      const { last, seconds } = all.get(key) as Rhythm;
      return time - last > Math.max(goneAfter.seconds, goneAfter.pauses * seconds.mean);
    };
    const gone = silent.filter(isGone);
    const speaks =
      outage.scope === "hosts"
        ? outage.hosts.every((host) => this.voices.ofHost(host)?.isTold !== true)
        : outage.scope === "service"
          ? this.voices.ofService(outage.service)?.isTold !== true
          : silent.length === 0;
    if (!speaks && gone.length < silent.length) {
      // Of those that speak again the others' incident tells no more.
      if (outage.scope === "lines") outage.voices = silent;
      return;
    }
    outage.over = time;
    outage.isGivenUp = !speaks;
    // What is still silent may be told by itself, later.
    for (const key of silent) {
      const rhythm = all.get(key) as Rhythm;
      rhythm.isTold = false;
      forgetPause(rhythm, time - rhythm.last, time);
    }
    this.voices.forget(gone);
  }

  /** Undefined while it may yet turn out that more is silent. */
  private scopeOf({ host, service, last }: Rhythm, time: number): Outage["scope"] | undefined {
    const ofHost = host === "" ? undefined : this.voices.ofHost(host);
    const ofService = service === "" ? undefined : this.voices.ofService(service);
    const isQuiet = (all: Rhythm | undefined): boolean => all !== undefined && all.last <= last + dyingWords;
    const [hostIsQuiet, serviceIsQuiet] = [isQuiet(ofHost), isQuiet(ofService)];
    // A forwarder may be late by some minutes, and a deploy takes some.
    if ((hostIsQuiet || serviceIsQuiet) && time - last < patience) return undefined;
    if (hostIsQuiet && serviceIsQuiet) return this.isElsewhere(service, host) ? "service" : "hosts";
    if (hostIsQuiet) return "hosts";
    if (serviceIsQuiet) return "service";
    const half = last + (time - last) / 2;
    const goesOn = (all: Rhythm | undefined): boolean =>
      all === undefined || all.last > half || pauseUntil(all, time).events < notable;
    return goesOn(ofHost) && goesOn(ofService) ? "lines" : undefined;
  }

  private isElsewhere(service: string, host: string): boolean {
    for (const rhythm of this.voices.all.values())
      if (rhythm.service === service && rhythm.host !== host && rhythm.host !== "") return true;
    return false;
  }

  private tell(scope: Outage["scope"], key: string, rhythm: Rhythm): void {
    const members = scope === "lines" ? [[key, rhythm] as const] : this.membersOf(scope, rhythm);
    for (const [, member] of members) {
      if (!member.isTold) member.told++;
      member.isTold = true;
    }
    const since = Math.max(...members.map(([, { last }]) => last));
    const keys = members.map(([member]) => member);
    const hosts = [...new Set(members.map(([, { host }]) => host))].filter((host) => host !== "");
    const same = this.open.find((outage) => isSame(outage, scope, rhythm, since));
    if (same !== undefined) {
      same.voices = [...new Set([...same.voices, ...keys])];
      same.hosts = [...new Set([...same.hosts, ...hosts])];
      return;
    }
    const { host, service, template } = rhythm;
    const name = { hosts: ["", host, ""], service: [service, "", ""], lines: [service, host, template] }[
      scope
    ];
    this.open.push({
      ...{
        fingerprint: fingerprintOf(name),
        scope,
        since,
        hosts,
        voices: keys,
        over: undefined,
        isGivenUp: false,
      },
      service: scope === "hosts" ? "" : service,
    });
  }

  private membersOf(
    scope: "hosts" | "service" | "lines",
    { host, service }: Rhythm,
  ): (readonly [string, Rhythm])[] {
    return [...this.voices.all].filter(([, each]) =>
      scope === "hosts" ? each.host === host : each.service === service,
    );
  }

  /** What it is called since a deploy: of the lines of the same service that began when it ended, the one most like it. */
  private heirOf({ service, host, template, last, pause }: Rhythm): Rhythm | undefined {
    const missing = Math.max(1, pause.events);
    const unlike = ({ count }: Rhythm): number => Math.abs(Math.log(count / missing));
    return [...this.voices.all.values()]
      .filter((other) => other.service === service && other.host === host && other.template !== "")
      .filter((other) => other.template !== template && other.first > last - successor.before)
      .filter(({ count }) => count >= successor.share * missing)
      .sort((one, other) => unlike(one) - unlike(other))[0];
  }

  /** A machine that took its place, as where they come and go. */
  private isHostReplaced({ host, last }: Rhythm): boolean {
    const servicesOf = (name: string): Set<string> =>
      new Set(
        [...this.voices.all.values()].filter((each) => each.host === name).map(({ service }) => service),
      );
    const own = servicesOf(host);
    for (const other of this.voices.all.values()) {
      if (other.template !== "" || other.service !== "" || other.host === host) continue;
      if (other.first < last - successor.within || other.first > last + successor.within) continue;
      const shared = [...servicesOf(other.host)].filter((service) => own.has(service)).length;
      if (2 * shared > own.size) return true;
    }
    return false;
  }
}

/** Hosts fall silent together; lines of a service do. */
function isSame(outage: Outage, scope: Outage["scope"], rhythm: Rhythm, since: number): boolean {
  if (outage.scope !== scope) return false;
  const apart = Math.abs(outage.since - since);
  if (scope === "hosts") return apart <= atOnce;
  if (outage.service !== rhythm.service) return false;
  return scope === "service" || apart <= Math.max(atOnce, rhythm.seconds.mean);
}

/** A clockwork goes on under another name; what comes by chance is learnt anew, for it may be another's. */
function inherit(heir: Rhythm, { week, first, last, seconds, events }: Rhythm): void {
  const faster = seconds.mean / heir.seconds.mean;
  const isSame = heir.seconds.count > 0 && faster < successor.alike && faster > 1 / successor.alike;
  const isKnown = last - first > successor.days * 86_400 && unevenness(seconds) <= successor.even;
  if (!isSame || !isKnown) return;
  for (const [at, rate] of week.entries()) if (!Number.isNaN(rate)) heir.week[at] = rate;
  heir.first = Math.min(heir.first, first);
  Object.assign(heir.seconds, seconds);
  Object.assign(heir.events, events);
}

function fingerprintOf(name: readonly string[] | undefined): string {
  const text = JSON.stringify(["silence", name]);
  return `i${base32(createHash("sha256").update(text).digest(), 12)}`;
}
