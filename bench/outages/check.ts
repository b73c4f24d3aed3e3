// Measures how well outages are found: npm run check:outages [-- --seeds 20] [--quiet 200] [--kind KIND]
import { parseArgs } from "node:util";
import { baselineAnswers, baselines } from "./measure/baselines.ts";
import { incidentAnswer, incidentsOf } from "./measure/incidents.ts";
import { scoreOf } from "./measure/score.ts";
import { ScoreTable } from "./measure/score-table.ts";
import { outageKinds, scenarioOf } from "./scenario.ts";

const { values: options } = parseArgs({
  options: {
    seeds: { type: "string", default: "20" },
    quiet: { type: "string", default: "200" },
    kind: { type: "string" },
  },
});
const [seeds, quiet] = [Number(options.seeds), Number(options.quiet)];
const kinds = outageKinds.filter((kind) => options.kind === undefined || kind === options.kind);
if (!Number.isInteger(seeds) || seeds < 1)
  refuse(`--seeds wants a whole number from 1, and ${options.seeds} came.`);
else if (!Number.isInteger(quiet) || quiet < 0)
  refuse(`--quiet wants a whole number of quiet hours from 0, and ${options.quiet} came.`);
else if (kinds.length === 0)
  refuse(`--kind wants one of ${outageKinds.join(", ")}, and ${options.kind} came.`);
else {
  checkOutages();
  if (quiet > 0) checkQuiet();
}

function checkOutages(): void {
  const ways = ["llama-log incidents", ...baselines] as const;
  const tables = new Map(ways.map((way) => [way, new ScoreTable(way)]));
  let lines = 0;
  let pages = 0;
  let outagesInAll = 0;
  for (const kind of kinds)
    for (let seed = 1; seed <= seeds; seed++) {
      const { rows, outages } = scenarioOf({ kind, seed });
      const incidents = incidentsOf(rows);
      lines += rows.length;
      pages += incidents.length;
      outagesInAll += outages.length;
      const answers = { ...baselineAnswers(rows), "llama-log incidents": incidentAnswer(incidents) };
      for (const [way, table] of tables) table.add(kind, scoreOf(answers[way], outages));
    }
  print(
    `${kinds.length * seeds} outages, ${lines.toLocaleString("en")} lines; shares with 95 % intervals (Wilson)\n`,
  );
  for (const table of tables.values()) print(`${table.text()}\n`);
  print(`incidents an outage     ${(pages / outagesInAll).toFixed(2)}`);
}

function checkQuiet(): void {
  let incidents = 0;
  let seconds = 0;
  for (let seed = 1; seed <= quiet; seed++) {
    const { rows } = scenarioOf({ kind: "quiet", seed });
    const times = rows.map(({ _time }) => _time);
    seconds +=
      times.reduce((most, time) => Math.max(most, time)) -
      times.reduce((least, time) => Math.min(least, time));
    incidents += incidentsOf(rows).length;
  }
  print(
    `incidents a quiet hour  ${((incidents * 3_600) / seconds).toFixed(2)}, in ${(seconds / 3_600).toFixed(0)} hours`,
  );
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function refuse(message: string): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = 2;
}
