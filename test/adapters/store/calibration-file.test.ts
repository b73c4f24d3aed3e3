import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { ownIdentity } from "../../../src/adapters/process/process-identity.ts";
import { openCalibration } from "../../../src/adapters/store/calibration-file.ts";
import { promptVersion } from "../../../src/engine/asking/prompts/verdicts.ts";

const root = mkdtempSync(join(tmpdir(), "llama-calibration-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let folders = 0;
const newFolder = (): string => join(root, String(++folders));

const tiny = { endpoint: "default", model: "tiny" };
const call = {
  userBytes: 2_000,
  sourcetype: "access_combined",
  questions: 8,
  promptTokens: 1_500,
  answerTokens: 600,
  milliseconds: 9_000,
};

async function learn(
  folder: string,
  model = tiny,
  calls = 1,
  more: Partial<typeof call> = {},
): Promise<void> {
  const opened = openCalibration(folder, model);
  for (let at = 0; at < calls; at++) opened.calibration.observe({ ...call, ...more });
  expect(await opened.save()).toBeUndefined();
}

describe("what calls came to", () => {
  test("is there in the next run, for the stanza and the model alone", async () => {
    const folder = newFolder();
    await learn(folder, tiny, 5);
    await learn(folder, { endpoint: "default", model: "large" }, 2, { promptTokens: 1_900 });
    await learn(folder, { endpoint: "other", model: "tiny" }, 1);
    const { calibration, problem } = openCalibration(folder, tiny);
    expect(problem).toBeUndefined();
    expect(calibration.calls).toBe(5);
    expect(calibration.promptTokens(2_000, "access_combined")).toBe(1_500);
    expect(openCalibration(folder, { endpoint: "default", model: "large" }).calibration.calls).toBe(2);
    expect(openCalibration(folder, { endpoint: "new", model: "tiny" }).calibration.calls).toBe(0);
  });

  test("in runs side by side is added together, whoever ends first", async () => {
    const folder = newFolder();
    await learn(folder, tiny, 2);
    const runs = Array.from({ length: 6 }, () => openCalibration(folder, tiny));
    for (const { calibration } of runs) calibration.observe(call);
    await Promise.all(runs.map((run) => run.save()));
    expect(openCalibration(folder, tiny).calibration.calls).toBe(8);
  });

  test("leaves no name of a sourcetype behind, and no more than a few kilobytes", async () => {
    const folder = newFolder();
    const opened = openCalibration(folder, tiny);
    for (let at = 0; at < 300; at++) opened.calibration.observe({ ...call, sourcetype: `jane.doe ${at}` });
    await opened.save();
    const text = readFileSync(join(folder, "calibration.json"), "utf8");
    expect(text).not.toContain("jane");
    expect(text.length).toBeLessThan(12_000);
  });

  test("of a run without calls writes nothing", async () => {
    const folder = newFolder();
    expect(await openCalibration(folder, tiny).save()).toBeUndefined();
    expect(existsSync(folder)).toBe(false);
  });
});

describe("a file that cannot be used", () => {
  const sums = { count: 1, weight: 1, x: 1, y: 1, xx: 1, xy: 1, yy: 1 };
  const kept = { prompt: sums, sourcetypes: {}, answer: sums, time: sums, longestVerdict: 400 };
  const entry = { ...tiny, prompt_version: promptVersion, ...kept };

  test.each([
    ["half of one", '{"version":1,"mod'],
    ["with something else in it", "[]"],
    ["that is too long", " ".repeat(2_000_001)],
  ])("%s is said in one sentence and made anew", async (_, text) => {
    const folder = newFolder();
    mkdirSync(folder);
    writeFileSync(join(folder, "calibration.json"), text);
    const { calibration, problem } = openCalibration(folder, tiny);
    expect(calibration.calls).toBe(0);
    expect(problem).toMatch(
      /^What earlier calls came to cannot be read from \S+ \((?:damaged|is too long)\)\.$/,
    );
    await learn(folder);
    expect(openCalibration(folder, tiny)).toMatchObject({ problem: undefined, calibration: { calls: 1 } });
  });

  test("of a later version is left alone, and this one learns for its run only", async () => {
    const folder = newFolder();
    mkdirSync(folder);
    const later = JSON.stringify({ version: 2, models: { tiny: entry } });
    writeFileSync(join(folder, "calibration.json"), later);
    await learn(folder);
    expect(readFileSync(join(folder, "calibration.json"), "utf8")).toBe(later);
    expect(openCalibration(folder, tiny)).toMatchObject({ problem: undefined, calibration: { calls: 0 } });
  });

  test.each([
    ["of another prompt", { ...entry, prompt_version: 0 }],
    ["with numbers that are none", { ...entry, time: { ...sums, x: null } }],
    ["with negative numbers", { ...entry, prompt: { ...sums, xx: -1 } }],
  ])("but for one model, %s, loses that model alone", (_, damaged) => {
    const folder = newFolder();
    mkdirSync(folder);
    const whole = { ...entry, endpoint: "other" };
    writeFileSync(join(folder, "calibration.json"), JSON.stringify({ version: 1, models: [damaged, whole] }));
    expect(openCalibration(folder, tiny)).toMatchObject({ problem: undefined, calibration: { calls: 0 } });
    expect(openCalibration(folder, { endpoint: "other", model: "tiny" }).calibration.calls).toBe(1);
  });

  test("for it cannot be written is told, and nothing else comes of it", async () => {
    const folder = newFolder();
    writeFileSync(folder, "a file where the folder should be");
    const { calibration, save } = openCalibration(folder, tiny);
    calibration.observe(call);
    expect(await save()).toMatch(/^What calls came to could not be added to \S+ \(E\w+\), so mode=plan/);
  });

  test("while another search keeps it locked is left alone", async () => {
    const folder = newFolder();
    await learn(folder);
    const living = JSON.stringify({ ...ownIdentity(), token: "a1" });
    writeFileSync(join(folder, "calibration.json.lock"), living);
    const { calibration, save } = openCalibration(folder, tiny);
    calibration.observe(call);
    expect(await save()).toContain("which other searches kept locked");
    expect(openCalibration(folder, tiny).calibration.calls).toBe(1);
  });
});
