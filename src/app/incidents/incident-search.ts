import { correlate } from "../../engine/correlation/correlate.ts";
import { EventTimes } from "../../engine/correlation/event-times.ts";
import { type Incident, incidentOf } from "../../engine/correlation/incident.ts";
import { ObservedEvents } from "../../engine/correlation/observed-events.ts";
import type { Masker } from "../../engine/masking/masker.ts";
import { Triage } from "../../engine/triage.ts";
import { readEvents, type SearchedEvent } from "../read-events.ts";

/** What is read together does not outlive V8's young generation: of 2,500 events the program took a third more memory. */
const readTogether = 500;

/** Finds the incidents in the events of a search, without a model. Events may come in any order. */
export class IncidentSearch {
  private readonly triage = new Triage({ fallback: "local", perEvent: false });
  private readonly observed: ObservedEvents;
  private readonly masker: Pick<Masker, "redact">;
  private readonly times = new EventTimes();
  events = 0;

  /** @param by what links the lines of a request, such as `trace`, `host` or a field; empty: what the lines carry */
  constructor(masker: Pick<Masker, "redact">, by = "") {
    this.observed = new ObservedEvents(by);
    this.masker = masker;
  }

  /** Takes a chunk of events. */
  add(events: readonly SearchedEvent[]): void {
    for (let from = 0; from < events.length; from += readTogether)
      for (const { event, line, unit } of readEvents(events.slice(from, from + readTogether), this.triage)) {
        this.triage.observe(unit, event.time);
        this.events++;
        this.observed.add(this.times.of(event.time, event.source), event.host, event.source, line, unit);
      }
  }

  /** The worst first. */
  incidents(): Incident[] {
    const gaps = this.times.gaps();
    return correlate(this.observed).map((correlation) => incidentOf(correlation, this.masker, gaps));
  }
}
