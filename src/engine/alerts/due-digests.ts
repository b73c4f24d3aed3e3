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
 * back, as long as any of it goes on: nobody is woken for what is over. A digest is an incident of its own, so that it
 * ends like one (an hour without a storm after it) and whoever was paged for it hears of that.
 */
export function dueDigests(view: LedgerView, context: AcceptContext): Accepted {
  const { now } = context;
  const due = [...view.storms].filter(([, { hourStart }]) => now >= hourStart + stormHour);
  const gone: Change[] = due.map(([key]) => ({ table: "storms", key, value: undefined }));
  const left = new Map([...view.storms].filter(([, { hourStart }]) => now < hourStart + stormHour));
  const telling = new Telling({ ...view, storms: left }, context);
  for (const { service, shadow, heldBack } of byService(due.map(([, storm]) => storm))) {
    const states = new Map(heldBack.map((each) => [each, stateOf(view, each.identity, shadow)]));
    const open = heldBack.filter((each) => states.get(each) === "open");
    const ended = heldBack.filter((each) => states.get(each) === "ended");
    if (open.length === 0) continue;
    const known = view.incidents.get(incidentKey(digestIdentity(service), shadow));
    const record = digestRecord({ service, shadow, open, ended }, known, view, context);
    const transition = known?.open === true ? "update" : "trigger";
    telling.settle({ record, news: { transition, reason: "digest" } });
  }
  return telling.accepted(gone);
}

function digestIdentity(service: string): string {
  return hashOf(["digest", service]);
}

/** Undefined for what is nobody's news any more, or was told by itself. */
function stateOf({ incidents }: LedgerView, identity: string, shadow: boolean): "open" | "ended" | undefined {
  const record = incidents.get(incidentKey(identity, shadow));
  if (record?.open === true) return record.quiet === "held_back" ? "open" : undefined;
  return record?.quiet === "never_told" ? "ended" : undefined;
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

interface Digest {
  readonly service: string;
  readonly shadow: boolean;
  /** At least one, the worst first. */
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
  const worst = open[0] as HeldBack[number];
  const alert = view.incidents.get(incidentKey(worst.identity, shadow))?.alert;
  const seen = {
    sighting: sightingOf(digest, worst, context.settings.pagesPerHour),
    ownership: alert?.ownership ?? ownershipOf("no_service", context.settings.defaultOwner),
    firing: "",
    search: alert?.search ?? noSearch,
    link: alert?.link ?? "",
    period: undefined,
  };
  const going = known?.open === true ? known : undefined;
  const fresh = beginIncident(going === undefined ? known : undefined, seen, { ...context, shadow });
  const named = [...open, ...ended.map((each) => ({ ...each, cause: `Ended: ${each.cause}` }))];
  return {
    ...(going ?? fresh),
    lastSeen: fresh.lastSeen,
    severity: worst.severity,
    severitySeen: fresh.severitySeen,
    resolveAfter: 2 * stormHour,
    alert: {
      ...fresh.alert,
      episode: (going ?? fresh).episode,
      digest: named.slice(0, mostNamed).map(({ severity, cause, count }) => ({ severity, cause, count })),
    },
  };
}

const noSearch: Alert["search"] = { name: "", app: "", owner: "", sid: "" };

function sightingOf(
  { service, open, ended }: Digest,
  worst: HeldBack[number],
  pagesPerHour: number,
): Sighting {
  const all = open.length + ended.length;
  const further = all === 1 ? "1 further incident" : `${all} further incidents`;
  const of = service === "" ? "without a service" : `of ${service}`;
  const pages = pagesPerHour === 1 ? "1 page" : `${pagesPerHour} pages`;
  const over = ended.length === 0 ? "" : `; ${ended.length} of them ended since`;
  return {
    identity: digestIdentity(service),
    service,
    ending: false,
    severity: worst.severity,
    anomaly: {
      cause: `${further} ${of} went beyond ${pages} an hour${over}. The worst: ${worst.cause}`,
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
