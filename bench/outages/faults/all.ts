import { badDeploy } from "./bad-deploy.ts";
import { crashLoop } from "./crash-loop.ts";
import { diskFull } from "./disk-full.ts";
import { dns } from "./dns.ts";
import { expiredCertificate } from "./expired-certificate.ts";
import { lostHost } from "./lost-host.ts";
import { memoryLeak } from "./memory-leak.ts";
import { networkSplit } from "./network-split.ts";
import type { Fault } from "./outage.ts";
import { poolExhausted } from "./pool-exhausted.ts";
import { silentDeath } from "./silent-death.ts";
import { slowDependency } from "./slow-dependency.ts";

/** What can break by itself; `two at once` is two of these. */
export const faults = {
  "disk full": diskFull,
  "lost host": lostHost,
  "bad deploy": badDeploy,
  "expired certificate": expiredCertificate,
  dns,
  "pool exhausted": poolExhausted,
  "slow dependency": slowDependency,
  "crash loop": crashLoop,
  "silent death": silentDeath,
  "network split": networkSplit,
  "memory leak": memoryLeak,
} satisfies Record<string, Fault>;

export type FaultKind = keyof typeof faults;
export const faultKinds = Object.keys(faults) as FaultKind[];
