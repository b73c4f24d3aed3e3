// npm run evaluate: how well detectors find strange sessions; docs/detection.md has the figures.
// Logs: HDFS_2pct of ../shared/data where it is there, and generated ones.

import { createHash } from "node:crypto";
import { detect, detectBy, type LearntModel } from "../../src/engine/detection/detect.ts";
import { type DetectorName, detectors } from "../../src/engine/detection/detectors.ts";
import type { FeaturePart } from "../../src/engine/detection/features.ts";
import {
  type RestStateOptions,
  RestStates,
  restStateDefaults,
} from "../../src/engine/detection/rest-states.ts";
import { Sessions, type SessionTable } from "../../src/engine/detection/sessions.ts";
import { beyondLearnt, fixedShare, quantile } from "../../src/engine/detection/thresholds.ts";
import { hdfsLogs, type JudgedLog, sessionsIn } from "./hdfs.ts";
import { auroc, meanOf, type Quality, qualityOf, standardErrorOf } from "./scores.ts";
import { type LabelledLog, workflowLog } from "./workflow-log.ts";

const seeds = Array.from({ length: 20 }, (_, at) => at + 1);

for (const log of logs()) {
  print(`\n## ${log.name}\n`);
  const judged = sessionsIn(log);
  const { table, truth, rate } = judged;
  const strange = truth.filter(Boolean).length;
  print(
    `${log.lines.length.toLocaleString("en-US")} lines, ${table.keys.length.toLocaleString("en-US")} sessions, ` +
      `${strange} strange (${(100 * rate).toFixed(2)} %), ${table.templates.length} templates\n`,
  );
  batch(judged);
  fromNormal(judged);
  inOrder(judged);
}

function* logs(): Iterable<LabelledLog> {
  yield* hdfsLogs();
  for (const seed of [1, 2]) yield workflowLog(seed, 6_000);
}

