/** A search against replicas that fail in every way, killed over and over and run again; and what must hold all the same. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { executeChunk, getinfoChunk } from "./chunks.ts";
import { CommandProcess } from "./command-process.ts";
import { answer, type Behaviour, html, status } from "./model-endpoint/behaviour.ts";
import { startModelEndpoint } from "./model-endpoint/start-model-endpoint.ts";
import { requestsWith, textsOf } from "./model-search.ts";
import { rowsOf } from "./reply-rows-of.ts";

export interface ChaosOptions {
  readonly rows: number;
  readonly units: number;
  readonly rowsInChunk: number;
  readonly kills: number;
  /** Requests after which a search is killed: at least, and how many more at most. */
  readonly killAfter: readonly [least: number, more: number];
  readonly random: () => number;
  /** Seconds of the last search, which is not killed. */
  readonly timeout: number;
}

export interface ChaosReport {
  /** Of the last search, by `llama_status`. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly seconds: number;
  /** Units asked more than once in all searches together, after a fault or for a search that was killed. */
  readonly askedAgain: number;
  readonly most: number;
  readonly requests: number;
}

const faults: readonly Behaviour[] = [
  { does: "reset before the body" },
  { does: "reset inside the body" },
  { does: "hang" },
  { does: "drip", milliseconds: 700 },
  { does: "no HTTP" },
  { does: "body", body: '{"choices":[]}' },
  answer("prose"),
  answer("foreign-ids"),
  answer("missing-ids"),
  status(500),
  status(503),
  status(429, "0"),
  html(),
];
const share = 0.3;
const maxTries = 3;

/** @throws AssertionError for a row that is missing or wrong, a unit asked too often, or a deadline that was not kept */
export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const { rows, units, rowsInChunk, kills, killAfter, random, timeout } = options;
  const behaviour = (): Behaviour =>
    random() < share
      ? (faults[Math.floor(random() * faults.length)] as Behaviour)
      : { does: "answer", after: 5 };
  const servers = await Promise.all(Array.from({ length: 4 }, () => startModelEndpoint({ behaviour })));
  const folder = mkdtempSync(join(tmpdir(), "llama-chaos-"));
  const conf = join(folder, "llama.conf");
  const urls = servers.map(({ url }) => url).join(", ");
  writeFileSync(
    conf,
    `[endpoint:default]\nurl = ${urls}\nmodel = tiny\nrequest_timeout = 0.4\nconcurrency = 16\n`,
  );
  const env = { SPLUNK_HOME: folder, LLAMA_STATE: join(folder, "state"), LLAMA_CONF: conf };
  const kinds = textsOf(units);
  const texts = Array.from({ length: rows }, (_, row) => kinds[(row * 7) % units] as string);
  const chunks = Array.from({ length: Math.ceil(rows / rowsInChunk) }, (_, at) =>
    texts.slice(at * rowsInChunk, (at + 1) * rowsInChunk),
  );
  const bytes = Buffer.concat([
    getinfoChunk([`timeout=${timeout}`, "concurrency=16", `max_retries=${maxTries}`, "into", "chaos"]),
    ...requestsWith(chunks).map(executeChunk),
  ]);
  const triesBefore = () =>
    triesOf(servers.flatMap(({ requests }) => requests.flatMap(({ logs }) => logs.map(({ log }) => log))));
  try {
    for (let kill = 0; kill < kills; kill++) {
      const search = new CommandProcess({ env, guard: 120_000 });
      const enough =
        servers.reduce((sum, { requests }) => sum + requests.length, 0) +
        killAfter[0] +
        Math.floor(random() * killAfter[1]);
      // One that ends by itself, because there was little left to ask, is as good as killed.
      void search.send(bytes).then(
        () => search.closeInput(),
        () => {},
      );
      const ended = search.ending().catch(() => {});
      let over = false;
      void ended.then(() => {
        over = true;
      });
      while (!over && servers.reduce((sum, { requests }) => sum + requests.length, 0) <= enough)
        await new Promise((resolve) => setTimeout(resolve, 1));
      search.closed();
      await ended;
    }
    const before = triesBefore();
    const began = performance.now();
    const search = new CommandProcess({ env, guard: (timeout + 60) * 1000 });
    const sending = search.send(bytes);
    const statuses: Record<string, number> = {};
    let row = 0;
    // The first reply is that to getinfo.
    await search.readChunk();
    for (let chunk = 0; chunk < chunks.length; chunk++) {
      const reply = await search.readChunk();
      assert.ok(reply !== undefined && reply.metadata.error === undefined, `reply ${chunk + 1} came`);
      for (const { llama_status, root_cause } of rowsOf(reply.body)) {
        statuses[llama_status] = (statuses[llama_status] ?? 0) + 1;
        const own = `Saw: ${texts[row]}`;
        if (llama_status === "llm" || llama_status === "cached")
          assert.equal(root_cause, own, `row ${row} is its own`);
        else assert.ok(!root_cause.startsWith("Saw: "), `row ${row} is ${llama_status}`);
        row++;
      }
    }
    await sending;
    search.closeInput();
    assert.equal((await search.ending()).code, 0);
    const seconds = (performance.now() - began) / 1000;
    assert.equal(row, rows, "rows in = rows out");
    assert.ok(seconds < timeout + 5, `the deadline was kept: ${seconds.toFixed(1)} s of ${timeout}`);
    const after = triesBefore();
    let most = 0;
    for (const [text, tries] of after) most = Math.max(most, tries - (before.get(text) ?? 0));
    assert.ok(
      most <= maxTries,
      `no unit was asked more than ${maxTries} times in one search, and one was ${most} times`,
    );
    const askedAgain = [...after.values()].filter((tries) => tries > 1).length;
    return {
      statuses,
      seconds,
      askedAgain,
      most,
      requests: servers.reduce((sum, { requests }) => sum + requests.length, 0),
    };
  } finally {
    await Promise.all(servers.map((server) => server.close()));
    rmSync(folder, { recursive: true, force: true });
  }
}

function triesOf(logs: readonly string[]): Map<string, number> {
  const tries = new Map<string, number>();
  for (const log of logs) tries.set(log, (tries.get(log) ?? 0) + 1);
  return tries;
}
