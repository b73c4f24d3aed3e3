import { failureCount, magnitudeRules } from "./magnitude-rules.ts";
import {
  exact,
  glogLevel,
  hexadecimalCode,
  httpStatus,
  percentClass,
  portion,
  replyClass,
  resultNumber,
  syslogSeverity,
  truthValue,
  zeroOrMore,
} from "./unit-readings.ts";
import { keyed, notCounting, type UnitRule } from "./unit-rule.ts";

const methods = "get|post|put|delete|head|patch|options|connect|propfind";

const troubles =
  "errors?|err|failures?|failed|fails|faults?|warnings?|exceptions?|drops?|dropped|discards?|discarded|lost|loss|losses|" +
  "rejected|rejects|timeouts?|timed out|retries|crashes|restarts|violations?|conflicts|collisions|overruns?|misses|" +
  "corrupted|corruptions|corrupt|skipped|denied|blocked|killed|unreachable|unhealthy|unavailable|missing|invalid|" +
  "mismatches|bad|alerts?|critical|vulnerabilities|deadlocks|expired|unacked|undelivered|stuck|leaks?|dead|offline|down";
const supplies =
  "available|ready|alive|healthy|online|up|replicas|free|remaining|left|members|brokers|consumers|subscribers|workers|" +
  "endpoints|backends|servers|peers|nodes|hosts|candidates|matches|results|connected|succeeded|passed|in-sync|in sync";

/**
 * The values that are kept, and why. All other values (ids, addresses, counters, sizes, times, names) are dropped.
 * The first rule that can read the value decides. Rules are looked up once for each shape, not for each line.
 */
