import { Deadline } from "../process/deadline.ts";
import { FetchFailure, type LimitedFetch } from "./limited-fetch.ts";

/** Milliseconds; a health check costs a server next to nothing. */
const timeout = 2_000;

/** The URL of a server's health check, which lies beside its OpenAI-style interface. */
export function healthUrl(url: string): string {
  return besideInterface(url, "health");
}

/** A URL outside the versioned interface: everything before /v1, then the path. */
export function besideInterface(url: string, path: string): string {
  return `${url.replace(/\/v1(?:\/.*)?$/, "")}/${path}`;
}

/**
 * Whether a server answers at all. An unknown path counts as an answer; only silence and server errors (5xx) do not. A
 * true result proves little, because a server whose engine hangs answers too. No key is sent.
 */
export async function isAlive(fetch: LimitedFetch, url: string): Promise<boolean> {
  const deadline = new Deadline(timeout, []);
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
