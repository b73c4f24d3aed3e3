import type { ModelCall } from "./model-call.ts";
import { userMessage } from "./prompt.ts";
import { systemMessage } from "./prompts/verdicts.ts";
import { type Question, sharedSourcetype } from "./question.ts";
import { answerCap, replySchema } from "./verdict-schema.ts";

/**
 * The call that asks for verdicts on a batch. The ids are 1 to the number of questions.
 *
 * @param longestVerdict in tokens
 */
export function verdictCall(questions: readonly Question[], longestVerdict?: number): ModelCall {
  const sourcetype = sharedSourcetype(questions);
  return {
    system: systemMessage,
    userMessage: (tag) => userMessage(questions, tag),
    schema: replySchema(questions.length),
    answerTokens: answerCap(questions.length, longestVerdict),
    promptTokens: (bytes, calibration) => calibration.promptTokens(bytes, sourcetype),
    divisible: questions.length > 1,
    batch: { questions: questions.length, sourcetype },
  };
}
