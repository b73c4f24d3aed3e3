import { JudgedEvents } from "../correlation/judged-events.ts";
import type { JudgedUnit } from "../correlation/kind.ts";
import type { AlertRow } from "./alert-row.ts";
import { longest, type MaskWords } from "./occurrence.ts";
import { shownText } from "./shown-text.ts";

/** Kinds of rows that are one incident. */
export interface RowGroup {
  /** Identities of the kinds: those of the origin first, then by onset. */
  readonly members: readonly string[];
  /** How many of them are the origin's. */
  readonly own: number;
  readonly fingerprint: string;
  /** The best first. Masked. */
  readonly origin: readonly string[];
  /** 0 to 1: how far the origin's own lines tell of a fault of its own. */
  readonly shown: number;
}

/** Characters of an event that are read. */
const longestText = 8_000;
const mostOrigins = 5;
const asIs = { redact: (text: string) => text };

/** Finds out which rows of a firing are one incident, by what their events say. */
export class CorrelatedRows {
  private readonly events = new JudgedEvents();
  private readonly identities = new Map<JudgedUnit, string>();

  /** @param identity of the row's kind; undefined for a row that is too mild to tell anybody */
  add(row: AlertRow, identity: string | undefined): void {
    const { text, first, hosts, service, serviceIsHost, severity, templateId, template, cause, action } = row;
    if (text.trim() === "") return;
    const unit = this.events.add({
      text: text.slice(0, longestText),
      time: first === undefined ? undefined : first / 1000,
      host: hosts.length === 1 ? (hosts[0] ?? "") : "",
      // A service that the search names says more than the file.
      source: serviceIsHost || service === "" ? row.source : service,
      unitKey: `${identity ?? templateId} ${severity}`,
      judged: () => ({
        ...{ templateId, template },
        judgement: {
          anomalyDetected: severity !== "P5",
          ...{ severity, rootCause: cause, recommendedAction: action, confidence: null },
        },
      }),
    });
    if (identity !== undefined) this.identities.set(unit, identity);
  }

  /** Whether there are events, and none has a time. */
  get withoutTimes(): boolean {
    return this.events.withoutTimes;
  }

  /** Groups of two kinds and more, the heaviest first. No kind is in two of them. */
  groups(mask: MaskWords): RowGroup[] {
    if (this.withoutTimes) return [];
    const taken = new Set<string>();
    return this.events.incidents(asIs, { everyFailure: true }).flatMap(({ incident, units, shown }) => {
      const all = [...units].flatMap(([unit, { ofOrigin }]) => {
        const identity = this.identities.get(unit);
        return identity === undefined || taken.has(identity) ? [] : [{ identity, ofOrigin }];
      });
      const own = new Set(all.filter(({ ofOrigin }) => ofOrigin).map(({ identity }) => identity));
      const members = [...new Set([...own, ...all.map(({ identity }) => identity)])];
      for (const member of members) taken.add(member);
      const { fingerprint } = incident;
      const origin = incident.origin.slice(0, mostOrigins).map((name) => shownText(mask(name), longest.name));
      return members.length < 2 ? [] : [{ members, own: own.size, fingerprint, origin, shown }];
    });
  }
}
