import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import { text } from "node:stream/consumers";
import { answer, type BehaviourOf, type SeenBody, type SeenRequest } from "./behaviour.ts";
import { logsOf } from "./reply-content.ts";
import { respond } from "./respond.ts";
import type { SelfSigned } from "./self-signed.ts";

export interface ModelEndpointOptions {
  /** Default: every request is answered well. */
  readonly behaviour?: BehaviourOf;
  /** Speaks HTTPS with this certificate. */
  readonly certificate?: SelfSigned;
}

/** A local server that speaks chat completions, or whatever its behaviour has it do instead. */
export interface RunningModelEndpoint {
  /** What goes into `url =`; ends with /v1. */
  readonly url: string;
  /** In the order of arrival; grows. */
  readonly requests: readonly SeenRequest[];
  /** How many calls are with it now, and the most there were at once. */
  readonly load: { readonly now: number; readonly most: number };
  /** How many connections were opened to it. */
  readonly connections: number;
  /** Resolves once no connection to it is open. */
  idle(): Promise<void>;
  /** From now on connections are refused; the open ones are cut. */
  refuseConnections(): Promise<void>;
  close(): Promise<void>;
}

export async function startModelEndpoint({
  behaviour = () => answer(),
  certificate,
}: ModelEndpointOptions = {}): Promise<RunningModelEndpoint> {
  const requests: SeenRequest[] = [];
  const load = { now: 0, most: 0 };
  const sockets = new Set<Socket>();
  let connections = 0;
  let whenIdle: (() => void)[] = [];

  const listener: RequestListener = async (incoming, response) => {
    load.now++;
    load.most = Math.max(load.most, load.now);
    response.on("close", () => load.now--);
    response.on("error", () => undefined);
    const seen = await read(incoming).catch(() => undefined);
    if (seen === undefined) return;
    const logs = logsOf(seen.body);
    const request = { number: requests.length + 1, ...seen, logs };
    requests.push(request);
    respond(response, request, behaviour(request.number, request.body, logs));
  };
  const server = certificate === undefined ? createServer(listener) : createTlsServer(certificate, listener);
  server.on("connection", (socket: Socket) => {
    connections++;
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => {
      sockets.delete(socket);
      if (sockets.size > 0) return;
      for (const resolve of whenIdle) resolve();
      whenIdle = [];
    });
  });
  // Clients that turn the certificate down are what some tests are about.
  server.on("tlsClientError", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;

  const refuseConnections = async () => {
    for (const socket of sockets) socket.destroy();
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  };
  return {
    url: `${certificate === undefined ? "http" : "https"}://127.0.0.1:${port}/v1`,
    requests,
    load,
    get connections() {
      return connections;
    },
    idle: () => (sockets.size === 0 ? Promise.resolve() : new Promise((resolve) => whenIdle.push(resolve))),
    refuseConnections,
    close: refuseConnections,
  };
}

async function read(incoming: IncomingMessage): Promise<Pick<SeenRequest, "path" | "headers" | "body">> {
  const body = await text(incoming);
  return { path: incoming.url ?? "", headers: incoming.headers, body: JSON.parse(body || "{}") as SeenBody };
}
