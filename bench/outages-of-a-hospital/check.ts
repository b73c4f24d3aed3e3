// Measures how well outages of the hospital are found, a set that the detector was not built by: npm run check:hospital
import { incidentAnswer, incidentsOf } from "../outages/measure/incidents.ts";
import { type Score, scoreOf } from "../outages/measure/score.ts";
import { wilson } from "../outages/measure/wilson.ts";
import { hospitalOutage, outageSeeds, quietHospital, quietHours, quietSeeds } from "./hospital.ts";
import type { LogLine } from "./model.ts";
import { outageKinds } from "./outages/kinds.ts";

const all: Score[] = [];
let found = 0;
for (const kind of outageKinds) {
  const scores: Score[] = [];
  for (let seed = 1; seed <= outageSeeds; seed++) {
    const { lines, label } = hospitalOutage(kind, seed);
    const incidents = incidentsOf(rowsOf(lines));
    found += incidents.length / label.origins.length;
    const truths = label.origins.map(({ names, begins, onset }) => ({
      origin: { accepted: names.map((name) => name.toLowerCase()) },
      began: begins,
      firstSymptom: onset,
    }));
    scores.push(scoreOf(incidentAnswer(incidents), truths));
  }
  print(row(kind, scores));
  all.push(...scores);
}
print(row("all", all));
print(`incidents an outage     ${(found / all.length).toFixed(2)}`);
let quiet = 0;
for (let seed = 1; seed <= quietSeeds; seed++) quiet += incidentsOf(rowsOf(quietHospital(seed))).length;
print(
  `incidents a quiet hour  ${(quiet / (quietSeeds * quietHours)).toFixed(2)}, in ${quietSeeds * quietHours} hours`,
);

function rowsOf(lines: readonly LogLine[]): { _time: number; host: string; source: string; _raw: string }[] {
  return lines.map(({ time, host, source, raw }) => ({ _time: time, host, source, _raw: raw }));
}

function row(name: string, scores: readonly Score[]): string {
  const cells = (["first", "inThree", "onset"] as const).map((what) => {
    const { share, low, high } = wilson(scores.filter((score) => score[what]).length, scores.length);
    return `${what} ${share.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`.padEnd(28);
  });
  return `${name.padEnd(22)}${cells.join("")}`.trimEnd();
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
