import { LineTooLong, linesOf } from "./export-lines.ts";
import { needs } from "./needs.ts";
import { notJson } from "./reply.ts";
import { textsOfMessages } from "./reply-text.ts";
import type { Splunkd, StreamedReply } from "./splunkd.ts";
import type { CallLimits, SplunkdCall } from "./splunkd-call.ts";
import { SplunkdError } from "./splunkd-error.ts";

/** One result; a multivalue field is an array. */
export type SearchRow = Readonly<Record<string, string | readonly string[]>>;

export interface SearchRequest {
  /** Begins with `search ` or `|`. */
  readonly search: string;
  /** For messages; default "a search". */
  readonly name?: string | undefined;
  /** Bytes of all results; default 512 MB, because they are not kept in memory. */
  readonly longest?: number | undefined;
}

/** Milliseconds for the search and the reading of its results, unless the caller says otherwise. */
const searchTimeout = 60_000;
const longestResults = 512 * 1024 * 1024;

/**
 * Runs a search and gives its rows as they come; leaving the loop ends the request, and with it the search.
 *
 * @throws SplunkdError, also for a search that splunkd reports as failed, `not_found` for one that names
 *   something that is not there
 */
export async function* exportRows(
  splunkd: Splunkd,
  request: SearchRequest,
  limits: CallLimits = {},
): AsyncGenerator<SearchRow, void, void> {
  const { search, name = "a search", longest = longestResults } = request;
  if (!/^\s*(?:\||search\s)/.test(search)) {
    throw new SplunkdError(
      "refused",
      "A search wants to begin with | or the word search",
      "put that before it",
    );
  }
  const call: SplunkdCall = {
    what: `running ${name}`,
    method: "POST",
    path: "search/v2/jobs/export",
    form: { search, output_mode: "json" },
    longest,
    need: needs.search,
    limits: { timeout: searchTimeout, ...limits },
  };
  const { body, errorOf } = await startExport(splunkd, call);
  try {
    for await (const line of linesOf(body)) {
      const read = readLine(line);
      if (read === undefined) throw errorOf({ kind: "bad_reply", came: notJson(Buffer.from(line)) });
      if (read.failures.length > 0) throw errorOf({ kind: "failed", texts: read.failures });
      if (read.row !== undefined) yield read.row;
    }
  } catch (error) {
    throw error instanceof LineTooLong ? errorOf({ kind: "too_big", longest: error.longest }) : error;
  } finally {
    await body.return();
  }
}

/** Splunk before 9.0.1 has only the older path. */
async function startExport(splunkd: Splunkd, call: SplunkdCall): Promise<StreamedReply> {
  try {
    return await splunkd.stream(call);
  } catch (error) {
    if (!(error instanceof SplunkdError) || error.status !== 404) throw error;
    return splunkd.stream({ ...call, path: "search/jobs/export" });
  }
}

/** Undefined for a line that no export has; without a row for previews, messages and the end. */
function readLine(line: string): { row: SearchRow | undefined; failures: string[] } | undefined {
  let value: { preview?: unknown; result?: unknown; messages?: unknown } | null;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const failed = (Array.isArray(value.messages) ? value.messages : []).filter(
    (message: { type?: unknown } | null) => message?.type === "FATAL" || message?.type === "ERROR",
  );
  const failures = failed.length > 0 ? [...textsOfMessages(failed), ""] : [];
  const hasRow = value.preview !== true && typeof value.result === "object" && value.result !== null;
  return { row: hasRow ? (value.result as SearchRow) : undefined, failures };
}
