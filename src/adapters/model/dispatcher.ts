import { readFileSync } from "node:fs";
import * as tls from "node:tls";
import { Agent, type Dispatcher, Pool, ProxyAgent } from "undici";
import { ConfigurationError } from "../configuration/configuration-error.ts";

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
    settings.caFile === undefined ? {} : { ca: authoritiesWith(settings.caFile, settings.name) };
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

function authoritiesWith(file: string, name: string): string[] {
  let pem: string;
  try {
    pem = readFileSync(file, "utf8");
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "unknown error";
    throw new ConfigurationError(
      `The ca_file of [endpoint:${name}] in llama.conf, ${file}, cannot be read (${code})`,
      "correct the path, or let the user that runs the search read it",
    );
  }
  try {
    tls.createSecureContext({ ca: pem });
  } catch {
    pem = "";
  }
  if (!pem.includes("-----BEGIN CERTIFICATE-----")) {
    throw new ConfigurationError(
      `The ca_file of [endpoint:${name}] in llama.conf, ${file}, holds no certificate that can be read`,
      "it must be a PEM file with the certificate of the authority",
    );
  }
  return [...knownAuthorities(), pem];
}

/** Naming any authority replaces Node's list, so that has to be repeated. Newer Nodes can tell the whole of it. */
function knownAuthorities(): readonly string[] {
  const { getCACertificates } = tls as { getCACertificates?: (kind: "default") => string[] };
  return getCACertificates?.("default") ?? tls.rootCertificates;
}
