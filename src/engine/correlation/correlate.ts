import { severityRank } from "../verdict.ts";
import type { Surroundings } from "./accused.ts";
import { type Suspect, suspectsOf } from "./blame.ts";
import { type Span, spanOf } from "./episodes.ts";
import { fallenOf } from "./fallen.ts";
import { forerunnersOf, joined } from "./join.ts";
import { linked } from "./linked.ts";
import { needsOf } from "./needs.ts";
import { Novelties } from "./novelties.ts";
import type { ObservedEvents } from "./observed-events.ts";
import type { ObservedKind } from "./observed-kind.ts";
import { Parties } from "./parties.ts";
import { watchesOthers } from "./programs.ts";
import type { QuietSpell } from "./quiet-spells.ts";
import type { Requests } from "./requests.ts";
import { type OwnHosts, ownHosts, united } from "./same-party.ts";
import { silences } from "./silences.ts";
import { type Symptom, silenceOf, slownessOf, strangenessOf, symptomsOf } from "./symptom.ts";

/** Symptoms with one origin. Times are epoch seconds. */
export interface Correlation {
  readonly symptoms: readonly Symptom[];
  /** The most likely first. */
  readonly suspects: readonly Suspect[];
  readonly from: number;
  readonly to: number;
  readonly weight: number;
  readonly linkedBy: Linked;
  /** What the log does not tell of it. */
  readonly gaps: readonly string[];
}

/** What tells which lines belong together. */
export interface Linked {
  /** A kind of id, such as `trace`, a field, or `time` where the lines carry none. */
  readonly by: string;
  /** 0 to 100, by how many lines carry it and how many services share it; undefined for time. */
  readonly confidence?: number;
}

/** Seconds before the first other symptom, and after it, in which the silence of an origin begins. */
const silentBefore = 180;
const silentAfter = 20;

export interface CorrelateOptions {
  /**
   * Every failure matters by itself, as the rows of an alert do, where what is normal has been left out: none needs to come
   * more often than usual, nobody's silence says anything, and only names join failures.
   */
  readonly everyFailure?: boolean;
}

/** What belongs together among the events of a search, the heaviest first. */
export function correlate(
  observed: ObservedEvents,
  { everyFailure = false }: CorrelateOptions = {},
): Correlation[] {
  if (observed.count === 0) return [];
  const kinds = observed.byKind();
  const span = wholeSpan(kinds);
  const services = new Set(
    kinds.filter(({ kind }) => !kind.isPart).map(({ kind }) => kind.service.toLowerCase()),
  );
  const parties = new Parties({
    services,
    hosts: observed.hostNames,
    aliases: observed.aliases,
    lines: kinds.map(({ kind: { unit, service } }) => ({ text: unit.unit.text, service })),
  });
  const observation = {
    ...{ span, parties, everyFailure },
    hostNames: observed.hostNames,
    servicesOn: servicesByHost(kinds, observed.hostNames),
  };
  const silent = everyFailure ? new Map() : silences(kinds, observed.hostNames, span);
  const symptoms = [
    ...kinds
      .filter(({ kind }) => (everyFailure ? severityRank(kind.severity) <= 3 : kind.isBad))
      .flatMap(({ kind, events }) => symptomsOf(kind, events, observation)),
    ...(everyFailure ? [] : kinds)
      .filter(({ kind }) => !kind.isBad)
      .flatMap(({ kind, events }) => slownessOf(kind, events, observation)),
    ...(everyFailure ? [] : observed.strangeSessions()).flatMap((each) =>
      strangenessOf(each, kinds, observation),
    ),
    ...[...silent].map(([party, spell]) => silenceOf(party, spell, span.to)),
  ];
  const groups = everyFailure ? linked(symptoms) : joined(symptoms);
  if (groups.length === 0) return [];
  const requests = observed.requests(
    kinds.map(({ kind }) => ({
      party: kind.speaksOfHost ? "" : kind.service.toLowerCase(),
      isFailure: kind.isFailure,
    })),
  );
  const needs = needsOf(kinds, parties);
  const own = ownHosts(kinds, observed.hostNames);
  const novelties = new Novelties(kinds, observed.hostNames, span);
  const hosts = new Set(observed.hostNames.filter((host) => host !== "").map((host) => host.toLowerCase()));
  const linkedBy = linkedOf(observed, requests);
  // Where every failure matters, what leads up to one is in its group, or in one of its own.
  const others = everyFailure ? [] : symptoms;
  return groups
    .map((group) => ({
      ...correlationOf(group, others, silent, {
        services,
        hosts,
        needs,
        requests,
        kinds,
        span,
        own,
        novelties,
      }),
      linkedBy,
    }))
    .sort((one, other) => other.weight - one.weight);
}

