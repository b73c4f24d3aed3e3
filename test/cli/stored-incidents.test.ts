import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runLlamaLog } from "./run-llama-log.ts";

const sample = "app/samples/shop.log";
let state: string;
beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), "llama-stored-"));
});
afterEach(() => rmSync(state, { recursive: true, force: true }));

function run(...words: string[]) {
  return runLlamaLog(["incidents", ...words], { environment: { LLAMA_STATE: state } });
}

describe("llama-log incidents keeps what it finds", () => {
  test("once, however often the same log is read, and list and show tell of it", async () => {
    const first = JSON.parse((await run(sample, "--json")).stdout).incidents;
    const again = JSON.parse((await run(sample, "--json")).stdout).incidents;
    expect(again).toEqual(first);
    const [{ fingerprint, title }] = first;
    const list = await run("list");
    expect([list.code, list.stderr]).toEqual([0, ""]);
    expect(list.stdout).toMatch(/^ID +STATE +SINCE \(UTC\) +FOR +WHAT\n/);
    expect(list.stdout.match(/^i[a-z2-7]{12} +over +P\d/gm)).toHaveLength(first.length);
    const show = await run("show", fingerprint.slice(0, 6));
    expect([show.code, show.stderr]).toEqual([0, ""]);
    expect(show.stdout).toContain(title.slice(0, 60));
    expect(show.stdout).toMatch(new RegExp(`^${fingerprint}: over`, "m"));
  });

  test("for scripts, with what became of each", async () => {
    await run(sample);
    const { incidents } = JSON.parse((await run("list", "--json")).stdout);
    expect(incidents[0]).toMatchObject({
      ...{
        fingerprint: expect.stringMatching(/^i[a-z2-7]{12}$/),
        state: "over",
        merged_into: "",
        paged: false,
      },
      ...{ episode: 1, timeline: expect.any(Array), kinds: expect.any(Array), count: expect.any(Number) },
    });
    const shown = JSON.parse((await run("show", incidents[0].fingerprint, "--json")).stdout);
    expect(shown).toEqual({ incidents: [incidents[0]] });
  });

  test("masked: no address, mail or secret of the log is in the state folder", async () => {
    const secrets = ["ana.lopes@example.com", "203.0.113.77", "hunter2hunter2"];
    const line = (at: number, said: string): string =>
      `${new Date(1_773_133_200_000 + at * 1_000).toISOString()} billing ${said}\n`;
    const failure =
      "ERROR cannot connect to database at 203.0.113.77:5432 for ana.lopes@example.com password=hunter2hunter2: connection refused";
    const lines = [
      ...Array.from({ length: 1_200 }, (_, at) => line(at, `INFO invoice ${at} printed`)),
      ...Array.from({ length: 60 }, (_, at) => line(1_200 + at, failure)),
    ];
    const log = join(state, "app.log");
    writeFileSync(log, lines.join(""));
    expect((await run(log)).stdout).toContain("1 incident");
    rmSync(log);
    const kept = (await run("list", "--json")).stdout;
    expect(JSON.parse(kept).incidents).toHaveLength(1);
    for (const secret of secrets) expect(kept).not.toContain(secret);
  });

  test("not with --no-record, and where --state says", async () => {
    await run(sample, "--no-record");
    expect(readdirSync(state)).toEqual([]);
    const other = join(state, "other");
    await run(sample, "--state", other);
    expect(existsSync(join(other, "incidents"))).toBe(true);
    expect((await run("list")).stdout).toMatch(/^No incident of the last 30 days is kept in /);
  });

  test("llama-log analyze, too, but not of the sample, and not with --no-record", async () => {
    const analyze = (...words: string[]) =>
      runLlamaLog(["analyze", ...words], { environment: { LLAMA_STATE: state } });
    await analyze("--demo");
    await analyze(sample, "--no-record");
    expect(readdirSync(state)).not.toContain("incidents");
    expect((await analyze(sample)).stderr).toBe("");
    expect(JSON.parse((await run("list", "--json")).stdout).incidents.length).toBeGreaterThan(0);
  });

  test("and shows what it found though nothing can be kept", async () => {
    writeFileSync(join(state, "incidents"), "in the way");
    const { code, stdout, stderr } = await run(sample);
    expect(code).toBe(0);
    expect(stdout).toContain("incidents");
    expect(stderr).toMatch(/^llama-log: Nothing was kept of this run\. The incidents in .* cannot be /);
  });
});

describe("what is not there is said", () => {
  test("an unknown id, none, one of several, and a word too many", async () => {
    await run(sample);
    const unknown = await run("show", "izzzzzz");
    expect([unknown.code, unknown.stderr]).toEqual([
      2,
      expect.stringContaining("incidents list has the ids"),
    ]);
    const none = await run("show");
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining("Which incident?")]);
    const more = await run("list", "app.log");
    expect([more.code, more.stderr]).toEqual([2, expect.stringContaining("./list")]);
  });

  test("a file that is named list is read as ./list", async () => {
    const { code, stderr } = await runLlamaLog(["incidents", "./list"], {
      environment: { LLAMA_STATE: state },
    });
    expect([code, stderr]).toEqual([3, expect.stringContaining("list")]);
  });
});
