import { type Flag, type Judgement, severityRank } from "../verdict.ts";
import { cleanText } from "./reply-text.ts";
import { type JsonArray, type JsonObject, type JsonValue, readJson } from "./tolerant-json.ts";
import { tolerantVerdictShape } from "./verdict-schema.ts";

/** What a reply says of the ids 1 to count. */
export interface ReplyReading {
  readonly verdicts: Map<number, Judgement>;
  /** Only ids with a flag are in it. */
  readonly flags: Map<number, Flag[]>;
  /** Ids without a verdict that can be relied on, ascending. */
  readonly missing: number[];
  /** The model stopped at the answer cap, or its JSON ends before it is closed. */
  readonly cut: boolean;
  /** What was wrong, for the run's record; no text of the reply in it. */
  readonly faults: string[];
}

/** More faults are counted by nobody. */
const mostFaults = 20;

interface Reader {
  readonly count: number;
  readonly judgements: Map<number, Judgement>;
  readonly flags: Map<number, Flag[]>;
  /** How often each id was named, whatever came with it. */
  readonly claims: Map<number, number>;
  readonly faults: string[];
}

/**
 * Reads what the model answered, in any form that leaves no doubt which verdict belongs to which id: the object
 * keyed by id, with or without its wrapper, or an array of verdicts with ids, alone or within prose. Where there
 * is doubt (an id named twice, a key given twice, a value out of range) the id is missing and is asked again.
 * Never throws, and takes time in proportion to the content.
 *
 * @param count the ids asked are 1 to this
 */
export function readReply(content: string, count: number, finishReason: string): ReplyReading {
  const reader: Reader = {
    count,
    judgements: new Map(),
    flags: new Map(),
    claims: new Map(),
    faults: [],
  };
  const cutShort = readAll(reader, content);
  const missing: number[] = [];
  for (let id = 1; id <= count; id++) {
    const claims = reader.claims.get(id) ?? 0;
    if (claims > 1) {
      note(reader, `id ${id} was answered ${claims} times`);
      reader.judgements.delete(id);
      reader.flags.delete(id);
    }
    if (!reader.judgements.has(id)) missing.push(id);
  }
  const cut = cutShort || finishReason === "length";
  return { verdicts: reader.judgements, flags: reader.flags, missing, cut, faults: reader.faults };
}

/**
 * Reads every JSON value between the prose; true when the last one was cut. Two of them that answer the same id
 * contradict each other. What a model thinks aloud is a draft and does not count.
 */
