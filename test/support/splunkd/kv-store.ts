import { randomBytes } from "node:crypto";
import { type Exchange, partAt, type Route, sendError, sendJson } from "./exchange.ts";
import { found } from "./kv-query.ts";
import type { Document } from "./splunkd-state.ts";

const path = "storage/collections/data/*";

/** storage/collections/data, with the limits of limits.conf [kvstore]. */
export const kvRoutes: readonly Route[] = [
  {
    method: "GET",
    path,
    handle: (exchange) =>
      withCollection(exchange, (documents) => {
        const { query } = exchange.request;
        const parameters = {
          ...Object.fromEntries(query),
          query: JSON.parse(query.get("query") ?? "{}") as object,
        };
        const rows = found(documents.values(), parameters);
        sendJson(exchange.response, 200, rows.slice(0, exchange.state.kvStore.rowsPerQuery));
      }),
  },
  {
    method: "DELETE",
    path,
    handle: (exchange) =>
      withCollection(exchange, (documents) => {
        const query = JSON.parse(exchange.request.query.get("query") ?? "{}") as object;
        for (const { _key } of found(documents.values(), { query })) documents.delete(_key as string);
        exchange.response.end();
      }),
  },
  {
    method: "POST",
    path: `${path}/batch_save`,
    handle: (exchange) => withCollection(exchange, batchSave(exchange)),
  },
  {
    method: "POST",
    path: `${path}/batch_find`,
    handle: (exchange) =>
      withCollection(exchange, (documents) => {
        const queries = bodyOf(exchange) as Record<string, unknown>[];
        sendJson(
          exchange.response,
          200,
          queries.map((query) =>
            found(documents.values(), query).slice(0, exchange.state.kvStore.rowsPerQuery),
          ),
        );
      }),
  },
];

function batchSave(exchange: Exchange): (documents: Map<string, Document>) => void {
  return (documents) => {
    const { request, response, state } = exchange;
    const { documentsPerBatch, bytesPerBatch } = state.kvStore;
    const limits = "Request exceeds API limits - see limits.conf for details.";
    if (Buffer.byteLength(request.body) > bytesPerBatch) {
      return sendError(response, 400, `${limits} (Request body too large, max_size_per_batch_save_mb)`);
    }
    const batch = bodyOf(exchange) as Record<string, unknown>[];
    if (batch.length > documentsPerBatch) {
      const text = `${limits} (Too many documents for a single batch save, max_documents_per_batch_save=${documentsPerBatch})`;
      return sendError(response, 400, text);
    }
    const keys = batch.map((document) => {
      const key = keyOf(document);
      documents.set(key, stored(document, key));
      return key;
    });
    return sendJson(response, 200, keys);
  };
}

function withCollection(exchange: Exchange, act: (documents: Map<string, Document>) => void): void {
  const { state, response, request } = exchange;
  const documents = state.collections.get(partAt(exchange, 3));
  const wrongType = request.method === "POST" && request.headers["content-type"] !== "application/json";
  if (!state.kvStore.ready) sendError(response, 503, "KV Store initialization has not completed yet.");
  else if (documents === undefined) sendError(response, 404, "Could not find object.");
  else if (wrongType) sendError(response, 415, "Content-Type must be application/json.");
  else {
    try {
      act(documents);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      // As splunkd does, it repeats what it was sent.
      const text = `JSON in the request is invalid. ( JSON parse error at offset 0 of file "${request.body}" )`;
      sendError(response, 400, text);
    }
  }
}

function bodyOf({ request }: Exchange): unknown {
  return JSON.parse(request.body);
}

function keyOf(document: object): string {
  const { _key } = document as { _key?: unknown };
  return typeof _key === "string" ? _key : randomBytes(12).toString("hex");
}

function stored(document: object, key: string): Document {
  return { ...document, _user: "nobody", _key: key };
}
