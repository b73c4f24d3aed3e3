import { clock, date, isoTime, type LineFormat, starting } from "./line-format.ts";

/** Databases, storage and hosts. */
export const storeFormats: readonly LineFormat[] = [
  {
    name: "PostgreSQL",
    begins: "\\d",
    pattern: starting(
      `${date} ${clock} [A-Z]{3,5}(?:(?: | ?\\[)(?:\\[?(?<process>\\d{1,10})(?:-\\d{1,9})?\\]:? ?(?:\\[\\d{1,9}-\\d{1,9}\\] ?)?)?(?:(?:user=)?[\\w.-]{0,63}(?:@|,db=)[\\w.-]{0,63}(?:,app=[^ ]{0,63},client=\\S{0,60})? ){0,1}(?:(?:LOG|DETAIL|CONTEXT): {1,2}|(?=[^\\s\\d:=]{3,20}: {1,2}|WARNING |ERROR |LOG |FATAL ))|,"[^"]{0,63}","[^"]{0,63}",(?<process2>\\d{1,10}),(?="))`,
    ),
    isWhole: true,
  },
  {
    name: "MySQL, MariaDB",
    begins: "\\d",
    pattern: starting(
      `(?:${date}[T ]{1,2}${clock}(?:Z|[+-]\\d\\d:\\d\\d)? \\d{1,10}|\\d{6} {1,2}${clock}) \\[(?:System|Note|Warning|ERROR|Entry)\\] (?:\\[MY-\\d{6}\\] )?(?:\\[(?<service>\\w{1,40})\\] )?`,
    ),
  },
  {
    name: "MongoDB before 4.4",
    begins: "\\d",
    pattern: starting(
      `${date}T${clock}[+-]\\d{4} [FEWIDV]\\d? {1,2}(?<service>[A-Z]{2,12}|-) {1,10}\\[[\\w.-]{1,60}\\] `,
    ),
  },
  {
    name: "Redis",
    begins: "\\d[",
    pattern: starting(
      `\\[?(?<process>\\d{1,10})(?::[XCSM])?\\]? \\d{1,2} [A-Z][a-z]{2} (?:\\d{4} )?${clock} [.*#-] `,
    ),
  },
  {
    name: "SQL Server",
    begins: "\\d",
    pattern: starting(
      `${date} ${clock} (?:(?<process>spid\\d{1,6})s?|(?<service>Server|Logon|Backup)) {1,12}`,
    ),
  },
  {
    name: "ClickHouse",
    begins: "\\d",
    pattern: starting(
      `${date.replaceAll("[-/.]", "\\.")} ${clock} \\[ (?<process>\\d{1,10}) \\] \\{[\\w-]{0,60}\\} <[A-Z][a-z]{3,10}> (?<logger>[^:]{1,80}): `,
    ),
  },
  {
    name: "Ceph",
    begins: "\\d",
    pattern: starting(
      `${isoTime} [\\da-f]{8,16} {1,2}-?\\d{1,2} (?:(?<service>(?:osd|mon|mgr|mds|client|rgw)\\.[\\w-]{1,40})(?: \\S{1,40})? )?`,
    ),
  },
  {
    name: "CouchDB, Couchbase",
    begins: "[",
    pattern: starting(
      `\\[[a-z]{4,9}\\] ${isoTime} (?=\\S{1,80} <\\d)|\\[(?<service>[a-z_]{1,40}):[a-z]{4,9},${isoTime},[^\\]]{1,200}\\]`,
    ),
  },
  {
    name: "Db2",
    begins: "\\d",
    pattern: starting("\\d{4}-\\d\\d-\\d\\d-\\d\\d\\.\\d\\d\\.\\d\\d\\.\\d{6}[+-]\\d{3} "),
  },
];
