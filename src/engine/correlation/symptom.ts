import { severityRank } from "../verdict.ts";
import { type Episode, episodesOf, type Span } from "./episodes.ts";
import { type KindEvents, selected } from "./event-columns.ts";
import type { Kind } from "./kind.ts";
import type { Parties } from "./parties.ts";
import { isResolver, watchesOthers } from "./programs.ts";
import type { QuietSpell } from "./quiet-spells.ts";
import { slowSpellsOf } from "./slowness.ts";
import type { StrangeSessions } from "./strange-sessions.ts";
import { whoseFault } from "./whose-fault.ts";

/** A sign that something is wrong with a service or a host, and since when. */
export interface Symptom {
  /**
   * Who shows it, in lower case: the service, or the host where the host's own programs speak of it; empty where those of
   * several hosts do.
   */
  readonly party: string;
  readonly service: string;
  /** The host of most of its events; empty where they come from several. */
  readonly host: string;
  /** Undefined for a silence. */
  readonly kind: Kind | undefined;
  /** Epoch seconds. */
  readonly from: number;
  readonly to: number;
  /** Events more than usual; of a silence those that did not come. */
  readonly count: number;
  /** By severity and count. */
  readonly weight: number;
  /** 0 to 1: how far it tells of a fault of its own, and not of others that it needs. */
  readonly local: number;
  /** Whom its lines name, in lower case, with 0 to 1. */
  readonly accused: ReadonlyMap<string, number>;
  /** Whether its lines say that a name could not be resolved: then those whom they name may be well. */
  readonly unresolved: boolean;
  /** Whether they say that a pool of its own has run empty. */
  readonly pool: boolean;
  /** Of normal lines: how many times as long as usual they say that something took. */
  readonly slower?: number;
  /** Of requests that went another way than nearly all: whether they lack its lines, or have them. */
  readonly strange?: "lack" | "have";
}

/** Least surprise in nats by the rank of the severity: one event of a failure that pages says enough. */
const leastSurprise = [4, 4, 5.2, 10, 10] as const;
/** By the rank of the severity. */
const weightOfSeverity = [5, 4, 3, 2, 2] as const;
/** In nats: what is as unlikely as this counts in full. */
const sureSurprise = 10;
/** A kind with more episodes comes and goes all the time. */
const mostEpisodes = 4;
/** Ranks: of a failure that pages, and of a fault that somebody feels. */
const pages = 1;
const faults = 2;
/** The share of a log without it before a series of bursts. */
const beforeSeries = 0.15;
/** Of a kind that comes from more hosts, only these are looked at. */
const mostHosts = 64;
/** Rules by which the kernel tells of one process. */
const ofProcess = /oom|out-of-memory|segfault|core-dump|killed|general-protection/;
/** Lines that name nobody this surely may mean somebody by words of its name, so surely. */
const clearMention = 0.35;
const ofHint = 0.25;
const ownFault = 0.5;
/** How far the killing of a process is the host's own fault. */
const localOfKilled = 0.35;
/** How surely a service is meant by what is said of a process on its host. */
const ofHost = 0.3;
/** Failures of a request, which whoever serves it may have from somebody else. */
const failedRequests = /^http-5/;
const sureMention = 0.7;
/** Whom fewer of the lines name, they name by chance: each another client. */
const weakestMention = 0.1;
/** The share of a symptom's events that make a host its host. */
const mainShare = 0.8;
const weightOfSilence = 2;
const localOfSilence = 0.9;
const weightOfSlowness = 1.5;
const localOfSlowness = 0.35;
const leastStrange = 10;
const weightOfStrange = 2;
const localOfStrange = 0.35;

/** The symptom of somebody who fell silent. @param party in lower case @param end of the log, in epoch seconds */
export function silenceOf(party: string, { from, to, missing }: QuietSpell, end: number): Symptom {
  return {
    ...{ party, service: party, host: "", kind: undefined, from, to: to ?? end, count: Math.round(missing) },
    ...{ weight: weightOfSilence * Math.log2(1 + missing), local: localOfSilence },
    ...{ accused: new Map(), unresolved: false, pool: false },
  };
}

