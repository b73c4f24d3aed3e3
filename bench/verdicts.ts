import { createHash } from "node:crypto";
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FolderVerdicts } from "../src/adapters/store/verdicts/folder-verdicts.ts";
import type { StoredVerdict } from "../src/engine/verdicts/verdict-store.ts";

export interface VerdictFigure {
  readonly name: string;
  readonly value: string;
}

const secret = Buffer.alloc(32, 1);
const day = 24 * 3_600_000;
/** What a search of 100,000 rows of which some repeat looks up. */
const keysOfSearch = 2_000;

function keyOf(number: number): string {
  return createHash("sha256").update(String(number)).digest("base64url");
}

/** A line of some 600 bytes, as a model's verdicts are. */
function verdictOf(number: number): StoredVerdict {
  return {
    judgement: {
      anomalyDetected: true,
      severity: "P2",
      rootCause: `The connection pool ${number} of the checkout service has no free connection, because queries wait for a lock.`,
      recommendedAction:
        "Look for the transaction that holds the lock, end it, and raise the limit of the pool only if that recurs.",
      confidence: 80,
    },
    flags: [],
    model: "llama-3.3-70b",
    time: Date.now(),
    tokens: 120,
    templateId: "tabcdefghijkl",
    slots: [],
  };
}

function open(folder: string): FolderVerdicts {
  return new FolderVerdicts({ folder, secret, greatestAge: day, now: Date.now, timeout: 60_000 });
}

async function milliseconds(work: () => Promise<unknown> | unknown): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

async function fill(folder: string, from: number, to: number): Promise<void> {
  const store = open(folder);
  for (let number = from; number < to; number++) {
    store.put(keyOf(number), verdictOf(number));
    // As verdicts come: in batches, not all in one turn.
    if (number % 1_000 === 0) await store.flush();
  }
  await store.close();
}

async function lookUp(folder: string, keys: readonly string[]): Promise<void> {
  const store = open(folder);
  const found = await store.getMany(keys);
  if (found.size !== keys.length) throw new Error(`${found.size} of ${keys.length} verdicts were found`);
}

/** The peer: lines of JSON, appended to one file, all of them read at the start. */
const plain = {
  fill: (file: string, from: number, to: number): void => {
    let lines: string[] = [];
    for (let number = from; number < to; number++) {
      lines.push(`${JSON.stringify({ key: keyOf(number), ...verdictOf(number) })}\n`);
      if (number % 1_000 === 0) appendFileSync(file, lines.splice(0).join(""));
    }
    appendFileSync(file, lines.join(""));
    lines = [];
  },
  lookUp: (file: string, keys: readonly string[]): void => {
    const known = new Map<string, object>();
    for (const line of readFileSync(file, "utf8").split("\n")) {
      if (line === "") continue;
      const { key, ...verdict } = JSON.parse(line) as { key: string };
      known.set(key, verdict);
    }
    if (!keys.every((key) => known.has(key))) throw new Error("a verdict is missing");
  },
};

/** Times in milliseconds, ours and the peer's in turn, each with a store newly opened; medians. */
export async function benchVerdicts(
  quick: boolean,
  median: (values: readonly number[]) => number,
): Promise<VerdictFigure[]> {
  const folder = mkdtempSync(join(tmpdir(), "llama-bench-verdicts-"));
  const runs = quick ? 3 : 7;
  const figures: VerdictFigure[] = [];
  const compare = async (
    name: string,
    ours: (run: number) => Promise<unknown>,
    theirs: (run: number) => unknown,
  ) => {
    const times: [ours: number, theirs: number][] = [];
    for (let run = 0; run < runs; run++) {
      times.push([await milliseconds(() => ours(run)), await milliseconds(() => theirs(run))]);
    }
    const [mine, other] = [median(times.map(([time]) => time)), median(times.map(([, time]) => time))];
    figures.push({
      name,
      value: `${mine.toFixed(0)} ms, all lines read at the start ${other.toFixed(0)} ms`,
    });
  };
  const spread = (count: number, of: number) =>
    Array.from({ length: count }, (_, at) => keyOf(Math.floor((at * of) / count)));
  try {
    const many = 10_000;
    await compare(
      "10,000 verdicts put",
      (run) => fill(join(folder, `ours-${run}`), 0, many),
      (run) => plain.fill(join(folder, `plain-${run}`), 0, many),
    );
    await compare(
      "10,000 verdicts of 10,000 got",
      (run) => lookUp(join(folder, `ours-${run}`), spread(many, many)),
      (run) => plain.lookUp(join(folder, `plain-${run}`), spread(many, many)),
    );
    const [ours, theirs] = [join(folder, "ours"), join(folder, "plain")];
    for (const [from, to] of quick
      ? [[0, 50_000]]
      : [
          [0, 50_000],
          [50_000, 200_000],
        ]) {
      await fill(ours, from as number, to as number);
      plain.fill(theirs, from as number, to as number);
      const total = to as number;
      const beside = Array.from({ length: keysOfSearch }, (_, at) => keyOf(total / 2 + at));
      for (const [how, keys] of [
        ["beside each other", beside],
        ["far apart", spread(keysOfSearch, total)],
      ] as const) {
        await compare(
          `2,000 verdicts of ${total.toLocaleString("en-US")} got, ${how}`,
          () => lookUp(ours, keys),
          () => plain.lookUp(theirs, keys),
        );
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return figures;
}
