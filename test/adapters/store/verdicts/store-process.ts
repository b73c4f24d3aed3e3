// A process of its own with a store: node BUNDLE FOLDER WORK ARGUMENT [FIRST]. It begins when it is told to on standard input.
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { FolderVerdicts } from "../../../../src/adapters/store/verdicts/folder-verdicts.ts";
import { awaitClaimed, divideWork } from "../../../../src/engine/verdicts/single-flight.ts";
import { day, keyOf, secret, verdictAt } from "./store-values.ts";

const [folder = "", work = "", argument = "", first = "0"] = process.argv.slice(2);
const store = new FolderVerdicts({ folder, secret, greatestAge: day, now: Date.now, timeout: 20_000 });
const tell = (what: unknown) => process.stdout.write(`${JSON.stringify(what)}\n`);

/** As a search does: what is known is taken, what nobody asks is asked, what others ask is waited for. */
async function searchUnits(units: number, first: number): Promise<void> {
  const numbers = Array.from({ length: units }, (_, at) => (first + at) % units);
  const keys = numbers.map(keyOf);
  const asked: number[] = [];
  const place = new Map(keys.map((key, at) => [key, numbers[at] as number]));
  const ask = async (mine: readonly string[]) => {
    for (let at = 0; at < mine.length; at += 8) {
      await wait(1);
      for (const key of mine.slice(at, at + 8)) {
        asked.push(place.get(key) as number);
        store.put(key, verdictAt(Date.now(), { tokens: place.get(key) as number }));
      }
    }
  };
  let answered = 0;
  // Chunk by chunk, as the units come.
  for (let at = 0; at < keys.length; at += 500) {
    const division = await divideWork(store, keys.slice(at, at + 500));
    answered += division.known.size + division.mine.length;
    if (at === 0) tell({ others: division.others.length });
    const asking = ask(division.mine);
    const waiting = {
      signal: AbortSignal.timeout(60_000),
      sleep: (ms: number, signal: AbortSignal) => wait(ms, undefined, { signal }).catch(() => undefined),
    };
    for await (const round of awaitClaimed(store, division.others, waiting)) {
      answered += round.answered.size + round.mine.length;
      await ask(round.mine);
    }
    await asking;
  }
  await store.close();
  tell({ asked, answered, problems: store.problems, ignored: store.ignored });
}

/** Claims all, says so, and never asks. */
async function holdUnits(units: number): Promise<void> {
  const mine = await store.claim(Array.from({ length: units }, (_, at) => keyOf(at)));
  tell({ claimed: mine.length });
  // Alive until it is killed.
  setInterval(() => undefined, 60_000);
}

/** Writes until it is killed, and says what is on disk; reads meanwhile what others have written. */
async function writeOn(name: string): Promise<void> {
  for (let at = 0; ; at += 25) {
    for (let more = 0; more < 25; more++) {
      store.put(keyOf(`${name}-${at + more}`), verdictAt(Date.now(), { tokens: at + more }));
    }
    await store.flush();
    tell({ written: at + 25 });
    const found = await store.getMany([keyOf(`${name}-${at}`)]);
    if (found.size !== 1 || store.problems.length > 0) throw new Error(`lost one: ${store.problems.join()}`);
  }
}

await once(process.stdin, "data");
process.stdin.unref();
if (work === "search") await searchUnits(Number(argument), Number(first));
if (work === "hold") await holdUnits(Number(argument));
if (work === "write") await writeOn(argument);
