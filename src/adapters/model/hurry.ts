import type { ModelRequest } from "../../engine/asking/model-endpoint.ts";
import type { Replica } from "./replica.ts";

/**
 * Takes a call away from a server that hangs, while there is time to ask another one. A server that serves other
 * calls meanwhile is only slow, and keeps it.
 */
export class Hurry {
  private readonly controller = new AbortController();
  private readonly request: ModelRequest;
  private readonly now: () => number;
  private readonly hasOthers: boolean;
  private timer: NodeJS.Timeout | undefined;
  private readonly cancel = (): void => this.controller.abort();
  /** The call was taken away; its try at the next server is counted. */
  hurried = false;

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

  /** @param patience milliseconds in which the server has to serve something */
  watch(replica: Replica, patience: number): void {
    if (!this.hasOthers) return;
    const started = this.now();
    const look = (): void => {
      const idle = this.now() - Math.max(started, replica.servedAt);
      if (idle < patience) {
        this.timer = setTimeout(look, patience - idle);
      } else if (this.request.anotherTry?.() ?? true) {
        this.hurried = true;
        this.controller.abort();
      }
    };
    this.timer = setTimeout(look, patience);
  }

  release(): void {
    clearTimeout(this.timer);
    this.request.signal.removeEventListener("abort", this.cancel);
  }
}
