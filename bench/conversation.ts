import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { encodeChunk } from "../src/splunk/chunk.ts";

export const launcher = resolve("bin/llamaanalyze.sh");
/** What one run keeps changes nothing for the next: all kinds of lines are known after the first chunk. */
const state = resolve("node_modules/.cache/bench-state");
const environment = { ...process.env, LLAMA_NODE: process.execPath, LLAMA_STATE: state };
const searchinfo = {
  dispatch_dir: "",
  sid: "bench",
  app: "search",
  owner: "admin",
  username: "admin",
  session_key: "",
  splunkd_uri: "https://127.0.0.1:8089",
  splunk_version: "9.4.0",
  search: "",
  command: "llamaanalyze",
  maxresultrows: 50_000,
  earliest_time: "0",
  latest_time: "0",
};

/** The first chunk of a search, as splunkd sends it. */
export function getinfoChunk(args: readonly string[]): Buffer {
  const info = { ...searchinfo, args, raw_args: args };
  return Buffer.concat(encodeChunk({ action: "getinfo", preview: false, searchinfo: info }));
}

export interface Throughput {
  /** From the first execute chunk to the end of the process. */
  readonly rowsPerSecond: number;
  /** The highest resident memory of the process, in megabytes; undefined where the system does not tell. */
  readonly peakMegabytes: number | undefined;
}

export interface Load {
  readonly rowsInChunk: number;
  readonly chunks: number;
  readonly searchArguments?: readonly string[];
  /** Environment variables. */
  readonly settings?: Readonly<Record<string, string>>;
}

/**
 * Sends the chunks in turn, many times, as fast as they are taken. What comes back is counted and thrown away, so
 * that this side costs the same small part of the machine for every command.
 */
export async function measureThroughput(
  command: readonly string[],
  bodies: readonly Buffer[],
  { rowsInChunk, chunks, searchArguments = ["_raw"], settings = {} }: Load,
): Promise<Throughput> {
  const [program, ...args] = command as [string, ...string[]];
  const child = spawn(program, args, {
    env: { ...environment, ...settings },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = once(child, "close");
  let bytes = 0;
  let peakMegabytes: number | undefined;
  child.stdin.write(getinfoChunk(searchArguments));
  await once(child.stdout, "readable");
  child.stdout.on("data", (data: Buffer) => {
    bytes += data.length;
  });
  const started = performance.now();
  await writeChunks(child, bodies, chunks);
  const watching = setInterval(() => {
    peakMegabytes = peakOf(child.pid as number) ?? peakMegabytes;
  }, 20);
  peakMegabytes = peakOf(child.pid as number);
  child.stdin.end();
  const [exitCode] = await ended;
  clearInterval(watching);
  const seconds = (performance.now() - started) / 1000;
  if (exitCode !== 0 || bytes < rowsInChunk * chunks)
    throw new Error(`${program} answered ${bytes} bytes only`);
  return { rowsPerSecond: (rowsInChunk * chunks) / seconds, peakMegabytes };
}

async function writeChunks(child: ChildProcess, bodies: readonly Buffer[], chunks: number): Promise<void> {
  const input = child.stdin as NonNullable<ChildProcess["stdin"]>;
  for (let chunk = 1; chunk <= chunks; chunk++) {
    const body = bodies[chunk % bodies.length] as Buffer;
    const whole = Buffer.concat(encodeChunk({ action: "execute", finished: chunk === chunks }, [body]));
    if (!input.write(whole)) await once(input, "drain");
  }
}

/** Linux keeps the high-water mark of a process's resident memory. */
function peakOf(pid: number): number | undefined {
  try {
    const match = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
    return match === null ? undefined : Number(match[1]) / 1024;
  } catch {
    return undefined;
  }
}
