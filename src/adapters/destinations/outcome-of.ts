import type { Outcome } from "../../engine/delivery/destination.ts";
import { retryAfterOf } from "../model/retry-after.ts";
import { connectionTrouble } from "./connection-trouble.ts";
import { type Exchange, endedCodes, type Reply } from "./exchange.ts";

/** A try that came to nothing, or to nobody knows what. */
export type Failure = Exclude<Outcome, { outcome: "delivered" }>;

/** What a failure's sentence depends on. */
export interface FailureFacts {
  /** The stanza's name. */
  readonly name: string;
  /** Milliseconds; for words. */
  readonly requestTimeout: number;
  /** What gives the right to send: "token", "routing key", for words. */
  readonly credential: string;
  readonly now: () => number;
}

/** Milliseconds: a page is worth another try sooner than a server with a wrong clock may ask. */
const longestWait = 60 * 60 * 1000;

const passing = new Set([408, 425, 429]);
/** What is in the way is a setting, not the message. */
const misconfigured = new Set([401, 402, 403, 404, 405, 407, 410, 421]);

/** Of a call without a reply. */
export function outcomeWithoutReply(exchange: Exclude<Exchange, Reply>, facts: FailureFacts): Failure {
  const said = `The destination [destination:${facts.name}]`;
  const seconds = facts.requestTimeout / 1000;
  if (exchange.kind === "not_allowed") {
    return { outcome: "not_sent", errorClass: "config", finding: exchange.finding };
  }
  if (exchange.kind === "not_sent") {
    const { errorClass, trouble } = connectionTrouble(exchange.code, facts);
    return { outcome: "not_sent", errorClass, finding: `${said} ${trouble}.` };
  }
  return unknown(
    exchange.code === endedCodes.timeout
      ? `${said} did not answer within ${seconds} seconds: the message may have arrived; the destination's own log says whether.`
      : `${said} broke the connection before its reply came${bracketed(exchange.code)}: the message may have arrived.`,
  );
}

/**
 * Of a reply with a status other than 2xx, as HTTP means it. @param speaks whether the body is the destination's own
 * word: only then a 5xx says that nothing was done; a proxy before it cannot know
 */
export function outcomeOfStatus(reply: Reply, speaks: boolean, facts: FailureFacts): Failure {
  const { status } = reply;
  const said = `The destination [destination:${facts.name}] answered HTTP ${status}`;
  const retryAfter = waitOf(reply, facts.now);
  const more = { status, ...(retryAfter === undefined ? {} : { retryAfter }) };
  if (passing.has(status)) {
    return {
      outcome: "not_sent",
      errorClass: "transient",
      finding: `${said}: it takes no more just now; it is tried again later.`,
      ...more,
    };
  }
  if (status >= 500) {
    return speaks
      ? {
          outcome: "not_sent",
          errorClass: "transient",
          finding: `${said}: it failed within; it is tried again later.`,
          ...more,
        }
      : unknown(
          `${said} in words that are not its own, as a proxy does: the message may have arrived.`,
          more,
        );
  }
  if (status < 400) {
    return rejected(
      "config",
      `${said}, which leads elsewhere and is not followed, so that alerts go nowhere else: write the final address into llama.conf.`,
      status,
    );
  }
  if (misconfigured.has(status)) {
    return rejected("config", `${said}: ${whatToCheck(status, facts.credential)}.`, status);
  }
  return rejected("poison", `${said}: it will not take this message as it is.`, status);
}

/** Of a 2xx that is not what the destination says when it has taken a message. */
export function outcomeOfOddSuccess({ status, cut }: Reply, facts: FailureFacts): Failure {
  const said = `The destination [destination:${facts.name}] answered HTTP ${status}`;
  const came: Record<NonNullable<Reply["cut"]> | "whole", string> = {
    timeout: "and the rest of its reply did not come in time: the message may have arrived",
    broken: "and broke the connection within its reply: the message may have arrived",
    too_big:
      "with more than 64 KB, which is no reply of its own: check its URL and proxy; the message may have arrived",
    whole:
      "with something that is no reply of its own: check its URL and proxy; the message may have arrived",
  };
  return unknown(`${said} ${came[cut ?? "whole"]}.`, { status });
}

/** Milliseconds that the destination asks to wait, within reason. */
export function waitOf({ headers }: Reply, now: () => number): number | undefined {
  const asked = retryAfterOf(headers, now);
  return asked === undefined ? undefined : Math.min(asked, longestWait);
}

function whatToCheck(status: number, credential: string): string {
  if (status === 401) return `it does not accept the ${credential}; check secret`;
  if (status === 403) return `it, or a proxy before it, does not allow this; check secret and proxy`;
  if (status === 407) return "the proxy wants a user name and password; check proxy";
  if (status === 404 || status === 410)
    return "there is nothing, or nothing any more, at that address; check the URL";
  return "it does not take messages in this way; check the URL";
}

function rejected(errorClass: "config" | "poison", finding: string, status: number): Failure {
  return { outcome: "rejected", errorClass, finding, status };
}

function unknown(finding: string, more: { status?: number; retryAfter?: number } = {}): Failure {
  return { outcome: "unknown", errorClass: "unknown", finding, ...more };
}

function bracketed(code: string): string {
  return code === "" ? "" : ` (${code})`;
}
