import type { Alert } from "../../../engine/ledger/alert.ts";
import { isOver, type Told } from "../message/headline.ts";
import { type Story, storyOf } from "../message/story.ts";
import { bareLink, escaped, link, literal, localTime } from "./markup.ts";

/** One block of Slack's Block Kit, as JSON. */
type Block = Readonly<Record<string, unknown>>;

/** The content of a message, in the fields that `chat.postMessage`, `chat.update` and webhooks share. */
export interface MessageBody {
  /** Shown in notifications, and alone where there are no blocks. */
  readonly text: string;
  readonly blocks?: readonly Block[];
  readonly attachments?: readonly { readonly color: string; readonly blocks: readonly Block[] }[];
}

/** Sent with every message, so that log text cannot mention people, format itself or load a page. */
export const inert = {
  link_names: false,
  parse: "none",
  mrkdwn: false,
  unfurl_links: false,
  unfurl_media: false,
} as const;

const longestHeader = 150;
const longestSection = 3_000;
const longestContext = 2_000;
/** Slack names no limit for rich text; this stays below that of a section. */
const longestRichText = 2_800;
/** The longest text that Slack recommends, and the longest that `chat.update` takes. */
const longestText = 4_000;
/** A phone shows less; a screen reader reads all of it. */
const longestNotification = 600;

const colours: Readonly<Record<Alert["severity"], string>> = {
  P0: "#b00020",
  P1: "#e8590c",
  P2: "#f2b705",
  P3: "#3b82f6",
  P4: "#8a8d91",
  P5: "#8a8d91",
};
const over = "#2e8b57";
const trial = "#7e57c2";

/** The whole news: as a first message, and as what that message becomes when there is more to say. */
export function fullBody(message: Told): MessageBody {
  const { alert } = message;
  const story = storyOf(message);
  return {
    text: notificationOf(story),
    blocks: [header(story.headline)],
    attachments: [
      {
        color: alert.reason === "test" ? trial : isOver(message) ? over : colours[alert.severity],
        blocks: [
          ...(story.change === "" ? [] : [plainSection(story.change)]),
          richText(factsOf(story)),
          ...(story.incidents.length === 0 ? [] : [preformatted(story.incidents)]),
          ...(story.evidence.length === 0 ? [] : [preformatted(story.evidence)]),
          context([story.verdict, story.origin], whereAndWhen(alert)),
        ],
      },
    ],
  };
}

/** What is new, short: the line that a thread keeps as its history. */
export function replyBody(message: Told): MessageBody {
  const story = storyOf(message);
  const owner = `Owner: ${ownerOf(story)}`;
  const said = [story.change, story.cause, owner, ...story.notes].filter((line) => line !== "");
  return {
    text: notificationOf(story),
    blocks: [plainSection([story.headline, ...said].join("\n")), context([], whereAndWhen(message.alert))],
  };
}

/** The plainest form: text alone, for when Slack takes nothing else of it. */
export function plainBody(message: Told): MessageBody {
  const { headline, change, cause, action, facts, notes, verdict, incidents } = storyOf(message);
  const lines = [
    headline,
    ...(change === "" ? [] : [change]),
    cause,
    ...(action === "" ? [] : [`Do first: ${action}`]),
    ...facts.map(({ label, value }) => `${label}: ${value}`),
    ...notes,
    ...incidents,
    verdict,
  ];
  const address = bareLink(message.alert.link);
  const room = longestText - address.length - 1;
  return { text: `${escaped(lines.join("\n"), room)}${address === "" ? "" : `\n${address}`}` };
}

function notificationOf(story: Story): string {
  const { headline, change, cause } = story;
  const said = [`${headline}:`, change, cause, `Owner: ${ownerOf(story)}.`].filter((part) => part !== "");
  return escaped(said.join(" "), longestNotification);
}

function ownerOf({ facts }: Story): string {
  return facts.find(({ label }) => label === "Owner")?.value ?? "";
}

function factsOf({ cause, action, facts, notes }: Story): { text: string; bold?: boolean }[] {
  return [
    { text: cause, bold: true },
    ...(action === "" ? [] : [{ text: "\nDo first: ", bold: true }, { text: action }]),
    ...facts.flatMap(({ label, value }) => [{ text: `\n${label}: `, bold: true }, { text: value }]),
    ...notes.flatMap((note) => [{ text: "\nNote: ", bold: true }, { text: note }]),
  ];
}

/** Our own words only, so it may have markup: nothing from a log, the CMDB or a search is in it. */
function whereAndWhen({ link: address, first, time }: Alert): string {
  const when = first === undefined ? localTime("found", time) : localTime("began", first);
  return [link(address, "Open the events in Splunk"), when].filter((part) => part !== "").join(" · ");
}

/** Text that can be no markup: Slack decodes the three entities in it and nothing else. */
function plainText(text: string, limit: number): Block {
  return { type: "plain_text", text: escaped(text, limit) || " ", emoji: false };
}

function header(text: string): Block {
  return { type: "header", text: plainText(text, longestHeader) };
}

function plainSection(text: string): Block {
  return { type: "section", text: plainText(text, longestSection) };
}

/**
 * Text of several parts, some of them bold. Rich text is a tree in which mentions and links are elements of their
 * own, and what stands in a text element is never read as markup: so it is not escaped, and would show the entities.
 */
function richText(parts: readonly { readonly text: string; readonly bold?: boolean }[]): Block {
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
function preformatted(lines: readonly string[]): Block {
  const text = literal(lines.join("\n"), longestRichText);
  return {
    type: "rich_text",
    elements: [{ type: "rich_text_preformatted", elements: [{ type: "text", text }] }],
  };
}

/** The small print. @param markup of ours alone, with links and dates */
function context(texts: readonly string[], markup: string): Block {
  return {
    type: "context",
    elements: [
      ...texts.filter((text) => text !== "").map((text) => plainText(text, longestContext)),
      { type: "mrkdwn", text: markup, verbatim: true },
    ],
  };
}
