import { clock, isoTime, type LineFormat, longTime, starting, syslogTime } from "./line-format.ts";

/** A host, an address, or a router's name; no level. */
const host =
  "(?<host>(?!(?:DEBUG|INFO|WARN|WARNING|ERROR|FATAL|CRITICAL|NOTICE|TRACE|WRN|ERR|INF|debug|info|warn|warning|error|fatal|critical|notice|trace|verbose)\\b)(?!\\d{1,10} )(?!\\w{1,40}\\[)[\\w.:@%-]{1,255})";
const levelOfHost = "(?:(?:emerg|alert|crit|err|error|warning|notice|info|debug) (?=[\\w-]{1,40}\\[))?";
const tag =
  "(?<service>[A-Za-z_/][\\w./@ -]{0,59}?|%[A-Z]\\w{1,20}(?=-))(?:\\([\\w. -]{1,40}\\))?(?:\\[(?<process>\\d{1,10})\\](?: <[A-Z][a-z]{3,8}>)?)?: ?";
/** Lines of their own behind the host: objects, Cisco's, Palo Alto's, CEF, MikroTik's topics. */
const ownLine = "(?=[{%]|\\d{1,2},\\d{4}/|(?:CEF|LEEF): ?\\d|[a-z-]{2,15}(?:,[a-z-]{2,15}){1,4} )";

/** What forwarders and system loggers write before a program's own line. */
export const collectorFormats: readonly LineFormat[] = [
  {
    name: "syslog (RFC 5424)",
    begins: "<",
    pattern: starting(
      '<\\d{1,3}>\\d{1,2} (?:-|\\S{10,40}) (?:-|(?<host>\\S{1,255})) (?:-|(?<service>\\S{1,48})) (?:-|(?<process>\\S{1,128})) \\S{1,64} (?:(?:-|(?:\\[[^\\]"]{1,200}(?:"(?:[^"\\\\]|\\\\.){0,2000}"[^\\]"]{0,200}){0,40}\\]){1,20})(?: \ufeff?|$)|(?=\\[))',
    ),
    wraps: true,
  },
  {
    name: "syslog (RFC 3164), journald",
    begins: "<A-Z\\d\\u00c0-\\u024f",
    pattern: starting(`(?:<\\d{1,3}>)?${syslogTime} ${host} (?:${ownLine}|${levelOfHost}${tag})`),
    wraps: true,
  },
  {
    name: "syslog without a host",
    begins: "<A-Z",
    pattern: starting(
      `<\\d{1,3}>(?:${syslogTime} )?${tag}|<\\d{1,3}>(?=[\\w.-]{1,40}=)|${syslogTime} (?<service2>[A-Za-z_][\\w./@-]{0,59})\\[(?<process2>\\d{1,10})\\]: |${longTime} [a-z]{3,8}\\d?\\.[a-z]{3,7} (?<service3>[\\w./-]{1,59})(?:\\[(?<process3>\\d{1,10})\\])?: `,
    ),
    wraps: true,
  },
  {
    name: "ProFTPD, Zabbix, Samba",
    begins: "\\d[",
    pattern: starting(
      `${isoTime} (?<host>[\\w.-]{1,255}) (?<service>proftpd)\\[(?<process>\\d{1,10})\\] [^:\\n]{1,120}: |(?<process2>\\d{1,10}):\\d{8}:\\d{6}\\.\\d{3} |\\[${isoTime}, {1,3}\\d{1,2}(?:, pid=(?<process3>\\d{1,10})[^\\]]{0,120})?\\] \\S{1,200}:\\d{1,6}\\(\\w{1,80}\\)\\s{1,4}`,
    ),
  },
  {
    name: "kernel",
    begins: "[<a-z",
    pattern: starting(
      "(?:<\\d{1,3}>|[a-z]{3,8}\\d? {0,4}:[a-z]{3,6} {0,4}: ?)?\\[ {0,12}\\d{1,9}\\.\\d{6}\\](?:\\[ {0,5}[TC]\\d{1,7}\\])? ",
    ),
  },
  {
    name: "Heroku, Cloud Foundry",
    begins: "\\d",
    pattern: starting(
      `${isoTime} (?:(?:app|heroku)\\[(?<service>[a-z][\\w-]{0,40})(?:\\.\\d{1,5})?\\]: |\\[(?<service2>[A-Z]{2,10}(?:/[A-Z-]{1,20}){0,3})/\\d{1,4}\\] (?:OUT|ERR) )`,
    ),
    wraps: true,
  },
  {
    name: "AWS Lambda",
    begins: "\\d[",
    pattern: starting(
      `(?:\\[[A-Z]{4,8}\\]\\t)?\\d{4}-\\d\\d-\\d\\dT${clock}Z[\\t ][\\da-f]{8}(?:-[\\da-f]{4}){3}-[\\da-f]{12}[\\t ](?:[A-Z]{4,8}\\t)?`,
    ),
  },
];
