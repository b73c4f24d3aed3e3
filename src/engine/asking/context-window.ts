import type { ModelEndpoint, Prompt } from "./model-endpoint.ts";

/** Tokens. Hardly any model is served with a smaller context, so a prompt well within it needs no check. */
const leastContext = 8_192;
/** Up to this part of the context, an estimate is precise enough to say that a prompt fits. */
const sureShare = 0.8;
/** The prompt that is sent has another tag than the measured prompt; its tag may have more tokens. */
const tagTokens = 16;

/** A prompt's length, in tokens. */
export interface PromptLength {
  /** The estimated length of the prompt. */
  readonly estimate: number;
  /** The longest answer. */
  readonly answerTokens: number;
  /** Whether the prompt can be split: then an estimate is enough to reject it. */
  readonly divisible: boolean;
}

/**
 * Checks whether a prompt fits the model's context before it is sent. Short prompts cost nothing. The first longer
 * prompt asks the server for the size of the context; prompts near the limit are measured. A server that cannot measure
 * is asked only once.
 */
export class ContextWindow {
  private readonly endpoint: ModelEndpoint;
  private readonly signal: AbortSignal;
  private context: number | undefined;
  private contextRequest: Promise<void> | undefined;
  private canMeasure: boolean;

  constructor(endpoint: ModelEndpoint, signal: AbortSignal) {
    this.endpoint = endpoint;
    this.signal = signal;
    this.canMeasure = endpoint.measure !== undefined;
  }

  /** Takes the size of the context from a refusal. */
  learn(contextTokens: number): void {
    this.context = contextTokens;
  }

  /** @returns whether the prompt fits; true when it is unknown, because the server will tell */
  async fits(prompt: Prompt, { estimate, answerTokens, divisible }: PromptLength): Promise<boolean> {
    const isShort = (context: number): boolean => estimate <= (context - answerTokens) * sureShare;
    if (isShort(this.context ?? leastContext)) return true;
    if (this.context === undefined) {
      this.contextRequest ??= this.askContext();
      await this.contextRequest;
    }
    if (this.context === undefined || isShort(this.context)) return true;
    const measured = await this.measure(prompt);
    const room = this.context - answerTokens;
    return measured === undefined ? !divisible || estimate <= room : measured + tagTokens <= room;
  }

  private async askContext(): Promise<void> {
    const measurement = await this.endpoint.measure?.(this.signal);
    this.context ??= measurement?.contextTokens;
  }

  private async measure(prompt: Prompt): Promise<number | undefined> {
    if (!this.canMeasure) return undefined;
    const measurement = await this.endpoint.measure?.(this.signal, prompt);
    if (measurement?.contextTokens !== undefined) this.context = measurement.contextTokens;
    this.canMeasure = measurement?.promptTokens !== undefined;
    return measurement?.promptTokens;
  }
}
