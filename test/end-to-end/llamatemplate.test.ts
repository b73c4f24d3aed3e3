/** `… | llamatemplate` as splunkd runs it, and the templates that one search leaves to the next. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { tokeniserVersion } from "../../src/engine/templates/snapshot.ts";
import { type Chunk, executeChunk, getinfoChunk, requestsOf } from "../support/chunks.ts";
import { binFolder } from "../support/command-process.ts";
import { cellValue, decodeMultivalue, indexedBody, parseCsv, splunkdBody } from "../support/csv.ts";
import { converseRaw } from "../support/protocol-client.ts";

const templatesFile = `templates.${tokeniserVersion}.json`;
const command = [join(binFolder, "llamatemplate.sh")];
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function newState(): string {
  const folder = mkdtempSync(join(tmpdir(), "llama-templates-"));
  folders.push(folder);
  return join(folder, "state");
}

interface Searched {
  readonly chunks: readonly Chunk[];
  /** Our fields of each row. */
  readonly rows: readonly Readonly<Record<string, string>>[];
  readonly messages: readonly (readonly [string, string])[];
}

async function searchBodies(
  bodies: readonly Buffer[],
  args: readonly string[],
  state: string,
  here = true,
): Promise<Searched> {
  const bytes = Buffer.concat([
    getinfoChunk(args, { command: "llamatemplate" }),
    ...requestsOf(bodies).map(executeChunk),
  ]);
  const { chunks, error } = await converseRaw({ command, bytes, env: { LLAMA_STATE: state }, here });
  expect(error).toBeUndefined();
  const rows = chunks.slice(1).flatMap(({ body }) => {
    const { names, rows: found } = parseCsv(body);
    return found.map((cells) =>
      Object.fromEntries(
        names.map((name, at) => [name, Buffer.from(cellValue(cells[at] ?? ""), "latin1").toString()]),
      ),
    );
  });
  const inspector = chunks.at(-1)?.metadata.inspector as { messages?: [string, string][] } | undefined;
  return { chunks, rows, messages: inspector?.messages ?? [] };
}

const search = (texts: readonly string[], state: string, ...args: string[]): Promise<Searched> =>
  searchBodies(
    [
      splunkdBody(
        ["_raw"],
        texts.map((_raw) => ({ _raw })),
      ),
    ],
    args,
    state,
  );

describe.skipIf(process.platform === "win32")("| llamatemplate", () => {
  test.concurrent("adds template, id, values and whether it is new, and passes rows through", async () => {
    const { chunks, rows, messages } = await search(
      ["job 17 done in 3 ms", "job 18 done in 5 ms", "link down"],
      newState(),
    );
    expect(chunks[0]?.metadata).toMatchObject({ type: "stateful" });
    expect(chunks[0]?.metadata.required_fields).toContain("_raw");
    const [first, second, third] = rows;
    expect(first).toMatchObject({ _raw: "job 17 done in 3 ms", template: "job <*> done in <*> ms" });
    expect(decodeMultivalue(first?.__mv_template_params ?? "")).toEqual(["17", "3"]);
    expect(first?.template_params).toBe("17\n3");
    expect(second).toMatchObject({ template_id: first?.template_id, template_is_new: "false" });
    expect(first?.template_id).toMatch(/^t[a-z2-7]{12}$/);
    expect(third).toMatchObject({ template: "link down", template_params: "", __mv_template_params: "" });
    expect([first?.template_is_new, third?.template_is_new]).toEqual(["true", "true"]);
    expect(messages).toEqual([["INFO", "3 events in 1 chunks, 2 templates, 2 of them never seen before."]]);
  });

  test.concurrent("gives an indexed chunk back whole, and our fields behind it", async () => {
    const body = indexedBody(["_raw", "host"], [{ _raw: "link down", host: "a" }]);
    const { rows } = await searchBodies([body], [], newState());
    expect(Object.keys(rows[0] ?? {})).toEqual([
      "_chunked_idx",
      "_raw",
      "host",
      "__mv__chunked_idx",
      "__mv__raw",
      "__mv_host",
      "template",
      "template_id",
      "template_params",
      "__mv_template_params",
      "template_is_new",
      "llama_state",
      "incident_id",
    ]);
  });

  test.concurrent("leaves a row without text empty, and carries a prefix", async () => {
    const { rows } = await search(["link down", " "], newState(), "prefix=my_");
    expect(rows[0]).toMatchObject({ my_template: "link down", my_template_is_new: "true" });
    expect(rows[1]).toMatchObject({ my_template: "", my_template_id: "", my_template_is_new: "" });
  });

  test.concurrent("cannot be made to show a wildcard by a text that holds one", async () => {
    const { rows } = await search(["see <*> there", "see 17 there"], newState());
    expect(rows[0]?.template).not.toBe(rows[1]?.template);
    expect(rows[0]?.template).toContain("<\\*>");
  });

  test.concurrent("a wrong option ends it with a sentence", async () => {
    const bytes = getinfoChunk(["perfix=x"], { command: "llamatemplate" });
    const { error } = await converseRaw({ command, bytes, env: { LLAMA_STATE: newState() } });
    expect(error).toContain('did you mean "prefix"?');
  });
});

