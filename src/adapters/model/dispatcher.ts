import { Agent, type Dispatcher, Pool, ProxyAgent } from "undici";
import { knownAuthorities, readAuthority } from "../certificate-authorities.ts";

export interface DispatcherSettings {
  /** The stanza, for messages. */
  readonly name: string;
  readonly caFile: string | undefined;
  readonly proxy: string | undefined;
}

/** Seconds to open a connection; what then happens on it is bounded by the call's own timeout. */
export const connectSeconds = 10;

const timers = {
  // vLLM (uvicorn) closes idle connections after 5 s; ours must give up first, or a call meets the close.
  keepAliveTimeout: 4_000,
  keepAliveMaxTimeout: 4_000,
  // A call may queue for longer than undici's own 300 s; the call's timeout covers headers and body.
  headersTimeout: 0,
  bodyTimeout: 0,
};

/**
 * How calls of one endpoint connect: with its private certificate authority beside the known ones, and
 * through its proxy. HTTP_PROXY and its kin are not read: where logs go is said in llama.conf alone.
 *
 * @throws ConfigurationError when ca_file cannot be used
 */
export function createDispatcher(settings: DispatcherSettings): Dispatcher {
  const authorities =
    settings.caFile === undefined
      ? {}
      : { ca: [...knownAuthorities(), readAuthority(settings.caFile, `[endpoint:${settings.name}]`)] };
  const connect = { ...authorities, timeout: connectSeconds * 1000 };
  if (settings.proxy === undefined) return new Agent({ ...timers, connect });
  return new ProxyAgent({
    ...timers,
    uri: settings.proxy,
    requestTls: connect,
    proxyTls: connect,
    // Plain HTTP is forwarded, not tunnelled: common proxies refuse CONNECT to any port but 443.
    proxyTunnel: false,
    // Without this the connection that plain HTTP is forwarded on would have undici's own timers.
    factory: (origin, options) => new Pool(origin, { ...options, ...timers }),
  });
}
