import type { ObservedKind } from "./observed-kind.ts";

/** Events from which it is known what a host writes. */
const fewestEvents = 30;

/**
 * Kinds of files that share their name with files of other hosts, and no kind of line: they are logs of something else, as
 * those of a database and of the application that it is named for. The hosts with the most lines keep the name.
 *
 * @returns the numbers of the kinds of the others
 */
export function homonyms(kinds: readonly ObservedKind[]): Set<number> {
  const ofService = new Map<string, number[]>();
  kinds.forEach(({ kind }, number) => {
    if (kind.writer.sure !== "" || kind.service === "" || kind.speaksOfHost) return;
    const key = kind.service.toLowerCase();
    const numbers = ofService.get(key) ?? [];
    ofService.set(key, numbers);
    numbers.push(number);
  });
  const others = new Set<number>();
  for (const numbers of ofService.values())
    for (const part of partsOf(numbers, kinds).slice(1)) for (const number of part) others.add(number);
  return others;
}

/** Kinds by the hosts that have some of them in common; the part with the most events first, the small ones within it. */
function partsOf(numbers: readonly number[], kinds: readonly ObservedKind[]): number[][] {
  let parts: { readonly hosts: Set<number>; readonly numbers: number[]; readonly events: number }[] = [];
  for (const number of numbers) {
    const { times, hosts } = (kinds[number] as ObservedKind).events;
    const own = new Set(hosts);
    const same = parts.filter((part) => [...own].some((host) => part.hosts.has(host)));
    const joined = {
      hosts: new Set([...own, ...same.flatMap((part) => [...part.hosts])]),
      numbers: [number, ...same.flatMap((part) => part.numbers)],
      events: times.length + same.reduce((sum, { events }) => sum + events, 0),
    };
    parts = [...parts.filter((part) => !same.includes(part)), joined];
  }
  const [largest, ...rest] = parts.sort((one, other) => other.events - one.events);
  const small = rest.filter(({ events }) => events < fewestEvents);
  const large = rest.filter((part) => !small.includes(part));
  return [
    [...(largest?.numbers ?? []), ...small.flatMap((part) => part.numbers)],
    ...large.map((part) => part.numbers),
  ];
}
