// Measures how well silences are found: npm run check:silence [-- --seeds 30] [--first 1] [--verbose]
import { parseArgs } from "node:util";
import { rhythmNames } from "./rhythms.ts";
import { sharedLogs } from "./shared-logs.ts";
import { daysOfSystem, seriesOfSystem, systemOf } from "./system.ts";
import type { Stop } from "./troubles.ts";
import { type Told, watched } from "./watched.ts";

const { values: options } = parseArgs({
  options: {
    seeds: { type: "string", default: "30" },
    first: { type: "string", default: "401" },
    verbose: { type: "boolean", default: false },
  },
});
const [seeds, first] = [Number(options.seeds), Number(options.first)];
/** Seconds between two searches, by which what is overdue may be told later. */
const slack = 360;

interface Tally {
  stops: number;
  inTime: number;
  found: number;
  told: number;
}

const kinds = [...rhythmNames, "host", "service"] as const;
const tallies = new Map(kinds.map((kind) => [kind, { stops: 0, inTime: 0, found: 0, told: 0 }]));
let falseAlarms = 0;
for (let seed = first; seed < first + seeds; seed++) {
  const system = systemOf(seed);
  const told = watched(system);
  const right = new Set<Told>();
  for (const stop of system.stops) {
    const hits = told.filter((each) => isOf(each, stop, heardAgain(stop, system)));
    for (const hit of hits) right.add(hit);
    const at = Math.min(...hits.map((hit) => hit.at));
    const tally = tallies.get(stop.kind) as Tally;
    const last = system.calendar.start + daysOfSystem * 86_400;
    // What could not have been found yet when the sixty days ended says nothing.
    if (stop.deadline > last && hits.length === 0) continue;
    tally.stops++;
    tally.told += hits.filter(({ outage }) => outage.since <= stop.deadline).length;
    if (hits.length > 0) tally.found++;
    if (at <= stop.deadline + slack) tally.inTime++;
    else if (options.verbose)
      print(
        `  ${seed} ${stop.kind} ${hits.length > 0 ? "late" : "missed"} ${show(stop.from)} to ${show(stop.to)} by ${show(stop.deadline)} ${[...stop.templates, ...stop.hosts, ...stop.services]} told ${show(at)}`,
      );
  }
  const wrong = told.filter((each) => !right.has(each));
  falseAlarms += wrong.length;
  if (options.verbose)
    for (const { at, outage } of wrong)
      print(
        `  ${seed} false ${outage.scope} ${outage.hosts} ${outage.service} ${outage.voices.map((key) => nameOf(key, system)).slice(0, 4)} since ${show(outage.since)} told ${show(at)}`,
      );
}

print(
  `${"what stopped".padEnd(16)}${"stops".padStart(6)}${"in time".padStart(9)}${"at all".padStart(8)}${"incidents".padStart(11)}`,
);
for (const [kind, tally] of [...tallies, ["all", total()] as const]) {
  const { stops, inTime, found, told } = tally;
  const share = (count: number): string => (stops === 0 ? "-" : (count / stops).toFixed(2));
  print(
    `${kind.padEnd(16)}${String(stops).padStart(6)}${share(inTime).padStart(9)}${share(found).padStart(8)}${share(told).padStart(11)}`,
  );
}
const templateDays = seeds * seriesOfSystem * daysOfSystem;
print(
  `false alarms ${falseAlarms} in ${templateDays.toLocaleString("en")} template-days: ${((falseAlarms * 10_000) / templateDays).toFixed(2)} in 10,000`,
);

for await (const { name, lines, days, rhythms, titles } of sharedLogs()) {
  // A shorter one cannot tell what is usual.
  if (days < 1) continue;
  print(`${name}: ${lines} lines, ${days.toFixed(1)} days, ${rhythms} rhythms, told: ${titles.length}`);
  for (const title of titles) print(`  ${title}`);
}

/** Told while it lasted, or just when it ended, and of one whom it hit. */
function isOf({ at, outage, voices }: Told, stop: Stop, heard: number): boolean {
  if (at < stop.from || outage.since > stop.to || outage.since < stop.from - 8 * 86_400) return false;
  if (at > heard + 2 * slack) return false;
  return (
    [...voices].some((key) => {
      const [host = "", service = "", template = ""] = key.split("\n");
      return (
        stop.hosts.has(host) ||
        stop.services.has(service) ||
        stop.templates.has(template.split(".")[0] as string)
      );
    }) || outage.hosts.some((host) => stop.hosts.has(host))
  );
}

/** When its first line after the stop came, which may be long after it could have come again. */
function heardAgain({ templates, to }: Stop, { series }: ReturnType<typeof systemOf>): number {
  const [stopped] = series.filter(({ template }) => templates.has(template));
  return stopped?.events.find(({ time }) => time >= to)?.arrival ?? to;
}

function nameOf(key: string, { series }: ReturnType<typeof systemOf>): string {
  const [host = "", service = "", template = ""] = key.split("\n");
  const found = series.find((each) => each.template === template.split(".")[0]);
  return found === undefined ? `${host}/${service}` : `${template} ${found.rhythm.name}`;
}

function total(): Tally {
  const all = { stops: 0, inTime: 0, found: 0, told: 0 };
  for (const tally of tallies.values())
    for (const key of Object.keys(all) as (keyof Tally)[]) all[key] += tally[key];
  return all;
}

function show(time: number): string {
  return Number.isFinite(time) ? new Date(time * 1000).toISOString().slice(5, 16) : "never";
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
