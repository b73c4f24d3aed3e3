/** Starts the alert action as splunkd does: JSON on standard input, results in a file, levels on standard error. */
import assert from "node:assert/strict";
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { binFolder } from "./bin-folder.ts";
import { mayRunHere, type ProgramHere, programOf, startHere } from "./program-here.ts";

const launcher = join(binFolder, "llama_alert.sh");

export interface ActionOptions {
  readonly env: Readonly<Record<string, string>>;
  /** What goes to standard input. */
  readonly input: string | Buffer;
  /** @default ["--execute"] */
  readonly args?: readonly string[];
  readonly command?: string;
  /** Within this process, where `mayRunHere`: it cannot be killed then. @default false */
  readonly here?: boolean;
  /** Nobody reads standard error, as when splunkd is gone. */
  readonly unheard?: boolean;
  /** Milliseconds after which it is ended and the test fails. @default 25_000 */
  readonly guard?: number;
}

/** How the action ended, and what splunkd.log would have of it. */
export interface ActionEnding {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Sentences by their level. */
  readonly said: Readonly<Record<"INFO" | "WARN" | "ERROR", readonly string[]>>;
  readonly seconds: number;
  /** Megabytes of memory at its peak, as far as it was seen; 0 where the system does not tell. */
  readonly peakMemory: number;
}

/** An action that runs. */
export class AlertProcess {
  readonly ended: Promise<ActionEnding>;
  readonly #child: ChildProcessWithoutNullStreams | ProgramHere;

  constructor({
    env,
    input,
    args = ["--execute"],
    command = launcher,
    here = false,
    unheard = false,
    guard = 25_000,
  }: ActionOptions) {
    const begun = performance.now();
    const whole = { PATH: process.env.PATH ?? "/usr/bin:/bin", LLAMA_NODE: process.execPath, ...env };
    const program = here && !unheard ? programOf([command]) : undefined;
    const child =
      program !== undefined && mayRunHere(whole)
        ? startHere(program, args, whole)
        : spawn(command, args, { cwd: "/", env: whole });
    this.#child = child;
    const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on("data", (bytes: Buffer) => stdout.push(bytes));
    child.stderr.on("data", (bytes: Buffer) => stderr.push(bytes));
    if (unheard) child.stderr.destroy();
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
    let peakMemory = 0;
    const watch = setInterval(() => {
      peakMemory = Math.max(peakMemory, memoryOf(child.pid));
    }, 50);
    this.ended = new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        child.kill("SIGKILL");
        reject(new Error(`the action hangs; so far it said: ${Buffer.concat(stderr)}`));
      }, guard);
      child.once("error", (error) => {
        clearInterval(watch);
        reject(error);
      });
      child.once("close", (code, signal) => {
        clearTimeout(timer);
        clearInterval(watch);
        const [out, said] = [stdout, stderr].map((parts) => Buffer.concat(parts).toString()) as [
          string,
          string,
        ];
        const seconds = (performance.now() - begun) / 1000;
        resolve({ code, signal, stdout: out, stderr: said, said: byLevel(said), seconds, peakMemory });
      });
    });
    // Whoever kills it may never ask.
    this.ended.catch(() => undefined);
  }

  /** @param signal by which it may tidy up first, if it is another than the usual one */
  kill(signal: NodeJS.Signals = "SIGKILL"): void {
    this.#child.kill(signal);
  }
}

/** Runs the action to its end, and checks what is true of every run. */
export async function runAction(options: ActionOptions): Promise<ActionEnding> {
  const ending = await new AlertProcess({ here: true, ...options }).ended;
  assert.equal(ending.stdout, "", "standard output stays empty");
  assert.equal(ending.signal, null);
  const lines = ending.stderr.split("\n").slice(0, -1);
  for (const line of lines) {
    assert.match(line, /^(?:INFO|WARN|ERROR) [\w[].*[.)]$/, "each line has a level and a sentence");
    assert.doesNotMatch(line, /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/);
    assert.doesNotMatch(line, /^\w+ \s*at /, "no stack trace");
  }
  const { ERROR } = ending.said;
  assert.equal(ERROR.length, ending.code === 0 ? 0 : 1, `one error where it failed: ${ending.stderr}`);
  return ending;
}

/** Linux's own account, in megabytes. */
function memoryOf(pid = 0): number {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "latin1"))?.[1] ?? 0) / 1000;
  } catch {
    return 0;
  }
}

function byLevel(stderr: string): ActionEnding["said"] {
  const of = (level: string) =>
    stderr
      .split("\n")
      .filter((line) => line.startsWith(`${level} `))
      .map((line) => line.slice(level.length + 1));
  return { INFO: of("INFO"), WARN: of("WARN"), ERROR: of("ERROR") };
}
