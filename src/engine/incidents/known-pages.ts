import type { IncidentRecord } from "../ledger/incident-record.ts";
import { membersOf } from "./occurrence.ts";

/** The part of the smaller one's kinds that an open incident and a found one share, if they are one. */
const leastShared = 1 / 3;
/** The part of the larger one's, where the stored one is over, or has been open for long. */
const mostlyShared = 1 / 2;

/** The incidents of the ledger, by the kinds they were seen to consist of. */
export class KnownPages {
  private readonly open = new Map<string, IncidentRecord[]>();
  private readonly ended = new Map<string, IncidentRecord[]>();
  private readonly openIdentities = new Set<string>();

  /** @param records of one mode */
  constructor(
    records: Iterable<IncidentRecord>,
    { now, reopenWithin }: { readonly now: number; readonly reopenWithin: number },
  ) {
    for (const record of records) {
      if (record.open) this.openIdentities.add(record.identity);
      else if (record.told.length === 0 || now - (record.endedAt ?? record.lastSeen) > reopenWithin) continue;
      const into = record.open ? this.open : this.ended;
      for (const member of allOf(record)) into.set(member, [...(into.get(member) ?? []), record]);
    }
  }

  isOpen(identity: string): boolean {
    return this.openIdentities.has(identity);
  }

  /** Open incidents that kinds continue, the eldest first. */
  continuedBy(members: readonly string[], identity: string): IncidentRecord[] {
    return this.sharing(this.open, [...members, identity])
      .filter((record) => {
        const known = allOf(record);
        const least = leastShared * Math.min(known.size, members.length);
        return record.identity === identity || sharedBy(known, members) >= least;
      })
      .sort(byAge);
  }

  /** Open incidents that end with these kinds: what only followed in one does not end it. */
  endedBy(members: readonly string[]): IncidentRecord[] {
    const begins = ({ identity, members: [first = identity] = [] }: IncidentRecord): boolean =>
      members.includes(identity) || members.includes(first);
    return this.sharing(this.open, members).filter(begins).sort(byAge);
  }

  /** The identity of an incident that is over, and begins again with mostly the same kinds. */
  reopenedBy(members: readonly string[]): string | undefined {
    if (members.length < 2) return undefined;
    return this.sharing(this.ended, members)
      .filter((record) => isMostly(allOf(record), members))
      .sort((one, other) => other.lastSeen - one.lastSeen)[0]?.identity;
  }

  /** Whether a kind belongs to an incident that is open for longer than a group, and has little of it. */
  isOlder(member: string, since: number, group: readonly string[]): boolean {
    return (this.open.get(member) ?? []).some(
      (record) => (record.alert.first ?? since) < since && !isMostly(allOf(record), group),
    );
  }

  hasAll(record: IncidentRecord, members: readonly string[]): boolean {
    return sharedBy(allOf(record), members) === members.length;
  }

  private sharing(
    index: ReadonlyMap<string, readonly IncidentRecord[]>,
    members: readonly string[],
  ): IncidentRecord[] {
    return [...new Set(members.flatMap((member) => index.get(member) ?? []))];
  }
}

function allOf(record: IncidentRecord): ReadonlySet<string> {
  return new Set([record.identity, ...membersOf(record)]);
}

function sharedBy(known: ReadonlySet<string>, members: readonly string[]): number {
  return members.filter((member) => known.has(member)).length;
}

function isMostly(known: ReadonlySet<string>, members: readonly string[]): boolean {
  return sharedBy(known, members) >= mostlyShared * Math.max(known.size, members.length);
}

function byAge(one: IncidentRecord, other: IncidentRecord): number {
  const begun = ({ alert, lastSeen }: IncidentRecord): number => alert.first ?? lastSeen;
  return begun(one) - begun(other) || (one.identity < other.identity ? -1 : 1);
}
