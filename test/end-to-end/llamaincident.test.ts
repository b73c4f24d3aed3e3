/** `… | llamaincident` as splunkd runs it, and what it keeps in Splunk and on a laptop. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { type Chunk, executeChunk, getinfoChunk, requestsOf } from "../support/chunks.ts";
import { binFolder } from "../support/command-process.ts";
import { cellValue, decodeMultivalue, fromBytes, parseCsv, splunkdBody } from "../support/csv.ts";
import { leaksIn, plantedValues } from "../support/planted-values.ts";
import { converseRaw } from "../support/protocol-client.ts";
import { status } from "../support/splunkd/fault.ts";
import { type RunningSplunkd, startSplunkd } from "../support/splunkd/start-splunkd.ts";

const command = [join(binFolder, "llamaincident.sh")];
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function newState(): string {
  const folder = mkdtempSync(join(tmpdir(), "llama-incident-"));
  folders.push(folder);
  return folder;
}

interface Event {
  readonly time: number;
  readonly text: string;
}

/** Half an hour of a shop; in the last ten minutes its database has no room. */
const end = Math.floor(Date.now() / 1000) - 60;
const every = (seconds: number, from: number, to: number, text: (at: number) => string): Event[] =>
  Array.from({ length: Math.floor((to - from) / seconds) }, (_, at) => ({
    time: end - 1_800 + from + at * seconds,
    text: text(at),
  }));
const calm = [
  ...every(5, 0, 1_800, (at) => `INFO [shop] page ${at} served`),
  ...every(20, 0, 1_800, (at) => `INFO [orders-db] checkpoint ${at} complete`),
];
const callers = (to: number): Event[] => [
  ...every(
    2,
    1_206,
    to,
    () => "ERROR [orders] orders-db:5432: the server closed the connection for ana@example.com",
  ),
  ...every(2, 1_209, to, () => "ERROR [gateway] GET /orders failed with status 502, upstream orders"),
];
const disk = (to: number): Event[] =>
  every(5, 1_200, to, () => "ERROR [orders-db] could not extend file: No space left on device");
const outage = [...calm, ...callers(1_800), ...disk(1_800)].sort((one, other) => one.time - other.time);

interface Searched {
  readonly chunks: readonly Chunk[];
  readonly rows: readonly Readonly<Record<string, string>>[];
  readonly messages: readonly (readonly [string, string])[];
}

async function search(
  events: readonly Event[],
  {
    args = [] as string[],
    info = {} as Record<string, unknown>,
    state = newState(),
    env = {} as Record<string, string>,
    columns = ["_raw", "_time", "host", "source"],
    each = 500,
  } = {},
): Promise<Searched> {
  const bodies = [];
  for (let from = 0; from < Math.max(1, events.length); from += each) {
    const rows = events.slice(from, from + each).map(({ time, text }) => ({
      _raw: text,
      _time: String(time),
      _indextime: String(time),
      host: "web-1",
      source: "shop.log",
    }));
    bodies.push(splunkdBody(columns, rows));
  }
  const bytes = Buffer.concat([
    getinfoChunk(args, { command: "llamaincident", session_key: "", latest_time: "0", ...info }),
    ...requestsOf(bodies).map(executeChunk),
  ]);
  const { chunks, error } = await converseRaw({ command, bytes, env: { LLAMA_STATE: state, ...env } });
  expect(error).toBeUndefined();
  const { names, rows } = parseCsv(chunks.at(-1)?.body ?? Buffer.alloc(0));
  const inspector = chunks.at(-1)?.metadata.inspector as { messages: [string, string][] };
  return {
    chunks,
    rows: rows.map((cells) =>
      Object.fromEntries(names.map((name, at) => [name, fromBytes(cellValue(cells[at] ?? ""))])),
    ),
    messages: inspector.messages,
  };
}

const warnings = ({ messages }: Searched): string =>
  messages
    .filter(([level]) => level === "WARN")
    .map(([, text]) => text)
    .join("\n");

