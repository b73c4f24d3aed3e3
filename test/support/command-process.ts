/** Starts the search command as splunkd does and talks to it in bytes and chunks, under a guard against hanging. */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { binFolder } from "./bin-folder.ts";
import { type Chunk, ChunkReader } from "./chunks.ts";
import { mayRunHere, type ProgramHere, programOf, startHere } from "./program-here.ts";

export { binFolder };

const bundle = join(binFolder, "llamaanalyze.cjs");

/** What splunkd would start: the launcher, or on Windows, which has no POSIX sh, Node with the bundle. */
export const launcher: readonly string[] =
  process.platform === "win32"
    ? [process.execPath, "--no-warnings", bundle]
    : [join(binFolder, "llamaanalyze.sh")];

/** A Splunk of this test process alone; the folder exists only if the command writes to it. */
const splunkHome = join(tmpdir(), `llama-test-splunk-${process.pid}`);
mkdirSync(join(splunkHome, "var", "log", "splunk"), { recursive: true });
process.once("exit", () => rmSync(splunkHome, { recursive: true, force: true }));

export interface StartOptions {
  readonly command?: readonly string[] | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
  readonly cwd?: string | undefined;
  /** Milliseconds after which the process is ended and the test fails. @default 20_000 */
  readonly guard?: number | undefined;
  /** Within this process, where `mayRunHere`: it cannot be killed then. @default false */
  readonly here?: boolean | undefined;
  /** Leave standard output unread until `startReading`. @default false */
  readonly unread?: boolean | undefined;
}

export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stderr: string;
}

/** Give `closed` wherever a process may outlive its test; every method fails once the guard has struck. */
export class CommandProcess {
  readonly #child: ChildProcessWithoutNullStreams | ProgramHere;
  readonly #reader = new ChunkReader();
  readonly #ended: Promise<Ending>;
  readonly #guard: NodeJS.Timeout;
  #outputEnded = false;
  #failure: Error | undefined;
  #wake: () => void = () => undefined;
  #sent = 0;
  #received = 0;
  #chunks = 0;

  constructor(options: StartOptions = {}) {
    const { command = launcher } = options;
    const [file, ...args] = command;
    if (options.command === undefined && !existsSync(bundle))
      throw new Error(`${bundle} is missing: run "npm run build" first`);
    const env = {
      PATH: process.env.PATH ?? "/usr/bin:/bin",
      SPLUNK_HOME: splunkHome,
      // What one search keeps must not change another test's.
      LLAMA_STATE: join(splunkHome, `state-${randomUUID()}`),
      LLAMA_NODE: process.execPath,
      ...options.env,
    };
    const program = options.cwd === undefined && options.here === true ? programOf(command) : undefined;
    this.#child =
      program !== undefined && mayRunHere(env)
        ? startHere(program, [], env)
        : spawn(file!, args, { cwd: options.cwd ?? binFolder, env });
    this.#guard = setTimeout(() => this.#strike(), options.guard ?? 20_000);
    this.#child.stdin.on("error", () => undefined);
    const stderr: Buffer[] = [];
    this.#child.stderr.on("data", (bytes: Buffer) => stderr.push(bytes));
    this.#ended = new Promise((resolve) => {
      this.#child.once("error", (error) => {
        clearTimeout(this.#guard);
        this.#fail(error);
        resolve({ code: null, signal: null, stderr: "" });
      });
      this.#child.once("close", (code, signal) => {
        clearTimeout(this.#guard);
        resolve({ code, signal, stderr: Buffer.concat(stderr).toString() });
      });
    });
    if (options.unread !== true) this.startReading();
  }

  startReading(): void {
    this.#child.stdout.on("data", (bytes: Buffer) => {
      this.#received += bytes.length;
      this.#reader.push(bytes);
      this.#wake();
    });
    this.#child.stdout.once("close", () => {
      this.#outputEnded = true;
      this.#wake();
    });
  }

  /** Writes the bytes, cut at the offsets; resolves when the system has them all, or the reader is gone. */
  async send(bytes: Buffer, cuts: readonly number[] = []): Promise<void> {
    let start = 0;
    for (const cut of [...cuts, bytes.length]) {
      if (cut <= start || cut > bytes.length) continue;
      await this.#write(bytes.subarray(start, cut));
      await new Promise((resolve) => setImmediate(resolve));
      start = cut;
    }
    if (this.#failure !== undefined) throw this.#failure;
  }

  #write(bytes: Buffer): Promise<void> {
    return new Promise((resolve) => {
      if (this.#child.stdin.destroyed) return resolve();
      this.#child.stdin.once("close", resolve);
      this.#child.stdin.write(bytes, () => {
        this.#child.stdin.off("close", resolve);
        this.#sent += bytes.length;
        resolve();
      });
    });
  }

  /** The next chunk of the reply, or undefined once standard output has ended without a stray byte. */
  async readChunk(): Promise<Chunk | undefined> {
    for (;;) {
      if (this.#failure !== undefined) throw this.#failure;
      const chunk = this.#reader.next();
      if (chunk !== undefined) {
        this.#chunks++;
        return chunk;
      }
      if (this.#outputEnded) {
        if (this.#reader.pending > 0)
          throw new Error(`output ended inside a chunk, ${this.#reader.pending} bytes into it`);
        return undefined;
      }
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** Bytes of output that no `readChunk` has taken. */
  get unclaimed(): number {
    return this.#reader.pending;
  }

  closeInput(): void {
    this.#child.stdin.end();
  }

  /** Goes away as a reader does that has seen enough. */
  closeOutput(): void {
    this.#child.stdout.destroy();
  }

  terminate(): void {
    this.#child.kill("SIGTERM");
  }

  /** It lives and does nothing more, as under a debugger or in a frozen container. */
  suspend(): void {
    this.#child.kill("SIGSTOP");
  }

  /** Ends the process if it still runs. */
  closed(): void {
    if (this.#child.exitCode === null && this.#child.signalCode === null) this.#child.kill("SIGKILL");
  }

  async ending(): Promise<Ending> {
    const ending = await this.#ended;
    if (this.#failure !== undefined) throw this.#failure;
    return ending;
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    this.#wake();
  }

  #strike(): void {
    this.closed();
    this.#child.stdin.destroy();
    this.#child.stdout.destroy();
    const got = `${this.#received} bytes, ${this.#chunks} chunks, ${this.#reader.pending} bytes of the next`;
    this.#fail(new Error(`the command hangs: ${this.#sent} bytes sent, received ${got}`));
  }
}
