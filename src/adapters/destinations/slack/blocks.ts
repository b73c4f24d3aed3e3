import { escaped, literal } from "./markup.ts";

/** One block of Slack's Block Kit, as JSON. */
export type Block = Readonly<Record<string, unknown>>;

const longestHeader = 150;
const longestSection = 3_000;
const longestContext = 2_000;
/** Slack names no limit for rich text; this stays below that of a section. */
const longestRichText = 2_800;

/** Text that can be no markup: Slack decodes the three entities in it and nothing else. */
function plainText(text: string, limit: number): Block {
  return { type: "plain_text", text: escaped(text, limit) || " ", emoji: false };
}

export function header(text: string): Block {
  return { type: "header", text: plainText(text, longestHeader) };
}

export function plainSection(text: string): Block {
  return { type: "section", text: plainText(text, longestSection) };
}

/**
 * Text of several parts, some of them bold. Rich text is a tree in which mentions and links are elements of their
 * own, and what stands in a text element is never read as markup: so it is not escaped, and would show the entities.
 */
export function richText(parts: readonly { readonly text: string; readonly bold?: boolean }[]): Block {
  let left = longestRichText;
  const elements = parts.flatMap(({ text, bold }) => {
    const shown = left > 1 ? literal(text, left) : "";
    left -= shown.length;
    if (shown === "") return [];
    return [{ type: "text", text: shown, ...(bold === true ? { style: { bold } } : {}) }];
  });
  return { type: "rich_text", elements: [{ type: "rich_text_section", elements }] };
}

/** Log lines as they are, in a frame that no line of theirs can end: it is no markup but an element. */
export function preformatted(lines: readonly string[]): Block {
  const text = literal(lines.join("\n"), longestRichText);
  return {
    type: "rich_text",
    elements: [{ type: "rich_text_preformatted", elements: [{ type: "text", text }] }],
  };
}

/** The small print. @param markup of ours alone, with links and dates */
export function context(texts: readonly string[], markup: string): Block {
  return {
    type: "context",
    elements: [
      ...texts.filter((text) => text !== "").map((text) => plainText(text, longestContext)),
      { type: "mrkdwn", text: markup, verbatim: true },
    ],
  };
}