/** Learns from all sessions and judges the same, in batch. */
function batch({ table, truth, rate }: JudgedLog): void {
  print(
    "Batch, without labels; the last columns with the true share of strange sessions as threshold, which is a leak:\n",
  );
  print("| detector | features | P | R | F1 | AUROC | seconds | P | R | F1 (leak) |");
  print("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
  const cases: [DetectorName, readonly FeaturePart[]][] = [
    ["signature", ["counts"]],
    ["event-sets", ["counts"]],
    ["new-template", ["counts"]],
    ...(["isolation-forest", "lof", "one-class-svm"] as const).flatMap((name) =>
      ([["counts"], ["tf-idf"], ["counts", "shape"], ["counts", "bigrams"]] as const).map(
        (features): [DetectorName, readonly FeaturePart[]] => [name, features],
      ),
    ),
  ];
  for (const [algorithm, features] of cases) {
    const isRandom = algorithm === "isolation-forest";
    const began = performance.now();
    const all = (isRandom ? seeds : [1]).map((seed) => {
      const { scores, threshold } = detect(table, { algorithm, features, seed });
      return { scores, threshold };
    });
    const seconds = (performance.now() - began) / 1000 / all.length;
    const own = all.map(({ scores, threshold }) =>
      qualityOf(
        Array.from(scores, (score) => score > threshold),
        truth,
      ),
    );
    const leak = all.map(({ scores }) => {
      const threshold = fixedShare(scores, rate);
      return qualityOf(
        Array.from(scores, (score) => score > threshold),
        truth,
      );
    });
    const areas = all.map(({ scores }) => auroc(scores, truth));
    print(
      `| ${algorithm} | ${features.join(" + ")} | ${three(own)} | ${meanOf(areas).toFixed(3)} | ${seconds.toFixed(2)} | ${three(leak)} |`,
    );
  }
}

/** Learns from half of the normal sessions, by a hash of their keys, and judges all others. */
function fromNormal({ table, truth }: JudgedLog): void {
  const isLearnt = table.keys.map(
    (key, at) => !truth[at] && (createHash("sha1").update(key).digest()[0] as number) < 128,
  );
  const learnt = part(table, isLearnt);
  const rest = part(
    table,
    isLearnt.map((is) => !is),
  );
  const answers = truth.filter((_, at) => !isLearnt[at]);
  print(
    "\nLearnt from half of the normal sessions; judged: the other half and all strange ones. Thresholds fixed before:\n",
  );
  print("| detector | threshold | P | R | F1 | AUROC |");
  print("| --- | --- | --- | --- | --- | --- |");
  for (const algorithm of Object.keys(detectors) as DetectorName[]) {
    const { countsOnly } = detectors[algorithm];
    const rule = countsOnly ? beyondLearnt : (scores: Float64Array) => quantile(scores, 0.999);
    const { learnt: model } = detect(learnt, { algorithm, seed: 1, threshold: rule });
    const { scores, threshold } = detectBy(rest, model as LearntModel);
    const quality = qualityOf(
      Array.from(scores, (score) => score > threshold),
      answers,
    );
    print(
      `| ${algorithm} | ${countsOnly ? "beyond all that was learnt" : "quantile .999"} | ${three([quality])} | ${auroc(scores, answers).toFixed(3)} |`,
    );
  }
}

/** Judges while events come. `latched` is what was ever said, `final` what was said last. */
function inOrder({ table, truth }: JudgedLog): void {
  const events = eventsOf(table);
  print("\nIn order of time, nothing looked up ahead:\n");
  print("| constants | P | R | F1, last word | P | R | F1, never taken back |");
  print("| --- | --- | --- | --- | --- | --- | --- |");
  const moved: Partial<RestStateOptions>[] = [
    {},
    ...[0.008, 0.012, 0.0225].map((rareShare) => ({ rareShare })),
    ...[60, 540].map((judgeAfter) => ({ judgeAfter })),
    ...[10, 300].map((learnAfter) => ({ learnAfter })),
    ...[0, 0.2].map((stayShare) => ({ stayShare })),
    ...[50, 1_000].map((warmUp) => ({ warmUp })),
  ];
  for (const options of moved) {
    const [last, latched] = verdictsOf(events, options).map((strange) =>
      qualityOf(
        table.keys.map((key) => strange.has(key)),
        truth,
      ),
    ) as [Quality, Quality];
    const name =
      Object.entries(options)
        .map(([option, value]) => `${option} ${value}`)
        .join() || defaultsText();
    print(`| ${name} | ${three([last])} | ${three([latched])} |`);
  }
  const half = events.slice(0, events.length >> 1);
  const said = (some: typeof events): string[] => {
    const detector = new RestStates();
    return some.flatMap((event) => detector.add(...event).map((verdict) => JSON.stringify(verdict)));
  };
  const first = said(half);
  const same = said(events).slice(0, first.length).join() === first.join();
  print(
    `\nHalf of the events give ${same ? "the same" : "OTHER"} ${first.length} verdicts as all of them as far as they go.`,
  );
  if (!same) process.exitCode = 1;
}

type Event = [time: number, session: string, template: string];

function eventsOf(table: SessionTable): Event[] {
  return table.keys
    .flatMap((key, session) =>
      Array.from(
        table.events.slice(table.starts[session], table.starts[session + 1]),
        (template, at): Event => [
          table.times[(table.starts[session] as number) + at] as number,
          key,
          table.templates[template] as string,
        ],
      ),
    )
    .sort(([one], [other]) => one - other);
}

function verdictsOf(
  events: readonly Event[],
  options: Partial<RestStateOptions>,
): [Set<string>, Set<string>] {
  const detector = new RestStates(options);
  const [last, latched] = [new Set<string>(), new Set<string>()];
  const take = (verdicts: ReturnType<RestStates["add"]>): void => {
    for (const { session, isStrange } of verdicts) {
      if (!isStrange) last.delete(session);
      else {
        last.add(session);
        latched.add(session);
      }
    }
  };
  for (const event of events) take(detector.add(...event));
  take(detector.finish());
  return [last, latched];
}

function part(table: SessionTable, isWanted: readonly boolean[]): SessionTable {
  const sessions = new Sessions();
  for (const [session, key] of table.keys.entries())
    if (isWanted[session])
      for (
        let event = table.starts[session] as number;
        event < (table.starts[session + 1] as number);
        event++
      )
        sessions.add(
          key,
          table.templates[table.events[event] as number] as string,
          table.times[event] as number,
          table.grades[event] as 0 | 1 | 2,
        );
  return sessions.table();
}

/** Precision, recall and F1, as means; F1 with its standard error where there are several. */
function three(all: readonly Quality[]): string {
  const f1 = all.map((quality) => quality.f1);
  const error = all.length > 1 ? ` ± ${standardErrorOf(f1).toFixed(3)}` : "";
  return `${meanOf(all.map(({ precision }) => precision)).toFixed(3)} | ${meanOf(all.map(({ recall }) => recall)).toFixed(3)} | ${meanOf(f1).toFixed(3)}${error}`;
}

function defaultsText(): string {
  const { learnAfter, judgeAfter, rareShare, stayShare, warmUp } = restStateDefaults;
  return `learnAfter ${learnAfter}, judgeAfter ${judgeAfter}, rareShare ${rareShare}, stayShare ${stayShare}, warmUp ${warmUp}`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
