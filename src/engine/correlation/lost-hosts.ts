import { watchesOthers } from "./programs.ts";
import type { Symptom } from "./symptom.ts";

/** Words of lines by which somebody is out of reach. */
const outOfReach =
  /\b(?:no route|unreachable|timed? ?out|timeout|(?:node)?not ?ready|(?:is|link is) down|offline|unavailable|lost|left|could not be established|unable to reach|not respond\w*|no longer|without any active interface)\b/i;
const cutOff = /\blink (?:is )?down\b|\bwithout any active interface\b/i;
const sureMention = 0.2;
/** So many hosts that so many others miss at once are cut off, and not broken each by itself. */
const fewestHosts = 2;
const fewestWitnesses = 2;

/**
 * Hosts that several others miss at once, each in words of its own: the network between them is cut, or what they stand
 * on is gone. Empty where one host is missed, or one service misses several, whose fault these may share.
 *
 * @param hosts in lower case
 * @returns hosts with how many miss them
 */
export function lostHosts(symptoms: readonly Symptom[], hosts: ReadonlySet<string>): Map<string, number> {
  const witnesses = new Map<string, Set<string>>();
  const add = (host: string, witness: string): void => {
    witnesses.set(host, (witnesses.get(host) ?? new Set()).add(witness));
  };
  for (const { kind, party, from, to, accused } of symptoms) {
    const texts = (kind?.samples.all ?? [])
      .filter(({ time }) => time >= from && time <= to)
      .map(({ text }) => text);
    const missing = texts.filter((text) => outOfReach.test(text));
    if (missing.length * 2 <= texts.length) continue;
    // A host that tells of its own link is missed by others.
    if (hosts.has(party) && cutOff.test(missing[0] as string)) add(party, party);
    for (const [name, strength] of accused) if (hosts.has(name) && strength >= sureMention) add(name, party);
  }
  const all = new Set([...witnesses.values()].flatMap((each) => [...each]));
  // Who watches hosts need not be confirmed by others.
  const isSure = all.size >= fewestWitnesses || [...all].some(watchesOthers);
  if (witnesses.size < fewestHosts || !isSure) return new Map();
  return new Map([...witnesses].map(([host, each]) => [host, each.size]));
}
