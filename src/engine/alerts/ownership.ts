import type { CmdbAnswer, Ownership } from "./alert.ts";
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
 * @param found the service's row, or why there is none
 * @param defaultOwner of `[alert]`, where the CMDB names nobody
 * @returns channel and key name only as the CMDB has them: destinations have defaults of their own
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

/** What is known now, unless the CMDB did not answer and it once was better known. */
export function betterKnown(earlier: Ownership, now: Ownership): Ownership {
  return now.answer === "unavailable" && earlier.answer !== "unavailable" ? earlier : now;
}

function textOf(value: string | readonly string[] | undefined): string {
  const text = typeof value === "string" ? value : (value?.[0] ?? "");
  return shownText(text, longestName);
}
