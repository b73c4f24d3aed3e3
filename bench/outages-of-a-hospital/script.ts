import { hostNamed, hostsOf } from "./estate.ts";
import type { Journal } from "./journal.ts";
import type { Mode } from "./model.ts";
import type { RandomStream } from "./random.ts";
import { spread } from "./spread.ts";
import { writeStep } from "./step.ts";
import { systemNamed } from "./systems/systems.ts";

/** What the callers of a system notice from `at` on, in seconds after the fault began. */
interface ScriptedTrouble {
  /** The system at fault where none is given. */
  readonly system?: string;
  /** All hosts at fault where none are given and the system is the one at fault. */
  readonly hosts?: readonly string[];
  readonly mode: Mode;
  readonly at: number;
  /** 1 where none is given. */
  readonly share?: number;
  /** Whether callers name what they call, where this differs from whether they name the one at fault. */
  readonly named?: boolean;
  readonly seenFrom?: "north" | "south";
}

/** Hosts that write nothing from a second on. */
interface ScriptedSilence {
  readonly hosts: readonly string[];
  readonly at: number;
  /** Seconds; to the mending where none are given. */
  readonly for?: number;
  /** The source of the only program that is silent. */
  readonly source?: string;
}

/** One way in which an outage goes. Times are typical ones: each outage stretches them by a factor of its own. */
export interface Script {
  readonly name: string;
  /** Whether anybody but the hosts at fault names what is at fault. */
  readonly named: boolean;
  readonly system: string;
  /** The hosts at fault. */
  readonly hosts: readonly string[];
  /** Further right names of what is at fault, such as a volume or a container. */
  readonly also?: readonly string[];
  /** Minutes from the beginning of the fault until it is mended. */
  readonly lasts: number;
  /** What is written without being asked for by a trouble, in the notation of `writeStep`. */
  readonly steps: readonly string[];
  readonly troubles: readonly ScriptedTrouble[];
  readonly silent?: readonly ScriptedSilence[];
  /** Two hosts that do the same work, so that the fault may as well be at the other one. */
  readonly twins?: readonly [string, string];
  /** Systems whose work shrinks to a share from a second on. */
  readonly idle?: readonly { readonly system: string; readonly at: number; readonly share: number }[];
}

/** The script with its twins exchanged everywhere; as it is where it has none. */
export function atTheTwin(script: Script): Script {
  if (script.twins === undefined) return script;
  const [one, other] = script.twins;
  const exchanged = JSON.stringify(script).replace(new RegExp(`\\b(?:${one}|${other})\\b`, "g"), (name) =>
    name === one ? other : one,
  );
  return JSON.parse(exchanged) as Script;
}

/**
 * All names under which the fault of a script is told rightly.
 *
 * @param tagOf the letters that end the names of containers on a host
 */
export function rightNames(script: Script, tagOf: (host: string) => string): string[] {
  const faulty = script.hosts.map(hostNamed);
  const also = (script.also ?? []).flatMap((name) =>
    name.includes("{self.tag}")
      ? script.hosts.map((host) => name.replace("{self.tag}", tagOf(host)))
      : [name],
  );
  return [
    script.system,
    ...systemNamed(script.system).aliases,
    ...faulty.flatMap(({ name, address }) => [name, `${name}.clinic.example`, address]),
    ...also,
  ];
}

/** Seconds after the fault began until it is mended, for an outage whose times are stretched by `factor`. */
export function secondsOf(script: Script, factor: number): number {
  return script.lasts * 60 * factor;
}

/**
 * Writes what a script says.
 *
 * @param begins epoch seconds
 * @param factor by which its times are stretched
 */
export function play(
  script: Script,
  journal: Journal,
  random: RandomStream,
  begins: number,
  factor: number,
  fault: number,
): void {
  const end = begins + secondsOf(script, factor);
  const at = (seconds: number): number => begins + seconds * factor;
  for (const { hosts, at: second, for: length, source } of script.silent ?? []) {
    const to = length === undefined ? end : at(second + length);
    for (const name of hosts) journal.silence({ host: hostNamed(name), source, from: at(second), to });
  }
  for (const { system, at: from, share } of script.idle ?? []) journal.thin(system, share, at(from), end);
  for (const [index, step] of script.steps.entries()) {
    writeStep(step, journal, random.fork(`step ${index}`), { at, end, fault });
  }
  for (const [index, trouble] of script.troubles.entries()) {
    const system = trouble.system ?? script.system;
    const names = trouble.hosts ?? (system === script.system ? script.hosts : undefined);
    const { seenFrom } = trouble;
    spread(journal, random.fork(`trouble ${index}`), {
      system,
      hosts: names?.map(hostNamed) ?? hostsOf(system),
      mode: trouble.mode,
      from: at(trouble.at),
      to: end,
      share: trouble.share ?? 1,
      named: trouble.named ?? script.named,
      fault,
      ...(seenFrom === undefined ? {} : { seenFrom }),
    });
  }
}
