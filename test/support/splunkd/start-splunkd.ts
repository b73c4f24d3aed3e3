import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { type AddressInfo, createServer as createSocketServer, type Server } from "node:net";
import { text } from "node:stream/consumers";
import { connectionsOf } from "../connections.ts";
import { answer } from "./answer.ts";
import type { Certificate } from "./certificates.ts";
import type { SeenRequest, Session } from "./exchange.ts";
import { commit, type Fault } from "./fault.ts";
import { newState, type SplunkdState, sessionOf } from "./splunkd-state.ts";

export interface SplunkdOptions {
  /** Speaks HTTPS with this certificate; HTTP without one. */
  readonly certificate?: Certificate | undefined;
  /** What goes wrong with a request; undefined is answered well. May be set later, too. */
  readonly fault?: ((request: SeenRequest) => Fault | undefined) | undefined;
  /** Takes connections and never says a word, TLS's hello included. */
  readonly silent?: boolean | undefined;
  /** Default: any free one. */
  readonly port?: number | undefined;
  /** Requests without any key are this role's: for a browser, which has a cookie in real life. */
  readonly anonymousRole?: string | undefined;
  /** What is neither /services nor /servicesNS, like the files of a page. */
  readonly otherwise?: RequestListener | undefined;
}

/** A local server that stands in for splunkd. */
export interface RunningSplunkd {
  /** What goes into base_url. */
  readonly url: string;
  /**
   * A key that stands for a user with this role (of the same name): admin, power, user, llama_admin,
   * llama_analyst, or `nothing`. It is taken after `Splunk` and after `Bearer`.
   */
  sessionKey(role: string): string;
  /** In the order of arrival; grows. */
  readonly requests: readonly SeenRequest[];
  readonly state: SplunkdState;
  /** How many connections were opened to it. */
  readonly connections: number;
  fault: (request: SeenRequest) => Fault | undefined;
  /** Resolves once no connection to it is open. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

export async function startSplunkd(options: SplunkdOptions = {}): Promise<RunningSplunkd> {
  const state = newState();
  const requests: SeenRequest[] = [];
  const sessions = new Map<string, Session>();

  const listener: RequestListener = async (incoming, response) => {
    response.on("error", () => undefined);
    const request = await read(incoming, requests.length + 1).catch(() => undefined);
    if (request === undefined) {
      if (options.otherwise === undefined) response.writeHead(404).end();
      else options.otherwise(incoming, response);
      return;
    }
    requests.push({ ...request, number: requests.length + 1 });
    const fault = running.fault(request);
    if (fault !== undefined) return commit(fault, response);
    const key = /^(?:Splunk|Bearer) (.+)$/.exec(incoming.headers.authorization ?? "")?.[1];
    const anonymous = options.anonymousRole === undefined ? undefined : sessionOf(options.anonymousRole);
    return answer(request, key === undefined ? anonymous : sessions.get(key), state, response);
  };
  const server = serverOf(options, listener);
  const connections = connectionsOf(server);
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;

  const running: RunningSplunkd = {
    url: `${options.certificate === undefined ? "http" : "https"}://127.0.0.1:${port}`,
    sessionKey: (role) => {
      const key = `${role}-${randomBytes(24).toString("base64url")}`;
      sessions.set(key, sessionOf(role));
      return key;
    },
    requests,
    state,
    get connections() {
      return connections.count;
    },
    fault: options.fault ?? (() => undefined),
    idle: () => connections.idle(),
    close: () => connections.refuse(),
  };
  return running;
}

function serverOf({ certificate, silent }: SplunkdOptions, listener: RequestListener): Server {
  if (silent === true) return createSocketServer();
  return certificate === undefined ? createServer(listener) : createTlsServer(certificate, listener);
}

/** Undefined for what is not splunkd's. Splunk Web hands on what has /<language>/splunkd/__raw before it. */
async function read(incoming: IncomingMessage, number: number): Promise<SeenRequest | undefined> {
  const url = incoming.url ?? "";
  const { pathname, searchParams: query } = new URL(url, "http://splunkd");
  const path = pathname.replace(/^\/[\w-]+\/splunkd\/__raw(?=\/)/, "");
  const [, room, ...rest] = path.split("/");
  if (room !== "services" && room !== "servicesNS") return undefined;
  const [owner, app] = room === "servicesNS" ? rest.splice(0, 2) : [];
  const body = await text(incoming);
  const isForm = incoming.headers["content-type"]?.startsWith("application/x-www-form-urlencoded") ?? false;
  return {
    number,
    method: incoming.method ?? "",
    url,
    parts: rest.map(decodeURIComponent),
    owner,
    app,
    query,
    headers: incoming.headers,
    body,
    form: new URLSearchParams(isForm ? body : ""),
  };
}
