import { type EntityKind, entityKinds } from "../reading/entity-keys.ts";
import type { Reading } from "../reading/reading.ts";

/** What the sessions of a log are told by. */
export type SessionKey =
  | { readonly by: "entity"; readonly kind: EntityKind }
  | { readonly by: "host" | "service" | "pid" | "address" | "window" }
  | { readonly by: "field"; readonly name: string };

/** One line may be of so many sessions. */
const mostKeys = 64;
/** An entity tells sessions if at least this share of the lines names one … */
const leastShare = 0.5;
/** … there are at least so many of them … */
const leastSessions = 20;
/** … and each has at least so many lines in the mean. */
const leastLines = 2;
/** What was done for one purpose comes before what did it or who asked for it. */
const preferred: readonly EntityKind[] = [
  ...(["trace", "request", "transaction", "block", "session", "order"] as const),
  ...(["span", "pod", "container", "user"] as const),
];

const ownKeys = ["host", "service", "pid", "address", "window"] as const;
const addresses = /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.]\d)/g;

/** @param word `auto` is for the caller: an entity kind, one of `ownKeys` or the name of a field */
export function sessionKeyOf(word: string): SessionKey {
  const lower = word.toLowerCase();
  const own = ownKeys.find((each) => each === lower);
  if (own !== undefined) return { by: own };
  const kind = entityKinds.find((each) => each === lower);
  return kind === undefined ? { by: "field", name: lower } : { by: "entity", kind };
}

/** The words that `sessionKeyOf` reads. */
export function wordOf(key: SessionKey): string {
  return key.by === "entity" ? key.kind : key.by === "field" ? key.name : key.by;
}

/**
 * The sessions of a line; none where it names none.
 *
 * @param host where the line's collector tells it, else empty
 * @param time epoch seconds
 * @param span seconds of a window
 */
export function sessionsOf(
  line: Reading,
  key: SessionKey,
  { host, time, span }: { host: string; time: number; span: number },
): readonly string[] {
  switch (key.by) {
    case "entity": {
      const values = line.entities.filter(({ kind }) => kind === key.kind).map(({ value }) => value);
      return values.length < 2 ? values : [...new Set(values)].slice(0, mostKeys);
    }
    case "field": {
      const value = line.fields.get(key.name);
      return value === undefined || value === "" ? [] : [value];
    }
    case "window":
      return [new Date(Math.floor(time / span) * span * 1000).toISOString().replace(/\.000/, "")];
    case "address":
      return [...new Set(line.plain.match(addresses))].slice(0, mostKeys);
    case "pid":
      return line.process === "" ? [] : [`${host || line.host} ${line.process}`.trimStart()];
    default: {
      const value = key.by === "host" ? host || line.host : line.service;
      return value === "" ? [] : [value];
    }
  }
}

/** Chooses what tells the sessions of a log, from the lines at its beginning. Without an entity it is windows of time. */
export function chooseSessionKey(lines: readonly Reading[]): SessionKey {
  const named = new Map<EntityKind, { lines: number; values: Set<string> }>();
  for (const line of lines) {
    const seen = new Set<EntityKind>();
    for (const { kind, value } of line.entities) {
      const of = named.get(kind) ?? { lines: 0, values: new Set<string>() };
      named.set(kind, of);
      of.values.add(value);
      if (!seen.has(kind)) of.lines++;
      seen.add(kind);
    }
  }
  const chosen = preferred.find((kind) => {
    const of = named.get(kind);
    return (
      of !== undefined &&
      of.lines >= leastShare * lines.length &&
      of.values.size >= leastSessions &&
      of.lines >= leastLines * of.values.size
    );
  });
  return chosen === undefined ? { by: "window" } : { by: "entity", kind: chosen };
}
