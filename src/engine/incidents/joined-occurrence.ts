import type { Alert, AlertIncident } from "../ledger/alert.ts";
import { type Severity, severityRank } from "../verdict.ts";
import { mostFollowers } from "./incident-state.ts";
import { longest, membersOf, mostExamples, mostHostsShown, type Occurrence } from "./occurrence.ts";
import { shownText } from "./shown-text.ts";

type Kinds = readonly [Occurrence, ...Occurrence[]];

/** What a firing says about an incident of several kinds. Texts are those of the first. @param kinds the origin's first */
export function joinedOccurrence(
  kinds: Kinds,
  {
    identity,
    incident,
    cause = kinds[0].anomaly.cause,
  }: { identity: string; incident?: AlertIncident; cause?: string },
): Occurrence {
  const [first] = kinds;
  const hosts = new Set(kinds.flatMap((kind) => kind.hosts));
  const going = kinds.filter(({ ending }) => !ending);
  return {
    identity,
    members: [...new Set(kinds.flatMap(membersOf))],
    ...(incident && { incident }),
    service: kinds.find(({ service }) => service !== "")?.service ?? "",
    ending: going.length === 0,
    severity: worstOf(going.length === 0 ? kinds : going),
    anomaly: { ...first.anomaly, cause: shownText(cause, longest.sentence) },
    count: sumOf(kinds, ({ count }) => count),
    first: ofAll(Math.min, kinds, "first"),
    last: ofAll(Math.max, kinds, "last"),
    hosts: [...hosts].slice(0, mostHostsShown),
    hostCount: Math.max(hosts.size, ...kinds.map(({ hostCount }) => hostCount)),
    examples: examplesOf(kinds),
    judgedBy: judgedBy(kinds),
  };
}

/** Services other than the first, by onset, with their failures. */
export function followersOf([first, ...others]: Kinds, own: number): AlertIncident["followed"] {
  const followed = new Map<string, { readonly service: string; readonly count: number }>();
  const ofOrigin = new Set(
    [first, ...others].slice(0, Math.max(1, own)).map(({ service }) => service.toLowerCase()),
  );
  const byOnset = others
    .slice(Math.max(0, own - 1))
    .toSorted((one, other) => (one.first ?? 0) - (other.first ?? 0));
  for (const { service, count } of byOnset) {
    const name = service.toLowerCase();
    if (name === "" || ofOrigin.has(name)) continue;
    followed.set(name, { service, count: count + (followed.get(name)?.count ?? 0) });
  }
  return [...followed.values()].slice(0, mostFollowers);
}

function worstOf(kinds: readonly Occurrence[]): Severity {
  return kinds
    .map(({ severity }) => severity)
    .reduce((worst, each) => (severityRank(each) < severityRank(worst) ? each : worst));
}

/** One line of each kind first: the origin's before those of what followed. */
function examplesOf(kinds: Kinds): string[] {
  const one = kinds.flatMap(({ examples }) => examples.slice(0, 1));
  return [...new Set([...one, ...kinds.flatMap(({ examples }) => examples)])].slice(0, mostExamples);
}

function judgedBy(kinds: Kinds): Alert["judgedBy"] {
  return {
    llm: sumOf(kinds, (kind) => kind.judgedBy.llm),
    cached: sumOf(kinds, (kind) => kind.judgedBy.cached),
    local: sumOf(kinds, (kind) => kind.judgedBy.local),
    model: kinds.find((kind) => kind.judgedBy.model !== "")?.judgedBy.model ?? "",
  };
}

function sumOf(kinds: Kinds, of: (kind: Occurrence) => number): number {
  return kinds.reduce((sum, kind) => sum + of(kind), 0);
}

function ofAll(
  pick: (...times: number[]) => number,
  kinds: Kinds,
  which: "first" | "last",
): number | undefined {
  const times = kinds.flatMap((kind) => kind[which] ?? []);
  return times.length === 0 ? undefined : pick(...times);
}
