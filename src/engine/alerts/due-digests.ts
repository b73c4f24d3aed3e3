import type { Change, LedgerView } from "../delivery/ledger.ts";
import type { AcceptContext } from "./accept.ts";
import type { Alert } from "./alert.ts";
import { hashOf, incidentKey } from "./alert-keys.ts";
import type { IncidentRecord } from "./incident-record.ts";
import { beginIncident } from "./incident-state.ts";
import { ownershipOf } from "./ownership.ts";
import type { Sighting } from "./sighting.ts";
import { stormHour, worstFirst } from "./storm.ts";
import type { StormRecord } from "./storm-record.ts";
import { type Accepted, Telling } from "./telling.ts";

type HeldBack = StormRecord["heldBack"];

/** No more are named; all are counted. */
const mostNamed = 50;

/**
 * Of each service whose hour is over and that had more pages than an hour may have: one alert for all that was held
 * back and goes on. A digest is an incident of its own, so that it ends like one (an hour without a storm after it)
 * and whoever was paged for it hears of that.
 */
export function dueDigests(view: LedgerView, context: AcceptContext): Accepted {
  const { now } = context;
  const due = [...view.storms].filter(([, { hourStart }]) => now >= hourStart + stormHour);
  const gone: Change[] = due.map(([key]) => ({ table: "storms", key, value: undefined }));
  const left = new Map([...view.storms].filter(([, { hourStart }]) => now < hourStart + stormHour));
  const telling = new Telling({ ...view, storms: left }, context);
  for (const { service, shadow, heldBack } of byService(due.map(([, storm]) => storm))) {
    const open = heldBack.filter(({ identity }) => isHeldBack(view, identity, shadow));
    if (open.length === 0) continue;
    const known = view.incidents.get(incidentKey(digestIdentity(service), shadow));
    const record = digestRecord(known, service, shadow, open, view, context);
    telling.settle({
      record,
      news: { transition: known?.open === true ? "update" : "trigger", reason: "digest" },
    });
  }
  return telling.accepted(gone);
}

function digestIdentity(service: string): string {
  return hashOf(["digest", service]);
}

function isHeldBack({ incidents }: LedgerView, identity: string, shadow: boolean): boolean {
  const record = incidents.get(incidentKey(identity, shadow));
  return record?.open === true && record.quiet === "held_back";
}

/** One for each service and mode, also where several hours of it are due: each incident once, as it was last. */
function byService(
  storms: readonly StormRecord[],
): { service: string; shadow: boolean; heldBack: HeldBack }[] {
  const services = new Map<
    string,
    { service: string; shadow: boolean; held: Map<string, HeldBack[number]> }
  >();
  for (const { service, shadow, heldBack } of [...storms].sort((a, b) => a.hourStart - b.hourStart)) {
    const key = JSON.stringify([service, shadow]);
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

function digestRecord(
  known: IncidentRecord | undefined,
  service: string,
  shadow: boolean,
  heldBack: HeldBack,
  view: LedgerView,
  context: AcceptContext,
): IncidentRecord {
  const worst = heldBack[0] as HeldBack[number];
  const alert = view.incidents.get(incidentKey(worst.identity, shadow))?.alert;
  const count = heldBack.reduce((sum, each) => sum + each.count, 0);
  const seen = {
    sighting: sightingOf(service, worst, heldBack.length, count, context.settings.pagesPerHour),
    ownership: alert?.ownership ?? ownershipOf("no_service", context.settings.defaultOwner),
    firing: "",
    search: alert?.search ?? noSearch,
    link: alert?.link ?? "",
    period: undefined,
  };
  const open = known?.open === true ? known : undefined;
  const fresh = beginIncident(open === undefined ? known : undefined, seen, { ...context, shadow });
  const digest = heldBack.slice(0, mostNamed).map(({ identity: _, ...each }) => each);
  return {
    ...(open ?? fresh),
    lastSeen: fresh.lastSeen,
    severity: worst.severity,
    severitySeen: fresh.severitySeen,
    resolveAfter: 2 * stormHour,
    alert: { ...fresh.alert, episode: (open ?? fresh).episode, digest },
  };
}

const noSearch: Alert["search"] = { name: "", app: "", owner: "", sid: "" };

function sightingOf(
  service: string,
  worst: HeldBack[number],
  incidents: number,
  count: number,
  pagesPerHour: number,
): Sighting {
  const further = incidents === 1 ? "1 further incident" : `${incidents} further incidents`;
  const pages = pagesPerHour === 1 ? "1 page" : `${pagesPerHour} pages`;
  const of = service === "" ? "without a service" : `of ${service}`;
  return {
    identity: digestIdentity(service),
    service,
    ending: false,
    severity: worst.severity,
    anomaly: {
      cause: `${further} ${of} went beyond ${pages} an hour. The worst: ${worst.cause}`,
      action: "Look at them together: so many at once mostly have one cause.",
      evidence: "",
      templateId: "",
      template: "",
    },
    count,
    first: undefined,
    last: undefined,
    hosts: [],
    hostCount: 0,
    examples: [],
    judgedBy: { llm: 0, cached: 0, local: 0, model: "" },
  };
}
