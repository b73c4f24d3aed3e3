import { Reading } from "../engine/reading/reading.ts";
import type { Triage, TriagedUnit } from "../engine/triage.ts";

/** An event, with what its collector says of it. */
export interface SearchedEvent {
  readonly text: string;
  /** Epoch seconds. */
  readonly time: number | undefined;
  /** Empty where nobody tells. */
  readonly host: string;
  readonly source: string;
}

export interface ReadEvent {
  readonly event: SearchedEvent;
  readonly line: Reading;
  readonly unit: TriagedUnit;
}

/**
 * The events of a chunk that have a text, each with its unit. All are read before the first gets its unit, because
 * templates settle while texts are read.
 */
export function* readEvents(
  events: readonly SearchedEvent[],
  triage: Triage,
): Generator<ReadEvent, void, void> {
  const read = events
    .filter(({ text }) => text.trim() !== "")
    .map((event) => {
      const line = new Reading(event.text);
      return { event, line, text: triage.known(event.text) ?? triage.read(event.text, line) };
    });
  for (const { event, line, text } of read) yield { event, line, unit: text.unit ?? triage.assign(text) };
}
