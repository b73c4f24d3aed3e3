/** What a version keeps between runs, as a fixture that later versions open. */
import { randomBytes } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openAlertPlace, recordsOf, twoRows } from "../cli/alert-place.ts";
import { type Finished, runLlamaLog } from "../cli/run-llama-log.ts";
import { status } from "./alert-receivers/misbehaviour.ts";
import { executeChunk, getinfoChunk } from "./chunks.ts";
import { binFolder } from "./command-process.ts";
import { cellValue, parseCsv, splunkdBody } from "./csv.ts";
import { startModelEndpoint } from "./model-endpoint/start-model-endpoint.ts";
import { converseRaw } from "./protocol-client.ts";
import { type RunningSplunkd, startSplunkd } from "./splunkd/start-splunkd.ts";

/** Preloaded, it shifts the clock of a process. */
export const clock = join(import.meta.dirname, "shifted-date.cjs");
/** By how many milliseconds to shift the clock of a process that is to run at a time, whatever day it is here. */
export function shiftTo(time: number): number {
  return Math.round(time - (Date.now() - Number(process.env.SHIFTED_DATE_BY ?? 0)));
}

export const keptStates = join(import.meta.dirname, "../fixtures/state");

export interface KeptState {
  readonly version: string;
  /** When it was kept, in epoch milliseconds. */
  readonly time: number;
  /** The log that was read. */
  readonly log: string;
  /** Of each line of it. */
  readonly templateIds: readonly string[];
}

const log = [
  "2026-11-20T10:00:01Z ERROR payment 4711 declined by gateway",
  "2026-11-20T10:00:02Z ERROR payment 4712 declined by gateway",
  "2026-11-20T10:00:03Z WARN login failed for user=anna from 203.0.113.9",
  "2026-11-20T10:00:04Z INFO cart 17 saved in 12 ms",
  "2026-11-20T10:00:05Z ERROR connection to orders-db-0:5432 refused",
  "",
].join("\n");

/** What the members of a search-head cluster share: documents by collection, and their one key. */
export interface KeptCollections {
  readonly key: string;
  /** When they were kept, in epoch milliseconds. */
  readonly time: number;
  readonly collections: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
}

/** Reads a log with a model, silences a service, and leaves a page waiting: then keeps the state folder. */
export async function keepState(): Promise<void> {
  const root = join(import.meta.dirname, "../..");
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  const folder = join(keptStates, version);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const place = await openAlertPlace();
  const model = await startModelEndpoint();
  try {
    const state = place.state("kept");
    const environment = { LLAMA_STATE: state, LLAMA_ENDPOINT: model.url, LLAMA_MODEL: "llama" };
    const analyzed = await done(
      runLlamaLog(["analyze", place.file("app.log", log), "--json"], { environment }),
    );
    const silence = ["silence", "add", "--service", "billing", "--for", "7d", "--reason", "move"];
    await done(runLlamaLog(silence, { environment }));
    place.pager.misbehave = () => status(503);
    await place.run("kept", ["alert", "--results", place.file("rows.csv", twoRows)]);
    cpSync(state, join(folder, "kept"), { recursive: true });
    const templateIds = recordsOf(analyzed).map((row) => row.llama_template_id as string);
    const about: KeptState = { version, time: Date.now(), log, templateIds };
    writeFileSync(join(folder, "about.json"), `${JSON.stringify(about, null, 2)}\n`);
    writeFileSync(
      join(folder, "collections.json"),
      `${JSON.stringify(await sharedBy(model.url), null, 2)}\n`,
    );
  } finally {
    await Promise.all([place.close(), model.close()]);
  }
}

/** What a search on one member leaves in the collections. */
async function sharedBy(modelUrl: string): Promise<KeptCollections> {
  const key = randomBytes(32).toString("hex");
  const splunkd = await startSplunkd();
  try {
    await searchOnMember(splunkd, { key, modelUrl });
    const documents = (name: string) => [...(splunkd.state.collections.get(name)?.values() ?? [])];
    return {
      key,
      time: Date.now(),
      collections: {
        llama_templates: documents("llama_templates"),
        llama_verdicts: documents("llama_verdicts"),
      },
    };
  } finally {
    await splunkd.close();
  }
}

export interface MemberSearch {
  /** Of the verdict store, the same on all members: 32 bytes as hexadecimal digits. */
  readonly key: string;
  readonly modelUrl: string;
  readonly shiftedBy?: number;
}

/** `| llamaanalyze` over the log, on a member that has kept nothing itself. @returns our fields of each row */
export async function searchOnMember(
  splunkd: RunningSplunkd,
  { key, modelUrl, shiftedBy = 0 }: MemberSearch,
): Promise<readonly Readonly<Record<string, string>>[]> {
  const folder = mkdtempSync(join(tmpdir(), "llama-member-"));
  try {
    const conf = join(folder, "llama.conf");
    const keyFile = join(folder, "store.key");
    writeFileSync(keyFile, Buffer.from(key, "hex"), { mode: 0o600 });
    writeFileSync(
      conf,
      `[endpoint:default]\nurl = ${modelUrl}\nmodel = llama\n[store]\nshare = cluster\nkey = file:${keyFile}\n`,
    );
    const info = { session_key: splunkd.sessionKey("llama_admin"), splunkd_uri: splunkd.url };
    const lines = log.trimEnd().split("\n");
    const body = splunkdBody(
      ["_raw"],
      lines.map((line) => ({ _raw: line })),
    );
    const bytes = Buffer.concat([getinfoChunk([], info), executeChunk({ body, finished: true })]);
    const env = {
      LLAMA_CONF: conf,
      LLAMA_STATE: join(folder, "state"),
      SHIFTED_DATE_BY: String(shiftedBy),
    };
    const node = [process.execPath, "--require", clock, join(binFolder, "start.cjs"), "llamaanalyze"];
    const { chunks, error } = await converseRaw({ command: node, bytes, env });
    if (error !== undefined) throw new Error(error);
    const { names, rows } = parseCsv(chunks[1]?.body ?? Buffer.alloc(0));
    return rows.map((row) => Object.fromEntries(names.map((name, at) => [name, cellValue(row[at] ?? "")])));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function done(run: Promise<Finished>): Promise<Finished> {
  const finished = await run;
  if (finished.code !== 0) throw new Error(finished.stderr);
  return finished;
}
