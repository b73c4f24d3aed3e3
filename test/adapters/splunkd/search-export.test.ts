import { describe, expect, test } from "vitest";
import { linesOf } from "../../../src/adapters/splunkd/export-lines.ts";
import { exportRows } from "../../../src/adapters/splunkd/search-export.ts";
import { fc } from "../../support/fast-check.ts";
import { all, errorOf, open } from "./opened.ts";

const request = { search: "search index=main" };
const line = (value: object) => `${JSON.stringify(value)}\n`;

describe("an exported search", () => {
  test("gives each final row once, multivalue fields as arrays, and no previews", async () => {
    const { splunkd, server } = await open();
    const rows = [{ _raw: "ünï 😀", tags: ["a", "b"] }, { _raw: "two" }];
    server.state.search = () => rows;
    expect(await all(exportRows(splunkd, request))).toEqual(rows);
    expect(Object.fromEntries(server.requests[0]?.form ?? [])).toEqual({
      search: request.search,
      output_mode: "json",
    });
    expect(server.requests[0]?.parts.join("/")).toBe("search/v2/jobs/export");
  });

  test("without results gives no rows", async () => {
    const { splunkd, server } = await open();
    server.state.search = () => [];
    expect(await all(exportRows(splunkd, request))).toEqual([]);
  });

  test("is asked for at the older path where v2 is not there", async () => {
    const { splunkd, server } = await open();
    server.state.search = () => [{ a: "1" }];
    server.state.searchPaths.v2 = false;
    expect(await all(exportRows(splunkd, request))).toEqual([{ a: "1" }]);
    server.state.searchPaths.v1 = false;
    expect(await errorOf(all(exportRows(splunkd, request)))).toMatchObject({
      kind: "not_found",
      status: 404,
    });
  });

  test("that fails ends with splunkd's words, after the rows that came before", async () => {
    const { splunkd, server } = await open();
    server.fault = () => ({
      does: "body",
      body:
        line({ preview: false, offset: 0, result: { a: "1" } }) +
        line({ messages: [{ type: "INFO", text: "fine" }] }) +
        line({ messages: [{ type: "FATAL", text: "The disk is full." }] }),
    });
    const rows: unknown[] = [];
    const reading = async () => {
      for await (const row of exportRows(splunkd, request)) rows.push(row);
    };
    const error = await errorOf(reading());
    expect(rows).toEqual([{ a: "1" }]);
    expect(error).toMatchObject({ kind: "refused" });
    expect(error.message).toMatch(/failed on running a search and says "The disk is full\.": run the same/);
  });

  test("that fails for a KV store that is starting is busy", async () => {
    const { splunkd, server } = await open();
    const text =
      "External command based lookup 'x' is not available because KV Store initialization has not completed yet.";
    server.fault = () => ({ does: "body", body: line({ messages: [{ type: "ERROR", text }] }) });
    expect(await errorOf(all(exportRows(splunkd, request)))).toMatchObject({ kind: "busy" });
  });

  test("that breaks off is unreachable, however many rows came", async () => {
    const { splunkd, server } = await open();
    const body = line({ preview: false, offset: 0, result: { a: "1" } });
    server.fault = () => ({ does: "reset inside the body", body });
    expect(await errorOf(all(exportRows(splunkd, request)))).toMatchObject({ kind: "unreachable" });
    expect(server.requests).toHaveLength(1);
  });

  test.each([
    ["HTML", "<!DOCTYPE html><html></html>", /an HTML page/],
    ["cut JSON", '{"preview":false,"result":{"a":', /something that is not JSON/],
    ["an array", "[1,2]\n", /something that is not JSON/],
    ["null", "null\n", /something that is not JSON/],
  ])("that gives %s is a bad reply", async (_, body, words) => {
    const { splunkd, server } = await open();
    server.fault = () => ({ does: "body", body });
    const error = await errorOf(all(exportRows(splunkd, request)));
    expect(error).toMatchObject({ kind: "bad_reply", message: expect.stringMatching(words) });
  });

  test("that gives more than is wanted is too big", async () => {
    const { splunkd, server } = await open();
    server.state.search = () => Array.from({ length: 2000 }, (_, n) => ({ n: String(n) }));
    const error = await errorOf(all(exportRows(splunkd, { ...request, longest: 10_000 })));
    expect(error).toMatchObject({ kind: "too_big" });
  });

  test("that hangs half way ends with the deadline", async () => {
    const { splunkd, server } = await open();
    server.fault = () => ({ does: "drip", milliseconds: 5 });
    const error = await errorOf(all(exportRows(splunkd, request, { timeout: 50 })));
    expect(error).toMatchObject({ kind: "timeout" });
  });

  test("ends on the server when its reader stops", async () => {
    const { splunkd, server } = await open();
    server.fault = () => ({ does: "endless rows", row: line({ preview: false, result: { a: "1" } }) });
    for await (const row of exportRows(splunkd, request)) {
      expect(row).toEqual({ a: "1" });
      break;
    }
    await server.idle();
  });

  test("ends when it is cancelled between rows", async () => {
    const { splunkd, server } = await open();
    server.fault = () => ({ does: "endless rows", row: line({ preview: false, result: { a: "1" } }) });
    const controller = new AbortController();
    const reading = async () => {
      for await (const _ of exportRows(splunkd, request, { signal: controller.signal })) controller.abort();
    };
    expect(await errorOf(reading())).toMatchObject({ kind: "cancelled" });
    await server.idle();
  });

  test.each(["index=main", "", " delete"])("the search %j is refused before it is sent", async (search) => {
    const { splunkd, server } = await open();
    expect(await errorOf(all(exportRows(splunkd, { search })))).toMatchObject({ kind: "refused" });
    expect(server.requests).toHaveLength(0);
  });
});

describe("lines", () => {
  test("of any text are the same however the bytes are cut", async () => {
    const texts = fc.array(
      fc.string({ unit: "grapheme", maxLength: 20 }).map((text) => text.replace(/\s/gu, "_")),
    );
    await fc.assert(
      fc.asyncProperty(
        texts,
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
        async (lines, sizes) => {
          const bytes = Buffer.from(lines.join("\r\n"));
          const blocks = (async function* () {
            for (let at = 0, turn = 0; at < bytes.length; turn++) {
              const size = sizes[turn % sizes.length] ?? 1;
              yield bytes.subarray(at, at + size);
              at += size;
            }
          })();
          expect(await all(linesOf(blocks))).toEqual(lines.filter((text) => text !== ""));
        },
      ),
    );
  });

  test("without an end are given up", async () => {
    const blocks = (async function* () {
      for (;;) yield Buffer.alloc(1000, "x");
    })();
    await expect(all(linesOf(blocks, 10_000))).rejects.toThrow();
  });
});
