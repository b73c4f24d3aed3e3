import { cutByCodePoint } from "../code-points.ts";
import { invisibleCharacters } from "./data-lines.ts";
import { longestReplyText } from "./verdict-schema.ts";

/** Only this much of a text is cleaned: the rest would be cut anyway. */
const longestRaw = 2_000;

/** Removing markup may join its neighbours to new markup. A text that needs more rounds than this was made on purpose. */
const mostRounds = 8;

/** Elements that change what a page shows or does. Names that logs often write as `<name>` are left out: time, data, main. */
const elements =
  "a|applet|audio|b|base|big|blink|blockquote|body|br|button|canvas|center|details|dialog|div|em|embed|font|form|frame|frameset|h[1-6]|head|hr|html|i|iframe|img|input|ins|isindex|li|link|marquee|math|meta|noscript|object|ol|p|picture|plaintext|portal|pre|s|script|select|slot|small|span|strike|strong|style|sub|sup|svg|table|tbody|td|textarea|tfoot|th|thead|title|tr|tt|u|ul|video|xmp";

const markup: readonly RegExp[] = [
  // Chat templates: marks between turns.
  /<[|｜][^<>|｜]{0,64}[|｜]>/g,
  /<<\/?SYS>>/gi,
  /\[\/?(?:INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS)\]/gi,
  /<\/?(?:start_of_turn|end_of_turn|bos|eos|think|thinking|tool_call|tool_response)>/gi,
  // Slack: mentions of everybody, people and channels, and links with a label. HTML: comments.
  /<!(?:[^<>]*>|--)|-->/g,
  /<[@#][^<>]*>/g,
  /<(?:https?|ftp|mailto|tel|slack|javascript|data|file):[^<>]*>/gi,
  // HTML: elements with an effect, and any element with an attribute, closed or not.
  new RegExp(`</?(?:${elements})(?:[\\s/][^<>]*)?>`, "gi"),
  /<\/?[a-z][^<>=]*=[^<>]*(?:>|$)/gi,
];

export interface CleanText {
  readonly text: string;
  /** Something was removed. Cutting to length does not count. */
  readonly cleaned: boolean;
}

/** Makes a reply's text safe for a page, a chat message and a terminal; at most 240 code points. */
export function cleanText(raw: string): CleanText {
  const bounded = cutByCodePoint(raw, longestRaw);
  let text = bounded.replace(invisibleCharacters, " ");
  for (let round = 0, before = ""; before !== text; round++) {
    before = text;
    if (round === mostRounds) text = text.replace(/[<>[\]]/g, " ");
    // Replaces by a blank, so that the neighbours do not join to a word.
    else for (const pattern of markup) text = text.replace(pattern, " ");
  }
  const cleaned = text !== bounded;
  if (cleaned) text = text.replace(/\s+/g, " ");
  return { text: cutByCodePoint(text.trim(), longestReplyText).trimEnd(), cleaned };
}
