import {
  EndpointError,
  type ModelReply,
  type ModelRequest,
} from "../../../src/engine/asking/model-endpoint.ts";
import { logsOf, replyContent } from "../../support/model-endpoint/reply-content.ts";

/** Time that passes only from one event to the next. */
export class SimulatedClock {
  now = 0;
  private readonly events: { readonly at: number; readonly act: () => void }[] = [];

  sleep(milliseconds: number): Promise<void> {
    return new Promise((act) => this.events.push({ at: this.now + milliseconds, act }));
  }

  /** Lets events happen, in order, until the promise is settled. */
  async runUntil<Result>(promise: Promise<Result>): Promise<Result> {
    let settled = false;
    void promise.finally(() => {
      settled = true;
    });
    for (;;) {
      // Everything that follows from the event before happens before the next.
      await new Promise((resolve) => setImmediate(resolve));
      if (settled) return promise;
      const next = this.events.reduce((first, event) => (event.at < first.at ? event : first));
      this.events.splice(this.events.indexOf(next), 1);
      this.now = next.at;
      next.act();
    }
  }
}

/** Numbers from 0 to 1, the same ones for the same seed. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

export interface SimulatedServerOptions {
  readonly clock: SimulatedClock;
  /** Calls it works on at once; what comes beyond is refused with 503 after a moment. */
  readonly slots: () => number;
  /** Milliseconds that a call takes. */
  readonly serviceTime: () => number;
  /** Milliseconds that a reply is under way, while its slot is free already. */
  readonly travelTime?: () => number;
}

const millisecondsToRefuse = 5;

/** A model server with so many slots and no queue. */
export class SimulatedServer {
  private readonly options: SimulatedServerOptions;
  private busy = 0;
  /** When each call was served. */
  readonly served: number[] = [];
  /** When each call was refused. */
  readonly refused: number[] = [];
  readonly attempts = new Map<string, number>();

  constructor(options: SimulatedServerOptions) {
    this.options = options;
  }

  async ask(request: ModelRequest): Promise<ModelReply> {
    const { clock, slots, serviceTime, travelTime = () => 0 } = this.options;
    const logs = logsOf({ messages: [{ role: "user", content: request.user }] });
    for (const { log } of logs) this.attempts.set(log, (this.attempts.get(log) ?? 0) + 1);
    if (this.busy >= slots()) {
      await clock.sleep(millisecondsToRefuse);
      this.refused.push(clock.now);
      throw new EndpointError("busy", "The server has no free slot.");
    }
    this.busy++;
    await clock.sleep(serviceTime());
    this.busy--;
    this.served.push(clock.now);
    if (travelTime() > 0) await clock.sleep(travelTime());
    return { ...replyContent(logs, "by-id"), promptTokens: 10, answerTokens: 5 };
  }
}
