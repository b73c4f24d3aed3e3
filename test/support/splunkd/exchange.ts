import type { ServerResponse } from "node:http";
import type { SplunkdState } from "./splunkd-state.ts";

/** One request as splunkd saw it. */
export interface SeenRequest {
  /** From 1. */
  readonly number: number;
  readonly method: string;
  /** As it came, with its query. */
  readonly url: string;
  /** The parts after /services or /servicesNS/<owner>/<app>, decoded. */
  readonly parts: readonly string[];
  /** Of /servicesNS; undefined for /services. */
  readonly owner: string | undefined;
  readonly app: string | undefined;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  /** Of a form-encoded body. */
  readonly form: URLSearchParams;
}

/** Who asks. */
export interface Session {
  readonly user: string;
  readonly roles: readonly string[];
  readonly capabilities: ReadonlySet<string>;
}

/** A request of a known session, and what answers it. */
export interface Exchange {
  readonly request: SeenRequest;
  readonly session: Session;
  readonly state: SplunkdState;
  readonly response: ServerResponse;
}

/** One thing that can be asked of splunkd. */
export interface Route {
  readonly method: string;
  /** Like `storage/passwords/*`; a star is any one part. */
  readonly path: string;
  /** Any one of these is enough. */
  readonly capabilities?: readonly string[];
  handle(exchange: Exchange): void;
}

/** A part that the route's path has a star for, or that is there anyway. */
export function partAt({ request }: Exchange, index: number): string {
  return request.parts[index] ?? "";
}

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { "content-type": "application/json; charset=UTF-8" });
  response.end(JSON.stringify(value));
}

/** Entities as splunkd lists them. */
export function sendEntries(
  response: ServerResponse,
  entries: readonly { readonly name: string; readonly content: object }[],
  { status = 200, total = entries.length, offset = 0 } = {},
): void {
  sendJson(response, status, {
    entry: entries.map(({ name, content }) => ({
      name,
      id: `https://splunkd/services/${name}`,
      content,
      acl: {},
    })),
    paging: { total, perPage: entries.length, offset },
    messages: [],
  });
}

/** A refusal as splunkd words it. */
export function sendError(response: ServerResponse, status: number, text: string, type = "ERROR"): void {
  sendJson(response, status, { messages: [{ type, text }] });
}
