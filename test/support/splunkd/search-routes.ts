import { type Exchange, type Route, sendError } from "./exchange.ts";
import type { Row, SplunkdState } from "./splunkd-state.ts";

/** search/v2/jobs/export and its older path. */
export const searchRoutes: readonly Route[] = (["v2", "v1"] as const).map((version) => ({
  method: "POST",
  path: version === "v2" ? "search/v2/jobs/export" : "search/jobs/export",
  capabilities: ["search"],
  handle: (exchange) => {
    if (exchange.state.searchPaths[version]) runSearch(exchange);
    else sendError(exchange.response, 404, "Not Found");
  },
}));

function runSearch({ request, response, state }: Exchange): void {
  const search = request.form.get("search") ?? "";
  if (request.form.get("output_mode") !== "json") {
    sendError(response, 400, "This stand-in speaks JSON only.");
    return;
  }
  const result = resultOf(search, state);
  if (typeof result === "string") {
    response.writeHead(200, { "content-type": "application/json; charset=UTF-8" });
    response.end(`${JSON.stringify({ messages: [{ type: "FATAL", text: result }] })}\n`);
    return;
  }
  response.writeHead(200, { "content-type": "application/json; charset=UTF-8" });
  // A preview first, as transforming searches have it.
  for (const [offset, row] of result.slice(0, 1).entries()) {
    response.write(`${JSON.stringify({ preview: true, offset, result: row })}\n`);
  }
  for (const [offset, row] of result.entries()) {
    const last = offset === result.length - 1 ? { lastrow: true } : {};
    response.write(`${JSON.stringify({ preview: false, offset, ...last, result: row })}\n`);
  }
  response.end(result.length === 0 ? `${JSON.stringify({ preview: false, lastrow: true })}\n` : "");
}

/** Rows, or the text of what went wrong. */
function resultOf(search: string, state: SplunkdState): readonly Row[] | string {
  const [, most, name] = /^\s*\|\s*inputlookup(?:\s+max=(\d+))?\s+([\w.-]+)\s*$/.exec(search) ?? [];
  if (name !== undefined) {
    const rows = state.lookups.get(name);
    if (rows !== undefined) return rows.slice(0, most === undefined ? undefined : Number(most));
    return `Error in 'inputlookup' command: The lookup table '${name}' does not exist or is not available.`;
  }
  return state.search(search) ?? "Unable to parse the search: this stand-in was not told what it finds.";
}
