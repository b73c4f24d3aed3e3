import {
  anyLevel,
  clock,
  date,
  isoTime,
  type LineFormat,
  levelWord,
  longTime,
  shortLevel,
  starting,
} from "./line-format.ts";

/** An exception in its place is the message's. */
const logger =
  "(?<logger>(?!\\S{0,120}(?:Error|Exception|Throwable)[:\\s]|[\\w.-]{1,120}:\\d{1,5}: )[A-Za-z_][\\w.$/:-]{0,120}?)";
const thread = "(?:\\[[^\\]]{1,120}\\] {1,2})";

/** Logging libraries of Go, Rust, C++, .NET and Erlang, what HashiCorp's programs write, and the widespread form of log4j. */
export const applicationFormats: readonly LineFormat[] = [
  {
    name: "klog, glog",
    begins: "IWEF",
    pattern: starting(
      `[IWEF]\\d{4,8} ${clock} {1,7}(?<process>\\d{1,10}) (?<logger>[\\w./-]{1,100}):\\d{1,6}\\] `,
    ),
  },
  {
    name: "CockroachDB",
    begins: "IWEF",
    pattern: starting(
      `[IWEF]\\d{6} ${clock} \\d{1,10} (?:\\d{1,3}@)?(?<logger>[\\w./-]{1,100}):\\d{1,6} (?:\u22ee )?(?:\\[[^\\]]{0,200}\\] )?(?:\\d{1,10} {1,2})?`,
    ),
  },
  {
    name: "logrus, geth",
    begins: "DIWEFTPNC",
    pattern: starting(`${shortLevel} ?\\[[\\dT:.|Z+-]{4,40}\\] `),
  },
  {
    name: "HashiCorp",
    begins: "\\d",
    pattern: starting(`${isoTime} \\[${levelWord}\\] {1,2}(?:(?<service>[\\w.-]{1,60}): )?`),
  },
  {
    name: "RabbitMQ, Erlang",
    begins: "\\d=",
    pattern: starting(
      `${isoTime} \\[[a-z]{4,9}\\] <\\d{1,6}\\.\\d{1,9}\\.\\d{1,6}> |=[A-Z]{4,10} REPORT==== \\d{1,2}-[A-Z][a-z]{2}-\\d{4}::${clock} ===\\n?`,
    ),
  },
  {
    name: "Rust (tracing, env_logger)",
    begins: "[\\d",
    pattern: starting(
      `\\[${date}T${clock}Z {1,2}${levelWord} {1,2}(?<service>[a-z_][\\w:]{0,100})\\] |(?:${date}T${clock}Z|\\[ {0,8}[\\d.]{3,16}s\\]) {1,3}${levelWord} (?:ThreadId\\(\\d{1,6}\\) |\\w{1,40}(?:\\{[^}]{0,200}\\})?:(?=[\\w{ ]))*?(?: ?)(?<service2>[a-z_]\\w{0,60}(?:::\\w{1,60}){0,8}): `,
    ),
  },
  {
    name: "zap console",
    begins: "\\d",
    pattern: starting(
      `(?:${date}[T ]${clock}(?:Z|[+-]\\d{4})?|\\d{10}\\.\\d{1,9}|\\d\\.\\d{6,18}e\\+\\d\\d)\\t${anyLevel}\\t(?:(?<logger>[\\w. -]{1,80})\\t(?!\\{))?(?:[\\w./@-]{1,120}:\\d{1,6}\\t)?`,
    ),
  },
  {
    name: "etcd",
    begins: "\\d",
    pattern: starting(`${date} ${clock} [CEWNID] \\| (?<service>[\\w./-]{1,60}): `),
  },
  {
    name: "NATS",
    begins: "[",
    pattern: starting(`\\[(?<process>\\d{1,10})\\] ${date} ${clock} \\[${shortLevel}\\] `),
  },
  {
    name: "Chromium",
    begins: "[",
    pattern: starting(
      `\\[(?<process>\\d{1,10})(?::\\d{1,10})?:\\d{4}/\\d{6}(?:\\.\\d{1,6})?:${levelWord}:[\\w./-]{1,100}\\(\\d{1,6}\\)\\] `,
    ),
  },
  {
    name: "Swift",
    begins: "\\d",
    pattern: starting(`${date}T${clock}[+-]\\d{4} ${anyLevel} (?<service>[\\w.-]{1,80}) ?: `),
  },
  {
    name: ".NET console",
    begins: "iwfdtc\\d",
    pattern: starting(
      `(?:${isoTime} )?(?:info|warn|fail|dbug|trce|crit): (?<logger>[A-Z][\\w.\`]{1,120})\\[\\d{1,6}\\]\\s{1,12}`,
    ),
  },
  {
    name: "Serilog",
    begins: "[\\d",
    pattern: starting(
      `\\[(?:${date} )?${clock}${offset()} ${shortLevel}\\] (?:(?<logger>[A-Z]\\w{0,60}(?:\\.[A-Z]\\w{0,60}){1,8}): )?|${date} ${clock} [+-]\\d\\d:\\d\\d \\[${shortLevel}\\] `,
    ),
  },
  {
    name: "NLog",
    begins: "\\d",
    pattern: starting(`${isoTime}\\|${anyLevel}\\|(?<logger>[\\w.]{1,120})\\|`),
  },
  {
    name: "Wazuh, OSSEC",
    begins: "\\d",
    pattern: starting(
      `\\d{4}/\\d\\d/\\d\\d ${clock} (?<service>[a-z][\\w-]{1,40})(?:\\[(?<process>\\d{1,10})\\])?: ${levelWord}: `,
    ),
  },
  {
    name: "ROS",
    begins: "[",
    pattern: starting(`\\[${levelWord}\\] \\[\\d{10}\\.\\d{1,9}\\] \\[(?<service>[\\w./-]{1,80})\\]: `),
  },
  {
    name: "Asterisk",
    begins: "[",
    pattern: starting(
      `\\[(?:${isoTime}|[A-Z][a-z]{2} {1,2}\\d{1,2} ${clock})\\] ${levelWord}\\[(?<process>\\d{1,10})\\](?:\\[C-[\\da-f]{1,16}\\])?: `,
    ),
    isWhole: true,
  },
  {
    name: "Icinga",
    begins: "[",
    pattern: starting(`\\[${isoTime}\\] [a-z]{5,11}/(?<service>[A-Z]\\w{1,60}): `),
  },
  {
    name: "Calico",
    begins: "\\d",
    pattern: starting(
      `${date} ${clock} \\[${levelWord}\\]\\[(?<process>\\d{1,10})\\] (?:\\S{1,120} \\d{1,6}: )?`,
    ),
  },
  {
    name: "Splunk",
    begins: "\\d",
    pattern: starting(
      `\\d\\d-\\d\\d-\\d{4} ${clock} [+-]\\d{4} ${levelWord} {1,2}(?<service>[\\w:.-]{1,60}) (?:\\[[^\\]]{1,80}\\] )?- `,
    ),
  },
  {
    name: "GLib",
    begins: "(",
    pattern: starting(
      `\\((?<service>[\\w .-]{1,60}):(?<process>\\d{1,10})\\): (?:[\\w.-]{1,40}-)?[A-Za-z]{4,8} \\*\\*: (?:${clock}: )?`,
    ),
  },
  {
    name: "program and level",
    begins: "a-z",
    pattern: starting("(?<service>[a-z][\\w-]{1,40}): (?:fatal|panic|error|warning|info|notice|debug): "),
  },
  {
    name: "OpenVPN, vsftpd",
    begins: "A-Z",
    pattern: starting(`${longTime} (?:us=\\d{1,6} |\\[pid (?<process>\\d{1,10})\\] (?:\\[\\w{1,64}\\] )?)?`),
    isWhole: true,
  },
  {
    name: "Go",
    begins: "\\d",
    pattern: starting(
      `\\d{4}/\\d\\d/\\d\\d ${clock} (?:\\[(?<process>\\d{1,10})\\] )?(?:(?<logger>[\\w./-]{1,100}\\.go):\\d{1,6}: )?(?:\\[?${levelWord}\\]?:? )?`,
    ),
  },
  {
    name: "log4j, logback, log4net",
    begins: "\\d[A-Z",
    pattern: starting(
      `\\[?(?:${isoTime}|\\d\\d/\\d\\d/\\d\\d ${clock}|${clock})\\]?,? {1,2}(?:- )?${thread}?[[(]?${levelWord}[\\])]?:? {0,6}${thread}?(?:\\((?<logger2>[\\w.$-]{1,100})\\) ${thread}?|${logger}(?: {1,40}-{1,2} | ?: |:\\d{1,6} - |\\(\\d{1,6}\\) - | \\[[^\\]]{0,80}\\] - )|- )?(?:\\[\\] )?`,
    ),
  },
];

function offset(): string {
  return "(?: ?(?:Z|[+-]\\d\\d:?\\d\\d))?";
}
