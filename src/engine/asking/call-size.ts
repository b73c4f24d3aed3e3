import type { CallSize } from "./budget.ts";
import { systemMessage, userMessage } from "./prompt.ts";
import type { Question } from "./question.ts";
import { answerCap } from "./verdict-schema.ts";

/** As long as the tags of calls may be at most. */
const tag = "0".repeat(64);
const bytesAround = Buffer.byteLength(systemMessage) + Buffer.byteLength(userMessage([], tag));
/** Of an id with two digits, and the line's end. */
const bytesMore = 2;

/** Bytes of a question's line in a prompt, at most. */
export function bytesOf(question: Question): number {
  return (
    Buffer.byteLength(userMessage([question], tag)) + bytesMore - Buffer.byteLength(userMessage([], tag))
  );
}

/** What a call about so many questions takes at most. @param bytes those of their lines together */
export function callSizeOf(count: number, bytes: number, promptTokens: (bytes: number) => number): CallSize {
  return { promptTokens: promptTokens(bytesAround + bytes), answerTokens: answerCap(count) };
}

/** Where nothing is known of the model: two bytes a token, as hexadecimal digits have; prose has more. */
export function promptTokensAtMost(bytes: number): number {
  return Math.ceil(bytes / 2);
}
