import type { Ownership } from "../ledger/alert.ts";
import type { DestinationType, Target } from "../ledger/target.ts";
import { type Severity, severityRank } from "../verdict.ts";
import type { AlertSettings } from "./alert-settings.ts";
import { fitsGlob } from "./glob.ts";

/** One `[route:NN]`. Patterns may have `*` and `?`. */
export interface Route {
  readonly number: number;
  readonly severities: readonly Severity[];
  /** Pattern for the CMDB's escalation policy. */
  readonly policy: string;
  readonly service: string;
  /** Destination names. */
  readonly destinations: readonly string[];
  /** No later route is looked at if this one fits. */
  readonly stop: boolean;
}

/** What routing needs to know about a `[destination:NAME]`. */
export interface RoutedDestination {
  readonly name: string;
  readonly type: DestinationType;
  /** The Slack channel for services without one in the CMDB. */
  readonly channel: string | undefined;
}

/** By name, in the order of llama.conf. */
export type RoutedDestinations = ReadonlyMap<string, RoutedDestination>;

/** A destination and a target within it. */
export interface Recipient {
  readonly destination: RoutedDestination;
  readonly target: Target;
}

export interface Routing {
  /** Without routes P0 and P1 go everywhere, P2 and P3 everywhere except to PagerDuty, and others nowhere. */
  readonly routes: readonly Route[];
  readonly destinations: RoutedDestinations;
  readonly settings: Pick<AlertSettings, "defaultChannel">;
}

/** The recipients of an incident, each once, from all routes that fit: lowest number first, up to one with `stop`. */
export function recipientsOf(
  incident: { readonly severity: Severity; readonly service: string; readonly ownership: Ownership },
  { routes, destinations, settings }: Routing,
): Recipient[] {
  const names =
    routes.length === 0 ? defaultNames(incident.severity, destinations) : namesBy(routes, incident);
  return names.flatMap((name) => {
    const destination = destinations.get(name);
    if (destination === undefined) return [];
    return [{ destination, target: targetOf(destination, incident.ownership, settings) }];
  });
}

/**
 * The mildest severity that counts as an incident: P4 if a route names it, else P3. P3 counts even if all routes are for
 * worse severities, so that recipients learn when an incident becomes milder. P5 is normal and never an incident.
 */
export function mildestAlerted(routes: readonly Route[]): Severity {
  return routes.some((route) => route.severities.includes("P4")) ? "P4" : "P3";
}

function namesBy(
  routes: readonly Route[],
  { severity, service, ownership }: Parameters<typeof recipientsOf>[0],
): string[] {
  const names = new Set<string>();
  for (const route of [...routes].sort((a, b) => a.number - b.number)) {
    const fits =
      route.severities.includes(severity) &&
      fitsGlob(route.policy, ownership.escalationPolicy) &&
      fitsGlob(route.service, service);
    if (!fits) continue;
    for (const name of route.destinations) names.add(name);
    if (route.stop) break;
  }
  return [...names];
}

function defaultNames(severity: Severity, destinations: RoutedDestinations): string[] {
  const rank = severityRank(severity);
  if (rank > severityRank("P3")) return [];
  const all = [...destinations.values()];
  const reached = rank <= severityRank("P1") ? all : all.filter(({ type }) => type !== "pagerduty");
  return reached.map(({ name }) => name);
}

function targetOf(
  { type, channel }: RoutedDestination,
  { slackChannel, pagerdutyKeyName }: Ownership,
  { defaultChannel }: Routing["settings"],
): Target {
  return {
    channel: type === "slack" ? slackChannel || channel || defaultChannel : "",
    keyName: type === "pagerduty" ? pagerdutyKeyName : "",
  };
}
