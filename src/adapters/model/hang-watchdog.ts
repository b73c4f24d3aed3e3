import type { ModelRequest } from "../../engine/asking/model-endpoint.ts";
import type { Replica } from "./replica.ts";

/**
 * Aborts a call to a server that hangs, while there is time to ask another one. A server that serves other calls
 * meanwhile is merely slow and keeps the call.
 */
export class HangWatchdog {
  private readonly controller = new AbortController();
  private readonly request: ModelRequest;
  private readonly now: () => number;
  private readonly hasOthers: boolean;
  private timer: NodeJS.Timeout | undefined;
  private readonly cancel = (): void => this.controller.abort();
  /** The watchdog aborted the call and already counted the attempt at the next server. */
  hasFired = false;

  constructor(request: ModelRequest, now: () => number, hasOthers: boolean) {
    this.request = request;
    this.now = now;
    this.hasOthers = hasOthers;
    if (request.signal.aborted) this.cancel();
    else request.signal.addEventListener("abort", this.cancel, { once: true });
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** @param timeout milliseconds within which the server must serve at least one call */
  watch(replica: Replica, timeout: number): void {
    if (!this.hasOthers) return;
    const started = this.now();
    const look = (): void => {
      const idle = this.now() - Math.max(started, replica.servedAt);
      if (idle < timeout) {
        this.timer = setTimeout(look, timeout - idle);
      } else if (this.request.beginAnotherAttempt?.() ?? true) {
        this.hasFired = true;
        this.controller.abort();
      }
    };
    this.timer = setTimeout(look, timeout);
  }

  release(): void {
    clearTimeout(this.timer);
    this.request.signal.removeEventListener("abort", this.cancel);
  }
}
