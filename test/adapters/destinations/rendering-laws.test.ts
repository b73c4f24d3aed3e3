import { describe, expect, test } from "vitest";
import { storyOf } from "../../../src/adapters/destinations/message/story.ts";
import { eventBody } from "../../../src/adapters/destinations/pagerduty/event.ts";
import { escaped } from "../../../src/adapters/destinations/slack/markup.ts";
import {
  fullBody,
  type MessageBody,
  plainBody,
  replyBody,
} from "../../../src/adapters/destinations/slack/message-body.ts";
import type { Message } from "../../../src/engine/delivery/destination.ts";
import { refusalOf, type SentMessage } from "../../support/alert-receivers/slack-rules.ts";
import { fc, runs } from "../../support/fast-check.ts";
import { arbitraryMessage } from "./arbitrary-alerts.ts";

const forms: readonly [string, (message: Message) => MessageBody][] = [
  ["full", fullBody],
  ["short", replyBody],
  ["plain", plainBody],
];

/** Every text of a message with the type of what it stands in. */
function textsOf(value: unknown, type = ""): { type: string; text: string }[] {
  if (Array.isArray(value)) return value.flatMap((one) => textsOf(one, type));
  if (typeof value !== "object" || value === null) return [];
  const own = (value as { type?: string }).type ?? "message";
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "text" && typeof inner === "string" ? [{ type: own, text: inner }] : textsOf(inner, own),
  );
}

/** All that messages are made of: no element that stands for a person, a group, a channel or a link. */
const known = [
  "header",
  "section",
  "context",
  "rich_text",
  "rich_text_section",
  "rich_text_preformatted",
].concat(["plain_text", "mrkdwn", "text"]);

function kindsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(kindsOf);
  if (typeof value !== "object" || value === null) return [];
  const { type } = value as { type?: string };
  return [...(type === undefined ? [] : [type]), ...Object.values(value).flatMap(kindsOf)];
}

/** What we write: a link or a time. */
const ours =
  /<https?:\/\/[^<>|\s]+(?:\|Open the events in Splunk)?>|<!date\^\d+\^(?:began|found) \{date_short_pretty\} \{time_secs\} your time\|[^<>|]+>/g;
const hidden = /[\p{Cf}\p{Cs}]|(?!\n)\p{Cc}/u;

describe.each(forms)("whatever an alert holds, the %s form of a Slack message", (_, bodyOf) => {
  const holds = (check: (body: MessageBody, message: Message) => void) =>
    fc.assert(
      fc.property(arbitraryMessage, (message) => check(bodyOf(message), message)),
      runs(200),
    );

  test("has no mention, link or date but ours, and no half an entity", () => {
    holds((body) => {
      // A text element of rich text is never read as markup; that its kind is no other is the next law.
      for (const { type, text } of textsOf(body).filter(({ type }) => type !== "text")) {
        const left = type === "plain_text" ? text : text.replace(ours, "");
        expect(left).not.toMatch(/[<>]/);
        expect(left).not.toMatch(/&(?!amp;|lt;|gt;)/);
      }
    });
  });

  test("has markup only where no word of the alert stands, and rich text of text alone", () => {
    holds((body) => {
      for (const { type, text } of textsOf(body)) {
        expect(["message", "plain_text", "mrkdwn", "text"]).toContain(type);
        if (type === "mrkdwn")
          expect(text.replace(ours, "")).toMatch(
            /^(?: · )?(?:(?:began|found) (?:an unknown time|[-\d: ]+UTC))?$/,
          );
      }
      for (const kind of kindsOf(body)) expect(known).toContain(kind);
    });
  });

  test("shows nothing hidden, and nothing that turns the direction of writing", () => {
    holds((body) => {
      for (const { text } of textsOf(body)) expect(text).not.toMatch(hidden);
    });
  });

  test("keeps to every limit of Slack's", () => {
    holds((body) => {
      expect(refusalOf(JSON.parse(JSON.stringify(body)) as SentMessage)).toBeUndefined();
    });
  });
});

describe("escaping", () => {
  test("cuts to the limit, and what is left is a beginning of the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.integer({ min: 1, max: 60 }), (text, limit) => {
        const result = escaped(text, limit);
        expect(result.length).toBeLessThanOrEqual(limit);
        const shown = result.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
        if (shown !== text) {
          expect(result.endsWith("…")).toBe(true);
          expect(text.startsWith(shown.slice(0, -1))).toBe(true);
        }
      }),
    );
  });

  test("of text that fits loses nothing", () => {
    expect(escaped('a <b> & "c" …', 100)).toBe('a &lt;b&gt; &amp; "c" …');
    expect(escaped("<<", 8)).toBe("&lt;&lt;");
    expect(escaped("<<", 7)).toBe("&lt;…");
  });
});

describe("whatever an alert holds", () => {
  test("its story is short, and nothing in it is hidden", () => {
    fc.assert(
      fc.property(arbitraryMessage, (message) => {
        const story = storyOf(message);
        const lines = [story.headline, story.change, story.cause, story.action, story.verdict, story.origin];
        for (const line of [...lines, ...story.notes, ...story.facts.map(({ value }) => value)]) {
          expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u);
          expect(Array.from(line).length).toBeLessThanOrEqual(420);
        }
        expect(story.cause).not.toBe("");
        expect(story.incidents.length).toBeLessThanOrEqual(16);
      }),
    );
  });

  test("PagerDuty's event is within its limits", () => {
    fc.assert(
      fc.property(arbitraryMessage, (message) => {
        const { payload } = JSON.parse(
          eventBody("k".repeat(32), { ...message, alert: { ...message.alert, transition: "trigger" } }),
        );
        expect(payload.summary.length).toBeLessThanOrEqual(1_024);
        expect(payload.source).not.toBe("");
        expect(payload.summary).toContain(message.alert.severity);
      }),
    );
  });
});
