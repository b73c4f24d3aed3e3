import * as z from "zod";
import type { Splunkd } from "./splunkd.ts";
import type { CallLimits } from "./splunkd-call.ts";

/** The user that the session key stands for. */
export interface CurrentUser {
  readonly name: string;
  readonly roles: readonly string[];
  readonly capabilities: readonly string[];
}

export interface ServerInfo {
  readonly name: string;
  /** Like 10.2.3. */
  readonly version: string;
  /** Like search_head, indexer, kv_store. */
  readonly roles: readonly string[];
  /** `ready` when it can be used; undefined where splunkd does not say. */
  readonly kvStoreStatus: string | undefined;
  /** Like enterprise, splunk (cloud), lite; undefined where splunkd does not say. */
  readonly product: string | undefined;
}

const oneEntry = <T>(content: z.ZodType<T>) => z.object({ entry: z.array(z.object({ content })).min(1) });
const names = z.array(z.string());

const contextReply = oneEntry(
  z.object({ username: z.string(), roles: names, capabilities: names.default([]) }),
);
const infoReply = oneEntry(
  z.object({
    serverName: z.string(),
    version: z.string(),
    server_roles: names.default([]),
    kv_store_status: z.string().optional(),
    kvStoreStatus: z.string().optional(),
    product_type: z.string().optional(),
  }),
);
const indexReply = z.object({ entry: z.array(z.object({ name: z.string() })) });
const indexesAtOnce = 500;

/** @throws SplunkdError */
export async function currentUser(splunkd: Splunkd, limits?: CallLimits): Promise<CurrentUser> {
  const reply = await splunkd.call({
    what: "asking who the user is",
    method: "GET",
    path: "/services/authentication/current-context",
    limits,
  });
  const { username, roles, capabilities } = first(reply.json(contextReply).entry).content;
  return { name: username, roles, capabilities };
}

/** @throws SplunkdError */
export async function serverInfo(splunkd: Splunkd, limits?: CallLimits): Promise<ServerInfo> {
  const reply = await splunkd.call({
    what: "asking for its version",
    method: "GET",
    path: "/services/server/info",
    limits,
  });
  const content = first(reply.json(infoReply).entry).content;
  return {
    name: content.serverName,
    version: content.version,
    roles: content.server_roles,
    kvStoreStatus: content.kv_store_status ?? content.kvStoreStatus,
    product: content.product_type,
  };
}

/**
 * The indexes that the user can see. On a search head with separate indexers these are the search head's own.
 *
 * @throws SplunkdError
 */
export async function indexNames(splunkd: Splunkd, limits?: CallLimits): Promise<string[]> {
  const found: string[] = [];
  for (;;) {
    const reply = await splunkd.call({
      what: "listing the indexes",
      method: "GET",
      path: "/services/data/indexes",
      query: { count: indexesAtOnce, offset: found.length },
      limits,
    });
    const { entry } = reply.json(indexReply);
    for (const { name } of entry) found.push(name);
    if (entry.length < indexesAtOnce) return found;
  }
}

/** The schemas guarantee that there is one. */
function first<T>(entries: readonly T[]): T {
  return entries[0] as T;
}
