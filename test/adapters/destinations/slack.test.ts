import { describe, expect, onTestFinished, test } from "vitest";
import { createDestination } from "../../../src/adapters/destinations/create-destination.ts";
import type { DestinationSettings } from "../../../src/adapters/destinations/destination-options.ts";
import type { Message } from "../../../src/engine/delivery/destination.ts";
import type { Reference } from "../../../src/engine/ledger/target.ts";
import { html, json } from "../../support/alert-receivers/misbehaviour.ts";
import { type Slack, type SlackOptions, startSlack } from "../../support/alert-receivers/slack.ts";
import { alertOf, messageOf, now } from "./sample-alerts.ts";
import { patient, settingsOf } from "./under-test.ts";

const room = "C0OPSALERTS";
/** The stand-in's clock begins here. */
const clock = now / 1000;

async function opened(options: SlackOptions = {}, settings: Partial<DestinationSettings> = {}) {
  const slack = await startSlack({ clock, ...options });
  onTestFinished(() => slack.close());
  const destination = createDestination(
    settingsOf("slack", { baseUrl: slack.url, secret: async () => slack.token, ...settings }),
    () => now,
  );
  const send = (message: Message) => destination.send(message, patient());
  const look = (message: Message, since = now) => destination.look?.(message, since, patient());
  return { slack, send, look };
}

const worse = alertOf({
  transition: "update",
  reason: "severity_changed",
  severity: "P1",
  previousSeverity: "P2",
});
const ended = alertOf({ transition: "resolve", reason: "not_seen_any_more" });

/** The second news of an incident whose message is there. */
async function followedBy(opening: Awaited<ReturnType<typeof opened>>, more: Partial<Message> = {}) {
  const outcome = await opening.send(messageOf());
  if (outcome.outcome !== "delivered") throw new Error(outcome.finding);
  const earlier = outcome.reference as Reference;
  return { earlier, message: messageOf(worse, { key: "key-of-the-update", earlier, ...more }) };
}

const methods = ({ requests }: Slack) => requests.map(({ path }) => path.replace("/api/", ""));
const textOf = (message: unknown): string => JSON.stringify(message);

describe("an incident in Slack", () => {
  test("is one message that is brought up to date, and a thread that keeps what happened", async () => {
    const opening = await opened();
    const { earlier, message } = await followedBy(opening);
    expect(earlier).toEqual({ channel: room, ts: `${clock}.000100` });
    expect(await opening.send(message)).toEqual({
      outcome: "delivered",
      status: 200,
      reference: { ...earlier, reply: `${clock + 1}.000100` },
    });
    const end = messageOf(ended, { key: "key-of-the-end", earlier });
    expect(await opening.send(end)).toMatchObject({ outcome: "delivered" });
    const [parent, ...replies] = opening.slack.messages(room);
    expect(parent).toMatchObject({ edits: 2, attachments: [{ color: "#2e8b57" }] });
    expect(textOf(parent)).toContain("RESOLVED");
    expect(replies.map(({ thread_ts, metadata }) => [thread_ts, metadata?.event_payload.idem])).toEqual([
      [earlier.ts, "key-of-the-update"],
      [earlier.ts, "key-of-the-end"],
    ]);
  });

  test("keeps the key of its first news through all changes", async () => {
    const opening = await opened();
    const { message } = await followedBy(opening);
    await opening.send(message);
    expect(opening.slack.messages(room)[0]?.metadata).toEqual({
      event_type: "llama_alert",
      event_payload: { idem: messageOf().key },
    });
  });

  test.each([
    ["getting worse", worse, true],
    ["getting better", { ...worse, severity: "P3", previousSeverity: "P1" } as const, false],
    ["a reminder", alertOf({ transition: "update", reason: "still_going_on" }), true],
    ["beginning again", alertOf({ reason: "reopened", episode: 2 }), true],
    ["its end", ended, false],
  ])("%s is shown in the channel beside the thread: %#", async (_, alert, isShown) => {
    const opening = await opened();
    const { message } = await followedBy(opening, { alert });
    await opening.send(message);
    expect(opening.slack.messages(room)[1]?.reply_broadcast).toBe(isShown);
  });

  test("goes to the alert's channel before that of the stanza", async () => {
    const { slack, send } = await opened({ channels: { "ops-alerts": room, payments: "C0PAYMENTS" } });
    await send(messageOf(alertOf(), { target: { channel: "#payments", keyName: "" } }));
    expect(slack.messages("C0PAYMENTS")).toHaveLength(1);
    expect(slack.messages(room)).toHaveLength(0);
  });

  test("without any channel is a matter of configuration", async () => {
    const { slack, send } = await opened({}, { channel: undefined });
    expect(await send(messageOf())).toMatchObject({
      outcome: "not_sent",
      errorClass: "config",
      finding: expect.stringContaining("default_channel"),
    });
    expect(slack.requests).toEqual([]);
  });

  test("calls nobody and loads nothing, and says so with every message", async () => {
    const opening = await opened();
    const { message } = await followedBy(opening);
    await opening.send(message);
    expect(opening.slack.requests).toHaveLength(3);
    for (const { body } of opening.slack.requests) {
      expect(JSON.parse(body)).toMatchObject({
        link_names: false,
        parse: "none",
        mrkdwn: false,
        unfurl_links: false,
        unfurl_media: false,
      });
    }
  });
});

