import { isGhost, isThere, statusOf } from "./process-status.ts";

/** One process and no later one of the same number; of this machine. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it began, in ticks since the machine did; empty where the system does not tell. */
  readonly start: string;
}

export function ownIdentity(): ProcessIdentity {
  return { pid: process.pid, start: statusOf(process.pid)?.start ?? "" };
}

/** As text, for what is kept: `1234:567890`. */
export function identityText({ pid, start }: ProcessIdentity): string {
  return `${pid}:${start}`;
}

/** @returns undefined for a text that is none */
export function readIdentity(text: string): ProcessIdentity | undefined {
  const [, pid, start] = /^([1-9]\d*):(\d*)$/.exec(text) ?? [];
  return pid === undefined || start === undefined ? undefined : { pid: Number(pid), start };
}

/**
 * Whether that process still runs. Another one that was given its number since counts as its death, and so does a
 * process that was killed and only waits for its parent to take notice.
 */
export function isAlive({ pid, start }: ProcessIdentity): boolean {
  const status = statusOf(pid);
  if (status === undefined) return isThere(pid);
  return !isGhost(status) && (start === "" || status.start === start);
}
