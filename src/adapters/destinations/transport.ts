import { lookup } from "node:dns";
import type { LookupFunction } from "node:net";
import { ConfigurationError } from "../configuration/configuration-error.ts";
import { authoritiesWith } from "../http/certificate-authorities.ts";
import { HttpClient, type HttpRequest, NoReplyError } from "../http/http-client.ts";
import { longestRefusal, readBody } from "../http/read-body.ts";
import type { AnswerHeaders } from "../http/retry-after.ts";
import {
  type AddressRule,
  createGuardedLookup,
  forbiddenAddressCode,
  isForbiddenHost,
  type Resolver,
} from "../http/ssrf-guard.ts";
import { Deadline } from "../process/deadline.ts";

/** One HTTP request. Its secrets stay out of every finding. */
interface Call extends HttpRequest {
  readonly method: "GET" | "POST";
  /** The most bytes of the reply that are read; a longer one counts as cut. Default: enough for most replies. */
  readonly longestReply?: number;
}

export interface Reply {
  readonly kind: "reply";
  readonly status: number;
  readonly headers: AnswerHeaders;
  /** May repeat what was sent: to be inspected, never shown in messages. */
  readonly body: string;
  /** Why the body is not complete. */
  readonly cut?: "timeout" | "broken" | "too_big";
}

/** The result of one call. */
export type Exchange =
  | Reply
  /** Certainly not delivered: not one byte of the request was written. */
  | { readonly kind: "not_sent"; readonly code: string }
  /** Certainly not delivered, because it may not be sent; the finding is a whole sentence. */
  | { readonly kind: "not_allowed"; readonly finding: string }
  /** Written, at least in part, and no reply came. */
  | { readonly kind: "no_reply"; readonly code: string };

/** How the deadline ended a call, as a code like the system's. */
export const endedCodes = { timeout: "TIMEOUT", cancelled: "CANCELLED" } as const;

/** Makes one call. Follows no redirect, retries nothing and rejects only for a fault of this app. */
export type Transport = (call: Call, signal: AbortSignal) => Promise<Exchange>;

export interface TransportSettings {
  /** The destination's name, for messages. */
  readonly name: string;
  /** A PEM file of certificate authorities, added to those the machine knows. */
  readonly caFile: string | undefined;
  readonly proxy: string | undefined;
  /** Milliseconds for a whole call: connection, headers and body. */
  readonly requestTimeout: number;
  /** Whether private addresses may be called, and loopback without TLS. */
  readonly allowPrivate: boolean;
}

/**
 * How one destination is called: within `requestTimeout` for connection, headers and body together, TLS always
 * verified, through its proxy, to allowed addresses only. When a proxy looks up the host name, only an address that is
 * written in the URL can be checked here.
 *
 * Each call has a connection of its own. On a kept connection a request can meet the other side's close, and then it is
 * unknown whether it arrived. A handshake costs little next to a second page at night.
 */
export function createTransport(
  settings: TransportSettings,
  resolver: Resolver = lookup as Resolver,
): Transport {
  return async (call, signal) => {
    const refusal = refusalOf(call.url, settings);
    if (refusal !== undefined) return notAllowed(refusal);
    const url = new URL(call.url);
    const rule: AddressRule = {
      encrypted: url.protocol === "https:",
      allowPrivate: settings.allowPrivate,
    };
    if (isForbiddenHost(url.hostname, rule)) return { kind: "not_sent", code: forbiddenAddressCode };
    const deadline = new Deadline(settings.requestTimeout, [signal]);
    let client: HttpClient | undefined;
    try {
      client = clientOf(settings, createGuardedLookup(resolver, rule));
      const { status, headers, body } = await client.send({ ...call, closes: true }, deadline.signal);
      const { bytes, cut } = await readBody(body, call.longestReply ?? longestRefusal);
      const how = cut === "broken" && deadline.how === "timeout" ? "timeout" : cut;
      const reply: Reply = { kind: "reply", status, headers, body: bytes.toString("utf8") };
      return how === undefined ? reply : { ...reply, cut: how };
    } catch (error) {
      if (error instanceof ConfigurationError) return notAllowed(error.message);
      if (!(error instanceof NoReplyError)) throw error;
      const code = deadline.how === undefined ? error.code : endedCodes[deadline.how];
      return { kind: error.isSent ? "no_reply" : "not_sent", code };
    } finally {
      deadline.release();
      // Also ends a connection that is still being opened.
      client?.destroy();
    }
  };
}

function notAllowed(finding: string): Exchange {
  return { kind: "not_allowed", finding };
}

/** @throws ConfigurationError when ca_file cannot be used */
function clientOf(
  { name, caFile, proxy, requestTimeout }: TransportSettings,
  lookup: LookupFunction,
): HttpClient {
  const authorities = authoritiesWith(caFile, `[destination:${name}]`);
  return new HttpClient({ authorities, proxy, lookup, connectTimeout: requestTimeout });
}

/** The sentence about settings that rule out the call; undefined when nothing can be said before it is made. */
function refusalOf(text: string, { name, allowPrivate, proxy }: TransportSettings): string | undefined {
  const stanza = `The destination [destination:${name}]`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || (url.protocol !== "https:" && url.protocol !== "http:")) {
    return `${stanza} has no URL that can be called: it must be a whole one, like https://host/path.`;
  }
  if (url.username !== "" || url.password !== "") {
    return `${stanza} has a user name or password in its URL: take it out, for URLs end up in logs.`;
  }
  if (proxy !== undefined && !URL.canParse(proxy)) {
    return `${stanza} has a proxy that cannot be used: write it like http://host:3128.`;
  }
  if (url.protocol === "http:" && (!allowPrivate || proxy !== undefined)) {
    return `${stanza} has a URL that begins with http://, which is called only on this machine itself, without a proxy and with allow_private = true: write https://.`;
  }
  return undefined;
}