describe("a message that cannot be changed any more", () => {
  test.each([
    "message_not_found",
    "edit_window_closed",
    "cant_update_message",
    "is_inactive",
    "streaming_state_conflict",
    "block_mismatch",
  ])("(%s) has the whole news in its thread", async (word) => {
    const opening = await opened({
      failing: (method) => (method === "chat.update" ? word : undefined),
    });
    const { earlier, message } = await followedBy(opening);
    expect(await opening.send(message)).toMatchObject({ outcome: "delivered", reference: earlier });
    const reply = opening.slack.messages(room)[1];
    expect(reply?.thread_ts).toBe(earlier.ts);
    expect(textOf(reply)).toContain("Do first: ");
  });

  test("because somebody removed it has the news as a new message", async () => {
    const opening = await opened();
    const { earlier, message } = await followedBy(opening);
    opening.slack.remove(room, earlier.ts as string);
    const outcome = await opening.send(message);
    const [fresh, ...others] = opening.slack.messages(room);
    expect(others).toEqual([]);
    expect(fresh?.thread_ts).toBeUndefined();
    expect(outcome).toMatchObject({ outcome: "delivered", reference: { channel: room, ts: fresh?.ts } });
  });

  test.each([
    ["rate limited", "ratelimited", "not_sent", "transient"],
    ["refused", "token_revoked", "rejected", "config"],
    ["too long", "msg_too_long", "rejected", "poison"],
  ] as const)(
    "because it is %s is left for later, and nothing is said twice",
    async (_, word, outcome, errorClass) => {
      const opening = await opened({
        failing: (method) => (method === "chat.update" ? word : undefined),
      });
      const { message } = await followedBy(opening);
      expect(await opening.send(message)).toMatchObject({ outcome, errorClass });
      expect(opening.slack.messages(room)).toHaveLength(1);
    },
  );

  test("as far as anybody knows leaves nothing in doubt: the change can be made again", async () => {
    const opening = await opened();
    const { message } = await followedBy(opening);
    opening.slack.misbehave = ({ path }) =>
      path.endsWith("update") ? { ...html(), taken: true } : undefined;
    expect(await opening.send(message)).toMatchObject({ outcome: "not_sent", errorClass: "path" });
    opening.slack.misbehave = () => undefined;
    expect(await opening.send(message)).toMatchObject({ outcome: "delivered" });
    expect(opening.slack.messages(room).map(({ edits }) => edits)).toEqual([2, 0]);
  });
});

