import { type Dispatcher, fetch as fetchUnlimited, type RequestInit, Response } from "undici";
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

type Fetch = (
  url: string | URL | globalThis.Request,
  init?: globalThis.RequestInit,
) => Promise<globalThis.Response>;

/**
 * `fetch` as the endpoint needs it: follows no redirect (a key and log text would go to another host), reads
 * a bounded body whole, and throws a FetchFailure for everything but an answer. The answer is labelled JSON,
 * for some servers label it wrongly and the package would not parse it.
 */
export function createLimitedFetch(dispatcher: Dispatcher): Fetch {
  const limitedFetch = async (url: string | URL, init: RequestInit): Promise<Response> => {
    try {
      const response = await fetchUnlimited(url, { ...init, redirect: "manual", dispatcher });
      const text = await bodyOf(response);
      return new Response(text, { status: 200, headers: { "content-type": "application/json" } });
    } catch (error) {
      throw error instanceof FetchFailure
        ? error
        : new FetchFailure({ kind: "connection", code: codeOf(error) });
    }
  };
  // undici's types and Node's own differ by name only.
  return limitedFetch as unknown as Fetch;
}

async function bodyOf(response: Response): Promise<string> {
  const { status, headers } = response;
  if (response.ok) {
    const { text, complete } = await readAtMost(response, longestAnswer);
    if (!complete) throw new FetchFailure({ kind: "too_big" });
    return text;
  }
  if (response.type === "opaqueredirect" || (status >= 300 && status < 400)) {
    await response.body?.cancel();
    throw new FetchFailure({ kind: "redirect", status });
  }
  const { text } = await readAtMost(response, longestRefusal);
  throw new FetchFailure({ kind: "status", status, headers, text });
}

async function readAtMost(response: Response, limit: number): Promise<{ text: string; complete: boolean }> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  while (reader !== undefined) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > limit) {
      // Ends the connection as well, so that an endless body costs nothing more.
      await reader.cancel();
      return { text: Buffer.concat(parts).toString("utf8"), complete: false };
    }
    parts.push(value);
  }
  return { text: Buffer.concat(parts).toString("utf8"), complete: true };
}

/** The innermost code: undici wraps the system's error once or twice. */
function codeOf(error: unknown): string {
  let code = "";
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    const own: unknown = (at as NodeJS.ErrnoException).code;
    if (typeof own === "string") code = own;
    // Several addresses tried: each has the same story, the first will do.
    const first: unknown = at instanceof AggregateError ? at.errors[0] : undefined;
    if (first instanceof Error && typeof (first as NodeJS.ErrnoException).code === "string") {
      code = (first as NodeJS.ErrnoException).code as string;
    }
  }
  return code;
}
