// How well llama-log diff finds changes: lines of one log are dealt to two sides in blocks, so that nothing has changed, and
// changes are put into the second side.
import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { mixedLog } from "../../bench/mixed-log.ts";
import { type ChangeKind, changesOf } from "../../src/engine/change/changes.ts";
import { TwoSidedCounts } from "../../src/engine/change/kind-counts.ts";
import { seededRandom } from "../../src/engine/detection/seeded-random.ts";
import { TemplateMiner } from "../../src/engine/templates/template-miner.ts";
import { workflowLog } from "./workflow-log.ts";

const blockLines = 50;
const seeds = 10;
/** Templates with fewer lines on a side are not changed. */
const leastLines = 60;
/** Longer ones are names of things. */
const lastShortNumber = /(?<!\d)\d{1,6}(?!\d)(?!.*(?<!\d)\d{1,6}(?!\d))/;
const kinds: readonly ChangeKind[] = ["new", "gone", "louder", "quieter", "values"];

interface Tally {
  injected: number;
  found: number;
  rightly: number;
  reported: number;
  false: number;
}

for (const [name, lines] of logs()) {
  const tallies = new Map(
    kinds.map((kind) => [kind, { injected: 0, found: 0, rightly: 0, reported: 0, false: 0 }]),
  );
  let quiet = 0;
  for (let seed = 1; seed <= seeds; seed++) {
    quiet += changesIn(...dealt(lines, seed)).size;
    tally(lines, seed, tallies as Map<ChangeKind, Tally>);
  }
  const all = [...tallies.values()];
  const sum = (key: keyof Tally): number => all.reduce((total, each) => total + each[key], 0);
  print(
    `${name}: ${lines.length} lines, nothing changed: ${(quiet / seeds).toFixed(1)} changes told; ` +
      `injected ${sum("injected")}, recall ${(sum("found") / sum("injected")).toFixed(3)}, of the right kind ${(sum("rightly") / sum("injected")).toFixed(3)}, ` +
      `false ${(sum("false") / Math.max(1, sum("reported"))).toFixed(3)} of ${sum("reported")} | ` +
      kinds.map((kind) => `${kind} ${tallies.get(kind)?.found}/${tallies.get(kind)?.injected}`).join(", "),
  );
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function* logs(): Iterable<[string, readonly string[]]> {
  yield ["generated day", mixedLog(3, 20_000).map(({ text }) => text)];
  yield ["generated orders", workflowLog(4, 2_000).lines.map(({ text }) => text)];
  for (const [name, file, most] of [
    ["HDFS", "../shared/data/hdfs-2pct/HDFS_2pct.log.gz", 20_000],
    ["OpenSSH", "../shared/data/loghub-2k/OpenSSH_2k.log.gz", 2_000],
    ["Apache", "../shared/data/loghub-2k/Apache_2k.log.gz", 2_000],
  ] as const)
    if (existsSync(file))
      yield [name, gunzipSync(readFileSync(file)).toString("utf8").trimEnd().split("\n").slice(0, most)];
    else print(`skipped: no file ${file}`);
}

/** Blocks of lines, each dealt to one of the sides at random. */
function dealt(lines: readonly string[], seed: number): [string[], string[]] {
  const random = seededRandom(seed);
  const both: [string[], string[]] = [[], []];
  for (let at = 0; at < lines.length; at += blockLines)
    both[random() < 0.5 ? 0 : 1].push(...lines.slice(at, at + blockLines));
  return both;
}

/** Template ids that are told to have changed, with what has. */
function changesIn(before: readonly string[], after: readonly string[]): Map<string, ChangeKind> {
  const counts = new TwoSidedCounts();
  for (const text of before) counts.add(0, text, () => undefined);
  for (const text of after) counts.add(1, text, () => undefined);
  const { changes, lines, unchanged } = changesOf(counts);
  for (const side of ["before", "after"] as const) {
    const sum = changes.reduce((total, change) => total + change[side], unchanged[side]);
    if (sum !== lines[side]) throw new Error(`${sum} lines are accounted for of ${lines[side]}`);
  }
  return new Map(changes.map(({ template_id: id, kind }) => [id, kind]));
}

function tally(lines: readonly string[], seed: number, tallies: Map<ChangeKind, Tally>): void {
  const [before, after] = dealt(lines, seed);
  const random = seededRandom(1_000 + seed);
  const templates = new TemplateMiner();
  for (const text of [...before, ...after]) templates.learn(text);
  const idOf = (text: string): string =>
    (templates.get(templates.learn(text).template.id) ?? templates.learn(text).template).id;
  const linesOf = new Map<string, number>();
  const afterIds = after.map(idOf);
  const beforeIds = new Map<string, number>();
  for (const text of before) beforeIds.set(idOf(text), (beforeIds.get(idOf(text)) ?? 0) + 1);
  for (const id of afterIds) linesOf.set(id, (linesOf.get(id) ?? 0) + 1);
  const large = [...linesOf]
    .filter(([id, count]) => count >= leastLines && (beforeIds.get(id) ?? 0) >= leastLines)
    .map(([id]) => id);
  const chosen = large.sort(() => random() - 0.5).slice(0, Math.max(2, Math.min(8, large.length >> 1)));
  const what = new Map(
    chosen.map((id, at) => [
      id,
      (["gone", "louder", "quieter", "values"] as const)[(at + seed) % 4] as ChangeKind,
    ]),
  );
  const changed = after.flatMap((text, at) => {
    const id = afterIds[at] as string;
    switch (what.get(id)) {
      case "gone":
        return [];
      case "louder":
        return [text, text, text];
      case "quieter":
        return random() < 0.3 ? [text] : [];
      case "values":
        return [text.replace(lastShortNumber, (number) => String(Number(number) * 40 + 7))];
      default:
        return [text];
    }
  });
  const fresh = Array.from(
    { length: 2 },
    (_, at) => `WARN module${"xyz"[at]} could not settle ${"abc"[at]} account, waiting for quorum`,
  );
  for (const text of fresh)
    for (let count = 0; count < 20; count++) changed.splice(Math.floor(random() * changed.length), 0, text);
  const told = changesIn(before, changed);
  const isInjected = new Set<string>(chosen);
  const check = new TwoSidedCounts();
  for (const text of before) check.add(0, text, () => undefined);
  for (const text of changed) check.add(1, text, () => undefined);
  const finalIds = new Map(check.kinds().map(({ template, sides }) => [template.id, sides]));
  for (const [id, kind] of what) {
    const of = tallies.get(kind) as Tally;
    of.injected++;
    if (told.has(id)) of.found++;
    if (told.get(id) === kind) of.rightly++;
  }
  const ofNew = tallies.get("new") as Tally;
  for (const text of fresh) {
    const own = [...finalIds.keys()].find(
      (id) =>
        told.get(id) === "new" &&
        check.kinds().some((kind) => kind.template.id === id && kind.sides[1].sample.texts.includes(text)),
    );
    ofNew.injected++;
    if (own === undefined) continue;
    isInjected.add(own);
    ofNew.found++;
    ofNew.rightly++;
  }
  for (const [id, kind] of told) {
    const of = tallies.get(kind) as Tally;
    of.reported++;
    if (!isInjected.has(id)) of.false++;
  }
}
