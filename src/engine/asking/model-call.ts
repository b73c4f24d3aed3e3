import type { AnsweredCall, Calibration } from "./calibration.ts";

/** What one call asks of a model. */
export interface ModelCall {
  readonly system: string;
  /** @param tag new for each attempt */
  readonly userMessage: (tag: string) => string;
  /** The JSON schema of the reply. */
  readonly schema: object;
  /** The longest answer, in tokens. */
  readonly answerTokens: number;
  /** The estimated length of the prompt. @param bytes of the user message */
  readonly promptTokens: (bytes: number, calibration: Calibration) => number;
  /** Whether a prompt that is too long can be divided. */
  readonly divisible: boolean;
  /** Of a call about log lines, from which the lengths and times of others are learnt. */
  readonly batch?: Pick<AnsweredCall, "questions" | "sourcetype">;
}
