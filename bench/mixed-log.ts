import { seededRandom } from "../test/engine/asking/simulated-server.ts";

export interface LabelledEvent {
  readonly text: string;
  /** Epoch seconds. */
  readonly time: number;
  readonly anomalous: boolean;
}

/** One form of line. */
interface Form {
  readonly level: string;
  readonly words: string;
  readonly anomalous: boolean;
}

const syllables = "ba de fi go lu ma ne pi ro su ta ve wi zo ka le mi no ru sa".split(" ");
/** Words of known failures, with which a third of the anomalies speak. */
const failures = [
  "connection refused by peer",
  "out of memory, process killed",
  "no space left on device",
  "deadlock detected, transaction rolled back",
  "certificate has expired",
  "disk failure predicted",
];

const usual = 150;
const noisy = 120;
const rareHarmless = 60;
const anomalies = 60;

/**
 * A day of a system's log: chatter, warnings and errors that come all the time and mean nothing, harmless lines that are
 * as rare as the anomalies, and rare anomalies: a third speaks of a known failure, a third is logged as a warning with
 * words that nobody knows, a third as information. Labels are by construction, and nothing that is measured has seen them.
 *
 * @param withRare false for a day on which nothing rare happened
 */
export function mixedLog(seed: number, count: number, withRare = true): LabelledEvent[] {
  // The system's own forms are the same on every day, what is rare is not.
  const own = seededRandom(7);
  const random = seededRandom(seed);
  const chatter = forms(usual, () => "INFO", own);
  const noise = forms(noisy, (at) => (at % 3 === 0 ? "ERROR" : "WARN"), own);
  const begin = 1_700_000_000;
  const events: LabelledEvent[] = [];
  const add = ({ level, words, anomalous }: Form): void => {
    const time = begin + random() * 86_400;
    const value = Math.floor(random() * 1e6);
    events.push({ text: `${level} ${words} id=${value}`, time, anomalous });
  };
  if (withRare) {
    const rare = [
      ...forms(rareHarmless, (at) => ["INFO", "INFO", "WARN"][at % 3] as string, random),
      ...forms(anomalies, (at) => ["ERROR", "WARN", "INFO"][at % 3] as string, random).map((form, at) => ({
        ...form,
        words: at % 3 === 0 ? `${form.words} ${failures[(at / 3) % failures.length]}` : form.words,
        anomalous: true,
      })),
    ];
    for (const form of rare) for (let left = 1 + Math.floor(random() * 4); left > 0; left--) add(form);
  }
  while (events.length < count) {
    const among = random() < 0.6 ? chatter : noise;
    // The most frequent come a hundred times as often as the least.
    add(among[Math.floor(among.length * random() ** 3)] as Form);
  }
  return events.sort((one, other) => one.time - other.time);
}

function forms(count: number, levelOf: (at: number) => string, random: () => number): Form[] {
  const syllable = (): string => syllables[Math.floor(random() * syllables.length)] as string;
  const word = (): string => syllable() + syllable() + syllable();
  return Array.from({ length: count }, (_, at) => ({
    level: levelOf(at),
    words: Array.from({ length: 4 + (at % 3) }, word).join(" "),
    anomalous: false,
  }));
}
