import { createHash } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";
import { isGhost, isThere, statusOf } from "../state/process-status.ts";

/**
 * Who a process is, for others that may outlive it: `MACHINE-PID-START`. The start time tells a process from a later
 * one of the same number; the machine tells whether its number means anything here, for hosts and containers that
 * share a folder each count their own.
 */
export type ProcessIdentity = string;

export const identityForm = /^([0-9a-f]{8})-(\d{1,10})-(\d{1,20})$/;

let own: ProcessIdentity | undefined;

export function ownIdentity(): ProcessIdentity {
  own ??= `${machine()}-${process.pid}-${statusOf(process.pid)?.start ?? 0}`;
  return own;
}

/** @returns undefined for a process of another machine or container, of which nothing can be known */
export function isAlive(identity: ProcessIdentity): boolean | undefined {
  const [, theirMachine, number = "", start] = identityForm.exec(identity) ?? [];
  if (theirMachine === undefined) return false;
  if (!ownIdentity().startsWith(`${theirMachine}-`)) return undefined;
  const pid = Number(number);
  const found = statusOf(pid);
  if (found !== undefined) return found.start === start && !isGhost(found);
  if (process.platform === "linux" && start !== "0") return isThere(pid) && isHidden();
  return isThere(pid);
}

/** Whether /proc is mounted so that processes of other users cannot be seen. */
function isHidden(): boolean {
  return readOrNothing("/proc/1/stat") === undefined;
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
