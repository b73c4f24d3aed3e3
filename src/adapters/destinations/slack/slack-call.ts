import {
  type Failure,
  type FailureFacts,
  outcomeOfOddSuccess,
  outcomeOfStatus,
  outcomeWithoutReply,
  waitOf,
} from "../delivery-outcome.ts";
import type { Reply, Transport } from "../transport.ts";
import { adviceOn, classOfSlackError, type SlackErrorClass, slackWord, waitAfter } from "./error-classes.ts";

/** What a method of Slack's Web API gave. */
export type SlackAnswer =
  | { readonly ok: true; readonly status: number; readonly body: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly error: string | undefined; readonly failure: Failure };

/** Calls methods of Slack's Web API with one token. */
export type SlackCaller = (method: string, fields: object, signal: AbortSignal) => Promise<SlackAnswer>;

/** Bytes of a page of messages, which are given back with all their blocks, or of channels. */
const longestPage = 8 * 1024 * 1024;
const usualBase = "https://slack.com/api/";

export function createSlackCaller(
  transport: Transport,
  facts: FailureFacts,
  baseUrl: string | undefined,
  token: string,
): SlackCaller {
  const base = (baseUrl ?? usualBase).replace(/\/*$/, "/");
  return async (method, fields, signal) => {
    // Methods that read take no JSON.
    const isReading = method.startsWith("conversations.");
    const exchange = await transport(
      {
        method: "POST",
        url: `${base}${method}`,
        headers: {
          authorization: `Bearer ${token}`,
          "content-type": isReading ? "application/x-www-form-urlencoded" : "application/json; charset=utf-8",
        },
        body: isReading ? new URLSearchParams(Object.entries(fields)).toString() : JSON.stringify(fields),
        ...(isReading ? { longestReply: longestPage } : {}),
      },
      signal,
    );
    if (exchange.kind !== "reply") {
      return { ok: false, error: undefined, failure: outcomeWithoutReply(exchange, facts) };
    }
    return answerOf(exchange, facts, token);
  };
}

function answerOf(reply: Reply, facts: FailureFacts, token: string): SlackAnswer {
  const body = reply.cut === undefined ? parsed(reply.body) : undefined;
  const isTaken = reply.status >= 200 && reply.status < 300;
  if (isTaken && body?.ok === true) return { ok: true, status: reply.status, body };
  const word = body?.ok === false ? slackWord(body.error) : undefined;
  // An intermediary may send back what it was sent.
  const error = word === undefined || token.includes(word) ? undefined : word;
  if (error !== undefined) {
    return { ok: false, error, failure: failureOfWord(error, reply, facts) };
  }
  return {
    ok: false,
    error: undefined,
    // Slack reports an error in one word; any other form does not come from Slack.
    failure: isTaken ? outcomeOfOddSuccess(reply, facts) : outcomeOfStatus(reply, false, facts),
  };
}

/** The failure that a word of Slack's stands for, of its API and of its webhooks. */
export function failureOfWord(error: string, reply: Reply, facts: FailureFacts): Failure {
  const said = `The destination [destination:${facts.name}] answered ${error}`;
  const { status } = reply;
  const errorClass = classOfStatus(status) ?? classOfSlackError(error);
  const retryAfter = waitOf(reply, facts.now) ?? waitAfter(error);
  const more = {
    status,
    providerError: error,
    ...(retryAfter === undefined ? {} : { retryAfter }),
  };
  if (errorClass === "transient") {
    const finding = `${said}: it takes no more just now; it is tried again later.`;
    return { outcome: "not_sent", errorClass, finding, ...more };
  }
  const finding =
    errorClass === "poison"
      ? `${said}: it will not take this message as it is.`
      : `${said}: ${adviceOn(error)}.`;
  return { outcome: "rejected", errorClass, finding, ...more };
}

/** When Slack's status is not 200, it says more than the word, which may come with any status. */
function classOfStatus(status: number): SlackErrorClass | undefined {
  if (status === 429 || status >= 500) return "transient";
  return status === 400 ? "poison" : undefined;
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
