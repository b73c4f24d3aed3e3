import { lookup } from "node:dns";
import { Agent, type Dispatcher, ProxyAgent } from "undici";
import { CallDeadline } from "../call-deadline.ts";
import { knownAuthorities, readAuthority } from "../certificate-authorities.ts";
import { ConfigurationError } from "../configuration/configuration-error.ts";
import type { DestinationSettings } from "./destination-options.ts";
import { type Exchange, ExchangeHandler, endedCodes, usualReply } from "./exchange.ts";
import {
  type AddressRule,
  createGuardedLookup,
  forbiddenAddressCode,
  isForbiddenHost,
  type Resolver,
} from "./guarded-lookup.ts";

/** One HTTP request. Whatever of it is secret stays out of every finding. */
interface Call {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Bytes of the reply that are read; what is longer counts as cut. */
  readonly longestReply?: number;
}

/** Makes one call, once: follows no redirect, tries nothing again, and never rejects. */
export type Transport = (call: Call, signal: AbortSignal) => Promise<Exchange>;

type TransportSettings = Pick<
  DestinationSettings,
  "name" | "caFile" | "proxy" | "requestTimeout" | "allowPrivate"
>;

/**
 * How one destination is called: within `requestTimeout` for connection, headers and body together, TLS always
 * verified, through its proxy, to allowed addresses only. Where a proxy looks up the name, only an address
 * that is written out can be judged here.
 *
 * Each call has a connection of its own. On one that was kept, a request can meet the other side's closing, and
 * then nobody can tell whether it arrived; next to a second page at night a handshake costs nothing.
 */
export function createTransport(
  settings: TransportSettings,
  resolver: Resolver = lookup as Resolver,
): Transport {
  return async (call, signal) => {
    const refusal = refusalOf(call.url, settings);
    if (refusal !== undefined) return { kind: "not_allowed", finding: refusal };
    const url = new URL(call.url);
    if (isForbiddenHost(url.hostname, ruleOf(url, settings.allowPrivate))) {
      return { kind: "not_sent", code: forbiddenAddressCode };
    }
    let dispatcher: Dispatcher;
    try {
      dispatcher = dispatcherTo(url, settings, resolver);
    } catch (error) {
      const finding =
        error instanceof ConfigurationError
          ? error.message
          : `The destination [destination:${settings.name}] has a proxy that cannot be used: write it like http://host:3128.`;
      return { kind: "not_allowed", finding };
    }
    const deadline = new CallDeadline(settings.requestTimeout, [signal]);
    const handler = new ExchangeHandler(call.longestReply ?? usualReply);
    const stop = () => handler.end(endedCodes[deadline.how ?? "timeout"]);
    deadline.signal.addEventListener("abort", stop, { once: true });
    try {
      if (deadline.signal.aborted) return { kind: "not_sent", code: endedCodes.cancelled };
      dispatcher.dispatch(
        {
          origin: url.origin,
          path: `${url.pathname}${url.search}`,
          method: call.method,
          headers: call.headers,
          body: call.body ?? null,
          reset: true,
        },
        handler,
      );
      return await handler.done;
    } finally {
      deadline.release();
      // Ends a connection that is still being made, or whose body nobody wants, as well.
      void dispatcher.destroy().catch(() => undefined);
    }
  };
}

/** The sentence about a URL that may not be called; undefined where it may, as far as can be told before. */
function refusalOf(text: string, { name, allowPrivate, proxy }: TransportSettings): string | undefined {
  const stanza = `The destination [destination:${name}]`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || (url.protocol !== "https:" && url.protocol !== "http:")) {
    return `${stanza} has no URL that can be called: it must be a whole one, like https://host/path.`;
  }
  if (url.username !== "" || url.password !== "") {
    return `${stanza} has a user name or password in its URL: take it out, for URLs end up in logs.`;
  }
  if (url.protocol === "http:" && (!allowPrivate || proxy !== undefined)) {
    return `${stanza} has a URL that begins with http://, which is called only on this machine itself, without a proxy and with allow_private = true: write https://.`;
  }
  return undefined;
}

function ruleOf(url: URL, allowPrivate: boolean): AddressRule {
  return { encrypted: url.protocol === "https:", allowPrivate };
}

/** @throws ConfigurationError when ca_file cannot be used */
function dispatcherTo(url: URL, settings: TransportSettings, resolver: Resolver): Dispatcher {
  const { name, caFile, proxy, requestTimeout, allowPrivate } = settings;
  const tls = {
    // Said although it is the default, for NODE_TLS_REJECT_UNAUTHORIZED=0 would change that.
    rejectUnauthorized: true,
    timeout: requestTimeout,
    ...(caFile === undefined
      ? {}
      : { ca: [...knownAuthorities(), readAuthority(caFile, `[destination:${name}]`)] }),
  };
  // The deadline covers them.
  const timers = { headersTimeout: 0, bodyTimeout: 0 };
  if (proxy !== undefined) return new ProxyAgent({ ...timers, uri: proxy, requestTls: tls, proxyTls: tls });
  const lookup = createGuardedLookup(resolver, ruleOf(url, allowPrivate));
  return new Agent({ ...timers, connect: { ...tls, lookup } });
}
