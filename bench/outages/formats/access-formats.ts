import type { Clock } from "./clock.ts";

/** A request at the edge. */
export interface AccessEntry {
  readonly clock: Clock;
  readonly client: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly bytes: number;
  readonly seconds: number;
  readonly agent: string;
  readonly backend: string;
  /** The server that was asked; undefined where none was left or none was needed. */
  readonly server: string | undefined;
  /** How a request ended that HAProxy itself ended: `sH--`, `SC--`; `----` otherwise. */
  readonly termination: string;
  readonly host: string;
  readonly pid: number;
  readonly detail: number;
}

export type AccessFormat = (entry: AccessEntry) => string;

const milliseconds = (seconds: number): number => Math.round(seconds * 1000);

/** How the edge writes requests; the shop has changed its proxy more than once. */
export const accessFormats = {
  /** The standard format: it says nothing of who was asked. */
  combined: ({ clock, client, method, path, status, bytes, agent }) =>
    `${client} - - [${clock.access} +0000] "${method} ${path} HTTP/1.1" ${status} ${bytes} "-" "${agent}"`,

  timed: ({ clock, client, method, path, status, bytes, agent, seconds, backend, server }) => {
    const asked = server === undefined ? "-" : backend;
    return `${client} - - [${clock.access} +0000] "${method} ${path} HTTP/1.1" ${status} ${bytes} "-" "${agent}" rt=${seconds.toFixed(3)} upstream=${asked}`;
  },

  haproxy: (entry) => {
    const { clock, client, method, path, status, bytes, seconds, backend, server, termination } = entry;
    const total = milliseconds(seconds);
    const answered = termination === "----" ? Math.max(0, total - 1) : -1;
    const connections = `${20 + (entry.detail % 90)}/${18 + (entry.detail % 80)}/${entry.detail % 9}/${entry.detail % 5}`;
    const times = `0/0/${server === undefined ? -1 : 1}/${answered}/${total}`;
    return (
      `${clock.syslog} ${entry.host} haproxy[${entry.pid}]: ${client}:${30_000 + entry.detail} ` +
      `[${clock.access}${clock.iso.slice(19, 23)}] https~ ${backend}/${server ?? "<NOSRV>"} ` +
      `${times} ${status} ${bytes} - - ${termination} ${connections}/0 0/0 "${method} ${path} HTTP/1.1"`
    );
  },
} satisfies Record<string, AccessFormat>;
