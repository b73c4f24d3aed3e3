import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runLlamaLog } from "../cli/run-llama-log.ts";
import { withSplunk } from "../support/model-search.ts";
import { leaksIn, plantedValues } from "../support/planted-values.ts";

const second = (at: number): string => new Date(Date.UTC(2026, 2, 10, 9, 0, at)).toISOString().slice(0, 19);

/** An hour of a shop that goes on, in which every planted line comes several times as a failure of its own service. */
function outageOf(lines: readonly string[]): string {
  const normal = Array.from({ length: 900 }, (_, at) => `${second(at * 4)}Z INFO [shop] page served`);
  const failures = lines.flatMap((line, at) =>
    [0, 3, 6, 9].map(
      (more) => `${second(1_800 + (at % 60) * 2 + more)}Z ERROR [service-${at % 25}] request failed: ${line}`,
    ),
  );
  return `${[...normal, ...failures].join("\n")}\n`;
}

/** Sentences that echo every line they can see, as a model does that is asked to. */
function echo(user: string): string {
  const entries = user
    .split("\n")
    .slice(2, -1)
    .map((line) => JSON.parse(line));
  const claims = entries.slice(0, 4).map(({ id, log = "" }) => ({ text: `It says "${log}".`, lines: [id] }));
  return JSON.stringify({ summary: claims, cause: claims[0], steps: claims, confidence: 50 });
}

test("of 300 planted values none leaves with an incident's lines, nor is one shown or stored", async () => {
  const behaviour = (_: number, body: { messages?: readonly { content: string }[] }) =>
    ({ does: "answer", content: echo(body.messages?.[1]?.content ?? "") }) as const;
  await withSplunk({ behaviour }, async ({ server, env, folder }) => {
    const environment = { ...env, SPLUNK_HOME: "", LLAMA_STATE: join(folder, "state") };
    for (let from = 0; from < plantedValues.length; from += 100) {
      const file = join(folder, "input.log");
      writeFileSync(file, outageOf(plantedValues.slice(from, from + 100).map(({ line }) => line)));
      const { code, stdout, stderr } = await runLlamaLog(["incidents", file, "--all"], { environment });
      expect(code).toBe(0);
      expect(leaksIn(stdout + stderr), "what is shown").toEqual([]);
    }
    expect(server.requests.length).toBeGreaterThanOrEqual(3);
    const sent = server.requests.map(({ body }) => body.messages?.[1]?.content).join("\n");
    expect(sent.match(/"log":/g)?.length ?? 0).toBeGreaterThan(30);
    expect(leaksIn(JSON.stringify(server.requests)), "sent to the model").toEqual([]);
    const kept = readdirSync(join(folder, "state"), { recursive: true, encoding: "utf8" })
      .map((name) => join(folder, "state", name))
      .filter((name) => statSync(name).isFile())
      .map((name) => readFileSync(name, "utf8"));
    expect(kept.join("")).toContain("It says");
    expect(leaksIn(kept.join("\n")), "stored").toEqual([]);
  });
});
