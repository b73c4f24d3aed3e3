import type { Script } from "../script.ts";
import { badDeploy } from "./bad-deploy.ts";
import { crashLoop } from "./crash-loop.ts";
import { diskFull } from "./disk-full.ts";
import { dnsFault } from "./dns.ts";
import { expiredCertificate } from "./expired-certificate.ts";
import { lostHost } from "./lost-host.ts";
import { memoryLeak } from "./memory-leak.ts";
import { networkSplit } from "./network-split.ts";
import { poolExhausted } from "./pool-exhausted.ts";
import { silentDeath } from "./silent-death.ts";
import { slowDependency } from "./slow-dependency.ts";

const single: Readonly<Record<string, readonly Script[]>> = {
  "disk full": diskFull,
  "lost host": lostHost,
  "bad deploy": badDeploy,
  "expired certificate": expiredCertificate,
  dns: dnsFault,
  "pool exhausted": poolExhausted,
  "slow dependency": slowDependency,
  "crash loop": crashLoop,
  "silent death": silentDeath,
  "network split": networkSplit,
  "memory leak": memoryLeak,
};

/** Pairs of faults in parts of the hospital that do not call each other directly. */
const pairs: readonly (readonly [Script, Script])[] = [
  [diskFull[3], expiredCertificate[1]],
  [badDeploy[1], slowDependency[0]],
  [lostHost[3], silentDeath[2]],
  [crashLoop[2], slowDependency[3]],
  [slowDependency[2], crashLoop[3]],
] as (readonly [Script, Script])[];

const twoAtOnce = "two at once";

/** The kinds of outage. */
export const outageKinds: readonly string[] = [...Object.keys(single), twoAtOnce];

/** The ways in which outages of a kind go: one fault each, or two. */
export function scriptsOf(kind: string): readonly (readonly Script[])[] {
  if (kind === twoAtOnce) return pairs;
  const scripts = single[kind];
  if (scripts === undefined) throw new Error(`${kind} is no kind of outage.`);
  return scripts.map((script) => [script]);
}
