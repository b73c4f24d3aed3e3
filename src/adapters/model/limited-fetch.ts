import { type Dispatcher, request } from "undici";
import { codeOf } from "../error-code.ts";
import type { AnswerHeaders } from "./retry-after.ts";

/** Bytes of an answer, unpacked. 32 verdicts are some 30 KB; what is longer than this is not an answer. */
const longestAnswer = 4 * 1024 * 1024;
/** Bytes of a refusal that are looked at. */
const longestRefusal = 64 * 1024;

/** Why there is no answer to read. */
export type FetchFault =
  | { readonly kind: "connection"; readonly code: string }
  | { readonly kind: "redirect"; readonly status: number }
  | { readonly kind: "too_big" }
  | {
      readonly kind: "status";
      readonly status: number;
      readonly headers: AnswerHeaders;
      /** May repeat what was sent: for looking at, never for messages. */
      readonly text: string;
    };

/**
 * Carries a fault through the `openai` package, which takes an error for a timeout when its text says so:
 * hence no `cause`, and a message that says nothing.
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
 * `fetch` as the endpoint needs it: follows no redirect (a key and log text would go to another host), reads
 * a bounded body whole, and throws a FetchFailure for everything but an answer. The answer is labelled JSON,
 * for some servers label it wrongly and the package would not parse it.
 */
export function createLimitedFetch(dispatcher: Dispatcher): LimitedFetch {
  return async (url, init = {}) => {
    try {
      // Not undici's own fetch: its streams and finalizers cost half a millisecond of a call, which shows
      // when 64 calls run side by side.
      const response = await request(String(url), {
        method: (init.method ?? "GET") as Dispatcher.HttpMethod,
        headers: Object.fromEntries(new Headers(init.headers)),
        body: typeof init.body === "string" ? init.body : null,
        signal: init.signal ?? null,
        dispatcher,
      });
      const text = await textOf(response);
      return new Response(text, { status: 200, headers: { "content-type": "application/json" } });
    } catch (error) {
      throw error instanceof FetchFailure
        ? error
        : new FetchFailure({ kind: "connection", code: codeOf(error) });
    }
  };
}

async function textOf({ statusCode: status, headers, body }: Dispatcher.ResponseData): Promise<string> {
  if (status >= 200 && status < 300) {
    const { text, complete } = await readAtMost(body, longestAnswer);
    if (!complete) throw new FetchFailure({ kind: "too_big" });
    return text;
  }
  if (status >= 300 && status < 400) {
    await readAtMost(body, longestRefusal);
    throw new FetchFailure({ kind: "redirect", status });
  }
  const { text } = await readAtMost(body, longestRefusal);
  const get = (name: string): string | null => [headers[name]].flat()[0] ?? null;
  throw new FetchFailure({ kind: "status", status, headers: { get }, text });
}

async function readAtMost(
  body: Dispatcher.ResponseData["body"],
  limit: number,
): Promise<{ text: string; complete: boolean }> {
  const parts: Buffer[] = [];
  let length = 0;
  // Leaving the loop early ends the connection as well, so that an endless body costs nothing more.
  for await (const part of body as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > limit) return { text: Buffer.concat(parts).toString("utf8"), complete: false };
    parts.push(part);
  }
  return { text: Buffer.concat(parts).toString("utf8"), complete: true };
}