describe("| llamaincident", () => {
  test("is a reporting command: it answers each chunk, and its rows come with the last", async () => {
    const { chunks, rows } = await search(outage);
    expect(chunks[0]?.metadata).toEqual({
      type: "reporting",
      required_fields: ["_raw", "_time", "host", "source"],
    });
    expect(chunks.length).toBeGreaterThan(3);
    for (const chunk of chunks.slice(1, -1)) {
      expect(chunk.metadata).toEqual({ finished: false });
      expect(chunk.body.length).toBe(0);
    }
    expect(chunks.at(-1)?.metadata.finished).toBe(true);
    expect(rows).toHaveLength(1);
    const [row = {}] = rows;
    expect(row).toMatchObject({
      ...{ severity: "P1", state: "open", episode: "1", paged: "false", llama_status: "" },
      fingerprint: expect.stringMatching(/^i[a-z2-7]{12}$/),
      title: expect.stringMatching(/^orders-db: /),
    });
    expect(row._time).toBe(row.first);
    expect(decodeMultivalue(row.__mv_services ?? "")).toEqual(["orders-db", "orders", "gateway"]);
    expect(JSON.parse(row.timeline ?? "")[0]).toMatchObject({ service: "orders-db", consequence: false });
    expect(JSON.parse(row.kinds ?? "")).toHaveLength(3);
  });

  test("orders by _time itself, and however the rows are cut into chunks", async () => {
    const forwards = await search(outage);
    const backwards = await search(outage.toReversed(), { each: 77 });
    expect(
      backwards.rows.map(({ fingerprint, origin, first, last }) => [fingerprint, origin, first, last]),
    ).toEqual(
      forwards.rows.map(({ fingerprint, origin, first, last }) => [fingerprint, origin, first, last]),
    );
  });

  test("reads the field that it is told", async () => {
    const { rows } = await search(outage, { args: ["_raw"] });
    expect(rows).toHaveLength(1);
    const other = await search(outage, { args: ["message"] });
    expect(other.rows).toEqual([]);
    expect(warnings(other)).toContain("No event has a value in the field message");
  });

  test("with silence= tells who is missing by _indextime, resolves it when it is heard, and keeps both in Splunk", async () => {
    const splunkd = await startSplunkd();
    try {
      const now = Math.floor(Date.now() / 1000);
      const kept = (name: string) => [...(splunkd.state.collections.get(name)?.values() ?? [])];
      const info = {
        session_key: splunkd.sessionKey("llama_admin"),
        splunkd_uri: splunkd.url,
        earliest_time: "1",
      };
      const args = ["silence=shop", "indexed=48h", "record=true"];
      const events = (from: number, to: number, isSilent = false): Event[] =>
        ["agent-a", "agent-b", "agent-c"].flatMap((agent, number) =>
          every(60, from, to, () => `INFO [${agent}] heartbeat sent`)
            .map(({ text, time }) => ({ text, time: time - end + 1_800 + now - 40 * 3_600 + number }))
            .filter(({ text }) => !isSilent || !text.includes("agent-b")),
        );
      const run = (some: readonly Event[]): Promise<Searched> =>
        search(some, { args, info, columns: ["_raw", "_time", "_indextime", "host", "source"] });
      const first = await run(events(0, 30 * 3_600));
      expect(first.chunks[0]?.metadata.required_fields).toEqual([
        "_raw",
        "_indextime",
        "_time",
        "host",
        "source",
      ]);
      expect([first.rows, warnings(first)]).toEqual([[], ""]);
      const second = await run(events(30 * 3_600, 31 * 3_600, true));
      const [silent = {}, ...others] = second.rows;
      expect([others, silent.title, silent.state]).toEqual([[], "agent-b: fell silent", "open"]);
      const again = await run(events(31 * 3_600, 32 * 3_600));
      expect(again.rows).toMatchObject([{ fingerprint: silent.fingerprint, state: "over" }]);
      expect(kept("llama_rhythms").map(({ _key }) => _key)).toEqual(["shop"]);
      expect(kept("llama_incidents")).toMatchObject([{ state: "over" }]);
    } finally {
      await splunkd.close();
    }
  });

  test("shows no address of a person, but one name for each in all incidents", async () => {
    const state = newState();
    const { chunks } = await search(outage, { state });
    const said = chunks.at(-1)?.body.toString() ?? "";
    expect(said).not.toContain("ana@example.com");
    const names = new Set(said.match(/<EMAIL:[a-z2-7]{10}>/g));
    expect(names.size).toBe(1);
    expect((await search(outage, { state })).chunks.at(-1)?.body.toString()).toContain([...names][0]);
  });

  test("links lines by what it is told, and says so", async () => {
    const { rows } = await search(
      outage.map(({ time, text }, at) => ({
        time,
        text: `${text} trace_id=${"0".repeat(28)}${1_000 + (at % 700)}`,
      })),
      { args: ["by=trace"] },
    );
    expect(JSON.parse(rows[0]?.linked_by ?? "")).toMatchObject({ by: "trace" });
  });

  test("says so where no event came, nothing broke, or nothing has a time", async () => {
    const none = await search([]);
    expect(none.rows).toEqual([]);
    expect(warnings(none)).toContain("No event came, so there was nothing to find incidents in.");
    const quiet = await search(calm);
    expect(quiet.rows).toEqual([]);
    expect(warnings(quiet)).toBe("");
    expect(quiet.messages[0]?.[1]).toContain("0 incidents. Nothing failed more than it usually does");
    const timeless = await search(outage, { columns: ["_raw", "host", "source"] });
    expect(warnings(timeless)).toContain("No event has a number in _time, so their order stands for it");
  });

  test("says so where the rows came to Splunk's limit", async () => {
    const cut = await search(outage, { info: { maxresultrows: outage.length } });
    expect(warnings(cut)).toContain(`Exactly ${outage.length} events came, which is the limit maxresultrows`);
    expect(warnings(await search(outage))).toBe("");
  });
});

