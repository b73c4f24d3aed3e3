import {
  chooseSessionKey,
  type SessionKey,
  sessionKeyOf,
  sessionsOf,
} from "../../engine/detection/session-key.ts";
import { type Grade, grades, Sessions, type SessionTable } from "../../engine/detection/sessions.ts";
import type { Reading } from "../../engine/reading/reading.ts";
import { Triage, type TriagedUnit } from "../../engine/triage.ts";
import { severityRank } from "../../engine/verdict.ts";
import { readEvents, type SearchedEvent } from "../read-events.ts";

/** Lines by which it is chosen what tells the sessions. */
const chosenBy = 10_000;
const rankOfError = severityRank("P2");
const rankOfWarning = severityRank("P3");

interface TimedEvent {
  readonly line: Reading;
  readonly time: number;
  readonly host: string;
  readonly unit: TriagedUnit;
}

/** Puts the events of a search into sessions. Events may come in any order. */
export class SessionSearch {
  private readonly triage = new Triage({ fallback: "local", perEvent: false });
  private readonly sessions = new Sessions();
  private readonly span: number;
  /** The first events, until it is known what tells the sessions. */
  private waiting: TimedEvent[] = [];
  private chosen: SessionKey | undefined;
  /** Of the event before, for events without a time; before all others, as good as any. */
  private lastTime = 1;
  events = 0;
  /** By event: the number of its first session, or -1. */
  readonly sessionOfEvent: number[] = [];
  /** Events of no session. */
  leftOut = 0;
  /** By template: an example. */
  readonly templates = new Map<string, string>();

  /** @param by `auto`, or what `sessionKeyOf` reads @param span seconds of a window */
  constructor(by: string, span: number) {
    this.chosen = by === "auto" ? undefined : sessionKeyOf(by);
    this.span = span;
  }

  /** Takes a chunk of events. */
  add(events: readonly SearchedEvent[]): void {
    for (const { event, line, unit } of readEvents(events, this.triage)) {
      this.events++;
      this.lastTime = event.time ?? this.lastTime;
      const { templateId, template } = unit.unit;
      if (!this.templates.has(templateId)) this.templates.set(templateId, template);
      const own = { line, time: this.lastTime, host: event.host, unit };
      if (this.chosen !== undefined) this.put(own, this.chosen);
      else this.waiting.push(own);
    }
    if (this.chosen === undefined && this.waiting.length >= chosenBy) this.choose();
  }

  /** What tells the sessions. */
  get key(): SessionKey {
    return this.chosen ?? this.choose();
  }

  table(): SessionTable {
    this.key;
    return this.sessions.table();
  }

  private choose(): SessionKey {
    const chosen = chooseSessionKey(this.waiting.map(({ line }) => line));
    this.chosen = chosen;
    for (const event of this.waiting) this.put(event, chosen);
    this.waiting = [];
    return chosen;
  }

  private put({ line, time, host, unit }: TimedEvent, key: SessionKey): void {
    const keys = sessionsOf(line, key, { host, time, span: this.span });
    if (keys.length === 0) this.leftOut++;
    const numbers = keys.map((session) =>
      this.sessions.add(session, unit.unit.templateId, time, gradeOf(unit)),
    );
    this.sessionOfEvent.push(numbers[0] ?? -1);
  }
}

function gradeOf({ assessment: { severity } }: TriagedUnit): Grade {
  const rank = severityRank(severity);
  return rank <= rankOfError ? grades.error : rank <= rankOfWarning ? grades.warning : grades.plain;
}
