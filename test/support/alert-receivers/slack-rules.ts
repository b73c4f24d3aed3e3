/** What Slack holds a message to, as far as its documentation says. */

export interface SentMessage {
  readonly channel?: string;
  readonly ts?: string;
  readonly thread_ts?: string;
  readonly reply_broadcast?: boolean;
  readonly text?: string;
  readonly blocks?: readonly SentBlock[];
  readonly attachments?: readonly { readonly color?: string; readonly blocks?: readonly SentBlock[] }[];
  readonly metadata?: {
    readonly event_type: string;
    readonly event_payload: Readonly<Record<string, unknown>>;
  };
  readonly mrkdwn?: boolean;
  readonly link_names?: boolean;
  readonly parse?: string;
}

interface SentText {
  readonly type: string;
  readonly text: string;
}

interface SentBlock {
  readonly type: string;
  readonly text?: SentText;
  readonly fields?: readonly SentText[];
  readonly elements?: readonly (SentText & { readonly elements?: readonly SentText[] })[];
}

const blockTypes = new Set(["header", "section", "context", "rich_text", "divider"]);

/** Slack's word for what is wrong with a message; undefined where it takes it. */
export function refusalOf(message: SentMessage): string | undefined {
  const attachments = message.attachments ?? [];
  const groups = [message.blocks ?? [], ...attachments.map(({ blocks = [] }) => blocks)];
  if ((message.text ?? "") === "" && groups.every((blocks) => blocks.length === 0)) return "no_text";
  if ((message.text ?? "").length > 4_000) return "msg_too_long";
  if (attachments.length > 100) return "too_many_attachments";
  if (groups.some((blocks) => blocks.length > 50)) return "invalid_blocks";
  return groups.flat().every(isValid) ? undefined : "invalid_blocks";
}

function isValid({ type, text, fields = [], elements = [] }: SentBlock): boolean {
  if (!blockTypes.has(type)) return false;
  if (type === "header") return text?.type === "plain_text" && isWithin(text.text, 150);
  if (type === "section") {
    if (fields.length > 10 || !fields.every((field) => isWithin(field.text, 2_000))) return false;
    return text === undefined ? fields.length > 0 : isWithin(text.text, 3_000);
  }
  if (type === "context") {
    return elements.length > 0 && elements.length <= 10 && elements.every((one) => isWithin(one.text, 2_000));
  }
  if (type === "rich_text") {
    return elements.every(({ elements: inner = [] }) =>
      inner.every(({ text: words }) => isWithin(words, 3_000)),
    );
  }
  return true;
}

function isWithin(text: string, limit: number): boolean {
  return text.length > 0 && text.length <= limit;
}
