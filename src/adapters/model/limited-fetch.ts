import { type HttpClient, NoReplyError, type OpenReply } from "../http/http-client.ts";
import { longestRefusal, readBody } from "../http/read-body.ts";
import type { AnswerHeaders } from "../http/retry-after.ts";
import { jsonOf } from "./event-stream.ts";

/** Bytes; 32 verdicts take about 30 KB, so a longer reply is not an answer. */
const longestAnswer = 4 * 1024 * 1024;

/** Why a call has no answer. */
export type FetchFault =
  | {
      readonly kind: "connection";
      readonly code: string;
      /** False if certainly no part of the request was sent. */
      readonly isSent: boolean;
    }
  | { readonly kind: "redirect"; readonly status: number }
  | { readonly kind: "too_big" }
  /** It streams events that are no JSON. */
  | { readonly kind: "stream" }
  | {
      readonly kind: "status";
      readonly status: number;
      readonly headers: AnswerHeaders;
      /** The server sent HTTP 200, and the status within its error. */
      readonly isWithin200?: boolean;
      /** The reply's text. It may repeat the request, so it must never be part of a message. */
      readonly text: string;
    };

/**
 * Carries a fault through the `openai` package. The package guesses timeouts from the texts of errors, so this error has
 * no `cause` and a message that says nothing.
 */
export class FetchFailure extends Error {
  readonly fault: FetchFault;

  constructor(fault: FetchFault) {
    super("no answer");
    this.fault = fault;
  }
}

export type LimitedFetch = (
  url: string | URL | globalThis.Request,
  init?: globalThis.RequestInit,
) => Promise<globalThis.Response>;

/**
 * `fetch` for the endpoint. It follows no redirect, because a key and log text would go to another host. It reads the
 * whole body up to a limit, and throws a FetchFailure for anything but an answer. It labels the answer as JSON, because
 * some servers label it wrongly and the package would not parse it. A stream of events is joined to one answer.
 *
 * It does not use undici's fetch, whose streams and finalizers cost half a millisecond a call. That matters with 64
 * concurrent calls.
 */
export function createLimitedFetch(client: HttpClient): LimitedFetch {
  return async (url, { method, headers, body, signal } = {}) => {
    const request = {
      method: method?.toUpperCase() === "POST" ? "POST" : "GET",
      url: String(url),
      headers: Object.fromEntries(new Headers(headers)),
      body: typeof body === "string" ? body : undefined,
    } as const;
    let reply: OpenReply;
    try {
      reply = await client.send(request, signal ?? new AbortController().signal);
    } catch (error) {
      if (!(error instanceof NoReplyError)) throw error;
      throw new FetchFailure({ kind: "connection", code: error.code, isSent: error.isSent });
    }
    const answer = await answerOf(reply);
    return new Response(answer, { status: 200, headers: { "content-type": "application/json" } });
  };
}

async function answerOf({ status, headers, body }: OpenReply): Promise<string> {
  const isGood = status >= 200 && status < 300;
  const { bytes, cut, code } = await readBody(body, isGood ? longestAnswer : longestRefusal);
  const text = bytes.toString("utf8");
  if (cut === "broken") throw new FetchFailure({ kind: "connection", code, isSent: true });
  if (status >= 300 && status < 400) throw new FetchFailure({ kind: "redirect", status });
  if (!isGood) throw new FetchFailure({ kind: "status", status, headers, text });
  if (cut === "too_big") throw new FetchFailure({ kind: "too_big" });
  const json = jsonOf(text);
  if (json === undefined) throw new FetchFailure({ kind: "stream" });
  return json;
}