/** A splunkd, and a search in it with a role. */
async function withSplunkd(
  act: (
    splunkd: RunningSplunkd,
    as: (role: string, events: readonly Event[]) => Promise<Searched>,
  ) => Promise<void>,
): Promise<void> {
  const splunkd = await startSplunkd();
  try {
    const state = newState();
    await act(splunkd, (role, events) =>
      search(events, {
        args: ["record=true"],
        info: { session_key: splunkd.sessionKey(role), splunkd_uri: splunkd.url },
        state,
      }),
    );
  } finally {
    await splunkd.close();
  }
}

describe.skipIf(process.platform === "win32")("with record=true in Splunk", () => {
  test("an incident is one document and its history, and a run over the same events writes nothing", async () => {
    await withSplunkd(async (splunkd, as) => {
      const { rows, messages } = await as("llama_admin", outage);
      expect(messages.filter(([level]) => level !== "INFO")).toEqual([]);
      const documents = [...(splunkd.state.collections.get("llama_incidents")?.values() ?? [])];
      expect(documents).toHaveLength(1);
      expect(documents[0]).toMatchObject({
        ...{ _key: rows[0]?.fingerprint, state: "open", severity: "P1", paged: false },
        ...{ timeline: expect.stringMatching(/^\[\{/), origin: expect.any(Array), merged_into: "" },
      });
      expect(JSON.stringify(documents)).not.toContain("ana@example.com");
      const [event, ...others] = splunkd.state.events;
      expect(others).toEqual([]);
      expect(event).toMatchObject({ index: "llama_runs", sourcetype: "llama_incident" });
      expect(event?.text).toMatch(/^\{"time":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z","/);
      const posts = () => splunkd.requests.filter(({ method }) => method !== "GET").length;
      const before = posts();
      const again = await as("llama_admin", outage);
      expect(posts()).toBe(before);
      expect(again.rows).toEqual(rows);
    });
  });

  test("a growing outage is the same incident with a later origin, under its name once somebody was paged", async () => {
    await withSplunkd(async (splunkd, as) => {
      const first = await as("llama_admin", [...calm, ...callers(1_500)]);
      expect(first.rows).toHaveLength(1);
      const collection = splunkd.state.collections.get("llama_incidents");
      const [key = "", document] = [...(collection ?? [])][0] ?? [];
      expect(document).toBeDefined();
      collection?.set(key, { ...document, _key: key, paged: true });
      const second = await as("llama_admin", outage);
      expect(second.rows).toMatchObject([{ fingerprint: key, paged: "true" }]);
      expect(second.rows[0]?.title).toMatch(/^orders-db: /);
      expect([...(collection?.keys() ?? [])]).toEqual([key]);
      expect(splunkd.state.events).toHaveLength(2);
    });
  });

  test("what turned out to be part of another incident is told in a row of its own", async () => {
    await withSplunkd(async (splunkd, as) => {
      await as("llama_admin", outage);
      const collection = splunkd.state.collections.get("llama_incidents");
      const [elder] = [...(collection?.values() ?? [])];
      const younger = {
        ...elder,
        _key: "iyounger",
        fingerprint: "iyounger",
        first: Number(elder?.first) + 30,
      };
      collection?.set("iyounger", younger);
      const { rows } = await as("llama_admin", [
        ...outage,
        { time: end + 1, text: disk(1_800)[0]?.text ?? "" },
      ]);
      expect(rows.map(({ fingerprint, state, merged_into: into }) => [fingerprint, state, into])).toEqual([
        [elder?._key, "open", ""],
        ["iyounger", "merged", elder?._key],
      ]);
    });
  });

  test("what cannot be kept is shown all the same, with a sentence", async () => {
    await withSplunkd(async (splunkd, as) => {
      const analyst = await as("llama_analyst", outage);
      expect(analyst.rows).toHaveLength(1);
      expect(warnings(analyst)).toContain("The history of incidents lacks this run. ");
      splunkd.fault = () => status(503, "KV store is starting");
      const away = await as("llama_admin", outage);
      expect(away.rows).toHaveLength(1);
      expect(warnings(away)).toContain("What was found does not continue what is kept");
    });
  });
});

describe.skipIf(process.platform === "win32")("of 300 planted values none leaves in an incident", () => {
  /** Each stands in an error three times, as its line has it; addresses also as the names of whom an error accuses. */
  const planted = plantedValues.flatMap(({ kind, line, value }, at): Event[] =>
    [0, 1, 2].flatMap((again) => {
      const time = end - 590 + ((at + again * 97) % 580);
      const accusing = `ERROR [shop] dial tcp ${value}:5432: connection refused`;
      return [
        { time, text: `ERROR [orders] ${line}` },
        ...(kind === "IP" || kind === "EMAIL" ? [{ time, text: accusing }] : []),
      ];
    }),
  );

  test("not with its rows, nor into the collection, the index, the state folder or the run line", async () => {
    const splunkd = await startSplunkd();
    const state = newState();
    try {
      const { chunks, rows } = await search([...outage, ...planted], {
        ...{ args: ["record=true"], state },
        info: { session_key: splunkd.sessionKey("llama_admin"), splunkd_uri: splunkd.url },
      });
      expect(rows.length).toBeGreaterThan(0);
      expect(JSON.parse(rows[0]?.timeline ?? "").length).toBeGreaterThan(5);
      expect(leaksIn(chunks.at(-1)?.body.toString() ?? ""), "rows").toEqual([]);
      expect(leaksIn(JSON.stringify(chunks.map(({ metadata }) => metadata))), "messages").toEqual([]);
      const documents = [...(splunkd.state.collections.get("llama_incidents")?.values() ?? [])];
      expect(leaksIn(JSON.stringify(documents)), "collection").toEqual([]);
      expect(leaksIn(JSON.stringify(splunkd.state.events)), "index").toEqual([]);
      const files = readdirSync(state, { recursive: true, encoding: "utf8" })
        .map((file) => join(state, file))
        .filter((file) => statSync(file).isFile());
      expect(leaksIn(files.map((file) => readFileSync(file, "latin1")).join("\n")), "state").toEqual([]);
    } finally {
      await splunkd.close();
    }
  });
});

test("a run is one line of the run log: what it found, and what it opened where it stores", async () => {
  const state = newState();
  const runLog = join(state, "runs.log");
  const env = { SPLUNK_HOME: "", LLAMA_RUN_LOG: runLog };
  await search(outage, { state, env });
  await search(outage, { state, env, args: ["record=true"] });
  await search(outage, { state, env, args: ["record=true"] });
  const lines = readFileSync(runLog, "utf8").trim().split("\n");
  expect(lines.map((line) => JSON.parse(line))).toMatchObject(
    [0, 1, 0].map((opened) => ({
      ...{ command: "llamaincident", sid: "1627357489.9", rows: outage.length, incidents: 1 },
      ...{ opened, merged: 0, over: 0, calls: 0 },
    })),
  );
});

test("with record=true outside Splunk incidents are kept in the state folder, without it nowhere", async () => {
  const state = newState();
  await search(outage, { state });
  expect(readdirSync(state)).not.toContain("incidents");
  const { rows } = await search(outage, { state, args: ["record=true"] });
  const files = readdirSync(join(state, "incidents"));
  expect(files).toEqual([expect.stringMatching(new RegExp(`^${rows[0]?.fingerprint}-\\d+\\.json$`))]);
});
