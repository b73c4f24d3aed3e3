import { exportRows, type SearchRow } from "./search-export.ts";
import type { Splunkd } from "./splunkd.ts";
import type { CallLimits } from "./splunkd-call.ts";
import { SplunkdError } from "./splunkd-error.ts";

/**
 * A lookup's rows, by the name of its definition or file.
 *
 * @param longest the most rows that are taken; a lookup with more is refused, because half of it would mislead
 * @throws SplunkdError, `not_found` when there is no such lookup or the user may not read it
 */
export async function readLookup(
  splunkd: Splunkd,
  name: string,
  { longest = 100_000, ...limits }: CallLimits & { readonly longest?: number } = {},
): Promise<SearchRow[]> {
  if (!/^\w[\w.-]{0,99}$/.test(name)) {
    throw new SplunkdError(
      "refused",
      "The name of a lookup wants letters, digits, _, - and . only, with none of the last two in front",
      "correct the name",
    );
  }
  const rows: SearchRow[] = [];
  const search = `| inputlookup max=${longest + 1} ${name}`;
  try {
    for await (const row of exportRows(
      splunkd,
      { search, name: `the search for the lookup ${name}` },
      limits,
    )) {
      if (rows.length === longest) {
        throw new SplunkdError(
          "too_big",
          `The lookup ${name} has more than ${longest} rows, which is the most that is read`,
          "keep in it only what is needed",
        );
      }
      rows.push(row);
    }
  } catch (error) {
    if (!(error instanceof SplunkdError) || error.kind !== "not_found" || error.status === 404) throw error;
    throw new SplunkdError(
      "not_found",
      `splunkd at ${splunkd.origin} has no lookup ${name} that the app ${splunkd.app} and this user can read`,
      "create it (Settings, Lookups) and share it with the app, or correct the name",
    );
  }
  return rows;
}
