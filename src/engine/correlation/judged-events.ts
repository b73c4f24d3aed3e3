import { type Assessment, assess } from "../analyst/assess.ts";
import type { Masker } from "../masking/masker.ts";
import { Reading } from "../reading/reading.ts";
import { ownCopy } from "../unit.ts";
import type { Judgement } from "../verdict.ts";
import { type CorrelateOptions, type Correlation, correlate } from "./correlate.ts";
import { EventTimes } from "./event-times.ts";
import { type Incident, incidentOf } from "./incident.ts";
import type { JudgedUnit } from "./kind.ts";
import { ObservedEvents } from "./observed-events.ts";

/** An event that came with its verdict, as the rows of a search do. */
export interface JudgedEvent {
  readonly text: string;
  /** Epoch seconds. */
  readonly time: number | undefined;
  /** Empty where nobody tells. */
  readonly host: string;
  readonly source: string;
  /** Events with the same are one kind of line. */
  readonly unitKey: string;
  /** Called for the first event of a unit. */
  readonly judged: () => JudgedAs;
}

interface JudgedAs {
  readonly templateId: string;
  readonly template: string;
  /** Undefined where the analyst's word alone is to count. */
  readonly judgement: Judgement | undefined;
}

/** What an incident tells of a unit. */
interface ToldUnit {
  /** Events. */
  readonly count: number;
  /** Whether its origin shows it. */
  readonly ofOrigin: boolean;
}

/** An incident, and of which units it tells, by their onset. */
export interface ToldIncident {
  readonly incident: Incident;
  readonly units: ReadonlyMap<JudgedUnit, ToldUnit>;
  /** 0 to 1: how far the lines of its origin tell of a fault of their own; 0 where they tell of others, or it wrote none. */
  readonly shown: number;
}

const mostUnits = 20_000;
const longestExample = 2_000;

/** Finds incidents among events that are judged already: nothing is asked or mined again. */
export class JudgedEvents {
  private readonly units = new Map<string, JudgedUnit>();
  private readonly observed: ObservedEvents;
  private readonly times = new EventTimes();

  /** @param by what links the lines of a request: see `LinkReader` */
  constructor(by = "") {
    this.observed = new ObservedEvents(by);
  }

  /** @returns the event's unit */
  add(event: JudgedEvent): JudgedUnit {
    const line = new Reading(event.text);
    const unit = this.unitOf(event, line);
    this.observed.add(this.times.of(event.time, event.source), event.host, event.source, line, unit);
    return unit;
  }

  /** What the events do not tell of times. */
  get gaps(): readonly string[] {
    return this.times.gaps();
  }

  /** Whether there are events, and none has a time. */
  get withoutTimes(): boolean {
    return this.times.unknown;
  }

  /** The heaviest first. */
  incidents(masker: Pick<Masker, "redact">, options: CorrelateOptions = {}): ToldIncident[] {
    const { gaps } = this;
    return correlate(this.observed, options).map((correlation) => {
      const incident = incidentOf(correlation, masker, gaps);
      return {
        incident,
        units: unitsOf(incident.origin[0], correlation),
        shown: shownBy(incident.origin[0], correlation),
      };
    });
  }

  private unitOf({ unitKey, judged }: JudgedEvent, line: Reading): JudgedUnit {
    // Of too many units the further ones are one: they come from a log whose lines are all different.
    const key = this.units.size < mostUnits || this.units.has(unitKey) ? unitKey : "";
    const known = this.units.get(key);
    if (known !== undefined) return known;
    const { template, templateId, judgement } = judged();
    const unit = new RowUnit(
      { text: ownCopy(line.text.slice(0, longestExample)), template, templateId },
      judgement,
    );
    this.units.set(key, unit);
    return unit;
  }
}

/** The analyst is asked only when somebody wants to know what it says. */
class RowUnit implements JudgedUnit {
  readonly unit: JudgedUnit["unit"];
  readonly verdict: JudgedUnit["verdict"];
  private assessed: Assessment | undefined;

  constructor(unit: JudgedUnit["unit"], judgement: Judgement | undefined) {
    this.unit = unit;
    this.verdict = judgement && { judgement };
  }

  get assessment(): Assessment {
    this.assessed ??= assess(new Reading(this.unit.text));
    return this.assessed;
  }
}

function unitsOf(origin: string | undefined, { symptoms }: Correlation): Map<JudgedUnit, ToldUnit> {
  const units = new Map<JudgedUnit, ToldUnit>();
  for (const { kind, count, party } of symptoms) {
    if (kind === undefined) continue;
    const known = units.get(kind.unit) ?? { count: 0, ofOrigin: false };
    const told = { count: known.count + count, ofOrigin: known.ofOrigin || party === origin };
    units.set(kind.unit, told);
  }
  return units;
}

/** Lines that tell less of a fault of their own tell of somebody else's. */
const leastShown = 0.3;

function shownBy(origin: string | undefined, { symptoms }: Correlation): number {
  const shown = Math.max(0, ...symptoms.filter(({ party }) => party === origin).map(({ local }) => local));
  return shown < leastShown ? 0 : shown;
}