export const unitRules: readonly UnitRule[] = [
  {
    name: "severity",
    before: /^<$/,
    after: /^>/,
    read: syslogSeverity,
    reason: "a syslog line begins with facility and severity: <11> is an error, <14> is not",
  },
  {
    name: "level",
    before: /^$/,
    after: /^ ¤ ¤ [^ ]+:¤\]/,
    read: glogLevel,
    reason: "glog writes E0314 for an error, I0314 for information",
  },
  {
    name: "level",
    before: keyed(
      "(?:log[_.]?)?(?:level|lvl|severity|priority)(?:_?(?:no|num|number|value|code|id|int))?|prio|syslog_?severity",
    ),
    read: exact(5),
    reason: "pino, Python, Monolog, log4j and OpenTelemetry log levels as numbers",
  },
  {
    name: "percent",
    after: /^ ?(?:%|percent|pct)/,
    read: percentClass,
    reason: "97 % full is about to fail, 12 % is not; within a class it is the same event",
  },
  {
    name: "percent",
    before: keyed("[a-z_]*(?:percent|pct|percentage|utili[sz]ation)"),
    read: percentClass,
    reason: "as above, named by the key",
  },
  {
    name: "http-status",
    before: new RegExp(`(?:^|[^a-z])(?:${methods}) [^"]*¤[^" ]*"?[ :,|-]+$`),
    after: notCounting("ms|bytes|s|us|µs"),
    read: httpStatus,
    reason: "a request that failed is another event than one that worked",
    isGuess: true,
  },
  {
    name: "http-status",
    before: keyed(
      "status|http|https|http_status|status_?code|http_?code|response|response_?code|responded|returned|returning|replied|answered|got|received|sc-status|upstream_status|elb_status_code",
    ),
    after: notCounting("ms|bytes|rows|records|items|results|blocks|packets|messages|files|lines|s|us|µs"),
    read: httpStatus,
    reason: "the same, in words or as a field",
  },
  {
    name: "exit-code",
    before:
      /(?:(?:exit(?:ed|s|ing)?|died|terminated|termination)[a-z ,_-]*|(?:return|finished|ended|completed)[a-z ,_-]*(?:code|status|value))["']?[ =:(["'#]+$/,
    after: notCounting("ms|s|sec|seconds|minutes|bytes|rows|records|items|of"),
    read: exact(4),
    reason: "0 is success, 1 a fault, 137 a kill, 139 a crash",
  },
  {
    name: "event-id",
    before: keyed(
      "event[ _-]?(?:id|code)|eventid|msg[ _-]?id|message[ _-]?id|alarm[ _-]?id|rule[ _-]?id|sid|signature",
    ),
    read: exact(6),
    reason: "Windows 4624 is a logon, 4625 one that failed; detection rules have numbers",
  },
  {
    name: "errno",
    before: keyed(
      "errno|err|error|error[ _-]?(?:no|number|code)|errcode|errorcode|sqlcode|sqlstate|sub-?code|ora|reason|reason[ _-]?code|cause[ _-]?code|fault[ _-]?code",
    ),
    after: notCounting("ms|s|sec|seconds|times|bytes"),
    read: exact(6),
    reason: "28 is a full disk, 111 a refused connection",
  },
  {
    name: "code",
    before: keyed("[a-z_]*code"),
    read: exact(6),
    reason: "a code says what happened (web socket 1006, Kafka 6, LDAP 49)",
  },
  {
    name: "code",
    before: keyed(
      "hresult|status|sub[ -]?status|errno|err|error|result|failure|ntstatus|exception|bugcheck|stop|[a-z_]*code|rc|ret|retval|return(?:ed|s| value)?|exit(?:ed)?|reason",
    ),
    read: hexadecimalCode,
    reason: "Windows writes its error codes as 0xC000006A",
  },
  {
    name: "result",
    before: /(?:^|[^a-z])(?:rc|ret|retval|return_?code|result_?(?:type|code))["']?[=:]\s?["']?$/,
    read: exact(6),
    reason: "0 and -1 are success and failure, whatever follows",
  },
  {
    name: "signal",
    before: keyed("signal|sig|signo|killed by|by signal"),
    read: exact(2),
    reason: "9 is a kill, 11 a crash, 15 an orderly stop",
  },
  {
    name: "reply-class",
    before: /(?:dsn|said|reply|response)["']?[=: ]+(?:¤ )?$/,
    read: replyClass,
    reason: "mail: 2 delivered, 4 later, 5 refused",
  },
  {
    name: "result",
    before: keyed("returned|returns|result|results in|ret|retval|rc|res|return value|return"),
    after: /^(?!\s?[a-z])/,
    read: resultNumber,
    reason: "0 and -1 are success and failure",
  },
  {
    name: "state",
    before: keyed("[a-z_]*state|run ?level|[a-z_]*phase|stage|mode|health"),
    read: exact(2),
    reason: "states as numbers are states",
  },
  {
    name: "boolean",
    before: keyed(
      "[a-z_]*(?:success|enabled?|disabled|active|alive|healthy|ok|ready|connected|valid|online|running|passed|allowed|link|leader|degraded|failed|expired|locked|is_up|up)",
    ),
    read: (value) => (value === "0" || value === "1" ? value : undefined),
    reason: "0 and 1 behind such a word are no and yes",
  },
  {
    name: "boolean",
    before: /[=:(] ?$/,
    read: truthValue,
    reason: "true is another event than false, whatever the key",
  },
  {
    name: "portion",
    before:
      /(?:ready|running|available|replicas|nodes?|members?|healthy|up|shards?|passed|attempt|retry|try|tests?|checks?|brokers|osds?)[a-z ]*["']?[ =:([#]*$/,
    read: portion,
    reason: "3/3 ready is well, 1/3 is not, 0/3 is an outage; the last attempt is not the first",
  },
  {
    name: "portion",
    after:
      /^[ \])]*(?:ready|running|available|replicas|nodes?|members?|healthy|up|shards?|passed|tests?|checks?|pods?|brokers|osds?)/,
    read: portion,
    reason: "as above",
  },
  ...magnitudeRules,
  {
    name: "count",
    before: /(?<!¤ (?:out )?of )$/,
    after: new RegExp(`^ (?:(?:out )?of ¤ )?(?:[a-z-]+ ){0,2}?(?:${troubles})(?:$|[^a-z])`),
    read: failureCount,
    reason: "no errors is another event than some, and both are another than very many",
  },
  {
    name: "count",
    after: new RegExp(`^ (?:[a-z-]+ ){0,2}?(?:${supplies})(?:$|[^a-z])`),
    read: zeroOrMore,
    reason: "no replica left is an outage",
  },
  {
    name: "count",
    before: keyed(
      `[a-z_.-]*(?:${troubles})|[a-z_]*(?:error|fail|failure|drop|retry|timeout|reject)s?_?(?:count|total)`,
    ),
    after: notCounting("ms|s|sec|seconds|min|minutes"),
    read: failureCount,
    reason: "failures, named by the key",
  },
  {
    name: "count",
    before: keyed(`[a-z_.-]*(?:${supplies})`),
    after: notCounting("ms|s|sec|seconds|min|minutes"),
    read: zeroOrMore,
    reason: "supplies, named by the key",
  },
  {
    name: "root",
    before: /(?:^|[^a-z])(?:e?uid|auid|e?gid)["']?[=:]\s?$/,
    read: zeroOrMore,
    reason: "uid 0 is root",
  },
  {
    name: "priority",
    read: (value) => (/^(?:P[0-5]|SEV-?[0-5]|S[0-5])$/i.test(value) ? value.toUpperCase() : undefined),
    before: keyed("priority|severity|sev|prio|urgency|alert|incident"),
    reason: "P1 is not P4",
  },
];
