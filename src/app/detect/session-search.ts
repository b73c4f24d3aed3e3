import { EventTimes } from "../../engine/correlation/event-times.ts";
import {
  chooseSessionKey,
  type SessionKey,
  sessionKeyOf,
  sessionsOf,
  wordOf,
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

/** The sessions of a log, or of a search. */
export interface FoundSessions {
  readonly table: SessionTable;
  /** What tells them. */
  readonly by: string;
  readonly events: number;
  /** Events of no session. */
  readonly leftOut: number;
  /** By template: an example. */
  readonly templates: ReadonlyMap<string, string>;
  /** Whether their times are times; else they are places in the log. */
  readonly isTimed: boolean;
}

/** Puts the events of a search into sessions. Events may come in any order. */
export class SessionSearch {
  private readonly triage = new Triage({ fallback: "local", perEvent: false });
  private readonly found = new Sessions();
  private readonly span: number;
  /** The first events, until it is known what tells the sessions. */
  private waiting: TimedEvent[] = [];
  private chosen: SessionKey | undefined;
  private readonly times = new EventTimes();
  events = 0;
  /** By event: the number of its first session, or -1. */
  readonly sessionOfEvent: number[] = [];
  private leftOut = 0;
  private readonly templates = new Map<string, string>();

  /** @param by `auto`, or what `sessionKeyOf` reads @param span seconds of a window */
  constructor(by: string, span: number) {
    this.chosen = by === "auto" ? undefined : sessionKeyOf(by);
    this.span = span;
  }

  /** Takes a chunk of events. */
  add(events: readonly SearchedEvent[]): void {
    for (const { event, line, unit } of readEvents(events, this.triage)) {
      this.events++;
      const { templateId, template } = unit.unit;
      if (!this.templates.has(templateId)) this.templates.set(templateId, template);
      const own = { line, time: this.times.of(event.time, event.source), host: event.host, unit };
      if (this.chosen !== undefined) this.put(own, this.chosen);
      else this.waiting.push(own);
    }
    if (this.chosen === undefined && this.waiting.length >= chosenBy) this.choose();
  }

  sessions(): FoundSessions {
    const by = wordOf(this.chosen ?? this.choose());
    const { events, leftOut, templates } = this;
    return { table: this.found.table(), by, events, leftOut, templates, isTimed: !this.times.unknown };
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
    const numbers = keys.map((session) => this.found.add(session, unit.unit.templateId, time, gradeOf(unit)));
    this.sessionOfEvent.push(numbers[0] ?? -1);
  }
}

function gradeOf({ assessment: { severity } }: TriagedUnit): Grade {
  const rank = severityRank(severity);
  return rank <= rankOfError ? grades.error : rank <= rankOfWarning ? grades.warning : grades.plain;
}
