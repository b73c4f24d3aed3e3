import { statSync } from "node:fs";
import type { Holder } from "./lock-file.ts";
import { isAlive, type ProcessIdentity } from "./process-identity.ts";

/** Milliseconds between two heartbeats of a lock's owner. */
export const heartbeatInterval = 2_000;
/** Milliseconds without a heartbeat after which an owner on another machine counts as dead. */
const heartbeatTimeout = 5 * heartbeatInterval;
/** The same for a lock without an owner, as earlier versions made them: they held it only for a moment. */
const anonymousTimeout = 250;

/** `undecided`: the owner's state is not known yet, but will be soon. */
export type HolderState = "alive" | "dead" | "undecided";

interface Observation {
  readonly stamp: string;
  /** By the monotonic clock. */
  readonly since: number;
  readonly hasMoved: boolean;
}

export interface HolderWatchOptions {
  /** Milliseconds by a monotonic clock. */
  readonly elapsed: () => number;
  readonly isAlive?: ((owner: ProcessIdentity) => boolean | undefined) | undefined;
}

/**
 * Tells a waiting process whether the owners of locks are alive. For owners on this machine it asks the system. Owners
 * on other machines send heartbeats by touching their lock. The time since the last heartbeat is measured with this
 * machine's monotonic clock, because file times depend on the clock of the machine that wrote them.
 */
export class HolderWatch {
  private readonly elapsed: () => number;
  private readonly isAlive: (owner: ProcessIdentity) => boolean | undefined;
  private readonly observed = new Map<string, Observation>();

  constructor(options: HolderWatchOptions) {
    this.elapsed = options.elapsed;
    this.isAlive = options.isAlive ?? isAlive;
  }

  stateOf(file: string, { process: owner, token }: Holder): HolderState {
    const known = owner === undefined ? undefined : this.isAlive(owner);
    if (known !== undefined) return known ? "alive" : "dead";
    const now = this.elapsed();
    const before = this.observed.get(token);
    const stamp = stampOf(file);
    if (before?.stamp !== stamp) {
      this.observed.set(token, { stamp, since: now, hasMoved: before !== undefined });
      return before === undefined ? "undecided" : "alive";
    }
    if (now - before.since >= (owner === undefined ? anonymousTimeout : heartbeatTimeout)) return "dead";
    return before.hasMoved ? "alive" : "undecided";
  }
}

function stampOf(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false });
  return found === undefined ? "" : `${found.ino}-${found.mtimeMs}`;
}
