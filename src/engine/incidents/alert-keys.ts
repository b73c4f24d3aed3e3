import { createHash } from "node:crypto";
import { base32 } from "../base32.ts";
import type { Target } from "../ledger/target.ts";

/** Keys that are the same in every process and after every restart. They hash JSON, never concatenated parts. */

/** The first `length` characters (at most 51) of lower-case base32 over the SHA-256 of the parts as JSON. */
export function hashOf(parts: readonly unknown[], length = 26): string {
  return base32(createHash("sha256").update(JSON.stringify(parts)).digest(), length);
}

/** The key of an incident in the ledger. */
export function incidentKey(identity: string, shadow: boolean): string {
  return `${modeOf(shadow)}:${identity}`;
}

/** The key of one service's storm record for one hour. Upper and lower case name the same service. */
export function stormKey(service: string, hourStart: number, shadow: boolean): string {
  return `${modeOf(shadow)}:${hourStart}:${service.toLowerCase()}`;
}

/** Shadow incidents never share a key with live ones. */
function modeOf(shadow: boolean): "shadow" | "live" {
  return shadow ? "shadow" : "live";
}

/** One notification about one incident. */
export interface AlertRevision {
  readonly identity: string;
  readonly episode: number;
  readonly revision: number;
  readonly shadow: boolean;
}

/** One notification has two alerts: a `trigger` for new recipients and an `update` for those already notified. */
export function alertIdOf(
  { identity, episode, revision, shadow }: AlertRevision,
  transition: "trigger" | "update" | "resolve",
): string {
  return hashOf([1, identity, episode, revision, transition, ...shadowMark(shadow)]);
}

/** The deduplication key of a delivery: 40 characters. */
export function deliveryKeyOf(
  destination: string,
  target: Target,
  { identity, episode, revision, shadow }: AlertRevision,
): string {
  const { channel, keyName } = target;
  const parts = [1, destination, { channel, keyName }, identity, episode, revision];
  return hashOf([...parts, ...shadowMark(shadow)], 40);
}

/** The ordering key of all messages to one target in one conversation. @param thread its first episode */
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