/** What symptoms are found by. */
export interface Observation {
  readonly span: Span;
  readonly parties: Parties;
  /** By number. */
  readonly hostNames: readonly string[];
  /** In lower case, the services that write on a host. */
  readonly servicesOn: (host: string) => readonly string[];
  /** All events of a kind are one symptom, however usual they are. */
  readonly everyFailure: boolean;
}

/** The symptoms that the events of a bad kind show: of each host by itself, where its own programs speak of it. */
export function symptomsOf(kind: Kind, events: KindEvents, observation: Observation): Symptom[] {
  // What is no fault yet comes from some host or other all the time.
  if (!kind.isPart && (!kind.speaksOfHost || severityRank(kind.severity) > faults))
    return symptomsIn(kind, events, observation);
  const hosts = [...new Set(events.hosts)].slice(0, mostHosts);
  return hosts.flatMap((host) => symptomsIn(kind, eventsOf(host, events), observation));
}

function symptomsIn(kind: Kind, events: KindEvents, observation: Observation): Symptom[] {
  const { span, parties, hostNames, servicesOn, everyFailure } = observation;
  const rank = severityRank(kind.severity);
  const least = leastSurprise[rank] ?? Number.POSITIVE_INFINITY;
  const found = episodesOf(events.times, span).filter(({ surprise }) => surprise >= least);
  const episodes = everyFailure ? wholeOf(events.times) : standingOut(found, span, rank <= pages);
  return episodes.map((episode) => {
    const host = hostNames[mainHost(events, episode)] ?? "";
    const count = Math.max(1, Math.round(episode.excess));
    const samples = kind.samples.all.filter(({ time }) => time >= episode.from && time <= episode.to);
    const examined = samples.length > 0 ? samples : kind.samples.all;
    const own = new Set(
      [kind.service, host, ...examined.map((sample) => hostNames[sample.host] ?? "")].map(inLowerCase),
    );
    const texts = examined.map(({ text }) => text);
    const { known, rule } = kind.unit.assessment;
    const watches = watchesOthers(kind.service);
    const accused = isResolver(kind.service) ? new Map<string, number>() : accusedIn(texts, own, parties);
    const ofMachine = kind.speaksOfHost;
    // The kernel names a process; what it belongs to is one of the services of the host.
    const isOfProcess = ofMachine && !kind.isPart && ofProcess.test(rule);
    if (isOfProcess) for (const each of servicesOn(host)) raise(accused, each, ofHost);
    const namesOther = Math.max(0, ...accused.values()) >= sureMention;
    const fault = whoseFault(texts, { known, requests: failedRequests.test(rule), namesOther });
    const mayHint = fault.local < ownFault && !fault.unresolved && !isResolver(kind.service);
    if (mayHint && Math.max(0, ...accused.values()) < clearMention)
      for (const text of texts)
        for (const each of parties.hintedIn(text, own))
          accused.set(each, (accused.get(each) ?? 0) + ofHint / texts.length);
    return {
      ...{ party: inLowerCase(ofMachine ? host : kind.service || host), service: kind.service || host },
      ...{ host, kind, from: episode.from, to: episode.to, count, accused },
      weight:
        (weightOfSeverity[rank] ?? 0) * Math.log2(1 + count) * Math.min(1, episode.surprise / sureSurprise),
      ...fault,
      local: watches ? 0 : isOfProcess ? Math.min(fault.local, localOfKilled) : fault.local,
    };
  });
}

/** The symptoms of a normal kind: what it tells of took much longer than it usually does. */
export function slownessOf(kind: Kind, events: KindEvents, { span, hostNames }: Observation): Symptom[] {
  if ((kind.speaksOfHost && !kind.isPart) || isResolver(kind.service)) return [];
  return slowSpellsOf(events, span).map((spell) => {
    const host = hostNames[mainHost(events, spell)] ?? "";
    const count = Math.max(1, Math.round(spell.excess));
    return {
      ...{ party: inLowerCase(kind.isPart ? host : kind.service || host), service: kind.service || host },
      ...{ host, kind, count },
      ...{ from: spell.from, to: spell.to, weight: weightOfSlowness * Math.log2(1 + count) },
      ...{ local: localOfSlowness, accused: new Map(), unresolved: false, pool: false, slower: spell.slower },
    };
  });
}

