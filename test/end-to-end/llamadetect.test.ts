/** `… | llamadetect` as splunkd runs it. */
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { type Chunk, executeChunk, getinfoChunk, requestsOf } from "../support/chunks.ts";
import { binFolder } from "../support/command-process.ts";
import { cellValue, fromBytes, parseCsv, splunkdBody } from "../support/csv.ts";
import { converseRaw } from "../support/protocol-client.ts";

const command = [join(binFolder, "llamadetect.sh")];
const folder = mkdtempSync(join(tmpdir(), "llama-detect-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Row = Readonly<Record<string, string>>;
const columns = ["_raw", "_time", "note"];

/** Orders of three steps, of which the named ones end otherwise; newest first, as splunkd sends events. */
function orders(count: number, refused: readonly number[]): Row[] {
  return Array.from({ length: count }, (_, order) =>
    ["accepted", "charged", refused.includes(order) ? "refused" : "shipped"].map((step, at) => ({
      _raw: `INFO order_id=A${order}Z ${step}`,
      _time: String(1_700_000_000 + order * 10 + at),
      note: `"kept", as it is: ${order}`,
    })),
  )
    .flat()
    .reverse();
}

interface Searched {
  readonly chunks: readonly Chunk[];
  readonly rows: readonly Row[];
  readonly messages: readonly (readonly [string, string])[];
}

async function search(
  events: readonly Row[],
  args: readonly string[] = [],
  names = columns,
): Promise<Searched> {
  const bodies = [];
  for (let from = 0; from < Math.max(1, events.length); from += 100)
    bodies.push(splunkdBody(names, events.slice(from, from + 100)));
  const bytes = Buffer.concat([
    getinfoChunk(args, { command: "llamadetect", session_key: "", dispatch_dir: folder }),
    ...requestsOf(bodies).map(executeChunk),
  ]);
  const { chunks, error } = await converseRaw({
    command,
    bytes,
    env: { LLAMA_STATE: join(folder, "state") },
  });
  expect(error).toBeUndefined();
  const { names: header, rows } = parseCsv(chunks.at(-1)?.body ?? Buffer.alloc(0));
  const inspector = chunks.at(-1)?.metadata.inspector as { messages: [string, string][] };
  return {
    chunks,
    rows: rows.map((cells) =>
      Object.fromEntries(header.map((name, at) => [name, fromBytes(cellValue(cells[at] ?? ""))])),
    ),
    messages: inspector.messages,
  };
}

describe("| llamadetect", () => {
  test("gives every row back with the last reply, in order, and says which sessions are strange and why", async () => {
    const events = orders(300, [17, 230]);
    const { chunks, rows, messages } = await search(events);
    expect(chunks[0]?.metadata.type).toBe("stateful");
    for (const chunk of chunks.slice(1, -1)) expect(chunk.body.length).toBe(0);
    expect(rows.map(({ _raw, _time, note }) => ({ _raw, _time, note }))).toEqual(events);
    const strange = rows.filter(({ is_anomaly: flag }) => flag === "true");
    expect(new Set(strange.map(({ anomaly_session: key }) => key))).toEqual(new Set(["A17Z", "A230Z"]));
    expect(strange).toHaveLength(6);
    expect(strange[0]?.anomaly_reason).toContain('refused" once, as 0.67 % of all');
    for (const { is_anomaly: flag, anomaly_score: score } of rows)
      expect(Number(score) > 1).toBe(flag === "true");
    expect(messages[0]).toEqual([
      "INFO",
      "900 events in 9 chunks, 300 sessions by order, 2 of them strange.",
    ]);
  });

  test("replaces fields of the same names, and empties those that steer alerts", async () => {
    const events = orders(60, []).map((row) => ({ ...row, is_anomaly: "yes", llama_state: "resolved" }));
    const { rows, messages } = await search(events, [], [...columns, "is_anomaly", "llama_state"]);
    for (const row of rows) expect([row.is_anomaly, row.llama_state]).toEqual(["false", ""]);
    expect(messages.map(([, text]) => text).join(" ")).toContain(
      "Replaced fields that were there already: is_anomaly.",
    );
  });

  test("leaves rows of no session without a verdict, and says so", async () => {
    const events = [
      ...orders(60, []),
      { _raw: "", _time: "1", note: "" },
      { _raw: "tick", _time: "2", note: "" },
    ];
    const { rows, messages } = await search(events, ["by=order"]);
    for (const row of rows.slice(-2))
      expect([row.anomaly_session, row.anomaly_score, row.is_anomaly]).toEqual(["", "", ""]);
    expect(messages).toContainEqual(["INFO", expect.stringContaining("1 of 181 events name no order")]);
  });

  test("takes no rows at all", async () => {
    const { rows } = await search([]);
    expect(rows).toEqual([]);
  });

  test("judges by what a search into a name has learnt", async () => {
    const { messages } = await search(orders(200, []), ["threshold=beyond", "into", "usual"]);
    expect(messages.filter(([level]) => level === "WARN")).toEqual([]);
    const odd = Array.from({ length: 15 }, (_, at) => at);
    const { rows } = await search(orders(20, odd), ["model=usual", "by=order"]);
    expect(rows.filter(({ is_anomaly: flag }) => flag === "true")).toHaveLength(3 * odd.length);
  });

  test("takes a prefix", async () => {
    const { rows } = await search(orders(60, []), ["prefix=x_"]);
    expect(rows[0]).toMatchObject({ x_is_anomaly: "false", x_anomaly_session: "A59Z" });
  });

  test.each([
    ["algorithm=kmeans", "The option algorithm takes"],
    ["features=shape", "algorithm=auto reads counts alone, and features=shape came."],
    ["by=", "The option by takes auto, request,"],
    ["model=other", "Nothing was learnt here under the name model=other."],
    ["into=../x", "The option into takes a name of up to 64 letters"],
  ])("refuses %s with a sentence", async (argument, sentence) => {
    const bytes = Buffer.concat([
      getinfoChunk([argument], { command: "llamadetect", session_key: "" }),
      ...requestsOf([splunkdBody(columns, orders(2, []))]).map(executeChunk),
    ]);
    const { chunks } = await converseRaw({ command, bytes });
    expect(JSON.stringify(chunks.map(({ metadata }) => metadata))).toContain(sentence);
  });

  test("leaves nothing in the dispatch folder", () => {
    expect(readdirSync(folder).filter((name) => name.startsWith("llama-rows"))).toEqual([]);
  });
});
