import type { Reading } from "../../reading/reading.ts";
import type { LineRecord } from "../../reading/record.ts";

const mostPairs = 40;
const longestRead = 1_000;
/** `key=7`, `state=down`: values in quotes are texts. */
const pair = /(?<![\w.-])([a-z][\w.-]{1,40})=([\w.%/:+-]{1,40})(?![\w"])/gi;
/** Fields in which a program says how something is, in a word of its own. */
const stateKey = /(?:^|[._])(?:state|status|health|condition|phase|result|outcome)$/;
const thingKey =
  /(?:^|[._])(?:event|check|component|resource|object|unit|volume|pool|cluster|database|queue|service|alarm|probe)(?:_?(?:type|name))?$/;
const word = /^[a-z][a-z0-9 _-]{1,40}$/i;

/** The pairs of a line: the fields of a structured one, else those within its text. */
export function factsOf(line: Reading): LineRecord {
  if (line.structure.kind !== "text") return line.fields;
  const facts = new Map<string, string>();
  const text = line.plain.slice(0, longestRead);
  if (!text.includes("=")) return facts;
  for (const [, key = "", value = ""] of text.matchAll(pair)) {
    if (facts.size >= mostPairs) break;
    facts.set(key.toLowerCase(), value);
  }
  return facts;
}

const environmentKey = /(?:^|[._])(?:env|environment|deployment_?environment|stage)(?:[._]name)?$/;
const notProduction = /^(?:staging|stage|sandbox|test|testing|dev|development|qa|uat|pre-?prod|demo|lab)$/i;
/** `[dev]`, `staging:`, `test environment` at the beginning. */
const environmentAhead =
  /^\W{0,3}(?:(?:on|in|from) )?(?:the )?(?:staging|sandbox|qa|uat|pre-?prod|demo|lab|dev|test)(?:[\])]|:(?= )| (?:environment|cluster|system|stack|site|database|server|instance)\b)/i;

/**
 * Whether a line says that it is not of production. In a text that only counts at its beginning: what stands behind may be
 * somebody else's words.
 */
export function isElsewhere(line: Reading, facts: LineRecord, message: string): boolean {
  if (line.structure.kind === "text") return environmentAhead.test(message);
  return [...facts].some(([key, value]) => environmentKey.test(key) && notProduction.test(value));
}

const timeKey = /^(?:@?time(?:stamp)?|ts|@t|t|date)$/;
const timeAhead = /^\W{0,3}(\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?)/;

/** When the line was written, as it says in its head or a field; empty where it does not. */
export function writtenAt({ plain }: Reading, facts: LineRecord): string {
  for (const [key, value] of facts) if (timeKey.test(key)) return value;
  return timeAhead.exec(plain)?.[1] ?? "";
}

/** What state fields say, as a sentence: `quorum state lost` for an event `quorum` with the state `lost`; else empty. */
export function statesIn(facts: LineRecord): string {
  let thing = "";
  let state = "";
  for (const [key, value] of facts) {
    if (!word.test(value)) continue;
    if (stateKey.test(key)) state ||= value;
    else if (thingKey.test(key)) thing ||= value;
  }
  return state === "" ? "" : `${thing} state ${state}`.replaceAll("_", " ").trim();
}
