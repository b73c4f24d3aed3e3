import { readFileSync } from "node:fs";

/** What Linux says of a process: its state's letter, and when it began, in ticks since the machine did. */
export interface ProcessStatus {
  readonly state: string;
  readonly start: string;
}

/** Undefined on other systems, and for a process that is gone or cannot be seen. */
export function statusOf(pid: number): ProcessStatus | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "latin1");
    // A program's name stands in brackets and may hold blanks and brackets: what counts comes after the last one.
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    const [state, start] = [fields[0], fields[19]];
    return state === undefined || start === undefined ? undefined : { state, start };
  } catch {
    return undefined;
  }
}

/** It has ended, and its parent has not asked how: it keeps its number and does nothing any more. */
export function isGhost({ state }: ProcessStatus): boolean {
  return state === "Z" || state === "X";
}

/** Whether there is a process of this number, whoever it is. One of another user may not be asked, but it is there. */
export function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