describe("looking whether a message is there", () => {
  const lost = (path: string) => path.endsWith("postMessage");

  test("finds the one whose answer was lost, so that it is not sent again", async () => {
    const opening = await opened();
    opening.slack.misbehave = ({ path }) => (lost(path) ? { does: "reset", taken: true } : undefined);
    expect(await opening.send(messageOf())).toMatchObject({ outcome: "unknown" });
    expect(await opening.look(messageOf())).toEqual({ channel: room, ts: `${clock}.000100` });
  });

  test("does not find one that never came", async () => {
    const opening = await opened();
    await opening.send(messageOf(alertOf(), { key: "another" }));
    expect(await opening.look(messageOf())).toBe("absent");
  });

  test("finds a reply in its thread, where the change was made and the reply's answer lost", async () => {
    const opening = await opened();
    const { earlier, message } = await followedBy(opening);
    opening.slack.misbehave = ({ path }) => (lost(path) ? { does: "reset", taken: true } : undefined);
    expect(await opening.send(message)).toMatchObject({ outcome: "unknown" });
    expect(await opening.look(message)).toEqual({ ...earlier, reply: `${clock + 1}.000100` });
  });

  test("does not find the reply of a run that was killed between change and reply", async () => {
    const opening = await opened();
    const { message } = await followedBy(opening);
    opening.slack.misbehave = ({ path }) => (lost(path) ? { does: "reset" } : undefined);
    await opening.send(message);
    expect(opening.slack.messages(room)[0]?.edits).toBe(1);
    expect(await opening.look(message)).toBe("absent");
    opening.slack.misbehave = () => undefined;
    await opening.send(message);
    expect(opening.slack.messages(room)).toHaveLength(2);
  });

  test("finds what took the place of a thread that is gone", async () => {
    const opening = await opened();
    const { earlier, message } = await followedBy(opening);
    opening.slack.remove(room, earlier.ts as string);
    await opening.send(message);
    expect(await opening.look(message)).toEqual({ channel: room, ts: `${clock + 1}.000100` });
  });

  test("reads on through many pages, from a little before the first try", async () => {
    const opening = await opened();
    await opening.send(messageOf());
    for (let count = 0; count < 450; count++) {
      await opening.send(messageOf(alertOf(), { key: `other-${count}`, plain: true }));
    }
    opening.slack.misbehave = () => undefined;
    const before = opening.slack.requests.length;
    expect(await opening.look(messageOf())).toMatchObject({ ts: `${clock}.000100` });
    expect(methods(opening.slack).slice(before)).toEqual([
      "conversations.list",
      ...Array(3).fill("conversations.history"),
    ]);
    // Ten minutes later the message was before anything that could be this one.
    expect(await opening.look(messageOf(), now + 10 * 60_000)).toBe("absent");
  });

  test("needs no list of channels where the channel is an id", async () => {
    const opening = await opened({}, { channel: room });
    await opening.look(messageOf());
    expect(methods(opening.slack)).toEqual(["conversations.history"]);
  });

  test.each([
    ["a scope is missing", () => json(200, { ok: false, error: "missing_scope" })],
    ["Slack does not answer", () => ({ does: "reset" }) as const],
    ["the answer is none", () => json(200, { ok: true })],
    [
      "the page says that there is more and not where",
      () => json(200, { ok: true, messages: [], has_more: true }),
    ],
  ])("cannot tell where %s", async (_, misbehave) => {
    const opening = await opened({}, { channel: room });
    opening.slack.misbehave = misbehave;
    expect(await opening.look(messageOf())).toBe("cannot_tell");
  });

  test("cannot tell for a channel that is not listed", async () => {
    const opening = await opened({}, { channel: "#elsewhere" });
    expect(await opening.look(messageOf())).toBe("cannot_tell");
  });
});

describe("the plain form", () => {
  test("is taken where the full one is refused", async () => {
    const isFull = (fields: object) => "blocks" in fields;
    const { slack, send } = await opened({
      failing: (_, fields) => (isFull(fields) ? "invalid_blocks" : undefined),
    });
    expect(await send(messageOf())).toMatchObject({ outcome: "rejected", errorClass: "poison" });
    expect(await send(messageOf(alertOf(), { plain: true }))).toMatchObject({ outcome: "delivered" });
    expect(slack.messages(room)[0]?.text).toContain("Do first: Restart pgbouncer");
  });

  test("of a change takes the old blocks away, and the reply says all of it", async () => {
    const opening = await opened();
    const { message } = await followedBy(opening, { plain: true });
    await opening.send(message);
    const [parent, reply] = opening.slack.messages(room);
    expect(parent).toMatchObject({ edits: 1, blocks: [], attachments: [] });
    expect(parent?.text).toContain("WORSE");
    expect(reply?.text).toBe(parent?.text);
    expect(reply).not.toHaveProperty("blocks");
  });
});
