import type { ModelEndpoint, Prompt } from "./model-endpoint.ts";

/** Tokens. Hardly a model is served with less; what is well within it is not looked at. */
const leastContext = 8_192;
/** Above this part of the room an estimate may be wrong about what fits. */
const sureShare = 0.8;
/** The tag differs between what is measured and what is sent, and may have more tokens. */
const tagTokens = 16;

/** A prompt on its way, in tokens. */
export interface PromptLength {
  /** Of the prompt, as estimated. */
  readonly estimate: number;
  /** The answer may be this long. */
  readonly answerTokens: number;
  /** It may be asked in parts: then an estimate is enough to hold it back. */
  readonly divisible: boolean;
}

/**
 * Tells what does not fit the model's context before it is sent. Short prompts cost nothing; of the others the first
 * asks how large the context is, and those near its end are measured. A server that cannot measure is asked once.
 */
export class ContextRoom {
  private readonly endpoint: ModelEndpoint;
  private readonly signal: AbortSignal;
  private context: number | undefined;
  private learning: Promise<void> | undefined;
  private measures = true;

  constructor(endpoint: ModelEndpoint, signal: AbortSignal) {
    this.endpoint = endpoint;
    this.signal = signal;
    this.measures = endpoint.measure !== undefined;
  }

  /** A refusal has told how large the context is. */
  learn(contextTokens: number): void {
    this.context = contextTokens;
  }

  /** @returns whether it fits; true as well where nobody can tell, for then the server will */
  async fits(prompt: Prompt, { estimate, answerTokens, divisible }: PromptLength): Promise<boolean> {
    const isShort = (context: number): boolean => estimate <= (context - answerTokens) * sureShare;
    if (isShort(this.context ?? leastContext)) return true;
    if (this.context === undefined) {
      this.learning ??= this.askContext();
      await this.learning;
    }
    if (this.context === undefined || isShort(this.context)) return true;
    const measured = await this.measure(prompt);
    const room = this.context - answerTokens;
    return measured === undefined ? !divisible || estimate <= room : measured + tagTokens <= room;
  }

  private async askContext(): Promise<void> {
    const told = await this.endpoint.measure?.(this.signal);
    this.context ??= told?.contextTokens;
  }

  private async measure(prompt: Prompt): Promise<number | undefined> {
    if (!this.measures) return undefined;
    const told = await this.endpoint.measure?.(this.signal, prompt);
    if (told?.contextTokens !== undefined) this.context = told.contextTokens;
    this.measures = told?.promptTokens !== undefined;
    return told?.promptTokens;
  }
}
