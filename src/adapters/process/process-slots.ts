import { mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describedCode } from "./error-code.ts";
import {
  identityHere,
  identityText,
  isAlive,
  ownIdentity,
  type ProcessIdentity,
  readIdentity,
} from "./process-identity.ts";

export interface ProcessSlotsOptions {
  /** The app's state folder. */
  readonly folder: string;
  /** The endpoint's stanza name. */
  readonly endpoint: string;
  /** Concurrent calls of all processes of this host together. */
  readonly hostConcurrency: number;
  /** The fraction of calls that is reserved for scheduled searches, 0 to 1. */
  readonly scheduledShare: number;
  /** Whether this process belongs to a scheduled search. */
  readonly scheduled: boolean;
  /** Milliseconds. */
  readonly now: () => number;
}

/** Milliseconds between two counts of the slot files. */
const countInterval = 1_000;
/** Milliseconds without a heartbeat after which another machine's process no longer counts; there is one each second. */
const heartbeatTimeout = 60_000;
/** Milliseconds without a heartbeat after which the file is removed. */
const staleAfter = 86_400_000;

/**
 * The share of an endpoint's calls that this process may make, out of those of the whole host. Each process has an empty
 * slot file whose name says everything: endpoint, process, ad-hoc or scheduled. Dead processes do not count, even if
 * their files remain. There is no lock and no waiting. Two processes that begin at the same moment count each other
 * after at most a second.
 */
export class ProcessSlots {
  private readonly options: ProcessSlotsOptions;
  private readonly slots: string;
  private known = Number.POSITIVE_INFINITY;
  private lookedAt = Number.NEGATIVE_INFINITY;
  private own: string | undefined;
  /** A sentence that says why other processes could not be counted. */
  problem: string | undefined;

  constructor(options: ProcessSlotsOptions) {
    this.options = options;
    this.slots = join(options.folder, "slots");
  }

  /** Concurrent calls for this process, at least 1; Infinity if other processes cannot be counted. */
  share(): number {
    const now = this.options.now();
    if (this.problem !== undefined || now - this.lookedAt < countInterval) return this.known;
    this.lookedAt = now;
    try {
      if (this.own === undefined) this.begin();
      else this.touch();
      this.known = shareOf(this.count(), this.options);
    } catch (error) {
      this.known = Number.POSITIVE_INFINITY;
      const code = describedCode(error);
      this.problem = `The searches of this host that ask [endpoint:${this.options.endpoint}] could not be counted in ${this.slots} (${code}), so host_concurrency was not kept to.`;
    }
    return this.known;
  }

  /** Removes this process's slot. */
  readonly release = (): void => {
    process.removeListener("exit", this.release);
    if (this.own !== undefined) rmSync(join(this.slots, this.own), { force: true });
    this.own = undefined;
  };

  private begin(): void {
    const { endpoint, scheduled } = this.options;
    mkdirSync(this.slots, { recursive: true, mode: 0o700 });
    const own = [endpoint, identityText(ownIdentity()), scheduled ? "scheduled" : "adhoc"].join("~");
    writeFileSync(join(this.slots, own), "", { mode: 0o600 });
    this.own = own;
    process.once("exit", this.release);
  }

  private count(): ProcessCounts {
    const counts = { scheduled: 0, adhoc: 0 };
    for (const file of readdirSync(this.slots)) {
      const slot = readSlot(file);
      if (slot === undefined) continue;
      const silence = file === this.own ? 0 : this.silenceOf(file, slot.process);
      if (silence > staleAfter) rmSync(join(this.slots, file), { force: true });
      else if (slot.endpoint === this.options.endpoint && silence <= heartbeatTimeout) counts[slot.kind]++;
    }
    return counts;
  }

  /** Sends a heartbeat to other machines. Creates the file again if one of them removed it. */
  private touch(): void {
    const own = join(this.slots, this.own ?? "");
    writeFileSync(own, "", { mode: 0o600 });
    const now = Date.now() / 1000;
    utimesSync(own, now, now);
  }

  /** Milliseconds since a process's last heartbeat, relative to ours; 0 for a living process of this machine. */
  private silenceOf(file: string, owner: ProcessIdentity): number {
    const alive = isAlive(owner);
    if (alive !== undefined) return alive ? 0 : Number.POSITIVE_INFINITY;
    const timeOf = (name: string) =>
      statSync(join(this.slots, name), { throwIfNoEntry: false })?.mtimeMs ?? 0;
    return timeOf(this.own ?? "") - timeOf(file);
  }
}

interface ProcessSlot {
  readonly endpoint: string;
  readonly process: ProcessIdentity;
  readonly kind: keyof ProcessCounts;
}

/** Reads `ENDPOINT~PROCESS~KIND`, or `ENDPOINT~PID~START~KIND` of earlier versions. */
function readSlot(file: string): ProcessSlot | undefined {
  const parts = file.split("~");
  const [endpoint = "", kind] = [parts[0], parts.at(-1)];
  if (kind !== "scheduled" && kind !== "adhoc") return undefined;
  if (parts.length === 4) {
    return { endpoint, process: identityHere(Number(parts[1]), parts[2] ?? ""), kind };
  }
  const process = parts.length === 3 ? readIdentity(parts[1] ?? "") : undefined;
  return process && { endpoint, process, kind };
}

interface ProcessCounts {
  readonly scheduled: number;
  readonly adhoc: number;
}

/**
 * All processes get the same share, but ad-hoc searches always leave the scheduled ones their part, even while none
 * runs. A scheduled search then finds free slots and need not wait for calls that take a minute.
 */
export function shareOf(
  { scheduled: scheduledCount, adhoc }: ProcessCounts,
  {
    hostConcurrency,
    scheduledShare,
    scheduled,
  }: Pick<ProcessSlotsOptions, "hostConcurrency" | "scheduledShare" | "scheduled">,
): number {
  const equal = hostConcurrency / Math.max(1, scheduledCount + adhoc);
  const kept = Math.ceil(hostConcurrency * scheduledShare);
  const adhocShare = Math.floor(Math.min(equal, (hostConcurrency - kept) / Math.max(1, adhoc)));
  if (!scheduled) return Math.max(1, adhocShare);
  return Math.max(1, Math.floor((hostConcurrency - adhoc * adhocShare) / Math.max(1, scheduledCount)));
}
