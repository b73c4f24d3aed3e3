import type { CallSize } from "./budget.ts";
import { userMessage } from "./prompt.ts";
import { systemMessage } from "./prompts/verdicts.ts";
import type { Question } from "./question.ts";
import { answerCap } from "./verdict-schema.ts";

/** The longest tag that a call may have. */
const tag = "0".repeat(64);
const bytesAround = Buffer.byteLength(systemMessage) + Buffer.byteLength(userMessage([], tag));
/** The second digit of an id, and the line end. */
const bytesMore = 2;
/** A placeholder has a longer number in a batch than by itself. */
const bytesPerPlaceholder = 4;

/** The most bytes that a question's line has in a prompt. */
export function bytesOf(question: Question): number {
  const line = Buffer.byteLength(userMessage([question], tag)) - Buffer.byteLength(userMessage([], tag));
  return line + bytesMore + bytesPerPlaceholder * (question.slots?.length ?? 0);
}

/** The largest size of a call about `count` questions. @param bytes the bytes of their lines */
export function callSizeOf(
  count: number,
  bytes: number,
  promptTokens: (bytes: number) => number,
  longestVerdict?: number,
): CallSize {
  return { promptTokens: promptTokens(bytesAround + bytes), answerTokens: answerCap(count, longestVerdict) };
}

/** The most tokens of a prompt before calibration: two bytes a token, as for hexadecimal digits; prose has more. */
export function promptTokensAtMost(bytes: number): number {
  return Math.ceil(bytes / 2);
}
