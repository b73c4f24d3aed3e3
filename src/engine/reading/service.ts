import { levelByWord } from "./level/level-words.ts";
import { firstOf, type LineRecord } from "./record.ts";

/** Keys of a structured line, the surest first. */
const serviceKeys =
  "service service.name service_name svc app application component program container container_name kubernetes.container_name kubernetes.container.name kubernetes.labels.app resource.service.name resource.attributes.service.name attributes.service.name syslog_identifier _comm appname app_name process.name source_name sourcename provider_name winlog.provider_name eventsource channel target @module cloud_rolename resource.labels.container_name processname _service _app _application".split(
    " ",
  );
/** Keys of the logger within a service. */
const loggerKeys =
  "logger logger_name loggername log.logger sourcecontext properties.sourcecontext record.name".split(" ");
/** Keys that name a logger only beside others that give their library away. */
const loggersBeside: readonly (readonly [key: string, beside: readonly string[]])[] = [
  ["name", ["pid", "hostname", "levelname", "process"]],
  ["category", ["loglevel"]],
  ["n", ["m"]],
  ["c", ["ctx"]],
];
/** `service=checkout`, in text. */
const keyed =
  /(?:^|[\s,(])(?:service|service[._]name|svc|app|application|component|program|container)\s*[=:]\s*["']?([a-z][\w.-]{1,39})/i;
/** `[api-gateway]`, not `query[A]`; threads and levels may stand in brackets as well. */
const bracketed = /(?<![^\s\]:|])\[([a-z][a-z0-9]*(?:[-_.][a-z0-9]+)*)\]/gi;
/** Behind words the author of a message wrote the brackets. */
const words = /(?:^|[\s:])\p{Ll}{2,} \p{Ll}{2,} /u;
const notServices = /^(?:main|root|running|__main__|unknown|none|null|true|false|ok|failed)$/i;
/** Amounts, and identifiers of containers and requests. */
const amount = /^\d+(?:\.\d+)?[a-z]{0,2}$/i;
const identifier = /^(?=.*\d)(?:[\da-f]{7,64}|[\da-f]{8}-[\da-f-]{9,40})$/i;
const threads = /^(?:thread|worker|pool|exec|http-nio|nio|qtp|mainthread)(?:[-_\d]|\b)/i;
/** A logger's qualified name; its last part is the class. */
const logger =
  /(?:^|[\s[(])(?:[a-z_][\w$]*\.){2,8}(?!\w*(?:Error|Exception|Throwable)\b)([A-Z][\w]{1,39})(?:\$\w{1,39})?(?=[\s:\])]|$)/;
/** Quoted texts and the query parameters of URLs: the caller wrote them, not the service. */
const quotedText = /"(?:[^"\\]|\\.){0,8000}"|'[^']{0,8000}'(?=[\s,]|$)|[?&][\w.%-]{1,60}=\S{0,2000}/g;
const qualifiedClass = /(?:\w\.){2}|(?:\w+\.){2,}[A-Z]/;
const fileEndings = /^(?:go|py|js|ts|rb|cc|cpp|c|cs|java|kt|scala|php|rs|swift)$/;
const longestName = 60;
const longestHead = 400;
const longestTag = 160;

/** The service that the fields of a structured line name; empty where they name none. */
export function serviceOfFields(fields: LineRecord): string {
  // A firewall's service is the protocol that it saw.
  if (fields.has("devid")) return "";
  const named = firstOf(fields, serviceKeys).trim();
  return named.length <= longestName && isService(named) ? named : "";
}

/** The logger that the fields of a structured line name, as written; empty where they name none. */
export function loggerOfFields(fields: LineRecord): string {
  const named = firstOf(fields, loggerKeys);
  if (named !== "") return named;
  const found = loggersBeside.find(
    ([key, beside]) => fields.has(key) && beside.some((other) => fields.has(other)),
  );
  return found === undefined ? "" : (fields.get(found[0]) ?? "");
}

/** `DataNode` of `org.example.dfs.DataNode$Receiver`, `main` of `cmd/server/main.go`; empty for `root`. */
export function classOf(logger: string): string {
  const parts = logger.split(/[./]/).filter((part) => part !== "" && !fileEndings.test(part));
  const [last = "", before = ""] = [parts.at(-1), parts.at(-2)];
  // A method may stand behind its class.
  const name = (/^[a-z]/.test(last) && /^[A-Z]/.test(before) ? before : last).split("$")[0] ?? "";
  return isService(name) ? name : "";
}

/** The service that a text names by a key, in brackets or by its logger; empty where it names none. */
export function serviceOfText(text: string): string {
  const head = headOf(text);
  return keyedService(head) || bracketedService(head, true) || (logger.exec(head)?.[1] ?? "");
}

/** The service that a text names by a key or in brackets, which is no class; empty where it names none. */
export function programOfText(text: string): string {
  const head = headOf(text);
  return keyedService(head) || bracketedService(head, false);
}

function headOf(text: string): string {
  const lineEnd = text.indexOf("\n");
  return text
    .slice(0, lineEnd < 0 ? longestHead : Math.min(lineEnd, longestHead))
    .replace(quotedText, unlessName);
}

function keyedService(head: string): string {
  const said = keyed.exec(head)?.[1] ?? "";
  return isService(said) ? said : "";
}

/** @param orClass whether the class of a qualified name counts */
function bracketedService(head: string, orClass: boolean): string {
  for (const match of head.slice(0, longestTag).matchAll(bracketed)) {
    const name = match[1] as string;
    if (words.test(head.slice(0, match.index))) break;
    if (qualifiedClass.test(name)) return orClass ? classOf(name) : "";
    if (isService(name) && !threads.test(name) && name.length <= longestName) return name;
  }
  return "";
}

/** Keeps quoted text without `=` or `:`, because in `service="orders"` the name alone is quoted. */
function unlessName(quoted: string): string {
  return /[=:]/.test(quoted) ? '""' : quoted;
}

function isService(name: string): boolean {
  const isNone =
    notServices.test(name) ||
    levelByWord.has(name.toLowerCase()) ||
    amount.test(name) ||
    identifier.test(name);
  return !isNone && /[a-z]/i.test(name);
}
