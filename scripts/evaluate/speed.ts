// How long detectors take beside scikit-learn, in processor time of the same run: npm run evaluate:speed
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pythonWith, runPython } from "../../bench/python.ts";
import { dbscan } from "../../src/engine/detection/dbscan.ts";
import { countsOf } from "../../src/engine/detection/features.ts";
import { fitIsolationForest } from "../../src/engine/detection/isolation-forest.ts";
import { fitLocalOutlierFactor } from "../../src/engine/detection/local-outlier-factor.ts";
import type { Matrix } from "../../src/engine/detection/matrix.ts";
import { fitOneClassSvm } from "../../src/engine/detection/one-class-svm.ts";
import { seededRandom } from "../../src/engine/detection/seeded-random.ts";
import { fitScaler, scaled } from "../../src/engine/detection/standard-scaler.ts";
import { hdfsLogs, sessionsIn } from "./hdfs.ts";

const [rows, columns] = [11_501, 34];
const rounds = 3;
/** The rows are those of a file of 64-bit numbers. The first of each is not counted: it loads libraries. */
const program = `import json, sys, time
import numpy
from sklearn.cluster import DBSCAN
from sklearn.ensemble import IsolationForest
from sklearn.neighbors import LocalOutlierFactor
from sklearn.svm import OneClassSVM

rows = numpy.fromfile(sys.argv[1]).reshape(-1, ${columns})
ways = {
    "isolation-forest": lambda: IsolationForest(random_state=1).fit(rows).score_samples(rows),
    "lof": lambda: LocalOutlierFactor().fit(rows),
    "one-class-svm": lambda: OneClassSVM(nu=0.03).fit(rows).score_samples(rows),
    "dbscan": lambda: DBSCAN(min_samples=2).fit(rows),
}
result = {}
for name, way in ways.items():
    times = []
    for _ in range(${rounds} + 1):
        started = time.process_time()
        way()
        times.append(time.process_time() - started)
    result[name] = min(times[1:])
print(json.dumps(result))
`;

const ways: Readonly<Record<string, (matrix: Matrix) => unknown>> = {
  "isolation-forest": (matrix) => fitIsolationForest(matrix, { seed: 1 }),
  lof: (matrix) => fitLocalOutlierFactor(matrix),
  "one-class-svm": (matrix) => fitOneClassSvm(matrix, { nu: 0.03 }),
  dbscan: (matrix) => dbscan(matrix, { minSamples: 2 }),
};

const peer = pythonWith("bench-scikit-learn", "scikit-learn==1.9.1", "sklearn");
if ("missing" in peer) print(`skipped: ${peer.missing}`);
else
  for (const [name, matrix] of matrices()) {
    const folder = join("node_modules", ".cache", "run");
    mkdirSync(folder, { recursive: true });
    const file = join(folder, "speed-rows.bin");
    writeFileSync(file, new Uint8Array(matrix.values.buffer));
    const theirs = runPython<Record<string, number>>(peer, "speed.py", program, file);
    if ("missing" in theirs) print(`skipped: ${theirs.missing}`);
    else
      for (const [way, run] of Object.entries(ways)) {
        const own = processorSeconds(() => run(matrix));
        const other = theirs[way] as number;
        print(
          `${name}, ${way}: ${own.toFixed(3)} s, scikit-learn ${other.toFixed(3)} s, ${(other / own).toFixed(1)} times as fast`,
        );
      }
  }

function* matrices(): Iterable<[string, Matrix]> {
  const random = seededRandom(1);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  for (const log of hdfsLogs()) {
    const { table } = sessionsIn(log);
    const counts = countsOf(table, table.templates);
    const counted = scaled(counts, fitScaler(counts));
    const widened = (noise: number): Matrix => ({
      ...{ rows: counted.rows, columns },
      values: Float64Array.from({ length: counted.rows * columns }, (_, at) => {
        const column = at % columns;
        const value =
          column < counted.columns
            ? (counted.values[Math.floor(at / columns) * counted.columns + column] as number)
            : 0;
        return value + noise * (random() - 0.5);
      }),
    });
    yield ["HDFS", widened(0)];
    yield ["HDFS, no two rows alike", widened(0.01)];
  }
  const values = Float64Array.from({ length: rows * columns }, normal);
  yield ["random rows", { rows, columns, values }];
}

function processorSeconds(run: () => unknown): number {
  const times = Array.from({ length: rounds + 1 }, () => {
    const started = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(started);
    return (user + system) / 1e6;
  });
  return Math.min(...times.slice(1));
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
