import type { Alert } from "../ledger/alert.ts";
import type { IncidentRecord, StormRecord } from "../ledger/incident-record.ts";
import type { Change, LedgerView } from "../ledger/ledger.ts";
import type { AcceptContext } from "./accept.ts";
import { hashOf, incidentKey } from "./alert-keys.ts";
import { beginIncident } from "./incident-state.ts";
import { type Accepted, NotificationPlanner } from "./notification-planner.ts";
import type { Occurrence } from "./occurrence.ts";
import { ownershipOf } from "./ownership.ts";
import { mildestAlerted } from "./routing.ts";
import { stormHour, worstFirst } from "./storm.ts";
import { decide } from "./transition.ts";

type HeldBack = StormRecord["heldBack"];

/** Incidents that a digest names; it counts all of them. */
const mostNamed = 50;

/**
 * Sends one digest for each service whose storm hour is over, listing all incidents whose pages were held back. Ended
 * ones are listed too, because no recipient was notified of them. A digest is an incident itself, so it ends like one
 * (after an hour without a storm, or at once if all its incidents have ended) and its recipients are told of the end.
 */
export function dueDigests(view: LedgerView, context: AcceptContext): Accepted {
  const { now } = context;
  const due = [...view.storms].filter(([, { hourStart }]) => now >= hourStart + stormHour);
  const removals: Change[] = due.map(([key]) => ({ table: "storms", key, value: undefined }));
  const pending = new Map([...view.storms].filter(([, { hourStart }]) => now < hourStart + stormHour));
  const planner = new NotificationPlanner({ ...view, storms: pending }, context);
  for (const { service, shadow, heldBack } of byService(due.map(([, storm]) => storm))) {
    const open = heldBack.filter((each) => isOpen(view, each.identity, shadow));
    const ended = heldBack.filter((each) => !open.includes(each));
    if (heldBack.length === 0) continue;
    const known = view.incidents.get(incidentKey(digestIdentity(service), shadow));
    const record = digestRecord({ service, shadow, open, ended }, known, view, context);
    const isKnown = known?.open === true;
    const notified = planner.plan({
      record,
      notification: { transition: isKnown ? "update" : "trigger", reason: "digest" },
    });
    if (open.length > 0 || isKnown || notified === undefined) continue;
    const transitions = { ...context, mildest: mildestAlerted(context.routes), shadow };
    planner.plan(decide({ ...notified, resolveAfter: 0 }, "overdue", transitions));
  }
  return planner.accepted(removals);
}

function digestIdentity(service: string): string {
  return hashOf(["digest", service.toLowerCase()]);
}

/** Whether a held-back incident is still open. Storm records list only incidents that were neither sent nor silenced since. */
function isOpen({ incidents }: LedgerView, identity: string, shadow: boolean): boolean {
  return incidents.get(incidentKey(identity, shadow))?.open === true;
}

/** Merges the due hours of each service and mode, keeping the latest state of each incident. */
function byService(
  storms: readonly StormRecord[],
): { service: string; shadow: boolean; heldBack: HeldBack }[] {
  const services = new Map<
    string,
    { service: string; shadow: boolean; held: Map<string, HeldBack[number]> }
  >();
  for (const { service, shadow, heldBack } of [...storms].sort((a, b) => a.hourStart - b.hourStart)) {
    const key = JSON.stringify([service.toLowerCase(), shadow]);
    const entry = services.get(key) ?? { service, shadow, held: new Map() };
    services.set(key, entry);
    for (const each of heldBack) entry.held.set(each.identity, each);
  }
  return [...services.values()].map(({ service, shadow, held }) => ({
    service,
    shadow,
    heldBack: worstFirst([...held.values()]),
  }));
}

interface Digest {
  readonly service: string;
  readonly shadow: boolean;
  /** The worst first; `open` and `ended` are never both empty. */
  readonly open: HeldBack;
  readonly ended: HeldBack;
}

function digestRecord(
  digest: Digest,
  known: IncidentRecord | undefined,
  view: LedgerView,
  context: AcceptContext,
): IncidentRecord {
  const { shadow, open, ended } = digest;
  const worst = worstFirst([...open, ...ended])[0] as HeldBack[number];
  const alert = view.incidents.get(incidentKey(worst.identity, shadow))?.alert;
  const detection = {
    occurrence: occurrenceOf(digest, worst, context.settings.pagesPerHour),
    ownership: alert?.ownership ?? ownershipOf("no_service", context.settings.defaultOwner),
    firing: "",
    search: alert?.search ?? noSearch,
    link: alert?.link ?? "",
    thirdRun: undefined,
  };
  const current = known?.open === true ? known : undefined;
  const fresh = beginIncident(current === undefined ? known : undefined, detection, { ...context, shadow });
  const named = [...open, ...ended.map((each) => ({ ...each, cause: `Ended: ${each.cause}` }))];
  return {
    ...(current ?? fresh),
    lastSeen: fresh.lastSeen,
    severity: worst.severity,
    severitySeen: fresh.severitySeen,
    resolveAfter: 2 * stormHour,
    alert: {
      ...fresh.alert,
      episode: (current ?? fresh).episode,
      digest: named.slice(0, mostNamed).map(({ severity, cause, count }) => ({ severity, cause, count })),
    },
  };
}

const noSearch: Alert["search"] = { name: "", app: "", owner: "", sid: "" };

function occurrenceOf(
  { service, open, ended }: Digest,
  worst: HeldBack[number],
  pagesPerHour: number,
): Occurrence {
  const all = open.length + ended.length;
  const further = all === 1 ? "1 further incident" : `${all} further incidents`;
  const of = service === "" ? "without a service" : `of ${service}`;
  const pages = pagesPerHour === 1 ? "1 page" : `${pagesPerHour} pages`;
  const over =
    ended.length === 0
      ? ""
      : open.length === 0
        ? "; all of it is over"
        : `; ${ended.length} of them ended since`;
  return {
    identity: digestIdentity(service),
    service,
    ending: false,
    severity: worst.severity,
    anomaly: {
      cause: `${further} ${of} went beyond ${pages} an hour${over}. The worst: ${worst.cause}${ended.includes(worst) ? " (ended)" : ""}`,
      action: "Look at them together: so many at once mostly have one cause.",
      evidence: "",
      templateId: "",
      template: "",
    },
    count: [...open, ...ended].reduce((sum, { count }) => sum + count, 0),
    first: undefined,
    last: undefined,
    hosts: [],
    hostCount: 0,
    examples: [],
    judgedBy: { llm: 0, cached: 0, local: 0, model: "" },
  };
}
