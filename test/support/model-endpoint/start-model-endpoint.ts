import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { connectionsOf } from "../connections.ts";
import { answer, type BehaviourOf, type SeenBody, type SeenRequest } from "./behaviour.ts";
import { logsOf } from "./reply-content.ts";
import { respond } from "./respond.ts";
import type { SelfSigned } from "./self-signed.ts";

export interface ModelEndpointOptions {
  /** Default: every request is answered well. */
  readonly behaviour?: BehaviourOf;
  /** Speaks HTTPS with this certificate. */
  readonly certificate?: SelfSigned;
  /** The status of /health, which is not among the requests. @default 200 */
  readonly health?: () => number;
  /** What it tells of lengths; without it, it does not know the paths. */
  readonly lengths?: Lengths;
}

/** As vLLM tells of lengths; each answers 404 where it is left out. */
export interface Lengths {
  /** `max_model_len` of `/v1/models`. */
  readonly context?: number;
  /** The count of `/tokenize`. */
  readonly count?: (body: SeenBody) => number;
}

interface LengthCheck {
  readonly asked: string;
  readonly headers: SeenRequest["headers"];
  readonly body: SeenBody;
}

/** A local server that speaks chat completions, or whatever its behaviour has it do instead. */
export interface RunningModelEndpoint {
  /** What goes into `url =`; ends with /v1. */
  readonly url: string;
  /** In the order of arrival; grows. */
  readonly requests: readonly SeenRequest[];
  /** How many calls are with it now, and the most there were at once. */
  readonly load: { readonly now: number; readonly most: number };
  /** How often it was asked whether it is alive. */
  readonly healthChecks: number;
  /** Requests about lengths, which are not among the others: `GET /v1/models`, `POST /tokenize`; grows. */
  readonly lengthChecks: readonly LengthCheck[];
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
  health = () => 200,
  lengths = {},
}: ModelEndpointOptions = {}): Promise<RunningModelEndpoint> {
  const requests: SeenRequest[] = [];
  const load = { now: 0, most: 0 };
  const healthChecks = { count: 0 };
  const lengthChecks: LengthCheck[] = [];

  const listener: RequestListener = async (incoming, response) => {
    if (incoming.url === "/health") {
      healthChecks.count++;
      response.writeHead(health()).end();
      return;
    }
    if (incoming.url === "/v1/models" || incoming.url === "/tokenize") {
      const { headers, body } = await read(incoming);
      lengthChecks.push({ asked: `${incoming.method} ${incoming.url}`, headers, body });
      const told = incoming.url === "/tokenize" ? tokenCount(lengths, body) : modelList(lengths);
      response.writeHead(told === undefined ? 404 : 200, { "content-type": "application/json" });
      response.end(JSON.stringify(told ?? { detail: "Not Found" }));
      return;
    }
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
  const connections = connectionsOf(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;

  return {
    url: `${certificate === undefined ? "http" : "https"}://127.0.0.1:${port}/v1`,
    requests,
    load,
    lengthChecks,
    get healthChecks() {
      return healthChecks.count;
    },
    get connections() {
      return connections.count;
    },
    idle: () => connections.idle(),
    refuseConnections: () => connections.refuse(),
    close: () => connections.refuse(),
  };
}

function modelList({ context }: Lengths): object | undefined {
  if (context === undefined) return undefined;
  const tiny = { id: "tiny", object: "model", parent: null, max_model_len: context };
  return { object: "list", data: [tiny, { ...tiny, id: "tiny-tuned", parent: "tiny", max_model_len: null }] };
}

function tokenCount({ count, context = 4_096 }: Lengths, body: SeenBody): object | undefined {
  return count === undefined ? undefined : { count: count(body), max_model_len: context, tokens: [1, 2, 3] };
}

async function read(incoming: IncomingMessage): Promise<Pick<SeenRequest, "path" | "headers" | "body">> {
  const body = await text(incoming);
  return { path: incoming.url ?? "", headers: incoming.headers, body: JSON.parse(body || "{}") as SeenBody };
}