function readAll(reader: Reader, content: string): boolean {
  const landmark = /[{[]|<\/think>/g;
  let thinking = /^\s*<think>/.test(content);
  let found = false;
  let cut = false;
  for (let match = landmark.exec(content); match !== null; match = landmark.exec(content)) {
    if (match[0] === "</think>") {
      thinking = false;
      found = false;
      forget(reader);
      continue;
    }
    const reading = readJson(content, match.index);
    cut = reading.outcome === "cut";
    if (!thinking && isReply(reading.value)) {
      found = true;
      readTop(reader, reading.value);
    }
    if (reading.outcome === "broken" && reading.sawKey && !thinking) {
      // Behind JSON that broke, such as a text with bare quotes, may stand a log line that looks like a reply.
      note(reader, "its JSON is broken");
      return false;
    }
    landmark.lastIndex = reading.end;
  }
  if (!found) note(reader, content.trim() === "" ? "it is empty" : "it holds no verdicts");
  return cut;
}

function forget(reader: Reader): void {
  reader.judgements.clear();
  reader.flags.clear();
  reader.claims.clear();
  reader.faults.length = 0;
}

function isReply(value: JsonObject | JsonArray): boolean {
  if (value.kind === "array") return value.items.some((item) => isObject(item) && idIn(item) !== undefined);
  return value.entries.some(([key, inner]) => key === "verdicts" || (/^\d+$/.test(key) && isObject(inner)));
}

function readTop(reader: Reader, value: JsonObject | JsonArray): void {
  if (value.kind === "array") {
    readArray(reader, value);
    return;
  }
  for (const [key, inner] of value.entries) {
    if (key !== "verdicts") {
      if (/^\d+$/.test(key)) readKeyed(reader, key, inner);
    } else if (isObject(inner)) {
      for (const [id, verdict] of inner.entries) readKeyed(reader, id, verdict);
    } else if (typeof inner === "object" && inner !== null) {
      readArray(reader, inner);
    } else {
      note(reader, '"verdicts" holds no verdicts');
    }
  }
}

function readArray(reader: Reader, array: JsonArray): void {
  for (const item of array.items) {
    if (!isObject(item)) note(reader, "an item of the array is no verdict");
    else if (idIn(item) !== undefined) readVerdict(reader, claim(reader, idIn(item)), item);
    else if (item.complete) note(reader, "a verdict has no id");
  }
}

function readKeyed(reader: Reader, key: string, value: JsonValue): void {
  const id = claim(reader, key);
  if (!isObject(value)) {
    if (id !== undefined) note(reader, `id ${id} holds no verdict`);
    return;
  }
  const inner = idIn(value);
  if (inner !== undefined && String(inner) !== key) {
    // Which of the two it belongs to cannot be told, so neither id may have another verdict.
    note(reader, "a verdict's id differs from its key");
    claim(reader, inner);
    return;
  }
  readVerdict(reader, id, value);
}

/** Counts that an id was named; undefined for what is no id of this request, or was named before. */
function claim(reader: Reader, written: JsonValue): number | undefined {
  const digits = typeof written === "number" || typeof written === "string" ? String(written) : "";
  const id = /^[1-9]\d{0,5}$/.test(digits) ? Number(digits) : undefined;
  if (id === undefined || id > reader.count) {
    note(reader, id === undefined ? "it answers something that is no id" : `id ${id} was not asked`);
    return undefined;
  }
  const claims = (reader.claims.get(id) ?? 0) + 1;
  reader.claims.set(id, claims);
  return claims === 1 ? id : undefined;
}

function readVerdict(reader: Reader, id: number | undefined, object: JsonObject): void {
  if (id === undefined || !object.complete) return;
  const fields = new Map<string, JsonValue>();
  for (const [key, value] of object.entries) {
    if (!Object.hasOwn(tolerantVerdictShape.shape, key) && key !== "id") continue;
    if (fields.has(key)) {
      note(reader, `id ${id} holds ${key} twice`);
      return;
    }
    fields.set(key, value);
  }
  const parsed = tolerantVerdictShape.safeParse(Object.fromEntries(fields));
  if (!parsed.success) {
    note(
      reader,
      `id ${id}: ${String(parsed.error.issues[0]?.path[0] ?? "verdict")} is missing or out of range`,
    );
    return;
  }
  const { data } = parsed;
  const rootCause = cleanText(data.root_cause);
  const recommendedAction = cleanText(data.recommended_action);
  if (!/[\p{L}\p{N}]/u.test(rootCause.text)) {
    note(reader, `id ${id}: root_cause says nothing`);
    return;
  }
  const least = data.anomaly_detected ? "P4" : "P5";
  const milder = severityRank(data.severity) > severityRank(least);
  reader.judgements.set(id, {
    anomalyDetected: data.anomaly_detected,
    severity: milder || !data.anomaly_detected ? least : data.severity,
    rootCause: rootCause.text,
    recommendedAction: recommendedAction.text,
    confidence: data.confidence,
  });
  if (rootCause.cleaned || recommendedAction.cleaned) reader.flags.set(id, ["cleaned"]);
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === "object" && value !== null && value.kind === "object";
}

function idIn(object: JsonObject): JsonValue {
  return object.entries.find(([key]) => key === "id")?.[1];
}

function note(reader: Reader, fault: string): void {
  if (reader.faults.length < mostFaults) reader.faults.push(fault);
}
