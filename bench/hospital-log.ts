/**
 * Prints one outage of the hospital, or quiet hours, as a log on standard output and its label on standard error:
 *
 *     node scripts/run.mjs bench/hospital-log.ts 'disk full' 3
 *     node scripts/run.mjs bench/hospital-log.ts quiet 1
 */

import { hospitalOutage, outageSeeds, quietHospital, quietSeeds } from "./outages-of-a-hospital/hospital.ts";
import type { LogLine } from "./outages-of-a-hospital/model.ts";
import { outageKinds } from "./outages-of-a-hospital/outages/kinds.ts";

const [kind = "", seedText = "1"] = process.argv.slice(2);
const seed = Number(seedText);
const most = kind === "quiet" ? quietSeeds : outageSeeds;

function print(lines: readonly LogLine[]): void {
  process.stdout.write(`${lines.map(({ raw }) => raw).join("\n")}\n`);
}

if (!Number.isInteger(seed) || seed < 1 || seed > most) {
  process.stderr.write(`The seed has to be a whole number from 1 to ${most}.\n`);
  process.exitCode = 2;
} else if (kind === "quiet") {
  print(quietHospital(seed));
} else if (outageKinds.includes(kind)) {
  const { lines, label } = hospitalOutage(kind, seed);
  print(lines);
  process.stderr.write(`${JSON.stringify(label, null, 2)}\n`);
} else {
  process.stderr.write(`The kind has to be quiet or one of: ${outageKinds.join(", ")}.\n`);
  process.exitCode = 2;
}
