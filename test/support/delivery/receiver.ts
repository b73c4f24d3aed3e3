import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";

export interface Receiver {
  readonly url: string;
  /** What was taken: destination and key, in the order of arrival; grows. */
  readonly taken: readonly { readonly destination: string; readonly key: string }[];
  /** Requests from now on that are answered with 503. */
  busy: number;
  close(): void;
}

/** Takes messages by POST to /DESTINATION/KEY, and tells by GET whether it has one. */
export async function startReceiver(latency = 0): Promise<Receiver> {
  const taken: { destination: string; key: string }[] = [];
  const server = createServer(async (request, response) => {
    const [, destination = "", key = ""] = request.url?.split("/") ?? [];
    request.resume();
    await once(request, "end");
    if (latency > 0) await wait(latency);
    if (request.method === "GET") {
      const isThere = taken.some((one) => one.destination === destination && one.key === key);
      response.writeHead(isThere ? 200 : 404).end();
      return;
    }
    if (receiver.busy > 0) {
      receiver.busy--;
      response.writeHead(503).end();
      return;
    }
    taken.push({ destination, key });
    response.end("ok");
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    taken,
    busy: 0,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
  return receiver;
}
