import { realpathSync } from "node:fs";
import { changesOf } from "../../engine/change/changes.ts";
import { type Side, TwoSidedCounts } from "../../engine/change/kind-counts.ts";
import { readMoment } from "../../engine/moment.ts";
import { printable } from "../../engine/printable.ts";
import { Reading } from "../../engine/reading/reading.ts";
import { lineClock } from "../../engine/reading/time/line-clock.ts";
import { toText } from "../../splunk/byte-string.ts";
import { UserError } from "../../splunk/user-error.ts";
import { readWords } from "../parse/flags.ts";
import { Inputs } from "../parse/inputs.ts";
import { logFiles } from "../parse/log-files.ts";
import { changesText } from "../render/changes-text.ts";
import { ProgressBar } from "../render/progress-bar.ts";
import { outputColumns, print, takesColour, warn } from "../terminal.ts";
import { diffUsage } from "./usage.ts";

/**
 * `llama-log diff BEFORE AFTER`, or `llama-log diff FILE --at TIME`: what is different now.
 *
 * @returns the exit code
 */
export async function diff(words: readonly string[]): Promise<number> {
  const { plain, own } = readWords(words, {
    command: "diff",
    own: {
      ...{ json: {}, all: {}, help: {} },
      at: { wanted: "a time in the log", example: "2026-03-10T09:30" },
    },
    options: {},
    readsFiles: true,
  });
  if (own.has("help")) {
    await print(diffUsage());
    return 0;
  }
  const at = own.has("at") ? timeOf(own.get("at") as string) : undefined;
  const wanted = at === undefined ? 2 : 1;
  if (plain.length !== wanted)
    throw new UserError(
      at === undefined
        ? `llama-log diff compares two logs, and ${plain.length} came. Name both, as in llama-log diff yesterday.log today.log, or one with --at TIME.`
        : `With --at, llama-log diff cuts one log in two, and ${plain.length} came. Name one, or leave --at out.`,
    );
  const inputs = new Inputs(plain);
  const bar = new ProgressBar(process.stderr, await inputs.check());
  const counts = new TwoSidedCounts();
  const sides = await Promise.all(plain.map((path) => logFiles([path])));
  for (const [place, path] of sides.flatMap((logs, side) =>
    logs.flat().map((file) => [side, file] as const),
  )) {
    const clock = lineClock(new Date());
    let last: number | undefined;
    for await (const { lines } of inputs.batches(path, (bytes) => {
      bar.bytesRead += bytes;
      bar.update();
    })) {
      bar.linesRead += lines.length;
      for (const line of lines) {
        const raw = toText(line);
        const { text } = new Reading(raw);
        if (at === undefined) counts.add(place as Side, text, () => clock(raw));
        else {
          // A line without a time, such as one of a stack trace, is of the time of the line before.
          const time = clock(raw);
          last = time ?? last;
          counts.add(last !== undefined && last >= at ? 1 : 0, text, () => time);
        }
      }
    }
  }
  bar.erase();
  if (inputs.failures.length > 0) return inputs.end();
  checkSides(counts, at === undefined ? plain : undefined);
  if (isSame(plain)) warn("Both are the same file: nothing can be different.");
  else if (timesOverlap(counts))
    warn(
      "The times of both logs overlap: what is said to be different is between the files, not between two times.",
    );
  const changes = changesOf(counts);
  if (own.has("json")) {
    await print(`${JSON.stringify(changes)}\n`);
    return inputs.end();
  }
  const look = { columns: outputColumns(), colour: takesColour(process.env, process.stdout.isTTY) };
  await print(`${changesText(changes, look, own.has("all")).join("\n")}\n`);
  return inputs.end();
}

/** @throws UserError for a side without lines */
function checkSides(counts: TwoSidedCounts, paths: readonly string[] | undefined): void {
  for (const side of [0, 1] as const) {
    if (counts.linesOf(side) > 0) continue;
    const where =
      paths === undefined
        ? `No line is ${side === 0 ? "before" : "at or after"} the time of --at`
        : `${printable(paths[side] as string)} has no lines`;
    throw new UserError(
      `${where}, so there is nothing to compare. Take another ${paths === undefined ? "time" : "log"}.`,
    );
  }
}

function timesOverlap(counts: TwoSidedCounts): boolean {
  const [before, after] = [counts.spanOf(0), counts.spanOf(1)];
  return (
    before !== undefined && after !== undefined && after.first < before.last && after.last > before.first
  );
}

function timeOf(text: string): number {
  const time = readMoment(text) ?? lineClock(new Date())(text);
  if (time === undefined)
    throw new UserError(
      `--at wants a time such as 2026-03-10T09:30 or 1773135000, not ${printable(JSON.stringify(text))}.`,
    );
  return time;
}

function isSame(paths: readonly string[]): boolean {
  const [one, other] = paths;
  if (one === undefined || other === undefined || one === "-" || other === "-") return false;
  return realpathSync(one) === realpathSync(other);
}