/** A key that half of the lines carry, and half of whose values several services share, is sure. */
function linkedOf({ linkedBy: { name, lines }, count }: ObservedEvents, { spread }: Requests): Linked {
  const confidence = Math.round(100 * Math.min(1, (2 * lines) / count) * Math.min(1, 2 * spread));
  return confidence === 0 ? { by: "time" } : { by: name, confidence };
}

/** What all incidents of a log stand in. */
interface Whole extends Omit<Surroundings, "requests" | "fallen" | "novel"> {
  readonly requests: Requests;
  readonly kinds: readonly ObservedKind[];
  readonly span: Span;
  readonly own: OwnHosts;
  readonly novelties: Novelties;
}

function correlationOf(
  symptoms: readonly Symptom[],
  all: readonly Symptom[],
  silent: ReadonlyMap<string, QuietSpell>,
  { requests, kinds, span, own, novelties, ...around }: Whole,
): Omit<Correlation, "linkedBy"> {
  const spoken = symptoms.filter(({ kind }) => kind !== undefined).map(({ from }) => from);
  const begin = Math.min(...(spoken.length > 0 ? spoken : symptoms.map(({ from }) => from)));
  const origins = new Map(
    [...silent].filter(([, { from }]) => from >= begin - silentBefore && from <= begin + silentAfter),
  );
  const from = Math.min(...symptoms.map((symptom) => symptom.from));
  const to = Math.max(...symptoms.map((symptom) => symptom.to));
  const failed = requests.failedBetween(from, to, (one, other) => around.needs.get(one)?.has(other) ?? false);
  const fallen = fallenOf(kinds, { from, to }, span);
  const found = suspectsOf(symptoms, origins, {
    ...around,
    requests: failed,
    fallen,
    novel: novelties.before(begin),
  });
  const { suspects, nameOf } = united(found, symptoms, own);
  const origin = suspects[0]?.name ?? "";
  const before = forerunnersOf(symptoms, all, found[0]?.name ?? "");
  const told = [...before, ...symptoms].map((symptom) => ({ ...symptom, party: nameOf(symptom.party) }));
  return {
    ...{ symptoms: told, suspects, to },
    from: Math.min(from, ...before.map((symptom) => symptom.from)),
    weight: symptoms.reduce((sum, { weight }) => sum + weight, 0),
    gaps:
      origin === "" || around.services.has(origin) || around.hosts.has(origin)
        ? []
        : [`${origin} writes nothing in this log: what is said of it comes from others.`],
  };
}

/** The services that write on a host; not of one that all write on. */
function servicesByHost(
  kinds: readonly ObservedKind[],
  hostNames: readonly string[],
): (host: string) => readonly string[] {
  const services = new Map<string, Set<string>>();
  for (const { kind, events } of kinds) {
    if (kind.speaksOfHost || watchesOthers(kind.service)) continue;
    for (const number of new Set(events.hosts)) {
      const host = hostNames[number] ?? "";
      const there = services.get(host) ?? new Set<string>();
      services.set(host, there.add(kind.service.toLowerCase()));
    }
  }
  services.delete("");
  return (host) => [...(services.get(host) ?? [])];
}

function wholeSpan(kinds: readonly ObservedKind[]): Span {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const { events } of kinds) {
    from = Math.min(from, events.times[0] ?? from);
    to = Math.max(to, events.times.at(-1) ?? to);
  }
  return spanOf(from, to);
}
