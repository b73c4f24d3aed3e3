import { seededRandom } from "../../src/engine/detection/seeded-random.ts";

/** A log whose sessions are labelled by construction. */
export interface LabelledLog {
  readonly name: string;
  readonly lines: readonly { readonly text: string; readonly time: number }[];
  readonly by: string;
  /** Keys of strange sessions. */
  readonly strange: ReadonlySet<string>;
}

type Step = readonly [level: string, words: string];

const accepted: Step = ["INFO", "order accepted"];
const reserved: Step = ["INFO", "stock reserved"];
const charged: Step = ["INFO", "card charged"];
const shipped: Step = ["INFO", "parcel handed over"];
const mailed: Step = ["INFO", "receipt mailed"];
const polled: Step = ["DEBUG", "carrier polled"];
const retried: Step = ["WARN", "charge tried again"];

/** In which ways a session goes wrong. */
const faults: readonly ((random: () => number) => Step[])[] = [
  () => [accepted, reserved],
  () => [accepted, charged, shipped, mailed],
  () => [accepted, reserved, charged, ["ERROR", "ledger refused the entry"], shipped],
  () => [accepted, reserved, ...new Array<Step>(7).fill(retried), ["ERROR", "charge given up"]],
  () => [accepted, reserved, charged, charged, shipped, mailed],
  (random) => [accepted, reserved, charged, ["INFO", random() < 0.5 ? "parcel returned" : "address unknown"]],
];

/**
 * Orders of a shop that pass one workflow, with an optional retry, carriers that are polled in any number, and one in
 * forty that goes wrong in one of six ways.
 */
export function workflowLog(seed: number, sessions: number): LabelledLog {
  const random = seededRandom(seed);
  const lines: { text: string; time: number }[] = [];
  const strange = new Set<string>();
  for (let session = 0; session < sessions; session++) {
    const key = `o-${(seed * 1_000_000 + session).toString(36)}x${session}`;
    const goesWrong = random() < 1 / 40;
    if (goesWrong) strange.add(key);
    const usual = [accepted, reserved, ...(random() < 0.2 ? [retried] : []), charged, shipped];
    const steps = goesWrong
      ? (faults[Math.floor(random() * faults.length)] as (typeof faults)[number])(random)
      : [...usual, ...(random() < 0.7 ? [mailed] : [])];
    let time = 1_700_000_000 + session * 4;
    const write = ([level, words]: Step): void => {
      const stamp = new Date(time * 1000).toISOString();
      lines.push({
        time,
        text: `${stamp} ${level} order_id=${key} ${words} in ${Math.floor(random() * 900)} ms`,
      });
      time += 1 + Math.floor(random() * 40);
    };
    for (const step of steps) {
      for (let polls = Math.floor(random() * 3); polls > 0; polls--) write(polled);
      write(step);
    }
  }
  lines.sort((one, other) => one.time - other.time);
  return { name: `generated orders, seed ${seed}`, lines, by: "order", strange };
}
