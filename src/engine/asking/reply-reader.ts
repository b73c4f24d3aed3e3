import type { Flag, Judgement } from "../verdict.ts";
import { ReplyTally } from "./reply-tally.ts";
import { decodedOnce, ReplyValue, readValues } from "./reply-values.ts";
import type { JsonArray, JsonObject, JsonValue } from "./tolerant-json.ts";
import type { Doubt } from "./verdict-doubt.ts";
import { fieldNameOf, isVerdict } from "./verdict-fields.ts";

/** What a reply says about the ids 1 to `count`. */
export interface ReplyReading {
  readonly verdicts: Map<number, Judgement>;
  /** Flags of the ids that have any. */
  readonly flags: Map<number, Flag[]>;
  /** Ids without a reliable verdict, ascending. */
  readonly missing: number[];
  /** Ids whose verdict could be read and is not believed. */
  readonly doubts: Map<number, Doubt>;
  /** The model stopped at the answer cap, or its JSON is not closed. */
  readonly cut: boolean;
  /** What filled an answer that has no verdict. */
  readonly filledBy: "thoughts" | "blanks" | undefined;
  /** The faults of the reply, without any of its text. */
  readonly faults: string[];
}

/** An id, or a key that may be meant as one: `1`, `01`, `-1`, `1.0`, `#1` or `id 1`. */
const numbered = /^\s{0,4}(?:id|line|log)?[\s#_+-]{0,4}\d[\d.e+-]{0,20}[\s.:)]{0,4}$/i;
/** Members whose object may be the verdict on the only text that was asked about. */
const single =
  /^(?:verdicts?|results?|answer|output|response|analysis|judge?ment|assessment|item|log|line)$/i;
/** Members that hold no reply, whatever they look like. */
const aside = /example|draft|thought|think|reason|sample|template|schema|previous|input|log/i;
/** Wrappers around the verdicts that are opened. */
const mostWrappers = 3;
/** Blanks in a row that no answer has. */
const blankLoop = /(?<!\s)\s{200}/;

/**
 * Reads a reply in any form that leaves no doubt which verdict belongs to which id: an object keyed by id, with or
 * without a wrapper; verdicts with ids in an array, one a line or alone; a numbered list; for a single text its verdict
 * alone. If an id is ambiguous (two different verdicts, a value out of range), it is missing and is asked again. If the
 * numbering itself is in doubt, the whole reply is rejected: an id that was not asked, such as 0, or an id named twice
 * while another has no verdict, may mean that every verdict is one line off. Never throws, and takes time proportional to
 * the content.
 *
 * @param count the ids that were asked are 1 to `count`
 */
export function readReply(content: string, count: number, finishReason: string): ReplyReading {
  const tally = new ReplyTally(count);
  const { values, cut: cutShort, broken, thinking } = readValues(decodedOnce(content));
  let found = false;
  for (const value of values) found = readTop(tally, value, 0) || found;
  if (broken) tally.addFault("its JSON is broken");
  else if (!found) tally.addFault(content.trim() === "" ? "it is empty" : "it holds no verdicts");
  const missing = tally.settle();
  const { judgements: verdicts, flags, doubts, faults } = tally;
  const isEmpty = verdicts.size === 0;
  const filledBy = isEmpty && thinking ? "thoughts" : blankLoop.test(content) ? "blanks" : undefined;
  return { verdicts, flags, missing, doubts, cut: cutShort || finishReason === "length", filledBy, faults };
}

/** @returns whether the value is meant as a reply */
function readTop(tally: ReplyTally, given: ReplyValue, wrappers: number): boolean {
  const { value } = given;
  if (value.kind === "array") return readArray(tally, value);
  if (isVerdict(value)) {
    readAlone(tally, value, given.label);
    return true;
  }
  const verdicts: JsonObject["entries"] = [];
  const keyed: JsonObject["entries"] = [];
  for (const entry of value.entries) {
    if (entry[0] === "verdicts") verdicts.push(entry);
    else if (answersId(...entry)) keyed.push(entry);
  }
  if (verdicts.length === 0 && keyed.length === 0) return readWrapped(tally, value, wrappers);
  const [only] = keyed;
  if (verdicts.length === 0 && keyed.length === 1 && only !== undefined && isSingle(tally, ...only)) {
    readAlone(tally, only[1] as JsonObject, undefined);
    return true;
  }
  for (const [, inner] of verdicts) readVerdicts(tally, inner);
  for (const [key, inner] of keyed) readKeyed(tally, key, inner);
  return true;
}

/** Whether a member is the verdict on the only text that was asked about. */
function isSingle({ count }: ReplyTally, key: string, value: JsonValue): boolean {
  return count === 1 && single.test(key) && isObject(value) && isVerdict(value);
}

/** Opens an object that holds the verdicts under a name of the model's. */
function readWrapped(tally: ReplyTally, value: JsonObject, wrappers: number): boolean {
  if (wrappers >= mostWrappers) return false;
  const inner = value.entries.filter(([key, held]) => isContainer(held) && !aside.test(key));
  const [only] = inner;
  if (inner.length !== 1 || only === undefined) return false;
  return readTop(tally, new ReplyValue(only[1] as JsonObject | JsonArray), wrappers + 1);
}

function readVerdicts(tally: ReplyTally, inner: JsonValue): void {
  if (!isContainer(inner)) {
    tally.addFault('"verdicts" holds no verdicts');
  } else if (inner.kind === "array") {
    readArray(tally, inner);
  } else if (isVerdict(inner)) {
    readAlone(tally, inner, undefined);
  } else {
    for (const [id, verdict] of inner.entries) {
      if (isSingle(tally, id, verdict)) readAlone(tally, verdict as JsonObject, undefined);
      else if (isObject(verdict) || answersId(id, verdict)) readKeyed(tally, id, verdict);
    }
  }
}

/** Whether a member answers an id: its key looks like a number, or its value holds a verdict. Other members are ignored. */
function answersId(key: string, value: JsonValue): boolean {
  return (
    numbered.test(key) ||
    (isObject(value) && value.entries.some(([name]) => fieldNameOf(name) === "severity"))
  );
}

/** @returns whether some item is meant as a verdict */
function readArray(tally: ReplyTally, array: JsonArray): boolean {
  const [first] = array.items;
  if (tally.count === 1 && array.items.length === 1 && isObject(first) && isVerdict(first)) {
    readAlone(tally, first, undefined);
    return true;
  }
  if (array.items.length === 1 && isObject(first) && idIn(first) === undefined && !isVerdict(first))
    return readTop(tally, new ReplyValue(first), 1);
  if (
    !array.items.some(
      (item) => isObject(item) && (idIn(item) !== undefined || isKeyed(item) || isVerdict(item)),
    )
  )
    return false;
  for (const item of array.items) {
    if (!isObject(item)) tally.addFault("an item of the array is no verdict");
    else if (isEcho(item)) tally.addFault("it repeats the request");
    else if (isKeyed(item)) for (const [key, inner] of item.entries) readKeyed(tally, key, inner);
    else if (idIn(item) !== undefined) tally.take(idIn(item), item);
    else if (item.complete) tally.addFault("a verdict has no id");
  }
  return true;
}

/** Reads a verdict that stands by itself; its id is its own, its number in a list, or that of the only text. */
function readAlone(tally: ReplyTally, object: JsonObject, label: string | undefined): void {
  const id = idIn(object);
  if (id !== undefined && label !== undefined && String(id) !== label) {
    tally.addFault("a verdict's id differs from its number");
    tally.mention(label);
    tally.mention(id);
  } else if (id !== undefined || label !== undefined || tally.count === 1) {
    tally.take(id ?? label ?? 1, object);
  } else if (object.complete) {
    tally.addFault("a verdict has no id");
  }
}

/** An object that holds a single verdict under its id. */
function isKeyed(object: JsonObject): boolean {
  const [entry, ...more] = object.entries;
  return entry !== undefined && more.length === 0 && numbered.test(entry[0]) && isObject(entry[1]);
}

function readKeyed(tally: ReplyTally, key: string, given: JsonValue): void {
  // Some models put each verdict into an array of its own.
  const isAlone = isContainer(given) && given.kind === "array" && given.items.length === 1 && given.complete;
  const value = isAlone ? given.items[0] : given;
  if (!isObject(value)) {
    const id = tally.mention(key);
    if (id !== undefined) tally.addFault(`id ${id} holds no verdict`);
    return;
  }
  const inner = idIn(value);
  if (inner !== undefined && String(inner) !== key) {
    // It is unclear which id the verdict belongs to, so both ids count as named.
    tally.addFault("a verdict's id differs from its key");
    tally.mention(key);
    tally.mention(inner);
    return;
  }
  tally.take(key, value);
}

/** A line of the request that the reply repeats: it has the log and no verdict. */
function isEcho(object: JsonObject): boolean {
  return !isVerdict(object) && object.entries.some(([key]) => key === "log");
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === "object" && value !== null && value.kind === "object";
}

function isContainer(value: JsonValue): value is JsonObject | JsonArray {
  return typeof value === "object" && value !== null;
}

function idIn(object: JsonObject): JsonValue {
  return object.entries.find(([key]) => fieldNameOf(key) === "id")?.[1];
}