/** The symptom of requests that went another way, when they are more than usual. @param kinds by number */
export function strangenessOf(
  { kind: number, isMissing, times }: StrangeSessions,
  kinds: readonly { readonly kind: Kind }[],
  { span }: Pick<Observation, "span">,
): Symptom[] {
  const kind = kinds[number]?.kind;
  if (kind === undefined || kind.isFailure || kind.speaksOfHost) return [];
  return episodesOf(times, span)
    .filter(({ surprise }) => surprise >= leastStrange)
    .map(({ from, to, excess }) => {
      const count = Math.max(1, Math.round(excess));
      return {
        ...{ party: inLowerCase(kind.service), service: kind.service, host: "", kind, from, to, count },
        ...{ weight: weightOfStrange * Math.log2(1 + count), local: localOfStrange, accused: new Map() },
        ...{ unresolved: false, pool: false, strange: isMissing ? "lack" : "have" },
      };
    });
}

function eventsOf(host: number, { times, hosts, tooks }: KindEvents): KindEvents {
  const isOf = (event: number): boolean => hosts[event] === host;
  return { times: selected(times, isOf), hosts: selected(hosts, isOf), tooks: selected(tooks, isOf) };
}

function raise(strengths: Map<string, number>, name: string, strength: number): void {
  strengths.set(name, Math.max(strengths.get(name) ?? 0, strength));
}

function wholeOf(times: Float64Array): Episode[] {
  const [from, to] = [times[0], times.at(-1)];
  return from === undefined || to === undefined
    ? []
    : [{ from, to, excess: times.length, surprise: Number.POSITIVE_INFINITY }];
}

/** Whom texts name, by how many of them do. */
function accusedIn(
  texts: readonly string[],
  own: ReadonlySet<string>,
  parties: Parties,
): Map<string, number> {
  const accused = new Map<string, number>();
  for (const text of texts)
    for (const [name, strength] of parties.mentionedIn(text, own))
      accused.set(name, (accused.get(name) ?? 0) + strength / texts.length);
  for (const [name, strength] of accused) if (strength < weakestMention) accused.delete(name);
  return accused;
}

/**
 * Of a kind that comes in bursts all the time, only the bursts that are much larger than the others. Bursts that follow
 * each other after a long time without any, as crashes do, are one.
 */
function standingOut(
  episodes: readonly Episode[],
  { from, to }: Span,
  mayBeSeries: boolean,
): readonly Episode[] {
  const [first, ...others] = episodes;
  if (first === undefined || episodes.length <= mostEpisodes) return episodes;
  const last = episodes.at(-1) as Episode;
  const longestGap = Math.max(...others.map((each, place) => each.from - (episodes[place] as Episode).to));
  const before = first.from - from;
  if (mayBeSeries && before >= Math.max(beforeSeries * (to - from), longestGap))
    return [{ ...first, to: last.to, excess: episodes.reduce((sum, { excess }) => sum + excess, 0) }];
  const sizes = episodes.map(({ excess }) => excess).sort((one, other) => one - other);
  const usual = sizes[Math.floor(sizes.length / 2)] as number;
  return episodes.filter(({ excess }) => excess >= 4 * usual && excess >= 8);
}

/** The number of the host of most events; 0 where they come from several. */
function mainHost({ times, hosts }: KindEvents, { from, to }: Episode): number {
  const counts = new Map<number, number>();
  let all = 0;
  for (let event = 0; event < times.length; event++) {
    const time = times[event] as number;
    if (time < from || time > to) continue;
    all++;
    const host = hosts[event] as number;
    counts.set(host, (counts.get(host) ?? 0) + 1);
  }
  const [[host, events] = [0, 0]] = [...counts].sort(([, one], [, other]) => other - one);
  return events >= mainShare * all ? host : 0;
}

function inLowerCase(name: string): string {
  return name.toLowerCase();
}
