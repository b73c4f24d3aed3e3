interface Delta {
  readonly content?: unknown;
  readonly reasoning?: unknown;
  readonly reasoning_content?: unknown;
}

interface Choice {
  readonly index?: unknown;
  readonly delta?: Delta;
  readonly message?: unknown;
  readonly finish_reason?: unknown;
}

interface Chunk {
  readonly choices?: unknown;
  readonly usage?: unknown;
  readonly error?: unknown;
}

/** Comments of an event stream (WHATWG HTML, "Server-sent events"): servers send them while the model works. */
const comments = /^(?:\ufeff|[ \t]*(?::[^\r\n]*)?[\r\n]+)*/;

/**
 * The JSON of an answer, although the server streams what was not to be streamed, or sends comments before it.
 *
 * @returns undefined when it streams something that is no JSON
 */
export function jsonOf(answer: string): string | undefined {
  const text = answer.slice(comments.exec(answer)?.[0].length ?? 0);
  if (!/^(?:data|event|id|retry):/.test(text)) return text;
  const completion = joined(text);
  return completion === undefined ? undefined : JSON.stringify(completion);
}

/** Joins the events of a stream to the chat completion, or the error, that would have come without streaming. */
function joined(text: string): object | undefined {
  let content = "";
  let thoughts = "";
  let finishReason: unknown = null;
  let usage: unknown;
  for (const data of dataIn(text)) {
    const chunk = chunkOf(data);
    if (chunk === undefined) return undefined;
    const choice = firstChoice(chunk);
    // An error ends the stream; a whole completion may come as a single event.
    if ((chunk.error ?? undefined) !== undefined || typeof choice?.message === "object") return chunk;
    usage = chunk.usage ?? usage;
    if (choice === undefined) continue;
    content += textOf(choice.delta?.content);
    thoughts += textOf(choice.delta?.reasoning) || textOf(choice.delta?.reasoning_content);
    finishReason = choice.finish_reason ?? finishReason;
  }
  return { choices: [{ finish_reason: finishReason, message: { content, reasoning: thoughts } }], usage };
}

/** The data of each event; servers of chat completions write an event's data in one line. */
function* dataIn(text: string): Generator<string, void, void> {
  for (const line of text.split(/\r\n|\n|\r/)) {
    if (!line.startsWith("data:")) continue;
    const data = line.slice(5).trim();
    if (data === "[DONE]") return;
    if (data !== "") yield data;
  }
}

function chunkOf(data: string): Chunk | undefined {
  try {
    const value: unknown = JSON.parse(data);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function firstChoice({ choices }: Chunk): Choice | undefined {
  const all: readonly Choice[] = Array.isArray(choices) ? choices : [];
  return all.find((choice) => typeof choice === "object" && choice !== null && (choice.index ?? 0) === 0);
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
