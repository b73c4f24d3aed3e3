import { createHash } from "node:crypto";
import { outageKinds, type ScenarioKind, scenarioOf } from "./scenario.ts";

/** Outages of each kind, and quiet hours, that everything is measured by. */
export const seedsOfKind = 20;
export const quietHours = 200;

/** Every scenario that is measured. */
export function* measuredScenarios(): Generator<{ kind: ScenarioKind; seed: number }> {
  for (const kind of outageKinds) for (let seed = 1; seed <= seedsOfKind; seed++) yield { kind, seed };
  for (let seed = 1; seed <= quietHours; seed++) yield { kind: "quiet", seed };
}

/** SHA-256 of a scenario's rows and labels, in hexadecimal. */
export function checksumOf(kind: ScenarioKind, seed: number): string {
  const { rows, outages } = scenarioOf({ kind, seed });
  const hash = createHash("sha256");
  for (const row of rows) hash.update(`${JSON.stringify(row)}\n`);
  return hash.update(JSON.stringify(outages)).digest("hex");
}

/** The lines of the table: the checksum, the seed, the kind. */
export function tableLine(kind: ScenarioKind, seed: number): string {
  return `${checksumOf(kind, seed)} ${String(seed).padStart(3)} ${kind}`;
}
