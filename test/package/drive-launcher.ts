/** Starts one launcher of an installed app as splunkd or a person would, and checks that it does its work. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { basename, join } from "node:path";
import { executeChunk, getinfoChunk, requestsOf } from "../support/chunks.ts";
import { CommandProcess } from "../support/command-process.ts";
import { parseCsv, splunkdBody } from "../support/csv.ts";
import { checkEnding, converse } from "../support/protocol-client.ts";
import type { InstalledApp } from "./installed-app.ts";

const line = "ERROR orders-api could not connect to orders-db-0:5432: Connection refused";
const values: Readonly<Record<string, string>> = { _raw: line, _time: "1627357489.5", host: "shop-1" };
/** A quiet time and an outage: whoever answers about all rows together has something to say of these. */
const outage = Array.from({ length: 400 }, (_, at) => ({
  ...values,
  _raw: at < 340 ? `INFO orders-api served order ${at}` : line,
  _time: String(1_627_357_489 + at * 5),
}));
const mostReplies = 100;

/** Fails with what is wrong; `environment` goes over that of the app's Splunk. */
export async function driveLauncher(
  app: InstalledApp,
  launcher: string,
  environment: Readonly<Record<string, string>>,
): Promise<void> {
  const env = { ...app.environment, ...environment };
  const command = join(app.folder, "bin", launcher);
  if (launcher === "llama-log") return driveCommandLine(command, env);
  if (launcher === "llama_alert.sh") return driveAlertAction(command, env);
  await driveSearchCommand(command, env);
  // The contract of this one is known in full.
  if (launcher === "llamaanalyze.sh") {
    const chunks = requestsOf([splunkdBody(["_raw", "n"], [{ _raw: line, n: "1" }])]);
    await converse({ command: [command], cwd: join(app.folder, "bin"), env, chunks });
  }
}

/** Any search command, whether it takes rows or makes them: what it replies to getinfo says which. */
async function driveSearchCommand(command: string, env: Readonly<Record<string, string>>): Promise<void> {
  const process = new CommandProcess({ command: [command], cwd: join(command, ".."), env });
  try {
    const name = basename(command, ".sh");
    await process.send(getinfoChunk([], { command: name, search: `%7C%20${name}` }));
    const { type, generating, required_fields } = await nextReply(process);
    assert.ok(["streaming", "stateful", "events", "reporting"].includes(String(type)), `type ${type}`);
    const fields =
      Array.isArray(required_fields) && !required_fields.includes("*") ? required_fields : ["_raw"];
    const rows = generating === true ? [] : type === "reporting" ? outage : [values, values];
    const count = await rowsFor(process, splunkdBody(fields as string[], rows));
    // Nothing waits to be sent.
    assert.ok(count > 0 || name === "llamaretry", `${name} gives rows`);
    process.closeInput();
    assert.equal(await process.readChunk(), undefined, "nothing comes after the last reply");
    checkEnding(await process.ending(), 0);
  } finally {
    process.closed();
  }
}

/** One that makes rows may want to be asked more than once. */
async function rowsFor(process: CommandProcess, body: Buffer): Promise<number> {
  let count = 0;
  for (let asked = 0; asked < mostReplies; asked++) {
    await process.send(executeChunk({ body, finished: true }));
    const reply = await nextReply(process);
    count += parseCsv(reply.body).rows.length;
    if (reply.finished === true) return count;
  }
  assert.fail(`not finished after ${mostReplies} replies`);
}

async function nextReply(process: CommandProcess): Promise<Record<string, unknown> & { body: Buffer }> {
  const chunk = await process.readChunk();
  if (chunk === undefined) {
    const { code, signal, stderr } = await process.ending();
    assert.fail(`no reply: exit code ${code}, signal ${signal}, stderr ${JSON.stringify(stderr)}`);
  }
  assert.equal(chunk.metadata.error, undefined, "an answer without an error");
  return { ...chunk.metadata, body: chunk.body };
}

/** With the one row that comes along and nobody to tell of it. */
function driveAlertAction(command: string, env: Readonly<Record<string, string>>): void {
  const payload = {
    app: "search",
    owner: "admin",
    sid: "s1",
    search_name: "trouble",
    configuration: { mode: "live" },
    result: { _raw: line, severity: "P1", service_name: "orders" },
  };
  const { status, stdout, stderr, error } = spawnSync(command, ["--execute"], {
    input: JSON.stringify(payload),
    env,
    encoding: "utf8",
    timeout: 20_000,
  });
  assert.equal(error, undefined);
  assert.deepEqual([status, stdout], [0, ""], "exit code and standard output");
  assert.match(stderr, /^INFO 1 row, /m);
}

function driveCommandLine(command: string, env: Readonly<Record<string, string>>): void {
  // A person's shell knows no Splunk.
  const { SPLUNK_HOME: _, ...environment } = env;
  const { status, stdout, stderr, error } = spawnSync(command, ["analyze", "--json", "-"], {
    input: `${line}\n${line}\n`,
    env: environment,
    encoding: "utf8",
    timeout: 20_000,
  });
  assert.equal(error, undefined);
  assert.deepEqual([status, stderr], [0, ""], "exit code and standard error");
  const records = stdout
    .trimEnd()
    .split("\n")
    .map((each) => JSON.parse(each) as Record<string, unknown>);
  assert.equal(records.length, 2, "a record for each line");
  for (const record of records) assert.match(String(record.severity), /^P[0-5]$/);
}
