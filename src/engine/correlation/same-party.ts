import type { Suspect } from "./blame.ts";
import type { ObservedKind } from "./observed-kind.ts";
import { products, watchesOthers } from "./programs.ts";
import { podSuffix } from "./source-name.ts";
import type { Symptom } from "./symptom.ts";

/** By service, in lower case. */
export type OwnHosts = ReadonlyMap<string, OfService>;

interface OfService {
  /** Hosts on which no other service writes, in lower case. */
  readonly hosts: ReadonlySet<string>;
  /** Whether only the name of a file tells of the service: those who run it may call it otherwise. */
  readonly byFile: boolean;
}

/** The hosts that services have for themselves. What runs on many hosts, as the machine's own programs do, is no service. */
export function ownHosts(kinds: readonly ObservedKind[], hostNames: readonly string[]): OwnHosts {
  const onHost = new Map<number, Set<string>>();
  const byFile = new Map<string, boolean>();
  for (const { kind, events } of kinds) {
    if (kind.speaksOfHost || kind.service === "" || watchesOthers(kind.service)) continue;
    const service = kind.service.toLowerCase();
    const isByFile = kind.writer.sure === "" && kind.writer.line !== kind.service;
    byFile.set(service, (byFile.get(service) ?? true) && isByFile);
    for (const host of new Set(events.hosts)) onHost.set(host, (onHost.get(host) ?? new Set()).add(service));
  }
  const own = new Map<string, Set<string>>();
  for (const [number, services] of onHost) {
    const [service = ""] = services;
    const host = (hostNames[number] ?? "").toLowerCase();
    if (services.size === 1 && host !== "") own.set(service, (own.get(service) ?? new Set()).add(host));
  }
  return new Map(
    [...own].map(([service, hosts]) => [service, { hosts, byFile: byFile.get(service) ?? false }]),
  );
}

interface United {
  readonly suspects: Suspect[];
  /** The name under which a party is told of. */
  readonly nameOf: (party: string) => string;
}

/** The share of the blame by which a host is meant, and not its service. */
const mostOf = 0.5;
/** A mention that is less sure calls nobody by a name. */
const sureMention = 0.3;

/**
 * A service and the hosts that it has for itself are one suspect. It goes by the host where most of what points to it is of
 * one host, or where nobody calls it by its name, which then is but that of a file.
 */
export function united(suspects: readonly Suspect[], symptoms: readonly Symptom[], own: OwnHosts): United {
  const serviceOf = new Map(
    [...own].flatMap(([service, { hosts }]) => [...hosts].map((host): [string, string] => [host, service])),
  );
  const groups = new Map<string, Suspect[]>();
  for (const suspect of suspects) {
    const key = serviceOf.get(suspect.name) ?? suspect.name;
    groups.set(key, [...(groups.get(key) ?? []), suspect]);
  }
  const names = new Map<string, string>();
  const found: Suspect[] = [];
  for (const [service, members] of groups) {
    const ofService = own.get(service);
    const name = ofService === undefined ? service : nameFor(service, ofService, members, symptoms);
    for (const each of members) names.set(each.name, name);
    const onsets = members.flatMap(({ onset }) => (onset === undefined ? [] : [onset]));
    found.push({
      name,
      blame: members.reduce((sum, { blame }) => sum + blame, 0),
      onset: onsets.length === 0 ? undefined : Math.min(...onsets),
    });
  }
  return {
    suspects: found.sort((one, other) => other.blame - one.blame),
    nameOf: (party) => names.get(party) ?? party,
  };
}

function nameFor(
  service: string,
  { hosts, byFile }: OfService,
  members: readonly Suspect[],
  symptoms: readonly Symptom[],
): string {
  const ofHost = new Map<string, number>();
  const raise = (host: string, by: number): void => {
    if (hosts.has(host)) ofHost.set(host, (ofHost.get(host) ?? 0) + by);
  };
  for (const { name, blame } of members) raise(name, blame);
  const blame = members.find(({ name }) => name === service)?.blame ?? 0;
  const own = symptoms.filter(({ party }) => party === service);
  const weight = own.reduce((sum, each) => sum + each.weight, 0);
  for (const each of own) raise(each.host.toLowerCase(), (blame * each.weight) / weight);
  const total = members.reduce((sum, each) => sum + each.blame, 0);
  const [[host, most] = ["", 0]] = [...ofHost].sort(([, one], [, other]) => other - one);
  const isCalled =
    !byFile ||
    products.some((product) => product.includes(service)) ||
    symptoms.some(({ accused }) => (accused.get(service) ?? 0) >= sureMention);
  if (!isCalled) return host || ([...hosts].sort()[0] ?? service);
  if (podSuffix.test(host)) return service;
  const ofHostItself = members.find(({ name }) => name === host)?.blame ?? 0;
  return most > total * mostOf && (byFile || ofHostItself > blame) ? host : service;
}
