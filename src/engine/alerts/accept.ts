import type { LedgerView } from "../delivery/ledger.ts";
import { severityRank } from "../verdict.ts";
import type { Alert, Ownership } from "./alert.ts";
import { incidentKey } from "./alert-keys.ts";
import type { AlertSettings } from "./alert-settings.ts";
import { mildestAlerted } from "./routing.ts";
import type { Sighting } from "./sighting.ts";
import { type Accepted, Telling, type TellingContext } from "./telling.ts";
import { decide } from "./transition.ts";

/** What one firing of a search found. */
export interface Firing {
  readonly found: readonly { readonly sighting: Sighting; readonly ownership: Ownership }[];
  readonly search: Alert["search"];
  /** Tells firings apart: the `sid`, with the row's number where each row is a firing; empty where nothing does. */
  readonly id: string;
  /** To the events in Splunk; empty for none. */
  readonly link: string;
  /** Between two runs of the search, in milliseconds; undefined where it has no schedule. */
  readonly period: number | undefined;
  /** In shadow everything is kept but nothing sent, apart from what is real. */
  readonly mode: "live" | "shadow";
}

export interface AcceptContext extends TellingContext {
  readonly settings: AlertSettings;
}

/**
 * Compares what a firing found with what is known, and says what is to be kept: incidents, storms, and for all news
 * the alerts and their deliveries. Within one transaction of the ledger; with its changes on the disk the alerts are
 * accepted.
 */
export function accept(view: LedgerView, firing: Firing, context: AcceptContext): Accepted {
  const { search, id, link, period, mode } = firing;
  const shadow = mode === "shadow";
  const transitions = { ...context, mildest: mildestAlerted(context.routes), shadow };
  const telling = new Telling(view, context);
  // The worst first: where pages are limited, they are for these.
  for (const { sighting, ownership } of [...firing.found].sort(byUrgency)) {
    const record = view.incidents.get(incidentKey(sighting.identity, shadow));
    const seen = { sighting, ownership, firing: id, search, link, period };
    telling.settle(decide(record, seen, transitions));
  }
  return telling.accepted();
}

function byUrgency(one: Firing["found"][number], other: Firing["found"][number]): number {
  const [a, b] = [one.sighting, other.sighting];
  return (
    severityRank(a.severity) - severityRank(b.severity) ||
    b.count - a.count ||
    (a.identity < b.identity ? -1 : 1)
  );
}
