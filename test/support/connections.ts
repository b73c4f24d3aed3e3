import type { Server, Socket } from "node:net";

/** The connections of a local server of the tests. */
export interface Connections {
  /** How many were opened so far. */
  readonly count: number;
  /** Resolves once none is open. */
  idle(): Promise<void>;
  /** From now on connections are refused; the open ones are cut. */
  refuse(): Promise<void>;
}

/** Watches a server from its start on. */
export function connectionsOf(server: Server): Connections {
  const sockets = new Set<Socket>();
  let count = 0;
  let whenIdle: (() => void)[] = [];
  server.on("connection", (socket: Socket) => {
    count++;
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
  return {
    get count() {
      return count;
    },
    idle: () => (sockets.size === 0 ? Promise.resolve() : new Promise((resolve) => whenIdle.push(resolve))),
    refuse: async () => {
      for (const socket of sockets) socket.destroy();
      if (server.listening) await new Promise((resolve) => server.close(resolve));
    },
  };
}
