import type { CmdbAnswer, Ownership } from "../ledger/alert.ts";
import { shownText } from "./shown-text.ts";

/** A row of the CMDB's lookup; a multivalue column has several texts. */
export type CmdbRow = Readonly<Record<string, string | readonly string[]>>;

const ownColumns = new Set([
  "service_name",
  "service_owner",
  "escalation_policy",
  "slack_channel",
  "pagerduty_key_name",
]);
const longestName = 120;
const mostMore = 10;

/**
 * Who is responsible for a service.
 *
 * @param found the service's row in the CMDB, or why there is none
 * @param defaultOwner `default_owner` of `[alert]`, used where the CMDB names no owner
 * @returns the channel and key name of the CMDB, empty where it has none: destinations have their own defaults
 */
export function ownershipOf(found: CmdbRow | Exclude<CmdbAnswer, "found">, defaultOwner: string): Ownership {
  const row: CmdbRow = typeof found === "string" ? {} : found;
  const more = Object.entries(row)
    .filter(([column, value]) => !ownColumns.has(column) && !column.startsWith("_") && textOf(value) !== "")
    .slice(0, mostMore)
    .map(([column, value]) => [shownText(column, longestName), textOf(value)]);
  return {
    answer: typeof found === "string" ? found : "found",
    owner: textOf(row.service_owner) || defaultOwner,
    escalationPolicy: textOf(row.escalation_policy),
    slackChannel: textOf(row.slack_channel),
    pagerdutyKeyName: textOf(row.pagerduty_key_name),
    more: Object.fromEntries(more),
  };
}

/** The newer answer, unless the CMDB was unavailable this time only. */
export function betterKnown(earlier: Ownership, now: Ownership): Ownership {
  return now.answer === "unavailable" && earlier.answer !== "unavailable" ? earlier : now;
}

function textOf(value: string | readonly string[] | undefined): string {
  const text = typeof value === "string" ? value : (value?.[0] ?? "");
  return shownText(text, longestName);
}
