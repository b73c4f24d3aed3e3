import { cutByCodePoint } from "../code-points.ts";
import { invisibleCharacters } from "./prompt.ts";
import { longestReplyText } from "./verdict-schema.ts";

/** More of a text is not looked at: what lies behind it would be cut anyway. */
const longestRaw = 2_000;

/** Taking something out can put its neighbours together into something new; more rounds than this are no accident. */
const mostRounds = 8;

/** Elements that change what a page shows or does. Names that logs write as `<name>` are left out: time, data, main. */
const elements =
  "a|applet|audio|b|base|big|blink|blockquote|body|br|button|canvas|center|details|dialog|div|em|embed|font|form|frame|frameset|h[1-6]|head|hr|html|i|iframe|img|input|ins|isindex|li|link|marquee|math|meta|noscript|object|ol|p|picture|plaintext|portal|pre|s|script|select|slot|small|span|strike|strong|style|sub|sup|svg|table|tbody|td|textarea|tfoot|th|thead|title|tr|tt|u|ul|video|xmp";

const markup: readonly RegExp[] = [
  // What chat templates put between turns.
  /<[|｜][^<>|｜]{0,64}[|｜]>/g,
  /<<\/?SYS>>/gi,
  /\[\/?(?:INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS)\]/gi,
  /<\/?(?:start_of_turn|end_of_turn|bos|eos|think|thinking|tool_call|tool_response)>/gi,
  // Slack: mentions of everybody, of people and of channels, links with a text of their own; HTML comments.
  /<!(?:[^<>]*>|--)|-->/g,
  /<[@#][^<>]*>/g,
  /<(?:https?|ftp|mailto|tel|slack|javascript|data|file):[^<>]*>/gi,
  // HTML: elements with an effect, and whatever has an attribute, closed or not.
  new RegExp(`</?(?:${elements})(?:[\\s/][^<>]*)?>`, "gi"),
  /<\/?[a-z][^<>=]*=[^<>]*(?:>|$)/gi,
];

export interface CleanText {
  readonly text: string;
  /** Something was taken out; being cut to length does not count. */
  readonly cleaned: boolean;
}

/** A text of a reply, fit for a page, a chat message and a terminal, at most 240 code points. */
export function cleanText(raw: string): CleanText {
  const bounded = cutByCodePoint(raw, longestRaw);
  let text = bounded.replace(invisibleCharacters, " ");
  for (let round = 0, before = ""; before !== text; round++) {
    before = text;
    if (round === mostRounds) text = text.replace(/[<>[\]]/g, " ");
    // A blank takes the place, so that the neighbours do not grow into a word.
    else for (const pattern of markup) text = text.replace(pattern, " ");
  }
  const cleaned = text !== bounded;
  if (cleaned) text = text.replace(/\s+/g, " ");
  return { text: cutByCodePoint(text.trim(), longestReplyText).trimEnd(), cleaned };
}
