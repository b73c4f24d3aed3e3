import * as z from "zod";
import type { ModelReply } from "../../engine/asking/model-endpoint.ts";

const Count = z.number().nonnegative().catch(0);
const Choice = z.object({
  finish_reason: z.string().nullish().catch(null),
  message: z.object({ content: z.string().nullish(), reasoning_content: z.unknown().optional() }),
});
const Completion = z.object({
  choices: z.tuple([Choice], z.unknown()),
  usage: z.object({ prompt_tokens: Count, completion_tokens: Count }).nullish().catch(null),
});

/**
 * The reply within a chat completion, or the rest of a sentence that says why there is none. What the server
 * sent may be anything: the package's types are a hope.
 */
export function replyOf(completion: unknown): ModelReply | string {
  const parsed = Completion.safeParse(completion);
  if (!parsed.success) return "answered with something that is no chat completion: check url";
  const { choices, usage } = parsed.data;
  const { message, finish_reason: finishReason } = choices[0];
  if (typeof message.content !== "string") {
    return typeof message.reasoning_content === "string"
      ? "sent thoughts and no answer: switch the model's reasoning off at the server"
      : "answered without content: its own log says why, and only a model tuned for chat answers well";
  }
  return {
    content: message.content,
    finishReason: finishReason ?? "unknown",
    promptTokens: usage?.prompt_tokens ?? 0,
    answerTokens: usage?.completion_tokens ?? 0,
  };
}
