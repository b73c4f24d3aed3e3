import { seededRandom } from "../../engine/asking/simulated-server.ts";

const things =
  "index cache journal session heartbeat snapshot ledger buffer registry watcher timer mirror archive cursor bridge".split(
    " ",
  );
const verbs =
  "rebuilt flushed scanned trimmed rotated verified compacted probed polled indexed sampled merged".split(
    " ",
  );
const rests = [
  "in {n} ms",
  "after {n} attempts, {n} left",
  "from {path}",
  "by worker {n}",
  "at offset {large} of {large}",
  "for {ip}",
  "",
  "with checksum {id}",
  "since {clock}",
  "under key {uuid}",
];
const reasons = ["", " because of its age", " on request", " before the next round", " as configured"];

/** The many rare messages that every log has beside the few that make most of it: plain sentences with plain values. */
export function plainMessages(seed: number, count: number): (readonly [weight: number, message: string])[] {
  const random = seededRandom(seed);
  const oneOf = (items: readonly string[]) => items[Math.floor(random() * items.length)] as string;
  const messages = new Map<string, number>();
  while (messages.size < count) {
    const rest = oneOf(rests);
    const message = `${oneOf(things)} ${oneOf(things)} ${oneOf(verbs)}${rest === "" ? "" : ` ${rest}`}${oneOf(reasons)}`;
    messages.set(message, 1 + Math.floor(random() * 4));
  }
  return [...messages].map(([message, weight]) => [weight, message]);
}
