import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { connectionsOf } from "../connections.ts";
import type { SelfSigned } from "../model-endpoint/self-signed.ts";
import { commit, type Misbehaviour } from "./misbehaviour.ts";

/** One request as the receiver saw it. */
export interface SeenRequest {
  /** From 1. */
  readonly number: number;
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Answer {
  readonly status: number;
  readonly body: string;
}

export interface ReceiverOptions {
  /** Speaks HTTPS with this certificate; HTTP without one. */
  readonly certificate?: SelfSigned | undefined;
  /** What goes wrong with a request; undefined is answered well. May be set later, too. */
  readonly misbehave?: ((request: SeenRequest) => Misbehaviour | undefined) | undefined;
}

/** A local server that stands in for somebody who is told of alerts. */
export interface Receiver {
  /** Without a slash at its end. */
  readonly origin: string;
  /** In the order of arrival; grows. */
  readonly requests: readonly SeenRequest[];
  misbehave: (request: SeenRequest) => Misbehaviour | undefined;
  /** How many connections were opened to it. */
  readonly connections: number;
  /** Resolves once no connection to it is open. */
  idle(): Promise<void>;
  /** From now on connections are refused; the open ones are cut. */
  refuse(): Promise<void>;
  close(): Promise<void>;
}

/** @param answer does what a request asks and says so */
export async function startReceiver(
  answer: (request: SeenRequest) => Answer,
  options: ReceiverOptions = {},
): Promise<Receiver> {
  const requests: SeenRequest[] = [];
  const listener: RequestListener = async (incoming, response) => {
    response.on("error", () => undefined);
    const seen = await read(incoming).catch(() => undefined);
    if (seen === undefined) return;
    const request = { number: requests.length + 1, ...seen };
    requests.push(request);
    const fault = receiver.misbehave(request);
    if (fault === undefined) return send(response, answer(request));
    if (fault.taken === true) answer(request);
    commit(fault, response);
  };
  const { certificate } = options;
  const server = certificate === undefined ? createServer(listener) : createTlsServer(certificate, listener);
  const connections = connectionsOf(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const receiver: Receiver = {
    origin: `${certificate === undefined ? "http" : "https"}://127.0.0.1:${port}`,
    requests,
    misbehave: options.misbehave ?? (() => undefined),
    get connections() {
      return connections.count;
    },
    idle: () => connections.idle(),
    refuse: () => connections.refuse(),
    close: () => connections.refuse(),
  };
  return receiver;
}

async function read(incoming: IncomingMessage): Promise<Omit<SeenRequest, "number">> {
  const body = await text(incoming);
  return { method: incoming.method ?? "", path: incoming.url ?? "", headers: incoming.headers, body };
}

function send(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, {
    "content-type": body.startsWith("{") ? "application/json" : "text/plain",
  });
  response.end(body);
}
