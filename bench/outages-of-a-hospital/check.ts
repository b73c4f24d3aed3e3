// Measures how well outages of the hospital are found, a set that the detector was not built by: npm run check:hospital
import { incidentAnswer, incidentsOf } from "../outages/measure/incidents.ts";
import { scoreOf } from "../outages/measure/score.ts";
import { ScoreTable } from "../outages/measure/score-table.ts";
import { hospitalOutage, outageSeeds, quietHospital, quietHours, quietSeeds } from "./hospital.ts";
import type { LogLine } from "./model.ts";
import { outageKinds } from "./outages/kinds.ts";

const table = new ScoreTable("llama-log incidents");
let found = 0;
for (const kind of outageKinds) {
  for (let seed = 1; seed <= outageSeeds; seed++) {
    const { lines, label } = hospitalOutage(kind, seed);
    const incidents = incidentsOf(rowsOf(lines));
    found += incidents.length / label.origins.length;
    const truths = label.origins.map(({ names, begins, onset }) => ({
      origin: { accepted: names.map((name) => name.toLowerCase()) },
      began: begins,
      firstSymptom: onset,
    }));
    table.add(kind, scoreOf(incidentAnswer(incidents), truths));
  }
}
print(`${table.text()}\n`);
print(`incidents an outage     ${(found / (outageKinds.length * outageSeeds)).toFixed(2)}`);
let quiet = 0;
for (let seed = 1; seed <= quietSeeds; seed++) quiet += incidentsOf(rowsOf(quietHospital(seed))).length;
print(
  `incidents a quiet hour  ${(quiet / (quietSeeds * quietHours)).toFixed(2)}, in ${quietSeeds * quietHours} hours`,
);

function rowsOf(lines: readonly LogLine[]): { _time: number; host: string; source: string; _raw: string }[] {
  return lines.map(({ time, host, source, raw }) => ({ _time: time, host, source, _raw: raw }));
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
