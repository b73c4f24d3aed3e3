import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { afterAll, describe, expect, test } from "vitest";
import { displayWidth } from "../../src/engine/printable.ts";
import { runLlamaLog } from "./run-llama-log.ts";

const folder = mkdtempSync(join(tmpdir(), "llama-incidents-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const sample = "app/samples/shop.log";
const golden = new URL("golden/shop-incidents.txt", import.meta.url);

describe("llama-log incidents", () => {
  test("shows the bundled sample on one screen, as in golden/shop-incidents.txt", async () => {
    const { code, stdout, stderr } = await runLlamaLog(["incidents", sample], {
      environment: { COLUMNS: "80" },
    });
    expect([code, stderr]).toEqual([0, ""]);
    if (process.env.UPDATE_GOLDEN) writeFileSync(golden, stdout);
    expect(stdout).toBe(readFileSync(golden, "utf8"));
    expect(stdout.split("\n").length).toBeLessThan(35);
    for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
  });

  test("with --json gives the fields that scripts rely on", async () => {
    const { code, stdout, stderr } = await runLlamaLog(["incidents", "-", "--json"], {
      input: [readFileSync(sample)],
    });
    expect([code, stderr]).toEqual([0, ""]);
    const { incidents } = JSON.parse(stdout);
    expect(incidents[0]).toEqual({
      fingerprint: expect.stringMatching(/^i[a-z2-7]{12}$/),
      severity: "P1",
      title: expect.stringMatching(/^orders-db-0: /),
      origin: expect.arrayContaining(["orders-db-0"]),
      first: expect.any(Number),
      last: expect.any(Number),
      hosts: expect.arrayContaining(["orders-db-0"]),
      services: expect.arrayContaining(["orders-api"]),
      kinds: expect.arrayContaining([
        expect.objectContaining({ service: "kernel", template_id: expect.any(String) }),
      ]),
      timeline: expect.arrayContaining([expect.objectContaining({ service: "checkout", consequence: true })]),
      action: expect.any(String),
      ruled_out: expect.any(Array),
      gaps: [],
      linked_by: { by: "time" },
      summary: [{ text: `${incidents[0].title}.`, lines: [expect.any(Number)] }],
      cause: { text: expect.stringContaining("device"), lines: [expect.any(Number)] },
      steps: [{ text: incidents[0].action, lines: [expect.any(Number)] }],
      ...{ dropped_claims: 0, llama_status: "local", llama_reason: "no_endpoint" },
      ...{ llama_model: "", llama_confidence: null },
    });
  });

  test("says so where nothing broke", async () => {
    const { code, stdout } = await runLlamaLog(["incidents", "-"], { input: ["INFO started\nINFO ready\n"] });
    expect(code).toBe(0);
    expect(stdout).toBe(
      "No incident: 2 lines do not tell what is usual. See llama-log analyze.\n\n2 events, 0 incidents\n",
    );
  });

  test.each([60, 80, 120])(
    "fits %i columns with long names, and colours only where they are wanted",
    async (columns) => {
      const name = "payments-reconciliation-worker-eu-central-1-blue";
      const at = (seconds: number): string =>
        new Date(Date.UTC(2026, 2, 10, 9) + seconds * 1_000).toISOString();
      const lines = [
        ...Array.from({ length: 900 }, (_, row) => `${at(row * 4)} INFO [shop] page ${row} served`),
        ...Array.from(
          { length: 120 },
          (_, row) => `${at(900 + row)} ERROR [${name}] No space left on device`,
        ),
        ...Array.from(
          { length: 120 },
          (_, row) => `${at(2_700 + row)} ERROR [mail] relay ${name} refused it: fatal`,
        ),
      ].sort();
      const run = (environment: NodeJS.ProcessEnv) =>
        runLlamaLog(["incidents", "-", "--no-record"], {
          input: [`${lines.join("\n")}\n`],
          environment: { COLUMNS: String(columns), ...environment },
        });
      const plain = await run({});
      expect(plain.stdout).toContain(", 2 incidents\n");
      for (const line of plain.stdout.split("\n"))
        expect(displayWidth(line), line).toBeLessThanOrEqual(columns);
      expect(plain.stdout).not.toContain("\u001b");
      const coloured = await run({ FORCE_COLOR: "1" });
      expect(coloured.stdout).toContain("\u001b[");
      expect(stripVTControlCharacters(coloured.stdout)).toBe(plain.stdout);
      expect((await run({ FORCE_COLOR: "1", NO_COLOR: "1" })).stdout).toBe(plain.stdout);
    },
  );

  test("with --all shows every kind of the timeline", async () => {
    const short = await runLlamaLog(["incidents", sample]);
    const long = await runLlamaLog(["incidents", sample, "--all"]);
    expect(short.stdout).toContain("--all shows them");
    expect(long.stdout).not.toContain("--all shows them");
    expect(long.stdout.length).toBeGreaterThan(short.stdout.length);
  });

  test("refuses what it does not know, and names what is missing", async () => {
    const unknown = await runLlamaLog(["incidents", sample, "--jsn"]);
    expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringContaining("--json")]);
    const missing = await runLlamaLog(["incidents", join(folder, "none.log")]);
    expect([missing.code, missing.stderr]).toEqual([3, expect.stringContaining("none.log")]);
    const help = await runLlamaLog(["incidents", "--help"]);
    expect(help.stdout).toMatch(/^llama-log incidents \[FILE/);
  });
});
