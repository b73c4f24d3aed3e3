import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { recordsOf } from "./alert-place.ts";
import { type Finished, runLlamaLog } from "./run-llama-log.ts";

const folder = mkdtempSync(join(tmpdir(), "llama-cli-silence-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const silence = (state: string, ...words: string[]): Promise<Finished> =>
  runLlamaLog(["silence", ...words, "--state", join(folder, state)]);
const idOf = ({ stdout }: Finished): string => /^Silence ([a-f\d]{8}) /.exec(stdout)?.[1] ?? "";
const hour = 3_600_000;

describe("llama-log silence", () => {
  test("adds one, lists it, and ends it", async () => {
    const words = [
      "--service",
      "check*",
      "--severity",
      "p2",
      "--for",
      "2h",
      "--reason",
      "disks",
      "--author",
      "ann",
    ];
    const added = await silence("story", "add", ...words);
    expect([added.code, added.stderr]).toEqual([0, ""]);
    expect(added.stdout).toMatch(
      /^Silence [a-f\d]{8} holds until 2\d{3}-\d\d-\d\d \d\d:\d\d UTC, in 2h: service check\*, severity P2\.\n/,
    );
    const id = idOf(added);

    const [record, ...others] = recordsOf(await silence("story", "list", "--json"));
    expect(others).toEqual([]);
    expect(record).toMatchObject({
      id,
      holds: true,
      service: "check*",
      template: null,
      severity: "P2",
      author: "ann",
      reason: "disks",
    });
    expect(Date.parse(String(record?.until)) - Date.parse(String(record?.created))).toBe(2 * hour);
    const listed = await silence("story", "list");
    expect(listed.stdout).toMatch(
      new RegExp(
        `^ID +SILENCES +UNTIL +AUTHOR +REASON\\n${id}  service check\\*, severity P2  .* \\(1h\\)  ann +disks\\n$`,
      ),
    );

    expect((await silence("story", "remove", id)).stdout).toContain(`Silence ${id} is over.`);
    expect((await silence("story", "list")).stdout).toBe("No silence holds. 1 is over; --all shows them.\n");
    expect(recordsOf(await silence("story", "list", "--json", "--all"))).toMatchObject([
      { id, holds: false },
    ]);
    const again = await silence("story", "remove", id);
    expect([again.code, again.stderr]).toEqual([
      2,
      expect.stringContaining(`There is no silence ${id} that holds.`),
    ]);
  });

  test.each([
    [["--for", "30m"], 0.5],
    [["--for=3d"], 72],
    [["--for", "1 H"], 1],
  ])("%j holds for %d hours", async (words, hours) => {
    const state = `for-${hours}`;
    await silence(state, "add", "--template", "t24u6jue4j2rp", "--reason", "x", ...words);
    const [record] = recordsOf(await silence(state, "list", "--json"));
    expect(record).toMatchObject({ template: "t24u6jue4j2rp", author: expect.stringMatching(/./) });
    expect(Date.parse(String(record?.until)) - Date.parse(String(record?.created))).toBe(hours * hour);
  });

  test("holds until a moment, which without a zone is UTC", async () => {
    const moment = new Date(Date.now() + 30 * hour).toISOString().slice(0, 16);
    for (const until of [`${moment}Z`, moment]) {
      await silence("until", "add", "--service", "a", "--until", until, "--reason", "x");
    }
    const records = recordsOf(await silence("until", "list", "--json"));
    expect(records.map(({ until }) => until)).toEqual([`${moment}:00.000Z`, `${moment}:00.000Z`]);
  });

  test("several at once are all kept", async () => {
    const all = await Promise.all(
      ["a", "b", "c"].map((name) =>
        runLlamaLog(
          [
            "silence",
            "add",
            "--service",
            name,
            "--for",
            "1h",
            "--reason",
            "x",
            "--state",
            join(folder, "race"),
          ],
          { here: false },
        ),
      ),
    );
    expect(all.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(recordsOf(await silence("race", "list", "--json"))).toHaveLength(3);
  });

  test("says so where what is kept cannot be read or written, and leaves it", async () => {
    await silence("broken", "add", "--service", "a", "--for", "1h", "--reason", "x");
    writeFileSync(join(folder, "broken", "silences.json"), "{");
    const listed = await silence("broken", "list");
    expect([listed.code, listed.stderr]).toEqual([
      1,
      expect.stringContaining("cannot be read, so none of them holds"),
    ]);
    const added = await silence("broken", "add", "--service", "b", "--for", "1h", "--reason", "x");
    expect([added.code, added.stdout]).toEqual([2, ""]);
    writeFileSync(join(folder, "file"), "");
    const beneath = await silence("file/state", "add", "--service", "b", "--for", "1h", "--reason", "x");
    expect([beneath.code, beneath.stderr]).toEqual([2, expect.stringContaining("cannot be one (ENOTDIR)")]);
  });

  const what = ["add", "--service", "a"];
  const why = ["--reason", "x"];
  test.each([
    [["ad"], "knows add, list and remove, and ad came"],
    [["add"], "wants what to silence"],
    [[...what], "wants either --for"],
    [[...what, "--for", "2h", "--until", "2030-01-01", ...why], "wants either --for"],
    [[...what, "--for", "2h"], "wants --reason"],
    [
      [...what, "--for", "2h", "--reason", ""],
      "--reason wants a text of 1 to 200 characters, and an empty one came",
    ],
    [[...what, "--for", "2x", ...why], "--for wants minutes, hours or days, like 30m, 2h or 3d, and 2x came"],
    [[...what, "--for", "0h", ...why], "and 0h came"],
    [[...what, "--for", "91d", ...why], "--for wants at most 90 days"],
    [
      [...what, "--until", "tomorrow", ...why],
      "--until wants a time like 2026-11-22T08:00Z, and tomorrow came",
    ],
    [[...what, "--until", "2020-01-01", ...why], "--until wants a time to come"],
    [["add", "--severity", "P9", "--for", "2h", ...why], "--severity wants one of P0 to P5, and P9 came"],
    [["add", "--service", "", "--for", "2h", ...why], "--service wants a text"],
    [
      [...what, "--for", "2h", "--reason", "disk", "is", "full"],
      "is stands alone. Put a text with spaces in quotes",
    ],
    [[...what, "--fro", "2h"], "Did you mean --for?"],
    [["list", "all"], "all stands alone"],
    [["remove"], "wants the id of one silence, and 0 came"],
    [["remove", "aaaaaaaa"], "There is no silence aaaaaaaa that holds"],
  ])("%j is wrong usage", async (words, sentence) => {
    const { code, stdout, stderr } = await silence("wrong", ...words);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(sentence);
  });
});
