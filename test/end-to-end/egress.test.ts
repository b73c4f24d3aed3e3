import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Table } from "../../src/splunk/table.ts";
import { runLlamaLog } from "../cli/run-llama-log.ts";
import { type Chunk, executeChunk, getinfoChunk } from "../support/chunks.ts";
import { requestsWith, withSplunk } from "../support/model-search.ts";
import { disguisedValues, formsOf, leaksIn, plantedValues } from "../support/planted-values.ts";
import { converse, converseRaw } from "../support/protocol-client.ts";

const lines = plantedValues.map(({ line }) => line);
/** And those in colours, in literals and in templates. */
const allLines = [...lines, ...disguisedValues.map(({ line }) => line)];

/** All that was written below a folder. */
function filesBelow(folder: string): string {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => join(folder, file));
  return files
    .filter((file) => statSync(file).isFile() && !file.endsWith("input.log"))
    .map((file) => readFileSync(file, "utf8"))
    .join("\n");
}

test("300 values of every kind are planted, in twenty styles of logs", () => {
  expect(new Set(plantedValues.map(({ value }) => value)).size).toBe(300);
  expect(plantedValues.every(({ value, line }) => formsOf(value).some((form) => line.includes(form)))).toBe(
    true,
  );
  expect(leaksIn(lines.join("\n"))).toHaveLength(300);
});

test("56 more are planted behind colours, in literals and in words of a template", () => {
  expect(new Set(disguisedValues.map(({ value }) => value)).size).toBe(56);
  expect(leaksIn(allLines.join("\n"))).toHaveLength(356);
});

describe("of 300 planted values none leaves", () => {
  test.each([["unit=template"], ["unit=event"]])("a search with %s", async (unit) => {
    await withSplunk({}, async ({ server, env, folder, runLines }) => {
      const { verdicts, messages } = await converse({
        args: [unit],
        chunks: requestsWith([allLines.slice(0, 150), allLines.slice(150)]),
        model: "tiny",
        env,
        perEvent: unit === "unit=event",
      });
      expect(new Set(verdicts.map(({ llama_status }) => llama_status))).toEqual(new Set(["llm"]));
      expect(server.requests.flatMap(({ logs }) => logs).length).toBeGreaterThanOrEqual(20);
      expect(leaksIn(JSON.stringify(server.requests)), "sent to the model").toEqual([]);
      expect(leaksIn(JSON.stringify(messages)), "messages on the job").toEqual([]);
      expect(leaksIn(filesBelow(folder)), "files, state and store").toEqual([]);
      expect(filesBelow(folder)).toContain("CRON[");
      expect(JSON.parse(runLines().at(-1) as string).masked).toMatchObject({ EMAIL: expect.any(Number) });
    });
  });

  test("a search that only plans, and shows the messages", async () => {
    await withSplunk({}, async ({ server, env, folder }) => {
      const { chunks } = await converseRaw({
        bytes: Buffer.concat([
          getinfoChunk(["mode=plan", "show=true"]),
          ...requestsWith([allLines]).map(executeChunk),
        ]),
        env,
      });
      expect(server.requests).toEqual([]);
      const reply = chunks.at(-1) as Chunk;
      const table = new Table(reply.body, () => true);
      const valuesOf = (field: string) =>
        Array.from({ length: table.rowCount }, (_, row) => table.text(row, table.place(field)));
      const prompts = valuesOf("llama_prompt").filter((prompt) => prompt !== "");
      expect(prompts.length).toBeGreaterThanOrEqual(3);
      for (const prompt of prompts)
        expect(JSON.parse(prompt)).toMatchObject([{ role: "system" }, { role: "user" }]);
      expect(new Set(valuesOf("llama_reason"))).toEqual(new Set(["plan"]));
      expect(new Set(valuesOf("severity"))).toEqual(new Set([""]));
      expect(leaksIn(prompts.join("\n")), "the prompts").toEqual([]);
      expect(leaksIn(JSON.stringify(reply.metadata) + filesBelow(folder)), "messages and files").toEqual([]);
    });
  });

  test("the command line, with and without showing the prompt", async () => {
    await withSplunk({}, async ({ server, env, folder }) => {
      const file = join(folder, "input.log");
      writeFileSync(file, `${allLines.join("\n")}\n`);
      const environment = { ...env, SPLUNK_HOME: "", LLAMA_STATE: join(folder, "state") };
      const words = ["analyze", file, "--json", "--run-log", join(folder, "runs.log")];
      const shown = await runLlamaLog(["analyze", file, "--show-prompt"], { environment });
      expect(shown.stdout).toContain("# user message of call 1");
      expect(server.requests).toEqual([]);
      const asked = await runLlamaLog(words, { environment });
      expect(asked).toMatchObject({ code: 0 });
      expect(asked.stdout.split("\n")).toHaveLength(allLines.length + 1);
      expect(server.requests.length).toBeGreaterThan(0);
      expect(leaksIn(JSON.stringify(server.requests)), "sent to the model").toEqual([]);
      expect(leaksIn(asked.stderr + shown.stderr), "standard error").toEqual([]);
      expect(leaksIn(shown.stdout), "the prompt as shown").toEqual([]);
      expect(leaksIn(filesBelow(folder)), "files, state and store").toEqual([]);
    });
  });

  test("but with mask=off all of them do, so this test sees what leaves", async () => {
    await withSplunk({}, async ({ server, env }) => {
      appendFileSync(env.LLAMA_CONF as string, "[masking]\nallow_off = true\n");
      await converse({
        args: ["mask=off", "unit=event"],
        chunks: requestsWith([lines]),
        model: "tiny",
        env,
        perEvent: true,
      });
      expect(leaksIn(JSON.stringify(server.requests))).toHaveLength(300);
    });
  });

  test("the masked log", async () => {
    const folder = mkdtempSync(join(tmpdir(), "llama-egress-"));
    try {
      const file = join(folder, "input.log");
      writeFileSync(file, `${allLines.join("\n")}\n`);
      const { stdout, stderr, code } = await runLlamaLog(["mask", file]);
      expect(code).toBe(0);
      expect(leaksIn(stdout + stderr)).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
