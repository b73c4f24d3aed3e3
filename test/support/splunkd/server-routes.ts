import { partAt, type Route, sendEntries, sendError, sendJson } from "./exchange.ts";

/** Who, what and where: the context, the server, indexes, and events to be indexed. */
export const serverRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "authentication/current-context",
    handle: ({ session: { user, roles, capabilities }, response }) =>
      sendEntries(response, [
        { name: "context", content: { username: user, roles, capabilities: [...capabilities] } },
      ]),
  },
  {
    method: "GET",
    path: "server/info",
    handle: ({ state, response }) =>
      sendEntries(response, [
        {
          name: "server-info",
          content: {
            version: state.version,
            build: "0123456789ab",
            guid: "00000000-0000-0000-0000-000000000000",
            serverName: "stand-in",
            os_name: "Linux",
            cpu_arch: "x86_64",
            server_roles: ["search_head", "kv_store"],
            product_type: "enterprise",
            kvStoreStatus: state.kvStore.ready ? "ready" : "starting",
            isFree: false,
          },
        },
      ]),
  },
  {
    method: "GET",
    path: "data/indexes",
    handle: ({ request, state, response }) => {
      const offset = Number(request.query.get("offset") ?? 0);
      const count = Number(request.query.get("count") ?? 30);
      const some = state.indexes.slice(offset, count === 0 ? undefined : offset + count);
      const entries = some.map((name) => ({ name, content: { datatype: "event", totalEventCount: 0 } }));
      sendEntries(response, entries, { total: state.indexes.length, offset });
    },
  },
  {
    method: "GET",
    path: "saved/searches/*",
    handle: (exchange) => {
      const name = partAt(exchange, 2);
      const content = exchange.state.savedSearches.get(name);
      if (content === undefined) sendError(exchange.response, 404, "Could not find object.");
      else sendEntries(exchange.response, [{ name, content }]);
    },
  },
  {
    method: "POST",
    path: "receivers/simple",
    capabilities: ["edit_tcp", "edit_log_alert_event"],
    handle: ({ request, state, response }) => {
      const [index = "", source = "", sourcetype = "", host = ""] = [
        "index",
        "source",
        "sourcetype",
        "host",
      ].map((key) => request.query.get(key) ?? "");
      if (!state.indexes.includes(index)) return sendError(response, 400, `Index '${index}' does not exist.`);
      state.events.push({ index, source, sourcetype, host, text: request.body });
      const bytes = String(Buffer.byteLength(request.body));
      return sendJson(response, 200, [{ bytes, index, source, sourcetype, host }]);
    },
  },
];
