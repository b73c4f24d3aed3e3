import { describe, expect, test } from "vitest";
import { BatchPlaceholders } from "../../../src/engine/asking/batch-placeholders.ts";
import { beginMarker } from "../../../src/engine/asking/data-lines.ts";
import { userMessage } from "../../../src/engine/asking/prompt.ts";
import type { Question } from "../../../src/engine/asking/question.ts";
import { bytesOf } from "../../../src/engine/asking/token-estimate.ts";
import { fc } from "../../support/fast-check.ts";

const asking = (log: string, ...names: string[]): Question => ({
  log,
  slots: names.map((name, nth) => ({ name, place: { token: 0, nth } })),
});
const questions = [
  asking("login of <USER:1> from <IP:1>, then <IP:2>", "USER:1", "IP:1", "IP:2"),
  asking("the log says <~IP:1>, <host:80> and <IP:1>", "IP:1"),
  asking("a password was <SECRET>"),
];
const batch = new BatchPlaceholders(questions);

describe("the placeholders of a batch", () => {
  test("are numbered through all of its texts, and the log's own stay", () => {
    expect(questions.map(({ log }, at) => batch.asSent(at, log))).toEqual([
      "login of <USER:1> from <IP:1>, then <IP:2>",
      "the log says <~IP:1>, <host:80> and <IP:3>",
      "a password was <SECRET>",
    ]);
    expect(userMessage(questions, "tag0123456789")).toContain('and <IP:3>"}');
  });

  test("are their own in a batch of one", () => {
    const alone = [questions[1] as Question];
    expect(userMessage(alone, "tag0123456789")).toContain('and <IP:1>"}');
  });

  test.each<[string, number, string, string]>([
    ["its own numbers", 0, "Login of <USER:1> from <IP:2>.", "Login of <USER:1> from <IP:2>."],
    ["its own number in another batch", 1, "<IP:3> is down.", "<IP:1> is down."],
    ["lower case", 1, "<ip:3> is down.", "<IP:1> is down."],
    ["no brackets", 1, "Host IP:3 is down.", "Host <IP:1> is down."],
    ["what the log itself holds", 1, "It says <~IP:1>.", "It says <~IP:1>."],
    ["what the log itself holds, without its mark", 1, "It says <IP:1>.", "It says <~IP:1>."],
    ["what only looks like one", 1, "See <host:80> and <b:1>.", "See <host:80> and <b:1>."],
    ["a kind without a number", 2, "A password <SECRET> is shown.", "A password <SECRET> is shown."],
  ])("come back from %s", (_, at, said, expected) => {
    expect(batch.asOwn(at, said)).toEqual({ text: expected, isForeign: false, isInvented: false });
  });

  test.each<[string, number, string]>([
    ["another line's", 1, "Block <IP:2>."],
    ["another line's without its brackets", 1, "Block IP:2 now."],
    ["one of the instructions", 2, "Block <IP:1>."],
    ["another line's secret", 0, "The password <SECRET> is shown."],
  ])("prove a mix-up where a verdict names %s", (_, at, said) => {
    expect(batch.asOwn(at, said).isForeign).toBe(true);
  });

  test("tell what no text has", () => {
    const invented = { text: "Block <IP:9>.", isForeign: false, isInvented: true };
    expect(batch.asOwn(0, "Block <IP:9>.")).toEqual(invented);
  });

  test("whatever the texts hold, each comes back as it went out, and no size is above its estimate", () => {
    const text = fc.array(
      fc.constantFrom("<IP:1>", "<IP:2>", "<USER:1>", "<~IP:1>", "<*>", " a ", "IP:1", "<"),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 32 }), (texts) => {
        const all = texts.map((parts) => {
          const names = new Set(parts.flatMap((part) => /^<([A-Z]+:\d)>$/.exec(part)?.[1] ?? []));
          return asking(parts.filter((part) => part !== "IP:1").join(" "), ...names);
        });
        const numbered = new BatchPlaceholders(all);
        let bytes = 0;
        for (const [at, question] of all.entries()) {
          const { text: back, isForeign } = numbered.asOwn(at, numbered.asSent(at, question.log));
          expect([back, isForeign]).toEqual([question.log, false]);
          bytes += bytesOf(question);
        }
        const tag = "0".repeat(64);
        const frame = Buffer.byteLength(userMessage([], tag));
        expect(frame).toBeGreaterThan(beginMarker("log lines", tag).length);
        expect(Buffer.byteLength(userMessage(all, tag)) - frame).toBeLessThanOrEqual(bytes);
      }),
    );
  });
});
