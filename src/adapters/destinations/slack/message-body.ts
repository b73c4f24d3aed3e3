import type { Alert } from "../../../engine/alerts/alert.ts";
import type { Message } from "../../../engine/delivery/destination.ts";
import { type Story, storyOf } from "../message/story.ts";
import type { Block } from "./blocks.ts";
import { context, header, plainSection, preformatted, richText } from "./blocks.ts";
import { bareLink, escaped, link, localTime } from "./markup.ts";

/** What is said, in the fields of Slack's own that `chat.postMessage`, `chat.update` and its webhooks share. */
export interface MessageBody {
  /** Shown in notifications, and alone where there are no blocks. */
  readonly text: string;
  readonly blocks?: readonly Block[];
  readonly attachments?: readonly { readonly color: string; readonly blocks: readonly Block[] }[];
}

/** Log text must not call anybody, format itself or load a page: said in every message. */
export const inert = {
  link_names: false,
  parse: "none",
  mrkdwn: false,
  unfurl_links: false,
  unfurl_media: false,
} as const;

/** Above this Slack recommends none, and `chat.update` takes none. */
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
export function fullBody(message: Pick<Message, "alert" | "delay">): MessageBody {
  const { alert } = message;
  const story = storyOf(message);
  return {
    text: notificationOf(story),
    blocks: [header(story.headline)],
    attachments: [
      {
        color:
          alert.reason === "test" ? trial : alert.transition === "resolve" ? over : colours[alert.severity],
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
export function replyBody(message: Pick<Message, "alert" | "delay">): MessageBody {
  const story = storyOf(message);
  const owner = `Owner: ${ownerOf(story)}`;
  const said = [story.change, story.cause, owner, ...story.notes].filter((line) => line !== "");
  return {
    text: notificationOf(story),
    blocks: [plainSection([story.headline, ...said].join("\n")), context([], whereAndWhen(message.alert))],
  };
}

/** The plainest form: text alone, for when Slack takes nothing else of it. */
export function plainBody({ alert, delay }: Pick<Message, "alert" | "delay">): MessageBody {
  const { headline, change, cause, action, facts, notes, verdict, incidents } = storyOf({ alert, delay });
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
  const address = bareLink(alert.link);
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

/** Of ours alone, so it may have markup: no word of a log, of the CMDB or of a search stands in it. */
function whereAndWhen({ link: address, first, time }: Alert): string {
  const when = first === undefined ? localTime("found", time) : localTime("began", first);
  return [link(address, "Open the events in Splunk"), when].filter((part) => part !== "").join(" · ");
}
