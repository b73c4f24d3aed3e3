import type { LookupFunction } from "node:net";
import { Agent, type Dispatcher, Pool, ProxyAgent } from "undici";

/** How a client connects. TLS is always verified. */
export interface ConnectionOptions {
  /** Certificate authorities as PEM, in place of those that Node knows. */
  readonly authorities?: readonly string[] | undefined;
  /** Takes a certificate for any host name. For this machine only: splunkd's default certificate names no host. */
  readonly anyHostName?: boolean;
  readonly proxy?: string | undefined;
  /** Milliseconds to open a connection; default 10 s. */
  readonly connectTimeout?: number;
  readonly lookup?: LookupFunction;
  /** The most connections to one server; further requests wait within their own deadlines. Default: no limit. */
  readonly connections?: number;
}

const timers = {
  // vLLM (uvicorn) closes idle connections after 5 s, a busy splunkd after 12 s. Ours must give up first: a request
  // that meets the close may not be repeated.
  keepAliveTimeout: 4_000,
  keepAliveMaxTimeout: 4_000,
  // A call may queue for longer than undici's own 300 s; its deadline covers headers and body.
  headersTimeout: 0,
  bodyTimeout: 0,
};

/**
 * undici's connections, which are opened as requests need them. HTTP_PROXY and its kin are not read: where data goes is
 * said in llama.conf alone.
 *
 * @throws TypeError when the proxy is no URL
 */
export function createDispatcher(options: ConnectionOptions): Dispatcher {
  const { authorities, anyHostName, proxy, connectTimeout, lookup, connections } = options;
  const connect = {
    // Stated although it is the default, because NODE_TLS_REJECT_UNAUTHORIZED=0 would change that.
    rejectUnauthorized: true,
    timeout: connectTimeout ?? 10_000,
    ...(authorities && { ca: [...authorities] }),
    ...(anyHostName === true && { checkServerIdentity: () => undefined }),
    ...(lookup && { lookup }),
  };
  if (proxy === undefined) return new Agent({ ...timers, connect, ...(connections && { connections }) });
  return new ProxyAgent({
    ...timers,
    uri: proxy,
    requestTls: connect,
    proxyTls: connect,
    // Plain HTTP is forwarded, not tunnelled: common proxies refuse CONNECT to any port but 443.
    proxyTunnel: false,
    // Without this the connection that plain HTTP is forwarded on would have undici's own timers.
    factory: (origin, poolOptions) => new Pool(origin, { ...poolOptions, ...timers }),
  });
}
