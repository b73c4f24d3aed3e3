/** `… | llamadiff` as splunkd runs it. */
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { type Chunk, executeChunk, getinfoChunk, requestsOf } from "../support/chunks.ts";
import { binFolder } from "../support/command-process.ts";
import { cellValue, fromBytes, parseCsv, splunkdBody } from "../support/csv.ts";
import { converseRaw } from "../support/protocol-client.ts";

const command = [join(binFolder, "llamadiff.sh")];
const folder = mkdtempSync(join(tmpdir(), "llama-diff-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Row = Readonly<Record<string, string>>;

/** An hour of jobs; from the given second on each tenth line tells of a full disk. Newest first, as splunkd sends events. */
function hour(failsFrom: number): Row[] {
  return Array.from({ length: 3_600 }, (_, second) => ({
    _time: String(1_773_133_200 + second),
    _raw:
      second >= failsFrom && second % 10 === 3
        ? "ERROR could not write to spool: no space left on device"
        : `INFO job ${second} of queue mail done in ${(second * 7) % 50} ms`,
  })).reverse();
}

interface Searched {
  readonly chunks: readonly Chunk[];
  readonly rows: readonly Row[];
  readonly messages: readonly (readonly [string, string])[];
}

async function search(events: readonly Row[], args: readonly string[] = []): Promise<Searched> {
  const bodies = [];
  for (let from = 0; from < Math.max(1, events.length); from += 1_000)
    bodies.push(splunkdBody(["_raw", "_time"], events.slice(from, from + 1_000)));
  const bytes = Buffer.concat([
    getinfoChunk(args, { command: "llamadiff", session_key: "", dispatch_dir: folder }),
    ...requestsOf(bodies).map(executeChunk),
  ]);
  const { chunks, error } = await converseRaw({ command, bytes });
  expect(error).toBeUndefined();
  const last = chunks.at(-1) as Chunk;
  const { names, rows } = parseCsv(last.body);
  return {
    chunks,
    rows: rows.map((cells) =>
      Object.fromEntries(names.map((name, at) => [name, fromBytes(cellValue(cells[at] ?? ""))])),
    ),
    messages: (last.metadata.inspector as { messages: [string, string][] }).messages,
  };
}

describe("| llamadiff", () => {
  test.each(["baseline=half", "baseline=30m", "baseline=2026-03-10T09:30", "baseline=1773135000"])(
    "with %s gives a row for what is new, and accounts for every event",
    async (argument) => {
      const { chunks, rows, messages } = await search(hour(1_800), [argument]);
      expect(chunks[0]?.metadata).toEqual({ type: "reporting", required_fields: ["_raw", "_time"] });
      for (const chunk of chunks.slice(1, -1)) expect(chunk.body.length).toBe(0);
      expect(rows).toEqual([
        {
          ...{
            _time: "1773135003",
            kind: "new",
            severity: expect.stringMatching(/^P[12]$/),
            is_sure: "true",
          },
          ...{
            template: "ERROR could not write to spool: no space left on device",
            before: "0",
            after: "180",
          },
          ...{ template_id: expect.stringMatching(/^t[a-z2-7]{12}$/), factor: "", values: "" },
        },
      ]);
      expect(messages[0]?.[1]).toMatch(
        /^(?:1799|1800) events before 2026-03-10T09:(?:29:59|30:00)\.\d{3}Z, 180[01] after it: 1 templates/,
      );
    },
  );

  test("gives no row where nothing has changed", async () => {
    const { rows, messages } = await search(hour(9_999));
    expect(rows).toEqual([]);
    expect(messages.map(([level]) => level)).toEqual(["INFO"]);
  });

  test.each([
    [[], [], "No event came, so there was nothing to compare."],
    [hour(9_999), ["baseline=2020-01-01"], "With baseline=2020-01-01 all events are on one side"],
    [
      [{ _raw: "a", _time: "" }, ...hour(9_999)],
      [],
      "1 of 3601 events have no number in _time and are left out.",
    ],
  ] as const)("says what is missing", async (events, args, sentence) => {
    const { messages } = await search(events, args);
    expect(
      messages
        .filter(([level]) => level === "WARN")
        .map(([, text]) => text)
        .join(" "),
    ).toContain(sentence);
  });

  test("refuses a baseline that is none, with a sentence", async () => {
    const bytes = Buffer.concat([
      getinfoChunk(["baseline=lunch"], { command: "llamadiff", session_key: "" }),
      ...requestsOf([splunkdBody(["_raw", "_time"], hour(9_999).slice(0, 2))]).map(executeChunk),
    ]);
    const { chunks } = await converseRaw({ command, bytes });
    expect(JSON.stringify(chunks.map(({ metadata }) => metadata))).toContain(
      "The option baseline takes half, a duration such as 1h, or a time such as 2026-03-10T09:30",
    );
  });

  test("leaves nothing in the dispatch folder", () => {
    expect(readdirSync(folder)).toEqual([]);
  });
});
