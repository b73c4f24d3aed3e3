import type { Outcome } from "../../engine/ledger/delivery.ts";
import { retryAfterOf } from "../http/retry-after.ts";
import { connectionTrouble } from "./connection-problem.ts";
import { type Exchange, endedCodes, type Reply } from "./transport.ts";

/** An attempt that failed, or whose outcome is unknown. */
export type Failure = Exclude<Outcome, { outcome: "delivered" }>;

/** What the sentence about a failure depends on. */
export interface FailureFacts {
  /** The stanza's name. */
  readonly name: string;
  /** Milliseconds, for messages. */
  readonly requestTimeout: number;
  /** What gives the right to send, for messages: "token", "routing key". */
  readonly credential: string;
  readonly now: () => number;
}

/** Milliseconds. A server with a wrong clock may ask for more, but a page should be tried again sooner. */
const longestWait = 60 * 60 * 1000;

/** Characters at the start of a reply that are looked at to tell what it is. */
const longestStart = 2_000;

const passing = new Set([408, 425, 429]);
/** Statuses that mean a wrong setting, not a wrong message. */
const misconfigured = new Set([401, 402, 403, 404, 405, 407, 410, 421]);

/** The outcome of a call without a reply. */
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
 * The outcome of a reply with a status other than 2xx, as HTTP defines it.
 *
 * @param speaks whether the body is the destination's own. Otherwise something on the way, such as a proxy, answered in
 *   its place: that says nothing about the message, and may pass
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
  if (status < 400) {
    return onTheWay(
      "not_sent",
      `${said}, which leads elsewhere and is not followed, so that alerts go nowhere else: where it stays so, write the final address into llama.conf.`,
      more,
    );
  }
  if (!speaks) {
    const foreign = `${said} in words that are not its own, as a proxy or a login page does`;
    // An intermediary cannot know whether a destination that failed had already taken the message.
    return status >= 500
      ? onTheWay("unknown", `${foreign}: the message may have arrived.`, more)
      : onTheWay("not_sent", `${foreign}: where it stays so, ${whatToCheckOnTheWay(status)}.`, more);
  }
  if (status >= 500) {
    return {
      outcome: "not_sent",
      errorClass: "transient",
      finding: `${said}: it failed within; it is tried again later.`,
      ...more,
    };
  }
  if (misconfigured.has(status)) {
    return rejected("config", `${said}: ${whatToCheck(status, facts.credential)}.`, status);
  }
  return rejected("poison", `${said}: it will not take this message as it is.`, status);
}

/** The outcome of a 2xx reply whose body is not what the destination says when it has taken a message. */
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
  const finding = `${said} ${came[cut ?? "whole"]}.`;
  const isForeign = cut === undefined || cut === "too_big";
  return isForeign ? onTheWay("unknown", finding, { status }) : unknown(finding, { status });
}

/** Milliseconds that the destination asks to wait, at most an hour. */
export function waitOf({ headers }: Reply, now: () => number): number | undefined {
  const asked = retryAfterOf(headers, now);
  return asked === undefined ? undefined : Math.min(asked, longestWait);
}

/** Whether a text is an HTML page for people, which no destination sends about a message. */
export function isPage(body: string): boolean {
  return /^\uFEFF?(?:\s|<!--[\s\S]*?-->|<\?xml[^>]*>)*<(?:!doctype\s+html|html|head|body|title|meta|center|script|h1)\b/i.test(
    body.slice(0, longestStart),
  );
}

function whatToCheckOnTheWay(status: number): string {
  return status === 407 ? "give the proxy its user name and password" : "check the URL and proxy";
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

function onTheWay(
  outcome: "not_sent" | "unknown",
  finding: string,
  more: { status?: number; retryAfter?: number },
): Failure {
  return { outcome, errorClass: "path", finding, ...more };
}

function unknown(finding: string, more: { status?: number } = {}): Failure {
  return { outcome: "unknown", errorClass: "unknown", finding, ...more };
}

function bracketed(code: string): string {
  return code === "" ? "" : ` (${code})`;
}
