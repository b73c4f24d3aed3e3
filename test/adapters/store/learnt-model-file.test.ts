import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readLearntModel, writeLearntModel } from "../../../src/adapters/store/learnt-model-file.ts";
import { type Algorithm, detect, detectBy } from "../../../src/engine/detection/detect.ts";
import { detectors } from "../../../src/engine/detection/detectors.ts";
import { grades, Sessions, type SessionTable } from "../../../src/engine/detection/sessions.ts";

const folder = mkdtempSync(join(tmpdir(), "llama-learnt-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = join(folder, "learnt.json");

const algorithms = [...Object.keys(detectors), "rest-state"] as Algorithm[];

function tableOf(count: number): SessionTable {
  const sessions = new Sessions();
  for (let session = 0; session < count; session++)
    for (const [at, step] of ["open", "write", session % 50 === 7 ? "fail" : "close"].entries())
      sessions.add(`s${session}`, step, session + at / 10, step === "fail" ? grades.error : grades.plain);
  return sessions.table();
}

type Part = Record<string, unknown> | unknown[];

/** Each list of a value, with the path to it. */
function* listsOf(value: unknown, path: readonly string[] = []): Iterable<[readonly string[], unknown[]]> {
  if (Array.isArray(value)) yield [path, value];
  if (typeof value === "object" && value !== null)
    for (const [name, part] of Object.entries(value).slice(0, 3)) yield* listsOf(part, [...path, name]);
}

describe.each(algorithms)("what %s has learnt", (algorithm) => {
  const learnt = detect(tableOf(300), { algorithm, seed: 1, features: undefined }).learnt;
  const text = JSON.stringify(learnt);

  test("is read as it was written", () => {
    writeLearntModel(file, learnt);
    const read = readLearntModel(file);
    expect(detectBy(tableOf(80), read).scores).toEqual(detectBy(tableOf(80), learnt).scores);
  });

  test("is read where nothing was strange, or nothing was there at all", () => {
    for (const table of [tableOf(5), new Sessions().table()]) {
      const model = detect(table, { algorithm, seed: 1 }).learnt;
      writeLearntModel(file, model);
      expect(() => detectBy(tableOf(8), readLearntModel(file))).not.toThrow();
    }
  });

  test("is refused with a sentence, or judges all the same, where one of its lists is cut short or has a word in it", () => {
    let refused = 0;
    let tried = 0;
    for (const [path] of listsOf(JSON.parse(text)))
      for (const harm of [(list: unknown[]) => list.pop(), (list: unknown[]) => list.push("x")]) {
        const harmed = JSON.parse(text) as Part;
        const list = path.reduce<unknown>((part, name) => (part as Record<string, unknown>)[name], harmed);
        harm(list as unknown[]);
        writeFileSync(file, JSON.stringify(harmed));
        tried++;
        try {
          const { scores } = detectBy(tableOf(20), readLearntModel(file));
          for (const score of scores) expect(score, path.join(".")).not.toBeNaN();
        } catch (error) {
          expect(error, path.join(".")).toBeInstanceOf(RangeError);
          expect((error as Error).message).toContain("its parts do not fit each other");
          refused++;
        }
      }
    expect(refused).toBeGreaterThan(tried / 3);
  });
});

test.each([
  ['{"version":1}', "it holds nothing that was learnt"],
  ["null", "it holds nothing that was learnt"],
  ["{", "it is no JSON"],
  ['{"version":7,"algorithm":"lof"}', "it is of version 7, and this one reads version 1"],
  ['{"version":1,"algorithm":"signature"}', "its parts do not fit each other"],
  ['{"version":1,"algorithm":"kmeans"}', "its parts do not fit each other"],
])("%s is refused: %s", (text, sentence) => {
  writeFileSync(file, text);
  expect(() => readLearntModel(file)).toThrow(sentence);
});
