import { createHash } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

/** Identifies one process, and no later process with the same id. */
export interface ProcessIdentity {
  /** The machine whose process ids these are: hosts and containers that share a folder number processes separately. */
  readonly machine: string;
  readonly pid: number;
  /** Start time in ticks since boot; empty where the system does not tell it. */
  readonly start: string;
}

/** As text: `MACHINE-PID-START`. */
export const identityForm = /^([0-9a-f]{8})-(\d{1,10})-(\d{1,20})$/;
/** The form in ledgers of earlier versions, without a machine: `1234:567890`. */
const legacyForm = /^([1-9]\d{0,9}):(\d{0,20})$/;

let own: ProcessIdentity | undefined;

export function ownIdentity(): ProcessIdentity {
  own ??= { machine: thisMachine(), pid: process.pid, start: statusOf(process.pid)?.start ?? "" };
  return own;
}

export function identityText({ machine, pid, start }: ProcessIdentity): string {
  return `${machine}-${pid}-${start === "" ? "0" : start}`;
}

/** @returns undefined for any other text */
export function readIdentity(text: string): ProcessIdentity | undefined {
  const [, machine, pid, start] = identityForm.exec(text) ?? [];
  if (machine !== undefined && Number(pid) > 0) {
    return { machine, pid: Number(pid), start: start === "0" ? "" : (start ?? "") };
  }
  const [, formerPid, formerStart = ""] = legacyForm.exec(text) ?? [];
  return formerPid === undefined ? undefined : identityHere(Number(formerPid), formerStart);
}

/** The identity of a process of an earlier version, which did not record its machine. */
export function identityHere(pid: number, start: string): ProcessIdentity {
  return { machine: ownIdentity().machine, pid, start };
}

/**
 * Whether the process still runs. It is dead if its id now belongs to another process, or if it is a zombie. A process
 * that /proc hides counts as alive as long as its id exists.
 *
 * @returns undefined for a process of another machine or container
 */
export function isAlive({ machine, pid, start }: ProcessIdentity): boolean | undefined {
  if (machine !== ownIdentity().machine) return undefined;
  const status = statusOf(pid);
  if (status === undefined) return exists(pid);
  return !isZombie(status) && (start === "" || status.start === start);
}

/** The same for an identity in text form. @returns undefined also for a text that is not an identity */
export function isAliveByText(text: string): boolean | undefined {
  const identity = readIdentity(text);
  return identity === undefined ? undefined : isAlive(identity);
}

function thisMachine(): string {
  const parts = [hostname(), readOrNothing("/proc/sys/kernel/random/boot_id"), pidNamespace()];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 8);
}

function pidNamespace(): string | undefined {
  try {
    return readlinkSync("/proc/self/ns/pid");
  } catch {
    return undefined;
  }
}

function readOrNothing(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

/** The state letter of a process and its start time in ticks since boot, from Linux's /proc. */
interface ProcessStatus {
  readonly state: string;
  readonly start: string;
}

/** Undefined on other systems, and for a process that is gone or hidden. */
function statusOf(pid: number): ProcessStatus | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "latin1");
    // The program's name is in brackets and may itself contain brackets and blanks, so parse behind the last bracket.
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    const [state, start] = [fields[0], fields[19]];
    return state === undefined || start === undefined ? undefined : { state, start };
  } catch {
    return undefined;
  }
}

/** Whether the process has ended and its parent has not reaped it yet. */
function isZombie({ state }: ProcessStatus): boolean {
  return state === "Z" || state === "X";
}

/** Whether any process has this id. EPERM means that it belongs to another user. */
function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
