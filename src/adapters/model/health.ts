import { CallDeadline } from "../call-deadline.ts";
import { FetchFailure, type LimitedFetch } from "./limited-fetch.ts";

/** Milliseconds. It costs a server nothing to answer this. */
const timeout = 2_000;

/** Where a server tells whether it is well: beside its OpenAI-style interface, not within. */
export function healthUrl(url: string): string {
  return besideInterface(url, "health");
}

/** What servers offer under no version: the URL cut at /v1, and the path. */
export function besideInterface(url: string, path: string): string {
  return `${url.replace(/\/v1(?:\/.*)?$/, "")}/${path}`;
}

/**
 * Whether a server answers at all. One that does not know the path does; only silence and errors of its own (5xx)
 * say no. A yes is worth little, for an engine that hangs says it as well; no key is sent.
 */
export async function isAlive(fetch: LimitedFetch, url: string): Promise<boolean> {
  const deadline = new CallDeadline(timeout, []);
  try {
    await fetch(url, { signal: deadline.signal });
    return true;
  } catch (error) {
    if (!(error instanceof FetchFailure)) return false;
    const { fault } = error;
    return fault.kind === "status" ? fault.status < 500 : fault.kind !== "connection";
  } finally {
    deadline.release();
  }
}
