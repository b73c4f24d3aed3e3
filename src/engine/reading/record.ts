import type { Structure } from "./structure.ts";
import { unescaped } from "./unwrap.ts";

/** The fields of a structured line by their keys in lower case, nested ones with dots: `kubernetes.pod.name`. */
export type LineRecord = ReadonlyMap<string, string>;

/** Objects and lists within objects that are read: OpenTelemetry's own form needs eight. */
const deepest = 8;
const mostFields = 500;
const longestObject = 100_000;

/** @param text whose structure it is */
export function recordOf(text: string, { kind, fields, from, to }: Structure): LineRecord {
  const record = new Map<string, string>();
  if (kind === "object" && to - from <= longestObject) {
    const whole = parsed(text.slice(from, to));
    if (whole !== undefined) {
      collect(whole, "", record, deepest);
      return record;
    }
  }
  for (const { key, value } of fields) {
    const said = value.includes("\\") ? (unescaped(value) ?? value) : value;
    addFirst(record, key.toLowerCase(), said);
  }
  return record;
}

function parsed(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function collect(value: object, prefix: string, record: Map<string, string>, depth: number): void {
  for (const [key, inner] of Object.entries(value)) {
    if (record.size >= mostFields) return;
    const name = prefix + key.toLowerCase();
    if (typeof inner === "object" && inner !== null) {
      if (depth > 0) collect(inner, Array.isArray(value) ? prefix : `${name}.`, record, depth - 1);
    } else if (inner !== null && inner !== undefined) {
      addFirst(record, name, String(inner));
    }
  }
  attributesOf(value, record);
}

/** OpenTelemetry writes attributes as a list: `{"key":"service.name","value":{"stringValue":"orders"}}`. */
function attributesOf(value: object, record: Map<string, string>): void {
  if (!Array.isArray(value)) return;
  for (const entry of value as unknown[]) {
    const { key, value: said } = (entry ?? {}) as { key?: unknown; value?: object };
    const inner: unknown = typeof said === "object" && said !== null ? Object.values(said)[0] : said;
    if (typeof key === "string" && typeof inner === "string") addFirst(record, key.toLowerCase(), inner);
  }
}

/** Of two fields with one key the first is the logger's. */
function addFirst(record: Map<string, string>, key: string, value: string): void {
  if (value !== "" && !record.has(key)) record.set(key, value);
}

/** The first of the keys that the record has. */
export function firstOf(record: LineRecord, keys: readonly string[]): string {
  for (const key of keys) {
    const value = record.get(key);
    if (value !== undefined) return value;
  }
  return "";
}
