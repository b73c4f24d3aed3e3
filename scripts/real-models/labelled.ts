// What a real model is worth beside the embedded analyst, on our labelled lines:
// node scripts/run.mjs scripts/real-models/labelled.ts --half HALF [--set SET] [--batch SIZE] [--lines MOST] [--replay]
// HALF is choose or report: prompts are chosen by the one and reported by the other. Every reply is kept under
// node_modules/.cache, so that an interrupted run goes on; --replay asks no model.
import { createHash } from "node:crypto";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createModelEndpoint } from "../../src/adapters/model/openai-endpoint.ts";
import type { ModelEndpoint } from "../../src/engine/asking/model-endpoint.ts";
import { promptVersion } from "../../src/engine/asking/prompts/verdicts.ts";
import { type Authority, applyFloor, suspectsInjection } from "../../src/engine/asking/severity-floor.ts";
import { type Severity, severityRank } from "../../src/engine/verdict.ts";
import { endpointSettings } from "../../test/support/endpoint-settings.ts";
import {
  type Half,
  halves,
  type LabelledLine,
  type LabelledSet,
  labelledLines,
  sets,
} from "../../test/support/labelled-lines.ts";
import { type JudgedLine, judgeLines } from "./judge-lines.ts";
import { pairedDifference } from "./paired.ts";
import { RecordedReplies } from "./recorded-replies.ts";
import { cacheFolder, openServer, type Server } from "./server.ts";

/** The smallest model that judges at all. */
const model = "qwen2.5-coder-1.5b";

const { values: options } = parseArgs({
  options: {
    half: { type: "string" },
    set: { type: "string", multiple: true, default: [...sets] },
    batch: { type: "string", default: "1" },
    lines: { type: "string", default: "1000" },
    replay: { type: "boolean", default: false },
  },
});

type Came = Readonly<Record<"analyst" | "model" | Authority, Severity>>;

const measures: readonly (readonly [string, (line: LabelledLine, came: Severity) => boolean | undefined])[] =
  [
    ["pages kept", ({ pages }, came) => (pages ? isPage(came) : undefined)],
    ["false pages", ({ severity }, came) => (rank(severity) >= rank("P3") ? isPage(came) : undefined)],
    ["within one", ({ severity }, came) => Math.abs(rank(severity) - rank(came)) <= 1],
    ["exact", ({ severity }, came) => severity === came],
    ["false positives", ({ severity }, came) => (severity === "P5" ? rank(came) <= rank("P3") : undefined)],
  ];

const rank = severityRank;
function isPage(came: Severity): boolean {
  return rank(came) <= rank("P1");
}

const half = options.half as Half;
if (!halves.includes(half)) {
  process.stderr.write(`--half wants choose or report, and ${options.half ?? "nothing"} came.\n`);
  process.exit(2);
}
/** In an order that has nothing to do with the lines, so that fewer of them are a sample of all. */
const lines = (options.set as LabelledSet[])
  .flatMap((set) => labelledLines(set))
  .filter((line) => line.half === half)
  .map((line) => ({ line, order: createHash("sha256").update(line.id).digest("hex") }))
  .sort((one, other) => (one.order < other.order ? -1 : 1))
  .map(({ line }) => line)
  .slice(0, Number(options.lines));
const server = options.replay ? undefined : await openServer(model);
if (server !== undefined && "skipped" in server) {
  print(`skipped: ${server.skipped}`);
  process.exit(0);
}
const endpoint = new RecordedReplies(
  server && modelAt(server),
  join(cacheFolder, `replies-${server?.model ?? process.env.LLAMA_TEST_MODEL ?? model}.jsonl`),
);
let answered = 0;
const judged = await judgeLines(
  lines.map(({ line }) => line),
  endpoint,
  Number(options.batch),
  () => process.stderr.write(`\r${++answered} of ${lines.length}`),
);
process.stderr.write("\n");
print(
  `prompt ${promptVersion}, batches of ${options.batch}, half ${half}, ${lines.length} lines, ${judged.calls} calls`,
);
print(
  `not believed: ${[...judged.doubts].map(([doubt, count]) => `${doubt} ${count}`).join(", ") || "none"}`,
);
const without = judged.lines.filter(({ answer }) => "reason" in answer).length;
print(`without a verdict of the model: ${without}`);
const came = judged.lines.map(severitiesOf);
for (const [name, counts] of measures) {
  const of = lines.flatMap((line, at) => {
    const each = came[at] as Came;
    return counts(line, each.analyst) === undefined ? [] : [[line, each] as const];
  });
  const column = (who: keyof Came): boolean[] => of.map(([line, each]) => counts(line, each[who]) === true);
  const analyst = column("analyst");
  print(`${name} of ${of.length}`);
  for (const who of ["analyst", "model", "lower", "raise", "explain"] as const) {
    const own = column(who);
    const { difference, low, high } = pairedDifference(own, analyst);
    const points = (share: number): string => (100 * share).toFixed(1).padStart(6);
    const beside =
      who === "analyst" ? "" : `  ${points(difference)} points [${points(low)}, ${points(high)}]`;
    print(
      `  ${who.padEnd(8)}${String(own.filter(Boolean).length).padStart(4)}${points(own.filter(Boolean).length / of.length)} %${beside}`,
    );
  }
}

server?.stop();

function severitiesOf({ unit: { assessment, unit }, answer }: JudgedLine): Came {
  const analyst = assessment.severity;
  if ("reason" in answer)
    return { analyst, model: analyst, lower: analyst, raise: analyst, explain: analyst };
  const suspected = suspectsInjection(unit.text);
  const by = (authority: Authority): Severity =>
    applyFloor(answer.judgement, assessment, suspected, authority).judgement.severity;
  return {
    analyst,
    model: answer.judgement.severity,
    lower: by("lower"),
    raise: by("raise"),
    explain: by("explain"),
  };
}

function modelAt({ url, model: named }: Server): ModelEndpoint {
  return createModelEndpoint({ ...endpointSettings(url, { model: named }), url, apiKey: undefined });
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
