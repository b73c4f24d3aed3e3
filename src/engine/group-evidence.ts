import type { EntityKind } from "./reading/entity-keys.ts";
import type { Reading } from "./reading/reading.ts";

/** Kinds of values that tell where a group's events come from, the most telling first. */
const shownKinds = ["file", "host", "address", "user", "pod", "block"] as const;
type ValueKind = (typeof shownKinds)[number];

/** Values of one kind in a group's events. */
export interface ValueCounts {
  readonly kind: ValueKind;
  /** How many different ones there are; at most `mostValues`. */
  readonly different: number;
  /** How many of the examined events have one. */
  readonly events: number;
  /** The most frequent ones with their events, the most frequent first. */
  readonly top: readonly (readonly [value: string, events: number])[];
}

/** Events of a group that are examined for values. */
const mostExamined = 2_000;
const mostValues = 1_000;
const mostShown = 2;
const longestText = 2_000;
const address =
  /(?<![\w.:-])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\w.-]*\w)|(?<![\w.:])(?=[\da-f:]{0,40}::|(?:[\da-f]{1,4}:){7})(?:[\da-f]{1,4}:){1,7}(?::?[\da-f]{1,4}){1,7}(?![\w:])/gi;

/** When the events of a group were, and what they have in common. */
export class GroupEvidence {
  /** Epoch seconds; undefined while no event had a time. */
  first: number | undefined;
  last: number | undefined;
  examined = 0;
  private readonly counts = new Map<ValueKind, Map<string, number>>();
  private readonly events = new Map<ValueKind, number>();

  /** @param file that the event stands in; empty where there is only one */
  add(reading: Reading, time: number | undefined, file = ""): void {
    if (time !== undefined) {
      this.first = Math.min(this.first ?? time, time);
      this.last = Math.max(this.last ?? time, time);
    }
    if (this.examined >= mostExamined) return;
    this.examined++;
    const { host } = reading;
    this.count("file", file === "" ? [] : [file]);
    this.count("host", host === "" ? [] : [host]);
    this.count(
      "address",
      addressesIn(reading.plain.slice(0, longestText)).filter((each) => each !== host),
    );
    const { entities } = reading;
    for (const kind of ["user", "pod", "block"] as const satisfies readonly EntityKind[])
      this.count(
        kind,
        entities.filter((entity) => entity.kind === kind).map(({ value }) => value),
      );
  }

  /** The kinds of values that say something: several events share one, or they come from many. A file is always named. */
  values(): readonly ValueCounts[] {
    return shownKinds.flatMap((kind) => {
      const counts = this.counts.get(kind);
      const events = this.events.get(kind) ?? 0;
      if (counts === undefined || (events < 2 && kind !== "file")) return [];
      const top = [...counts].sort(([, one], [, other]) => other - one).slice(0, mostShown);
      return [{ kind, different: counts.size, events, top }];
    });
  }

  private count(kind: ValueKind, values: readonly string[]): void {
    if (values.length === 0) return;
    const counts = this.counts.get(kind) ?? new Map<string, number>();
    this.counts.set(kind, counts);
    this.events.set(kind, (this.events.get(kind) ?? 0) + 1);
    for (const value of new Set(values))
      if (counts.has(value) || counts.size < mostValues) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
}

/** The addresses of a text without those of the machine itself. */
export function addressesIn(text: string): string[] {
  return [...text.matchAll(address)]
    .map(([found]) => found)
    .filter((found) => !/^(?:127\.|0\.0\.0\.0$|::1$)/.test(found));
}
