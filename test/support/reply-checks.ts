/** What every reply must be, whatever the test is about: kept apart from the code under test. */
import assert from "node:assert/strict";
import type { Chunk, RequestChunk } from "./chunks.ts";
import { cellValue, decodeMultivalue, fromBytes, parseCsv, type Table, toBytes } from "./csv.ts";
import { columnsOf, readings, valuesOf } from "./merge-readings.ts";
import {
  checkVerdict,
  controlColumns,
  outputColumns,
  outputFields,
  ownFields,
  readVerdict,
  type Verdict,
} from "./output-fields.ts";

export type Message = readonly [level: string, text: string];

/** What is known of one conversation; `verdicts` and `longTexts` grow with each reply. */
export interface Context {
  readonly field: string;
  readonly prefix: string;
  /** Who answers when there is no endpoint. @default "local" */
  readonly fallback?: "local" | "none" | undefined;
  /** The model that is asked. */
  readonly model?: string | undefined;
  /** Each event is judged by itself, so that equal texts may get different verdicts. */
  readonly perEvent?: boolean | undefined;
  readonly verdicts: Map<string, string>;
  readonly longTexts: Set<string>;
}

const traces = [
  /\bat [\w.<>]+ \(/,
  /\bat (?:async )?(?:Object|Module|Function|process)\b/,
  /\.[cm]?[tj]s:\d/,
  /Error:/,
  /node:internal/,
];

/** Rows of each reply that are merged with their events. */
const mergedRows = 20;

/** The reply to getinfo, in full. */
export function checkGetinfoReply(chunk: Chunk, field: string, prefix = ""): void {
  const events = [field, "_time", "host", "source", "sourcetype", "anomaly_score", "criticality"];
  const required = [...events, ...ownFields(prefix)];
  const { type, required_fields, ...others } = chunk.metadata;
  assert.equal(type, "stateful", "the reply type");
  assert.deepEqual(new Set(required_fields as string[]), new Set(required), "required_fields");
  assert.deepEqual(others, {}, "nothing else is in the reply to getinfo");
  assert.equal(chunk.body.length, 0, "the reply to getinfo has no body");
}

/** An error chunk: a sentence for a person, inspector before error, no body. Gives the sentence. */
export function checkErrorChunk(chunk: Chunk): string {
  const { error, finished, inspector: _, ...others } = chunk.metadata;
  assert.ok(
    typeof error === "string" && error.trim() !== "",
    `an error says something: ${chunk.metadataText}`,
  );
  assert.equal(finished, true, "an error chunk is the last");
  assert.deepEqual(others, {}, "nothing else is in an error chunk");
  assert.equal(chunk.body.length, 0, "an error chunk has no body");
  const keys = Object.keys(chunk.metadata).filter((key) => key !== "finished");
  assert.ok(keys.at(-1) === "error", `inspector comes before error: ${chunk.metadataText}`);
  checkWording(error);
  readMessages(chunk);
  return error;
}

/** Fails on text that a person should never see: stack traces, file positions, control characters. */
function checkWording(text: string): void {
  for (const trace of traces) assert.doesNotMatch(text, trace, `a stack trace in ${JSON.stringify(text)}`);
  assert.doesNotMatch(text, /[\u0000-\u0008\u000b-\u001f]/, `control characters in ${JSON.stringify(text)}`);
  assert.ok(text.length <= 1000, `a message of ${text.length} characters`);
}

/** The inspector's messages, checked. */
export function readMessages(chunk: Chunk): Message[] {
  const inspector = (chunk.metadata.inspector ?? {}) as Record<string, unknown>;
  for (const [key, value] of Object.entries(inspector)) {
    if (key === "messages") continue;
    assert.match(key, /^metric\.[\w.]+$/, "an inspector key");
    assert.ok(Array.isArray(value) && value.length === 4, `${key} is [seconds, invocations, in, out]`);
    for (const part of value) assert.ok(part === null || Number.isFinite(part), `${key}: ${value}`);
  }
  const messages = (inspector.messages ?? []) as Message[];
  for (const message of messages) {
    assert.equal(message.length, 2, `a message is [level, text]: ${JSON.stringify(message)}`);
    assert.ok(["DEBUG", "INFO", "WARN", "ERROR", "FATAL"].includes(message[0]), `level ${message[0]}`);
    checkWording(message[1]);
  }
  return messages;
}

/** One reply to one execute request; gives the verdicts in row order. */
export function checkExecuteReply(context: Context, request: RequestChunk, chunk: Chunk): Verdict[] {
  const { finished, inspector, ...others } = chunk.metadata;
  assert.deepEqual(others, {}, `nothing else is in a reply: ${chunk.metadataText.slice(0, 200)}`);
  assert.equal(finished, request.finished, "the reply mirrors finished");
  if (request.finished) {
    const keys = Object.keys((inspector ?? {}) as object);
    assert.ok(keys.includes("messages"), "the last reply carries inspector.messages");
    assert.ok(
      keys.some((key) => key.startsWith("metric.")),
      "the last reply carries metrics",
    );
  }
  readMessages(chunk);

  const asked = parseCsv(request.body);
  const answer = parseCsv(chunk.body);
  assert.equal(answer.rows.length, asked.rows.length, "rows in = rows out");
  if (asked.rows.length === 0) return [];
  for (const cells of answer.rows)
    assert.equal(cells.length, answer.names.length, "a row as long as the header");
  assert.equal(answer.unclosed && !asked.unclosed, false, "the reply opens a quote it never closes");
  checkKeptCells(asked, answer, keptColumns(context, asked, answer));
  checkMerges(context, asked, answer);
  return answer.rows.map((cells, row) => {
    const text = fieldText(asked, row, toBytes(context.field));
    const verdict = readVerdict(answer.names, cells, toBytes(context.prefix));
    checkVerdict(verdict, text, context.fallback, context.model);
    if (context.perEvent !== true) checkSameAsBefore(context, text, verdict);
    if (text.length >= 16 && context.longTexts.size < 1000) context.longTexts.add(text);
    return verdict;
  });
}

/**
 * All columns of theirs but those we replace, in their order, then ours, then what is empty in every row: the control
 * fields, and twins of ours that came. Gives the columns to compare: [asked, answer].
 */
function keptColumns(context: Context, asked: Table, answer: Table): [number, number][] {
  const prefix = toBytes(context.prefix);
  const filled = outputColumns(prefix);
  const own = ownFields(prefix);
  const replaced = new Set([...filled, ...own, ...own.map((field) => `__mv_${field}`)]);
  const columns = [...asked.names.keys()].filter((column) => !replaced.has(asked.names[column]!));
  const names = columns.map((column) => asked.names[column]);
  assert.deepEqual(answer.names.slice(0, columns.length), names, "their columns come first, as they were");
  const ours = answer.names.slice(columns.length);
  const twins = asked.names.filter((name) => replaced.has(name) && !own.includes(name));
  const empty = new Set([...controlColumns(prefix), ...twins].filter((name) => !filled.includes(name)));
  assert.deepEqual([...ours].sort(), [...filled, ...empty].sort(), "then all our columns, once");
  assertOrdered(context, answer);
  for (const [at, name] of answer.names.entries())
    if (empty.has(name)) for (const cells of answer.rows) assert.equal(cells[at], "", `${name} is empty`);
  return columns.map((column, index) => [column, index]);
}

/**
 * In whichever way splunkd merges: their fields keep their values, ours have those of the reply. Fields of ours count
 * as sent also where the request lacks them, for required_fields names them.
 */
function checkMerges(context: Context, asked: Table, answer: Table): void {
  const prefix = toBytes(context.prefix);
  const own = new Set(ownFields(prefix));
  const kept = asked.names.filter((name) => !own.has(name) && !/^__mv_|_chunked_idx$/.test(name));
  const sent = new Set([...asked.names, ...own]);
  for (let row = 0; row < Math.min(mergedRows, asked.rows.length); row++) {
    const event = columnsOf(asked, row);
    const reply = columnsOf(answer, row);
    const expected = readVerdict(answer.names, answer.rows[row]!, prefix);
    for (const [reading, merge] of Object.entries(readings)) {
      const merged = merge({ ...event, elsewhere: "kept" }, sent, reply);
      const about = `row ${row}, ${reading}`;
      assert.equal(merged.elsewhere, "kept", `${about}: what was not sent`);
      for (const name of kept)
        assert.deepEqual(
          [merged[name], merged[`__mv_${name}`]],
          [event[name], event[`__mv_${name}`]],
          `${about}: ${name}`,
        );
      for (const field of outputFields)
        assert.equal(
          valuesOf(merged, context.prefix + field).join("\n"),
          expected[field],
          `${about}: ${field}`,
        );
      for (const field of controlColumns(context.prefix))
        assert.deepEqual(valuesOf(merged, field), [], `${about}: ${field}`);
    }
  }
}

function assertOrdered(context: Context, answer: Table): void {
  const expected = outputFields.map((field) => toBytes(context.prefix + field));
  const ours = answer.names.filter((name) => expected.includes(name)).slice(-expected.length);
  assert.deepEqual(ours, expected, "our fields in the order of the contract");
}

function checkKeptCells(asked: Table, answer: Table, columns: [number, number][]): void {
  asked.rows.forEach((cells, row) => {
    const out = answer.rows[row]!;
    for (const [from, to] of columns) {
      const raw = cells[from] ?? "";
      const wellFormed = !(asked.unclosed && row === asked.rows.length - 1);
      if (wellFormed)
        assert.equal(out[to], raw, `row ${row}: ${asked.names[from]} passes through byte for byte`);
      else assert.equal(cellValue(out[to]!), cellValue(raw), `row ${row}: ${asked.names[from]}`);
    }
  });
}

/** The text a row is judged by: a multivalue is its values joined by newline. */
function fieldText(asked: Table, row: number, field: string): string {
  const cells = asked.rows[row]!;
  const encoded = cellValue(cells[asked.names.indexOf(`__mv_${field}`)] ?? "");
  const plain = cellValue(cells[asked.names.indexOf(field)] ?? "");
  return fromBytes(encoded === "" ? plain : decodeMultivalue(encoded).join("\n"));
}

function checkSameAsBefore(context: Context, text: string, verdict: Verdict): void {
  const { llama_template: _, llama_template_id: __, ...said } = verdict;
  const before = context.verdicts.get(text);
  if (before === undefined) context.verdicts.set(text, JSON.stringify(said));
  else assert.equal(JSON.stringify(said), before, `one verdict for ${JSON.stringify(text.slice(0, 120))}`);
}
