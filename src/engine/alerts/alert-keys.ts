import { createHash } from "node:crypto";
import { base32 } from "../base32.ts";
import type { Target } from "../delivery/destination.ts";

/** Names that must be the same in every process and after every restart: hashes of JSON, never of parts glued together. */

/** The first `length` characters (at most 51) of lower-case base32 over the SHA-256 of the parts as JSON. */
export function hashOf(parts: readonly unknown[], length = 26): string {
  return base32(createHash("sha256").update(JSON.stringify(parts)).digest(), length);
}

/** Where the ledger keeps an incident. */
export function incidentKey(identity: string, shadow: boolean): string {
  return `${modeOf(shadow)}:${identity}`;
}

/** Where the ledger keeps what happened to a service's pages within an hour. */
export function stormKey(service: string, hourStart: number, shadow: boolean): string {
  return `${modeOf(shadow)}:${hourStart}:${service}`;
}

/** What happens in shadow never shares a key with what is sent. */
function modeOf(shadow: boolean): "shadow" | "live" {
  return shadow ? "shadow" : "live";
}

/** What one piece of news is about. */
export interface NewsPlace {
  readonly identity: string;
  readonly episode: number;
  readonly revision: number;
  readonly shadow: boolean;
}

/** One piece of news is told as `trigger` to those who have not heard of the incident, and as `update` to the others. */
export function alertIdOf(
  { identity, episode, revision, shadow }: NewsPlace,
  transition: "trigger" | "update" | "resolve",
): string {
  return hashOf([1, identity, episode, revision, transition, ...shadowMark(shadow)]);
}

/** The idempotency key of a delivery: 40 characters. */
export function deliveryKeyOf(
  destination: string,
  target: Target,
  { identity, episode, revision, shadow }: NewsPlace,
): string {
  const { channel, keyName } = target;
  const parts = [1, destination, { channel, keyName }, identity, episode, revision];
  return hashOf([...parts, ...shadowMark(shadow)], 40);
}

/** The lane of all that is said to one target within one conversation. @param thread the episode it began with */
export function laneOf(
  destination: string,
  { channel, keyName }: Target,
  identity: string,
  thread: number,
  shadow: boolean,
): string {
  return hashOf([1, destination, channel, keyName, identity, thread, ...shadowMark(shadow)]);
}

function shadowMark(shadow: boolean): string[] {
  return shadow ? ["shadow"] : [];
}
