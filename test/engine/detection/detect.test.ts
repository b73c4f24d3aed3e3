import { describe, expect, test } from "vitest";
import { detect, detectBy, type LearntModel } from "../../../src/engine/detection/detect.ts";
import { type DetectorName, detectors } from "../../../src/engine/detection/detectors.ts";
import { grades, Sessions, type SessionTable } from "../../../src/engine/detection/sessions.ts";

const names = Object.keys(detectors) as DetectorName[];

/** Four hundred sessions that open, write and close, with some pings; those that are named do otherwise. */
function tableOf(strange: Readonly<Record<number, readonly string[]>>): SessionTable {
  const sessions = new Sessions();
  for (let session = 0; session < 400; session++) {
    const pings = Array.from({ length: session % 4 }, () => "ping");
    const steps = strange[session] ?? ["open", "write", "write", ...pings, "close"];
    for (const [at, step] of steps.entries())
      sessions.add(`s${session}`, step, session + at / 100, step === "fail" ? grades.error : grades.plain);
  }
  return sessions.table();
}

const story = tableOf({
  50: ["open", "fail", "fail", "fail"],
  51: ["open", "fail", "fail", "fail"],
  200: ["close"],
});

describe.each(names)("%s", (algorithm) => {
  test("finds the sessions that failed and says why", () => {
    const { strange, templates } = detect(story, { algorithm, seed: 1 });
    const keys = strange.map(({ session }) => story.keys[session]);
    expect(keys).toEqual(expect.arrayContaining(["s50", "s51"]));
    expect(keys.length).toBeLessThan(40);
    const reasons = strange.find(({ session }) => story.keys[session] === "s50")?.reasons ?? [];
    expect(reasons.map(({ column, count }) => [templates[column], count])).toContainEqual(["fail", 3]);
  });

  test("judges another log by what it learnt, though that was written and read again", () => {
    const learnt = detect(tableOf({}), { algorithm, seed: 1 }).learnt as LearntModel;
    const restored = JSON.parse(JSON.stringify(learnt)) as LearntModel;
    const direct = detectBy(story, learnt);
    const read = detectBy(story, restored);
    expect(read.scores).toEqual(direct.scores);
    expect(direct.scores[50] as number).toBeGreaterThan(direct.scores[300] as number);
  });

  test("says nothing of constant sessions, of one session, or of none", () => {
    const alike = new Sessions();
    for (let session = 0; session < 30; session++) alike.add(`s${session}`, "tick", session, grades.plain);
    const alone = new Sessions();
    alone.add("only", "tick", 1, grades.plain);
    for (const sessions of [alike, alone, new Sessions()]) {
      const { strange, scores } = detect(sessions.table(), { algorithm, seed: 1 });
      expect(strange).toEqual([]);
      for (const score of scores) expect(score).not.toBeNaN();
    }
  });
});

test("sessions that are strange in the same way are one group", () => {
  const { strange } = detect(story, { algorithm: "signature", seed: 1 });
  const groupOf = (key: string): number | undefined =>
    strange.find(({ session }) => story.keys[session] === key)?.group;
  expect(groupOf("s50")).toBe(groupOf("s51"));
  expect(groupOf("s200")).not.toBe(groupOf("s50"));
});

test("features other than counts are read where they are asked for", () => {
  const options = { algorithm: "isolation-forest", seed: 1 } as const;
  const { learnt } = detect(story, { ...options, features: ["counts", "shape", "bigrams"] });
  expect(learnt).toMatchObject({ vocabulary: { parts: ["counts", "shape", "bigrams"] } });
});

test("rest states are judged event by event, and what was taken back is counted", () => {
  const sessions = new Sessions();
  for (let session = 0; session < 400; session++)
    for (const [at, step] of (session === 300 ? ["open", "fail"] : ["open", "write", "close"]).entries())
      sessions.add(`s${session}`, step, 10 * session + at, grades.plain);
  const { strange, withdrawn, learnt } = detect(sessions.table(), { algorithm: "rest-state", seed: 1 });
  expect(strange.map(({ session }) => session)).toEqual([300]);
  expect([withdrawn, learnt.algorithm]).toEqual([[], "rest-state"]);
});
