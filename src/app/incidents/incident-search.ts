import { correlate } from "../../engine/correlation/correlate.ts";
import { type Incident, incidentOf } from "../../engine/correlation/incident.ts";
import { ObservedEvents } from "../../engine/correlation/observed-events.ts";
import type { Masker } from "../../engine/masking/masker.ts";
import { Reading } from "../../engine/reading/reading.ts";
import { Triage } from "../../engine/triage.ts";

/** An event, with what its collector says of it. */
export interface SearchedEvent {
  readonly text: string;
  /** Epoch seconds. */
  readonly time: number | undefined;
  /** Empty where nobody tells. */
  readonly host: string;
  readonly source: string;
}

/** Finds the incidents in the events of a search, without a model. Events may come in any order. */
export class IncidentSearch {
  private readonly triage = new Triage({ fallback: "local", perEvent: false });
  private readonly observed = new ObservedEvents();
  private readonly masker: Masker;
  /** Of the event before, for events that have no time of their own, such as the lines of a stack trace. */
  private lastTime: number | undefined;
  events = 0;
  private untimed = 0;

  constructor(masker: Masker) {
    this.masker = masker;
  }

  /** Takes a chunk of events. All are read before the first gets its unit, because templates settle while texts are read. */
  add(events: readonly SearchedEvent[]): void {
    const read = events
      .filter(({ text }) => text.trim() !== "")
      .map((event) => {
        const line = new Reading(event.text);
        return { event, line, text: this.triage.known(event.text) ?? this.triage.read(event.text, line) };
      });
    for (const { event, line, text } of read) {
      const unit = text.unit ?? this.triage.assign(text);
      this.triage.observe(unit, event.time);
      this.events++;
      if (event.time === undefined) this.untimed++;
      // Where no line has a time, their order stands for it.
      this.lastTime = event.time ?? this.lastTime ?? this.events;
      this.observed.add(this.lastTime, event.host, event.source, line, unit);
    }
  }

  /** The worst first. */
  incidents(): Incident[] {
    const gaps = this.gaps();
    return correlate(this.observed).map((correlation) => incidentOf(correlation, this.masker, gaps));
  }

  private gaps(): string[] {
    if (this.untimed === 0) return [];
    if (this.untimed === this.events)
      return ["No line has a time that is understood: their order stands for it."];
    const share = Math.round((100 * this.untimed) / this.events);
    return share === 0
      ? []
      : [`${share} % of the lines have no time of their own: the line before lends them its time.`];
  }
}
