import { createHash } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

/**
 * Who a process is, for others that may outlive it: `MACHINE-PID-START`. The start time tells a process from a later
 * one of the same number; the machine tells whether its number means anything here, for hosts and containers that
 * share a folder each count their own.
 */
export type ProcessIdentity = string;

export const identityForm = /^([0-9a-f]{8})-(\d{1,10})-(\d{1,20})$/;

let own: ProcessIdentity | undefined;

export function ownIdentity(): ProcessIdentity {
  own ??= `${machine()}-${process.pid}-${startOf(process.pid)?.start ?? 0}`;
  return own;
}

/** @returns undefined for a process of another machine or container, of which nothing can be known */
export function isAlive(identity: ProcessIdentity): boolean | undefined {
  const [, theirMachine, number = "", start] = identityForm.exec(identity) ?? [];
  if (theirMachine === undefined) return false;
  if (!ownIdentity().startsWith(`${theirMachine}-`)) return undefined;
  const pid = Number(number);
  const found = startOf(pid);
  // One that has ended, and whose parent has not asked how, keeps its number and writes nothing any more.
  if (found !== undefined) return found.start === start && !/[ZX]/.test(found.state);
  if (process.platform === "linux" && start !== "0") return isSignalled(pid) && isHidden();
  return isSignalled(pid);
}

/** Linux alone tells when a process began; elsewhere the number must do. */
function startOf(pid: number): { state: string; start: string } | undefined {
  const text = readOrNothing(`/proc/${pid}/stat`);
  // The second field is the program's name in brackets, and may hold anything.
  const fields = text?.slice(text.lastIndexOf(")") + 2).split(" ");
  const [state, start] = [fields?.[0], fields?.[19]];
  return state === undefined || start === undefined ? undefined : { state, start };
}

/** Whether /proc is mounted so that processes of other users cannot be seen. */
function isHidden(): boolean {
  return readOrNothing("/proc/1/stat") === undefined;
}

function isSignalled(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function machine(): string {
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
