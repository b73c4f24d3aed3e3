import type { ModelServer } from "../../../src/adapters/model/replica.ts";
import {
  EndpointError,
  type EndpointFault,
  type ModelReply,
  type ModelRequest,
} from "../../../src/engine/asking/model-endpoint.ts";

/** What a server does with one call; `refused connection` is a fault before anything was sent. */
export type Act = "serve" | "slow" | "hang" | "refuse connection" | EndpointFault;

/** A model server without a network; times are those of the timers. */
export class FakeServer implements ModelServer {
  readonly name: string;
  act: Act;
  alive = true;
  /** Calls that reached it. */
  calls = 0;
  checks = 0;
  now = 0;

  constructor(name: string, act: Act = "serve") {
    this.name = name;
    this.act = act;
  }

  async ask({ signal, timeout }: ModelRequest): Promise<ModelReply> {
    const { act } = this;
    if (act === "refuse connection") throw this.fault("unreachable", true);
    this.calls++;
    this.now++;
    try {
      const ended = await wait(act === "hang" ? timeout : act === "slow" ? 1_000 : 10, signal);
      if (!ended) throw this.fault("cancelled");
      if (act === "hang") throw this.fault("timeout");
      if (act !== "serve" && act !== "slow") throw this.fault(act);
      return { content: this.name, finishReason: "stop", promptTokens: 10, answerTokens: 5 };
    } finally {
      this.now--;
    }
  }

  async isAlive(): Promise<boolean> {
    this.checks++;
    return this.alive;
  }

  private fault(kind: EndpointFault, unsent = false): EndpointError {
    return new EndpointError(kind, `The server ${this.name} had the fault ${kind}.`, undefined, unsent);
  }
}

/** @returns false when it was aborted before */
function wait(milliseconds: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(true), milliseconds);
    const abort = () => {
      clearTimeout(timer);
      resolve(false);
    };
    if (signal.aborted) abort();
    else signal.addEventListener("abort", abort, { once: true });
  });
}

/** A request, and how many tries were counted beside its first. */
export function requestWith(
  triesLeft = 2,
  timeout = 30_000,
): ModelRequest & { readonly counted: () => number } {
  let counted = 0;
  return {
    system: "",
    user: "",
    form: "json_schema",
    schema: {},
    answerTokens: 126,
    temperature: 0,
    timeout,
    signal: new AbortController().signal,
    beginAnotherAttempt: () => counted < triesLeft && ++counted > 0,
    counted: () => counted,
  };
}
