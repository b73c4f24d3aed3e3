import { spawnSync } from "node:child_process";
import { getinfoChunk, launcher } from "./conversation.ts";

/** A program's start, over that of a Node that has nothing to do. */
export interface Start {
  readonly name: string;
  /** Of processor time, a median of pairs. */
  readonly ratio: number;
  readonly pairs: number;
}

const getinfo = getinfoChunk(["_raw"]);

/** Starts in pairs with `node -e 0`, by processor time, which other processes disturb less than the clock on the wall. */
export function* starts(pairs: number, median: (values: readonly number[]) => number): Generator<Start> {
  const programs = [
    { name: "to the getinfo reply, through the launcher", command: [launcher], input: getinfo },
    { name: "of llama-log --help", command: [process.execPath, "bin/llama-log.cjs", "--help"], input: "" },
  ];
  for (const { name, command, input } of programs) {
    const ratios = Array.from(
      { length: pairs },
      () => processorSeconds(command, input) / processorSeconds([process.execPath, "-e", "0"], ""),
    );
    yield { name, ratio: median(ratios), pairs };
  }
}

/** User and system time of a program until it ends, which is when its input does. The shell knows it to a millisecond. */
function processorSeconds(command: readonly string[], input: string | Buffer): number {
  const { stdout } = spawnSync("bash", ["-c", '"$0" "$@" > /dev/null 2>&1; times', ...command], {
    input,
    encoding: "utf8",
    env: { ...process.env, LLAMA_NODE: process.execPath },
  });
  const [, children = ""] = stdout.trim().split("\n");
  return [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds),
    0,
  );
}
