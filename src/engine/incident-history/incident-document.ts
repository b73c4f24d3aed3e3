import * as z from "zod";
import { severities } from "../verdict.ts";
import { bounded, incidentStates, type StoredIncident } from "./stored-incident.ts";

/** A record as JSON, with texts and lists of texts only: other lists are JSON texts, for lookups show nothing else. */
export type IncidentDocument = Readonly<Record<string, string | number | boolean | readonly string[]>>;

const texts = z.array(z.string());
const severity = z.enum(severities);

const shape = z.looseObject({
  fingerprint: z.string().regex(/^[\w-]{1,64}$/),
  state: z.enum(incidentStates),
  merged_into: z.string().default(""),
  paged: z.boolean().default(false),
  severity,
  title: z.string(),
  action: z.string().default(""),
  origin: texts,
  first: z.number(),
  last: z.number(),
  hosts: texts.default([]),
  services: texts.default([]),
  aliases: texts.default([]),
  gaps: texts.default([]),
  episode: z.number().default(1),
  count: z.number().default(0),
  left_out: z.number().default(0),
  seen: z.number(),
  missed: z.number().default(0),
  looked: z.number().default(0),
  updated: z.number(),
  kinds: z
    .array(
      z.looseObject({
        service: z.string(),
        severity,
        count: z.number(),
        template_id: z.string(),
        template: z.string(),
      }),
    )
    .default([]),
  timeline: z
    .array(
      z.looseObject({
        first: z.number(),
        last: z.number(),
        service: z.string(),
        host: z.string(),
        severity,
        count: z.number(),
        template_id: z.string().default(""),
        cause: z.string(),
        action: z.string(),
        names: texts,
        examples: texts,
        consequence: z.boolean(),
      }),
    )
    .default([]),
  ruled_out: z.array(z.object({ name: z.string(), reason: z.string() })).default([]),
});

/** Fields that are JSON texts in a document: they hold objects. */
const nested = /^\s*[[{]/;

export function documentOf(record: StoredIncident): IncidentDocument {
  return Object.fromEntries(
    Object.entries(record)
      .filter(([, value]) => value !== undefined && value !== null)
      .map(([field, value]) => [field, isPlain(value) ? value : JSON.stringify(value)]),
  );
}

/** @returns undefined for what is no record, or one of a version that cannot be read */
export function readDocument(document: unknown): StoredIncident | undefined {
  if (typeof document !== "object" || document === null) return undefined;
  const read = shape.safeParse(
    Object.fromEntries(Object.entries(document).map(([field, value]) => [field, opened(field, value)])),
  );
  if (!read.success) return undefined;
  // The store's own fields, such as _key and _user.
  const own = Object.entries(read.data).filter(([field]) => !field.startsWith("_"));
  return bounded(Object.fromEntries(own) as unknown as StoredIncident);
}

function isPlain(value: unknown): value is string | number | boolean | readonly string[] {
  if (Array.isArray(value)) return value.every((item) => typeof item === "string");
  return typeof value !== "object";
}

/** A sentence that begins with a bracket stays a sentence. */
function opened(field: string, value: unknown): unknown {
  if (typeof value !== "string" || !nested.test(value) || sentences.has(field)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

const sentences = new Set(["title", "action"]);
