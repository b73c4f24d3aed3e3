import { describe, expect, test } from "vitest";
import { countsOf, featuresOf, learnFeatures } from "../../../src/engine/detection/features.ts";
import { rowOf } from "../../../src/engine/detection/matrix.ts";
import { grades, Sessions } from "../../../src/engine/detection/sessions.ts";

/** `a:open a:close b:open`, a second apart. */
function tableOf(text: string, order = (events: string[]) => events): ReturnType<Sessions["table"]> {
  const sessions = new Sessions();
  const events = text.split(" ").map((event, time) => `${event}:${time}`);
  for (const event of order(events)) {
    const [session = "", template = "", time = ""] = event.split(":");
    sessions.add(session, template, Number(time), template === "fail" ? grades.error : grades.plain);
  }
  return sessions.table();
}

const story = "a:open b:open a:read a:read b:fail a:close";

describe("sessions", () => {
  test("hold their events in order of time, in whatever order these came", () => {
    for (const order of [(events: string[]) => events, (events: string[]) => [...events].reverse()]) {
      const table = tableOf(story, order);
      const session = table.keys.indexOf("a");
      const events = table.events.slice(table.starts[session], table.starts[session + 1]);
      expect(Array.from(events, (event) => table.templates[event])).toEqual([
        "open",
        "read",
        "read",
        "close",
      ]);
    }
  });

  test("grow beyond the room they begin with", () => {
    const sessions = new Sessions();
    for (let at = 0; at < 10_000; at++) sessions.add(`s${at % 7}`, `t${at % 3}`, at, grades.plain);
    expect(sessions.table().events).toHaveLength(10_000);
  });
});

describe("features", () => {
  test("count each template of a session", () => {
    const table = tableOf(story);
    expect(Array.from(rowOf(countsOf(table, ["open", "read", "close", "fail"]), 0))).toEqual([1, 2, 1, 0]);
  });

  test("weigh a template less the more sessions have it", () => {
    const table = tableOf(story);
    const row = rowOf(featuresOf(table, learnFeatures(table, ["tf-idf"])), 0);
    expect(Array.from(row)).toEqual([0, 2 * Math.log(2), 0, Math.log(2)]);
  });

  test("tell the shape of a session: length, distinct, entropy, repeats, errors, warnings, unseen", () => {
    const table = tableOf(story);
    const vocabulary = learnFeatures(tableOf("a:open a:fail a:read"), ["shape"]);
    expect(Array.from(rowOf(featuresOf(table, vocabulary), 0))).toEqual([4, 3, 1.5, 0.25, 0, 0, 1]);
    expect(Array.from(rowOf(featuresOf(table, vocabulary), 1))).toEqual([2, 2, 1, 0, 1, 0, 0]);
  });

  test("count which template follows which, within a session only", () => {
    const table = tableOf(story);
    const vocabulary = learnFeatures(table, ["bigrams"]);
    expect(vocabulary.bigrams).toEqual([
      ["open", "fail"],
      ["open", "read"],
      ["read", "close"],
      ["read", "read"],
    ]);
    expect(Array.from(rowOf(featuresOf(table, vocabulary), 0))).toEqual([0, 1, 1, 1]);
  });

  test("stand side by side in the order in which they are named", () => {
    const table = tableOf(story);
    expect(featuresOf(table, learnFeatures(table, ["counts", "shape"])).columns).toBe(4 + 7);
  });
});
