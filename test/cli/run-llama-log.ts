import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { mayRunHere, startHere } from "../support/program-here.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const program = join(root, "bin", "llama-log.cjs");

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The most memory the process was seen to hold, in MB; 0 where it cannot be seen. */
  readonly peakMegabytes: number;
}

export interface RunOptions {
  readonly input?: Iterable<string | Buffer> | undefined;
  readonly environment?: NodeJS.ProcessEnv;
  /** Goes on until so many bytes were read, then stops reading, as `head` does. */
  readonly readAtMost?: number;
  readonly memory?: (pid: number) => number;
  readonly nodeOptions?: readonly string[];
  /** False where several at once must not share a process. @default true */
  readonly here?: boolean;
}

/** Runs the built program as a user would, from the root of the repository. */
export async function runLlamaLog(words: readonly string[], options: RunOptions = {}): Promise<Finished> {
  const { NO_COLOR: _, FORCE_COLOR: __, ...environment } = process.env;
  // What one run keeps must not change another test's.
  const state = mkdtempSync(join(tmpdir(), "llama-state-"));
  const env = { ...environment, COLUMNS: "100", LLAMA_STATE: state, ...options.environment };
  const { nodeOptions = [], readAtMost, memory, here = true } = options;
  const isPlain = nodeOptions.length === 0 && readAtMost === undefined && memory === undefined;
  const child =
    here && isPlain && mayRunHere(env) && process.cwd() === resolve(root)
      ? startHere("llama-log", words, env)
      : spawn(process.execPath, [...nodeOptions, program, ...words], { cwd: root, env });
  let stdout = "";
  let stderr = "";
  let peakMegabytes = 0;
  const watch = setInterval(() => {
    if (options.memory !== undefined)
      peakMegabytes = Math.max(peakMegabytes, options.memory(child.pid as number));
  }, 50);
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    if (stdout.length >= (options.readAtMost ?? Number.POSITIVE_INFINITY)) child.stdout.destroy();
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  child.stdin.on("error", () => {});
  const closed = new Promise<number | null>((resolve) => child.once("close", resolve));
  Readable.from(options.input ?? []).pipe(child.stdin);
  const code = await closed;
  clearInterval(watch);
  rmSync(state, { recursive: true, force: true });
  return { code, stdout, stderr, peakMegabytes };
}
