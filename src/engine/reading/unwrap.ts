import { fieldsOfObject } from "./own-fields.ts";

/** A line without what a container's log driver or viewer put around it. */
export interface Unwrapped {
  readonly text: string;
  /** The wrapper's name. */
  readonly wrapper: string;
  /** The pod, where the wrapper names it. */
  readonly pod: string;
  /** The container, where the wrapper names it. */
  readonly container: string;
}

/** Docker's json-file driver writes these keys and no others; anything else may be a program's own object. */
const dockerKeys: ReadonlySet<string> = new Set(["log", "stream", "time", "attrs", "tag"]);
const dockerBegin = /^\s{0,4}\{\s{0,4}"(?:log|stream|time)"\s{0,4}:/;
/** `2026-03-02T10:00:01.123456789Z stdout F …` */
const cri = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,9}(?:Z|[+-]\d\d:\d\d) (?:stdout|stderr) [FP] /;
/** `[pod/orders-7c9f/app] …` */
const kubectl = /^\[pod\/(?<pod>[a-z\d.-]{1,253})\/(?<container>[a-z\d-]{1,63})\] /;
/** `orders-1  | …`; a name of one's own stands behind more blanks, because the longest is written with its number. */
const compose =
  /^(?!(?:fatal|error|warn|warning|info|notice|debug|trace) )(?<container>[a-z\d][a-z\d._-]{0,60}?)(?:[-_]\d{1,3} {1,40}| {2,40})\| /;
/** `0|orders   | …` */
const pm2 = /^\d{1,3}\|(?<container>[a-z][\w.-]{0,60}) {1,40}\| /;
/** `shop orders-7c9f6b5d4-x2k8p app …`: the pod of a replica set, and its container. */
const stern =
  /^(?:[a-z\d-]{1,63} )?(?<pod>[a-z][a-z\d-]{0,200}-[a-f\d]{8,10}-[a-z\d]{5}) (?:› )?(?<container>[a-z\d-]{1,63}) /;

const openBracket = 91;
const openBrace = 123;
const space = 32;

/** Takes off what stands around a line; undefined for a line that is not wrapped. */
export function unwrap(text: string): Unwrapped | undefined {
  switch (text.charCodeAt(0)) {
    case openBracket:
      return withoutPrefix(text, "kubectl", kubectl);
    case openBrace:
    case space:
      return dockerBegin.test(text) ? unwrapDocker(text) : undefined;
    default:
      return isSmallOrDigit(text.charCodeAt(0)) ? withoutName(text) : undefined;
  }
}

function isSmallOrDigit(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
}

function withoutName(text: string): Unwrapped | undefined {
  return (
    withoutPrefix(text, "Kubernetes CRI", cri) ??
    withoutPrefix(text, "Docker Compose", compose) ??
    withoutPrefix(text, "PM2", pm2) ??
    withoutPrefix(text, "stern", stern)
  );
}

function withoutPrefix(text: string, wrapper: string, prefix: RegExp): Unwrapped | undefined {
  const match = prefix.exec(text);
  if (match === null) return undefined;
  const { pod = "", container = "" } = match.groups ?? {};
  return { text: text.slice(match[0].length), wrapper, pod, container };
}

function unwrapDocker(text: string): Unwrapped | undefined {
  const { fields, end } = fieldsOfObject(text, text.indexOf("{"));
  const log = fields.find(({ key }) => key === "log");
  const isDocker =
    log !== undefined && fields.every(({ key }) => dockerKeys.has(key)) && text.slice(end).trim() === "";
  const inner = isDocker ? unescaped(log.value) : undefined;
  if (inner === undefined) return undefined;
  return { text: inner.replace(/\r?\n$/, ""), wrapper: "Docker json-file", pod: "", container: "" };
}

/** The text that a JSON string writes; undefined for one that is broken. */
export function unescaped(written: string): string | undefined {
  try {
    const text: unknown = JSON.parse(`"${written}"`);
    return typeof text === "string" ? text : undefined;
  } catch {
    return undefined;
  }
}
