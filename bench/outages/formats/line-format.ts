import type { Clock } from "./clock.ts";

export type Level = "debug" | "info" | "warn" | "error" | "fatal" | "panic";

/** What a program wants to say, before it is written in the program's format. */
export interface Statement {
  readonly clock: Clock;
  readonly level: Level;
  readonly text: string;
  readonly fields: Readonly<Record<string, string | number>>;
  /** The service as it calls itself. */
  readonly service: string;
  /** The pod, or the host where there is none. */
  readonly node: string;
  readonly pid: number;
  /** A small number that differs from line to line: a thread, a connection, a place in a source file. */
  readonly detail: number;
}

export type LineFormat = (statement: Statement) => string;

/** A place in a program for a text: the same text always comes from the same place. */
export function placeOf(text: string, places: readonly string[]): string {
  let sum = 0;
  for (let at = 0; at < Math.min(text.length, 12); at++) sum += text.charCodeAt(at);
  return places[sum % places.length] as string;
}

/** `a=1 b="two words"` */
export function pairs(fields: Readonly<Record<string, string | number>>): string {
  let written = "";
  for (const key in fields) {
    const value = String(fields[key]);
    written += ` ${key}=${/[\s"=]/.test(value) || value === "" ? JSON.stringify(value) : value}`;
  }
  return written;
}
