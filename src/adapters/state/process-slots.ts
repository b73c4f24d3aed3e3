import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isGhost, isThere, statusOf } from "./process-status.ts";

export interface ProcessSlotsOptions {
  /** The app's state folder. */
  readonly folder: string;
  /** The endpoint's stanza. */
  readonly endpoint: string;
  /** Calls of all processes of this host together. */
  readonly hostConcurrency: number;
  /** The part of these that ad-hoc searches leave to scheduled ones, 0 to 1. */
  readonly scheduledShare: number;
  /** Whether this process belongs to a scheduled search. */
  readonly scheduled: boolean;
  /** Milliseconds. */
  readonly now: () => number;
}

/** Milliseconds for which a share holds; the files are looked at no more often. */
const shareHolds = 1_000;

/**
 * The share that this process has of the calls one host may make of one endpoint. Each process that asks has an
 * empty file, whose name says everything: endpoint, process id, when that process started, ad-hoc or scheduled.
 * Who is gone does not count, whether its file was left behind or not; nothing is locked and nobody waits.
 * Two processes that begin at the same moment see each other a second later at most.
 */
export class ProcessSlots {
  private readonly options: ProcessSlotsOptions;
  private readonly slots: string;
  private known = Number.POSITIVE_INFINITY;
  private lookedAt = Number.NEGATIVE_INFINITY;
  private own: string | undefined;
  /** Why this process does not count the others: a sentence. */
  problem: string | undefined;

  constructor(options: ProcessSlotsOptions) {
    this.options = options;
    this.slots = join(options.folder, "slots");
  }

  /** Calls that this process may make side by side, at least 1; any number where the others cannot be counted. */
  share(): number {
    const now = this.options.now();
    if (this.problem !== undefined || now - this.lookedAt < shareHolds) return this.known;
    this.lookedAt = now;
    try {
      if (this.own === undefined) this.begin();
      this.known = shareOf(this.count(), this.options);
    } catch (error) {
      this.known = Number.POSITIVE_INFINITY;
      const code = (error as NodeJS.ErrnoException).code ?? "unknown error";
      this.problem = `The searches of this host that ask [endpoint:${this.options.endpoint}] could not be counted in ${this.slots} (${code}), so host_concurrency was not kept to.`;
    }
    return this.known;
  }

  /** This process asks no more. */
  readonly release = (): void => {
    process.removeListener("exit", this.release);
    if (this.own !== undefined) rmSync(join(this.slots, this.own), { force: true });
    this.own = undefined;
  };

  private begin(): void {
    const { endpoint, scheduled } = this.options;
    mkdirSync(this.slots, { recursive: true, mode: 0o700 });
    const own = [endpoint, process.pid, startOf(process.pid) ?? 0, scheduled ? "scheduled" : "adhoc"].join(
      "~",
    );
    writeFileSync(join(this.slots, own), "", { mode: 0o600 });
    this.own = own;
    process.once("exit", this.release);
  }

  private count(): Askers {
    const askers = { scheduled: 0, adhoc: 0 };
    for (const file of readdirSync(this.slots)) {
      const [endpoint, id, start, kind] = file.split("~");
      if (kind !== "scheduled" && kind !== "adhoc") continue;
      if (file !== this.own && !isAlive(Number(id), Number(start))) {
        rmSync(join(this.slots, file), { force: true });
      } else if (endpoint === this.options.endpoint) {
        askers[kind]++;
      }
    }
    return askers;
  }
}

interface Askers {
  readonly scheduled: number;
  readonly adhoc: number;
}

/**
 * Everybody has the same; but ad-hoc searches together leave the scheduled ones their part, even while none runs:
 * it then finds its slots free, instead of waiting for calls that take a minute.
 */
export function shareOf(
  { scheduled: scheduledCount, adhoc }: Askers,
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

function isAlive(id: number, start: number): boolean {
  const started = startOf(id);
  if (started !== undefined) return started === start;
  return process.platform !== "linux" && isThere(id);
}

/** Clock ticks from the machine's start to the process's; undefined when it is gone, or the system does not say. */
function startOf(id: number): number | undefined {
  const status = statusOf(id);
  return status === undefined || isGhost(status) ? undefined : Number(status.start);
}
