import { shortened } from "../code-points.ts";
import type { AlertIncident, Ownership } from "../ledger/alert.ts";
import type { IncidentRecord } from "../ledger/incident-record.ts";
import { type Severity, severities, severityRank } from "../verdict.ts";
import { hashOf } from "./alert-keys.ts";
import type { RowGroup } from "./correlated-rows.ts";
import { followersOf, joinedOccurrence } from "./joined-occurrence.ts";
import { KnownPages } from "./known-pages.ts";
import { longest, membersOf, type Occurrence } from "./occurrence.ts";

/** What a firing found, and who owns it. */
export interface Found {
  readonly occurrence: Occurrence;
  readonly ownership: Ownership;
}

export interface Pages {
  readonly found: readonly Found[];
  /** Open incidents that turned out to be part of one that was found. */
  readonly merged: readonly { readonly record: IncidentRecord; readonly into: Occurrence }[];
}

export interface PageContext {
  readonly now: number;
  readonly reopenWithin: number;
  /** Whether nobody is told of it, by a silence or in maintenance: it must not keep back what belongs to it. */
  isKeptBack(occurrence: Occurrence): boolean;
}

/** Milliseconds before a group's first event: what is open since earlier is another trouble, unless it has most of its kinds. */
const longestOnset = 3_600_000;

/** Kinds that are one page. */
interface Page {
  readonly kinds: [Found, ...Found[]];
  readonly group: RowGroup | undefined;
  identity: string;
}

/**
 * Which kinds of rows are one page, and which open incident each page continues. Kinds of an open incident belong to it
 * also where they come alone. Of several open incidents that turn out to be one the elder lives; where one falls apart,
 * what has most of it keeps it. Without groups every kind is a page of its own.
 */
export function pagesOf(
  { found, groups }: { readonly found: readonly Found[]; readonly groups: readonly RowGroup[] },
  records: Iterable<IncidentRecord>,
  context: PageContext,
): Pages {
  const known = new KnownPages(records, context);
  const pages = groupedPages(found, groups, known, context);
  const claimed = new Map<IncidentRecord, Page>();
  const identities = new Set<string>();
  const merged: { record: IncidentRecord; page: Page }[] = [];
  const kept: Page[] = [];
  for (const page of pages) {
    const members = page.kinds.flatMap(({ occurrence }) => membersOf(occurrence));
    const isEnd = page.kinds.every(({ occurrence }) => occurrence.ending);
    const [elder, ...others] = isEnd ? known.endedBy(members) : known.continuedBy(members, page.identity);
    const owner = elder && claimed.get(elder);
    if (
      elder !== undefined &&
      owner !== undefined &&
      (page.group === undefined || known.hasAll(elder, members))
    ) {
      owner.kinds.push(...page.kinds);
      continue;
    }
    const free = [elder, ...others].filter(
      (each) => each !== undefined && !claimed.has(each),
    ) as IncidentRecord[];
    const [continued, ...parts] = free;
    for (const record of free) claimed.set(record, page);
    for (const record of parts) merged.push({ record, page });
    page.identity = continued?.identity ?? known.reopenedBy(members) ?? page.identity;
    if (continued === undefined && (identities.has(page.identity) || known.isOpen(page.identity)))
      page.identity = hashOf(["incident", ...members.toSorted()]);
    identities.add(page.identity);
    kept.push(page);
  }
  const told = new Map(kept.map((page) => [page, foundAs(page)]));
  return {
    found: [...told.values()],
    merged: merged.map(({ record, page }) => ({ record, into: (told.get(page) as Found).occurrence })),
  };
}

/** The groups, then each kind that is in none. */
function groupedPages(
  found: readonly Found[],
  groups: readonly RowGroup[],
  known: KnownPages,
  { isKeptBack }: PageContext,
): Page[] {
  const left = new Map(found.map((each) => [each.occurrence.identity, each]));
  const pages: Page[] = [];
  for (const group of groups) {
    const all = group.members.flatMap((member) => left.get(member) ?? []);
    const going = all.filter(({ occurrence }) => !occurrence.ending && !isKeptBack(occurrence));
    const own = new Set(group.members.slice(0, group.own));
    const since =
      Math.min(...going.map(({ occurrence }) => occurrence.first ?? Number.POSITIVE_INFINITY)) - longestOnset;
    const identities = going.map(({ occurrence }) => occurrence.identity);
    const [first, ...others] = going.filter(
      ({ occurrence }) => !known.isOlder(occurrence.identity, since, identities),
    );
    if (first === undefined || others.length === 0) continue;
    const kinds = [first, ...others].sort(byRole(own)) as Page["kinds"];
    for (const { occurrence } of kinds) left.delete(occurrence.identity);
    const shownOwn = kinds.filter(({ occurrence }) => own.has(occurrence.identity)).length;
    pages.push({ kinds, group: { ...group, own: shownOwn }, identity: group.fingerprint });
  }
  const single = (each: Found): Page => ({
    kinds: [each],
    group: undefined,
    identity: each.occurrence.identity,
  });
  return [...pages, ...[...left.values()].map(single)];
}

/** Of what is bad enough to page for, the first is the cause of the others, however bad these are. */
const firstToPage: Severity = "P1";

/** The origin's own kinds first, of these what pages before the others, by onset; then what followed, by onset. */
function byRole(own: ReadonlySet<string>): (one: Found, other: Found) => number {
  const rank = ({ occurrence: { identity, severity } }: Found): number =>
    own.has(identity) ? Math.max(severityRank(firstToPage), severityRank(severity)) : severities.length;
  const onset = ({ occurrence }: Found): number => occurrence.first ?? 0;
  return (one, other) => rank(one) - rank(other) || onset(one) - onset(other);
}

function foundAs({ kinds, group, identity }: Page): Found {
  const [first, ...others] = kinds;
  if (others.length === 0 && identity === first.occurrence.identity) return first;
  const occurrences = [first.occurrence, ...others.map(({ occurrence }) => occurrence)] as const;
  const incident = group && incidentOf(occurrences, group);
  const occurrence = joinedOccurrence(occurrences, {
    identity,
    ...(incident && { incident, cause: causeOf(first.occurrence, group, incident) }),
  });
  const owner = kinds.find((each) => each.occurrence.service === occurrence.service) ?? first;
  return { occurrence, ownership: owner.ownership };
}

function incidentOf(
  kinds: readonly [Occurrence, ...Occurrence[]],
  { origin, shown, own }: RowGroup,
): AlertIncident {
  return {
    ...{ origin, shown: own === 0 ? 0 : shown, followed: followersOf(kinds, own) },
  };
}

function causeOf(
  { anomaly }: Occurrence,
  { own }: RowGroup,
  { origin: [origin = ""], followed }: AlertIncident,
): string {
  const cause = own > 0 ? anomaly.cause : `Probably because of ${origin}: ${anomaly.cause}`;
  if (followed.length === 0) return cause;
  const hit =
    followed.length === 1 ? "1 other service is hit." : `${followed.length} other services are hit.`;
  return `${shortened(cause, longest.sentence - hit.length - 1)} ${hit}`;
}
