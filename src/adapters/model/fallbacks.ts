import {
  EndpointError,
  isEndpointError,
  type Measurement,
  type ModelEndpoint,
  type ModelReply,
  type ModelRequest,
  notMeasured,
  type Prompt,
} from "../../engine/asking/model-endpoint.ts";

/** One stanza of a chain of fallbacks. */
export interface ChainedEndpoint extends ModelEndpoint {
  /** The model's name. */
  readonly model: string;
  /** None of its servers can be asked. */
  readonly isDown: boolean;
}

/** What came of one stanza. */
export interface Yield {
  replies: number;
  promptTokens: number;
  answerTokens: number;
}

/**
 * An endpoint and the ones that stand in for it: each call begins with the first, and goes on to the next when that
 * one cannot be asked at all. A reply of a stand-in carries its model's name.
 */
export class Fallbacks implements ModelEndpoint {
  private readonly endpoints: readonly ChainedEndpoint[];
  private readonly now: () => number;
  /** By endpoint, in their order. */
  readonly yields: readonly Yield[];
  /** Which one the last call was made of. */
  active = 0;

  /** @param endpoints at least one @param now milliseconds */
  constructor(endpoints: readonly ChainedEndpoint[], now: () => number) {
    this.endpoints = endpoints;
    this.now = now;
    this.yields = endpoints.map(() => ({ replies: 0, promptTokens: 0, answerTokens: 0 }));
  }

  async ask(request: ModelRequest): Promise<ModelReply> {
    const end = this.now() + request.timeout;
    let said = "";
    for (let at = 0; ; at++) {
      try {
        return await this.askAt(at, { ...request, timeout: Math.max(1, end - this.now()) });
      } catch (error) {
        if (!isEndpointError(error)) throw error;
        const message = said === "" ? error.message : `${said} Its fallback: ${error.message}`;
        const goesOn =
          this.canDoNothing(at, error) &&
          at + 1 < this.endpoints.length &&
          end > this.now() &&
          (error.unsent || request.anotherTry?.() !== false);
        if (!goesOn) {
          const { fault, retryAfter, unsent, contextTokens } = error;
          throw new EndpointError(fault, message, retryAfter, unsent, contextTokens);
        }
        said = message;
      }
    }
  }

  /** Of the stanza that answered last, or is to be asked first. */
  async measure(signal: AbortSignal, prompt?: Prompt): Promise<Measurement> {
    return (await this.endpoints[this.active]?.measure?.(signal, prompt)) ?? notMeasured;
  }

  private async askAt(at: number, request: ModelRequest): Promise<ModelReply> {
    const endpoint = this.endpoints[at] as ChainedEndpoint;
    const reply = await endpoint.ask(request);
    const sum = this.yields[at] as Yield;
    sum.replies++;
    sum.promptTokens += reply.promptTokens;
    sum.answerTokens += reply.answerTokens;
    this.active = at;
    return at === 0 ? reply : { ...reply, model: endpoint.model };
  }

  /** A key or a model's name that is refused from the start will be refused to the end. */
  private canDoNothing(at: number, { fault }: EndpointError): boolean {
    if (fault === "unreachable" || this.endpoints[at]?.isDown === true) return fault !== "cancelled";
    return fault === "refused" && this.yields[at]?.replies === 0;
  }
}
