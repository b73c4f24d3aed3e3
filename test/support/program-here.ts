/**
 * A program of bin/ within this process, in place of one of its own: to start Node and to load the bundles is most of the
 * time that a short run takes, and here the modules are loaded once. The bundle is the same, and so is what it sees: its
 * arguments, environment, streams, signals and exit code are its own. It shares memory, process number and clock.
 *
 * Real processes are for what is killed, for what the system itself does (files by descriptor, zones, users), and for
 * everything under TESTS=full.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import childProcess, { type ChildProcess } from "node:child_process";
import { EventEmitter } from "node:events";
import { createRequire, syncBuiltinESMExports } from "node:module";
import { basename, join } from "node:path";
import { PassThrough } from "node:stream";
import { binFolder } from "./bin-folder.ts";
import { isFull } from "./full-run.ts";

/** As much of a ChildProcess as tests use. */
export interface ProgramHere extends EventEmitter {
  readonly stdin: PassThrough;
  readonly stdout: PassThrough;
  readonly stderr: PassThrough;
  readonly pid: undefined;
  readonly exitCode: number | null;
  readonly signalCode: NodeJS.Signals | null;
  kill(signal?: NodeJS.Signals): boolean;
}

interface View {
  /** What a program sees as `process`, where that differs from this one's. */
  readonly own: Readonly<Record<string | symbol, unknown>>;
  readonly end: (code: number) => void;
}

const views = new AsyncLocalStorage<View>();
const requireFresh = createRequire(import.meta.url);
const eventMethods = ["on", "once", "off", "addListener", "removeListener", "listeners", "emit"] as const;
/** Settings of Node and of the system, which a process takes in when it starts. */
const ofTheSystem = /^(?:TZ$|NODE_|LD_|DYLD_|OPENSSL_)/;

let isShared = false;

/** Whether a program may run here: not where the whole is tried, nor with another Node or another time zone. */
export function mayRunHere(env: Readonly<Record<string, string | undefined>>): boolean {
  const isSet = (name: string) => ofTheSystem.test(name) && env[name] !== process.env[name];
  if (isFull || Object.keys(env).some(isSet)) return false;
  return env.LLAMA_NODE === undefined || env.LLAMA_NODE === process.execPath;
}

/** @param name of the launcher, like `llamaanalyze` @param env all of it */
export function startHere(
  name: string,
  words: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): ProgramHere {
  shareProcess();
  const file = join(binFolder, `${name === "llama-log" ? "command-line" : name}.cjs`);
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const events = new EventEmitter();
  const program = Object.assign(new EventEmitter(), {
    ...{ stdin, stdout, stderr, pid: undefined },
    exitCode: null as number | null,
    signalCode: null as NodeJS.Signals | null,
    kill: (signal: NodeJS.Signals = "SIGTERM") => {
      if (program.exitCode !== null || program.signalCode !== null) return false;
      if (signal !== "SIGKILL" && events.emit(signal)) return true;
      program.signalCode = signal;
      finish();
      return true;
    },
  });
  const finish = (): void => {
    stdin.destroy();
    for (const output of [stdout, stderr]) if (!output.destroyed) output.end();
    void Promise.all([stdout, stderr].map(closed)).then(() =>
      program.emit("close", program.exitCode, program.signalCode),
    );
  };
  const end = (code: number): void => {
    if (program.exitCode !== null || program.signalCode !== null) return;
    program.exitCode = code;
    events.emit("exit", code);
    finish();
  };
  // What a program says after its end is heard by nobody.
  for (const output of [stdout, stderr]) output.on("error", () => undefined);
  const own = {
    ...{ argv: [process.execPath, file, ...words], env: { ...env }, stdin, stdout, stderr },
    exit: (code = 0) => end(code),
    ...Object.fromEntries(eventMethods.map((method) => [method, events[method].bind(events)])),
  };
  views.run({ own, end }, () => {
    delete requireFresh.cache[file];
    requireFresh(file);
  });
  return program;
}

/** The launcher's name, where it is one of ours. */
export function programOf(command: readonly string[]): string | undefined {
  const [file = ""] = command;
  return command.length === 1 && file.startsWith(binFolder) && file.endsWith(".sh")
    ? basename(file, ".sh")
    : undefined;
}

function closed(output: PassThrough): Promise<void> {
  return new Promise((resolve) => {
    if (output.destroyed || output.readableEnded) resolve();
    else output.once("close", resolve);
  });
}

/** From then on `process` is, within a program, the program's. */
function shareProcess(): void {
  if (isShared) return;
  isShared = true;
  const shared = new Proxy(process, {
    get: (real, key) => {
      const own = views.getStore()?.own ?? {};
      return Object.hasOwn(own, key) ? own[key] : Reflect.get(real, key, real);
    },
    // Which is set once the work is done.
    set: (real, key, value) => {
      const view = views.getStore();
      if (view === undefined || key !== "exitCode") return Reflect.set(real, key, value, real);
      view.end(value);
      return true;
    },
  });
  Object.defineProperty(globalThis, "process", { value: shared, configurable: true, writable: true });
  startLaunchersHere();
}

/** The launchers that a program here starts, as llama-log does, run here as well. */
function startLaunchersHere(): void {
  const { spawn } = childProcess;
  const spawnHere = (...given: Parameters<typeof spawn>): ChildProcess => {
    const [command, words, { env = {} } = {}] = given;
    const program = views.getStore() === undefined ? undefined : programOf([command]);
    return program !== undefined && mayRunHere(env)
      ? (startHere(program, words, env) as unknown as ChildProcess)
      : spawn(...given);
  };
  childProcess.spawn = spawnHere as typeof spawn;
  syncBuiltinESMExports();
}
