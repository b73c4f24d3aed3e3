// Measures how well outages of the demo shops are found: npm run check:demo-shops [-- --quiet 48] [--seeds odd|even|all]
// [--kind KIND] [--shop SHOP] [--misses]; the misses are told of odd seeds only, see README.md.
import { parseArgs } from "node:util";
import { baselineAnswers, baselines } from "../outages/measure/baselines.ts";
import { incidentAnswer, incidentsOf } from "../outages/measure/incidents.ts";
import { scoreOf } from "../outages/measure/score.ts";
import { ScoreTable } from "../outages/measure/score-table.ts";
import { demoOutage, kinds, quietHours, quietShop, seedsOfKind, shops } from "./demo-shops.ts";

const { values: options } = parseArgs({
  options: {
    quiet: { type: "string", default: "48" },
    seeds: { type: "string", default: "all" },
    kind: { type: "string" },
    shop: { type: "string" },
    misses: { type: "boolean", default: false },
  },
});
const quiet = Number(options.quiet);
const chosenKinds = kinds.filter((kind) => kind === (options.kind ?? kind));
const chosenShops = shops.filter(({ name }) => name === (options.shop ?? name));
const parities = { odd: [1], even: [0], all: [0, 1] }[options.seeds];
/** No fault begins in the first ten minutes. */
const usual = 600;

if (!(quiet >= 0)) refuse(`--quiet wants a number of quiet hours from 0, and ${options.quiet} came.`);
else if (chosenKinds.length === 0)
  refuse(`--kind wants one of ${kinds.join(", ")}, and ${options.kind} came.`);
else if (chosenShops.length === 0)
  refuse(`--shop wants one of ${shops.map(({ name }) => name).join(", ")}, and ${options.shop} came.`);
else if (parities === undefined) refuse(`--seeds wants odd, even or all, and ${options.seeds} came.`);
else {
  checkOutages(parities);
  if (quiet > 0) checkQuiet();
}

function checkOutages(parities: readonly number[]): void {
  const way = "llama-log incidents";
  const byKind = new Map([way, ...baselines].map((name) => [name, new ScoreTable(name)]));
  const views = ["by shop", "by seeds", "by who speaks of it"].map((name) => new ScoreTable(name));
  let [outages, lines, found] = [0, 0, 0];
  for (const kind of chosenKinds)
    for (const shop of chosenShops)
      for (let seed = 1; seed <= seedsOfKind; seed++) {
        if (!parities.includes(seed % 2)) continue;
        const { rows, label } = demoOutage(shop, kind, seed);
        const incidents = incidentsOf(rows);
        outages++;
        lines += rows.length;
        found += incidents.length;
        const truths = [{ origin: label, began: label.began, firstSymptom: label.firstSymptom }];
        const answers = {
          ...baselineAnswers(rows, usual, ({ service, host }) => [service, host]),
          [way]: incidentAnswer(incidents),
        };
        for (const [name, table] of byKind)
          table.add(kind, scoreOf(answers[name as keyof typeof answers], truths));
        const score = scoreOf(answers[way], truths);
        const speakers = label.speaks ? "itself" : label.named ? "others only" : "nobody";
        const groups = [shop.name, seed % 2 === 1 ? "odd" : "even", speakers];
        for (const [index, table] of views.entries()) table.add(groups[index] as string, score);
        if (options.misses && seed % 2 === 1 && !(score.first && score.onset)) {
          const answer = answers[way].origins.slice(0, 3).map((names) => names.join(" or "));
          const late = Math.round((answers[way].onset ?? Number.NaN) - label.began);
          print(
            `${shop.name}, ${kind}, ${seed}: ${label.accepted[0]}; found ${answer.join(", ") || "nothing"}, ${late} s`,
          );
        }
      }
  print(`${outages} outages, ${lines.toLocaleString("en")} lines; shares with 95 % intervals (Wilson)\n`);
  for (const table of byKind.values()) print(`${table.text()}\n`);
  print(`${way}\n`);
  for (const table of views) print(`${table.text()}\n`);
  print(`incidents an outage     ${(found / outages).toFixed(2)}`);
}

function checkQuiet(): void {
  const seeds = Math.ceil(quiet / quietHours);
  let incidents = 0;
  for (let seed = 1; seed <= seeds; seed++) incidents += incidentsOf(quietShop(seed)).length;
  const hours = seeds * quietHours;
  print(`incidents a quiet hour  ${(incidents / hours).toFixed(2)}, in ${hours} hours`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function refuse(message: string): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = 2;
}
