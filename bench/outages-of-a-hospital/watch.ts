import { hostNamed, witnesses } from "./estate.ts";
import type { Journal } from "./journal.ts";
import type { RandomStream } from "./random.ts";

/** What is checked of a host, and what the check says when it is bad. */
const checks = [
  ["http", "HTTP CRITICAL - Socket timeout after 10 seconds"],
  ["login", "CRITICAL - login took longer than 20 s"],
  ["queue", "CRITICAL - 0 messages within 5 minutes"],
  ["log", "CRITICAL - {12..90} errors within 5 minutes"],
] as const;

/**
 * The monitoring notices a while later who complains, host by host: never the hosts that are at fault and stay unnamed.
 *
 * @param unnamed names of hosts that it does not check
 */
export function watchOthers(
  journal: Journal,
  random: RandomStream,
  unnamed: ReadonlySet<string>,
  fault: number,
): void {
  const seen = new Map<string, { first: number; last: number }>();
  for (const line of journal.lines()) {
    if (line.fault !== fault || witnesses.has(line.system) || unnamed.has(line.host)) continue;
    const span = seen.get(line.host) ?? { first: line.time, last: line.time };
    span.last = line.time;
    seen.set(line.host, span);
  }
  const monitor = hostNamed("mon-1");
  for (const [host, { first, last }] of seen) {
    const noticed = first + random.between(20, 280);
    if (noticed > last || random.chance(0.25)) continue;
    const [check, output] = random.pick(checks);
    const say = (time: number, state: string, attempt: string, text: string): void =>
      journal.write(
        time,
        monitor,
        "error",
        "core/SERVICE ALERT",
        `${host};${check};${state};${attempt};${text}`,
        fault,
      );
    for (let attempt = 1; attempt <= 3; attempt++) {
      const time = noticed + (attempt - 1) * 60;
      if (time < last) say(time, "CRITICAL", `${attempt < 3 ? "SOFT" : "HARD"};${attempt}`, output);
    }
    say(last + random.between(30, 200), "OK", "HARD;3", "OK - works as usual");
  }
}