describe.skipIf(process.platform === "win32")("templates of earlier searches", () => {
  test("keep their ids, and are not new any more", async () => {
    const state = newState();
    const before = await search(["login user=alice from 10.0.0.1"], state);
    const after = await search(["login user=bob from 10.0.0.2", "quota exceeded"], state);
    expect(after.rows[0]).toMatchObject({
      template_id: before.rows[0]?.template_id,
      template_is_new: "false",
    });
    expect(after.rows[1]).toMatchObject({ template_is_new: "true" });
    expect(statSync(state).mode & 0o777).toBe(0o700);
    expect(readdirSync(state)).toEqual([templatesFile]);
    expect(statSync(join(state, templatesFile)).mode & 0o777).toBe(0o600);
  });

  test("are those of all searches that ran side by side", async () => {
    const state = newState();
    const kinds = [
      "disk full on host",
      "link went down again",
      "clock drifts away",
      "quota was exceeded here",
    ];
    const bodies = kinds.map((kind) => splunkdBody(["_raw"], [{ _raw: `${kind} 17` }]));
    await Promise.all(bodies.map((body) => searchBodies([body], [], state, false)));
    const { rows } = await search(
      kinds.map((kind) => `${kind} 18`),
      state,
    );
    expect(rows.map(({ template_is_new }) => template_is_new)).toEqual(["false", "false", "false", "false"]);
  });

  test("are kept without what is masked in their lines, and known again with it", async () => {
    const state = newState();
    const lines = [
      "login with password=hunterhunter refused",
      "CRON[12]: (qwertolf) CMD (run-parts)",
      "link down",
    ];
    const first = await search(lines, state);
    const kept = readFileSync(join(state, templatesFile), "utf8");
    expect(kept).toContain("link");
    expect(kept).not.toMatch(/hunter|qwertolf/);
    const { rows } = await search(lines, state);
    expect(rows.map(({ template_is_new }) => template_is_new)).toEqual(["false", "false", "false"]);
    expect(rows.map(({ template_id }) => template_id)).toEqual(
      first.rows.map(({ template_id }) => template_id),
    );
  });

  test.each([
    ["damaged", "{", "are damaged"],
    ["of another version", '{"version":9}', "are damaged"],
    ["forged", `{"version":1,"tokeniser":${tokeniserVersion},"templates":[{"id":"x"}]}`, "are damaged"],
  ])("that are %s are said and begun anew", async (_, content, why) => {
    const state = newState();
    await search(["link down"], state);
    writeFileSync(join(state, templatesFile), content);
    const { rows, messages } = await search(["link down"], state);
    expect(rows[0]).toMatchObject({ template: "link down", template_is_new: "true" });
    expect(messages[1]).toEqual(["WARN", expect.stringContaining(why)]);
    const again = await search(["link down"], state);
    expect(again.rows[0]).toMatchObject({ template_is_new: "false" });
  });

  test("that cannot be kept cost a message, never the search", async () => {
    const folder = mkdtempSync(join(tmpdir(), "llama-templates-"));
    folders.push(folder);
    const state = join(folder, "file");
    writeFileSync(state, "");
    const { rows, messages } = await search(["link down"], join(state, "below"));
    expect(rows[0]).toMatchObject({ template: "link down" });
    expect(messages.at(-1)).toEqual(["WARN", expect.stringMatching(/could not be added to .*\(ENOTDIR\)/)]);
  });
});
