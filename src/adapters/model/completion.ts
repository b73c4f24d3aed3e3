import * as z from "zod";
import type { ModelReply } from "../../engine/asking/model-endpoint.ts";
import { readValues } from "../../engine/asking/reply-values.ts";

/** What a server's answer holds: a reply, an error under a good status, or something else. */
export type CompletionReading =
  | { readonly reply: ModelReply }
  /** The server's error, with the status that it would have by itself; undefined if it tells none. */
  | { readonly error: unknown; readonly status: number | undefined }
  /** The model thought and gave no answer. */
  | { readonly problem: "thoughts only"; readonly cut: boolean }
  /** The end of a sentence that says what came. */
  | { readonly problem: "other"; readonly did: string };

const Count = z.number().nonnegative().catch(0);
const Message = z.object({
  content: z.unknown().optional(),
  reasoning_content: z.unknown().optional(),
  reasoning: z.unknown().optional(),
  refusal: z.unknown().optional(),
  tool_calls: z.unknown().optional(),
});
const Choice = z.object({
  finish_reason: z.string().nullish().catch(null),
  message: Message.optional().catch(undefined),
  text: z.string().optional().catch(undefined),
  error: z.unknown().optional(),
});
const Completion = z.object({
  choices: z.tuple([Choice], z.unknown()),
  usage: z.object({ prompt_tokens: Count, completion_tokens: Count }).nullish().catch(null),
});
const ErrorReply = z.union([
  z.object({ error: z.union([z.looseObject({}), z.string()]) }).transform(({ error }) => error),
  z.looseObject({ object: z.literal("error") }),
  z.object({ errors: z.tuple([z.looseObject({})], z.unknown()) }).transform(({ errors }) => errors[0]),
  z.object({ detail: z.union([z.string(), z.array(z.unknown())]) }).transform(({ detail }) => ({ detail })),
  z.looseObject({ code: z.union([z.number(), z.string()]), message: z.string() }),
]);

/** The answer of Ollama's own interface (docs.ollama.com/api/chat, read 2026-11-30), which some gateways pass on. */
const Native = z
  .object({ message: Message, done_reason: z.string().optional().catch(undefined) })
  .transform(({ message, done_reason }) => ({ choices: [{ message, finish_reason: done_reason }] }));

/** Reads a chat completion. The server may send anything: the package does not check its types. */
export function readCompletion(completion: unknown): CompletionReading {
  const parsed = Completion.safeParse(Native.safeParse(completion).data ?? completion);
  if (!parsed.success) {
    const refused = ErrorReply.safeParse(completion);
    if (refused.success) return { error: refused.data, status: statusOf(refused.data) };
    return other("answered with something that is no chat completion: check url");
  }
  const { choices, usage } = parsed.data;
  const { message, text, error, finish_reason: finishReason } = choices[0];
  const content = contentOf(message?.content) ?? text ?? "";
  if (finishReason === "error" || (error !== undefined && error !== null))
    return { error: error ?? finishReason, status: statusOf(error) ?? 502 };
  if (content.trim() === "" || endsInThoughts(content)) {
    if (endsInThoughts(content) || hasThoughts(message)) {
      return { problem: "thoughts only", cut: finishReason === "length" };
    }
    const why = whyEmpty(message, finishReason ?? "");
    // An empty text is an answer without verdicts: each text may be answered by itself.
    if (why !== undefined) return other(why);
    if (typeof message?.content !== "string" && text === undefined) return other(noContent);
  }
  return {
    reply: {
      content,
      finishReason: finishReason ?? "unknown",
      promptTokens: usage?.prompt_tokens ?? 0,
      answerTokens: usage?.completion_tokens ?? 0,
    },
  };
}

function other(did: string): CompletionReading {
  return { problem: "other", did };
}

/** Text, parts of it, or JSON that the server has parsed already; undefined where there is none. */
function contentOf(content: unknown): string | undefined {
  if (typeof content === "string") return content;
  if (typeof content !== "object" || content === null) return undefined;
  if (!Array.isArray(content)) return JSON.stringify(content);
  const texts = content.map(textOfPart);
  return texts.every((text) => text === undefined) ? undefined : texts.join("");
}

function textOfPart(part: unknown): string | undefined {
  if (typeof part === "string") return part;
  const { type, text } = (part ?? {}) as { type?: unknown; text?: unknown };
  const isAnswer = type === undefined || type === "text" || type === "output_text";
  return isAnswer && typeof text === "string" ? text : undefined;
}

function hasThoughts(message: z.infer<typeof Message> | undefined): boolean {
  const { content, reasoning, reasoning_content } = message ?? {};
  const parts: unknown[] = Array.isArray(content) ? content : [];
  return (
    [reasoning, reasoning_content].some((text) => typeof text === "string" && text.trim() !== "") ||
    parts.some((part) => /think|reason/.test(String((part as { type?: unknown } | null)?.type ?? "")))
  );
}

/** Whether a text begins with thinking that never ends, and holds nothing else. */
function endsInThoughts(content: string): boolean {
  const { thinking, values } = readValues(content);
  return thinking && values.length === 0;
}

const noContent =
  "answered without content: its own log says why, and only a model tuned for chat answers well";

/** Why an answer is empty, if the server says so. */
function whyEmpty(message: z.infer<typeof Message> | undefined, finishReason: string): string | undefined {
  if (finishReason === "content_filter") {
    return "withheld its answer by its content filter: loosen the filter there, or judge these events without the model";
  }
  if (typeof message?.refusal === "string" && message.refusal !== "")
    return "refused to answer: choose a model that judges logs of attacks as well";
  if (Array.isArray(message?.tool_calls) && message.tool_calls.length > 0)
    return "called a tool in place of an answer: switch tools off at the server";
  if (finishReason === "length")
    return "gave an empty answer that was cut at its limit, which thinking may have filled: switch the model's reasoning off";
  return undefined;
}

/** The status that vendors send with each of their words for an error. */
const words: readonly (readonly [RegExp, number])[] = [
  [/content_?(?:filter|policy)|safety/i, 400],
  [/api_?key|auth/i, 401],
  [/credit|payment|billing/i, 402],
  [/permission|forbidden|access_?denied/i, 403],
  [/not_?found|no_such_model|unknown_model/i, 404],
  [/rate_?limit|too_?many|quota|exhausted|throttl/i, 429],
  [/overload|unavailable|capacity|loading/i, 503],
  [/timeout|timed_out|deadline/i, 504],
  [/context_?length|invalid_?request|bad_?request|invalid_?argument|unsupported/i, 400],
  [/server_error|internal|api_error|upstream|provider/i, 500],
];

/** The status within an error: its code, or what its code or type says. */
function statusOf(error: unknown): number | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  const { code, status, type } = error as Record<"code" | "status" | "type", unknown>;
  for (const each of [code, status]) {
    const number = Number(typeof each === "string" || typeof each === "number" ? each : Number.NaN);
    if (number >= 400 && number < 600) return Math.trunc(number);
  }
  for (const each of [code, status, type]) {
    if (typeof each !== "string") continue;
    const found = words.find(([pattern]) => pattern.test(each.slice(0, 100)));
    if (found !== undefined) return found[1];
  }
  return undefined;
}
