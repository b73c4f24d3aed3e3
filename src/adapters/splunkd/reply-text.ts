/** Characters of splunkd's own words that go into a message of ours. */
const longestText = 200;
/** Characters in a row that splunkd's words and ours may have in common. */
const longestEcho = 8;
/** Above this many characters sent, searching for an echo costs more than the text is worth. */
const longestSearched = 1_000_000;

/** What splunkd says in a reply that reports an error, in JSON or in XML; empty when it says nothing. */
export function textsOf(body: string): string[] {
  try {
    return textsOfMessages((JSON.parse(body) as { messages?: unknown } | null)?.messages);
  } catch {
    // splunkd answers in XML where it refuses before it has read output_mode.
    return [...body.matchAll(/<msg[^>]*>([^<]*)<\/msg>/g)].map((match) => match[1] as string);
  }
}

/** The texts in splunkd's `messages`, which is an array of `{type, text}`. */
export function textsOfMessages(messages: unknown): string[] {
  if (!Array.isArray(messages)) return [];
  return messages
    .map((message: { text?: unknown } | null) => message?.text)
    .filter((text) => typeof text === "string");
}

/** Whether splunkd's words say that something named in the request is not there. */
export function nameAbsence(texts: readonly string[]): boolean {
  return texts.some((text) =>
    /does not exist|not found|could not find|lookup table .* (?:is invalid|requires a \.csv)/i.test(text),
  );
}

/** Whether splunkd's words say that the KV store cannot be used yet: searches say so in a message alone. */
export function nameKvStoreWait(texts: readonly string[]): boolean {
  return texts.some((text) => /KV Store (?:initialization has not completed|is initializing)/i.test(text));
}

/**
 * splunkd's words in a form that a message may quote: on one line and short. Undefined when there are none, and when they
 * repeat something that was sent, because that may be a secret or a log line. (The KV store quotes a document that it
 * cannot read.)
 */
export function sayable(texts: readonly string[], sent: readonly string[]): string | undefined {
  const text = texts
    .join(" ")
    .replace(/[\p{C}\p{Z}\s]+/gu, " ")
    .trim();
  if (text === "" || text.length > longestText) return undefined;
  return sent.some((value) => isEchoed(text, value)) ? undefined : text;
}

function isEchoed(text: string, sent: string): boolean {
  const value = sent.replace(/[\p{C}\p{Z}\s]+/gu, " ").trim();
  if (value === "") return false;
  if (value.length <= longestEcho) return text.includes(value);
  if (value.length > longestSearched) return true;
  for (let at = 0; at + longestEcho <= text.length; at++) {
    if (value.includes(text.slice(at, at + longestEcho))) return true;
  }
  return false;
}
