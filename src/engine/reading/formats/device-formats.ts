import { clock, date, isoTime, type LineFormat, starting, syslogTime } from "./line-format.ts";

const facility = "(?=%(?<service2>[A-Z][A-Z0-9_]{0,30})(?:-[A-Z0-9_]{1,30}){0,2}-[0-7]-[A-Z0-9_]{1,40} ?:)";

/** Routers, phones and machines. */
export const deviceFormats: readonly LineFormat[] = [
  {
    name: "Cisco",
    begins: "<*.\\d:%A-Za-z",
    pattern: starting(
      `(?:<\\d{1,3}>)?(?:\\d{1,10}: )?(?:(?<host2>[\\w.-]{1,255}): )?(?:RP/[\\w/]{3,20}:)?(?:[*.]?(?:\\d{4} )?${syslogTime}(?: [A-Z]{2,5}(?= ?:))? ?)?(?:: )?(?:(?<host>[\\w.:-]{1,255}) )?(?:: )?(?:\\d{1,10}: )?(?:[*.]?${syslogTime}(?: [A-Z]{2,5})?: )?(?:%\\$ VDC-\\d{1,3} %\\$ )?(?:(?<service>[a-z]\\w{1,30})\\[(?<process>\\d{1,10})\\]: )?${facility}`,
    ),
  },
  {
    name: "Android",
    begins: "\\dVDIWEFA",
    pattern: starting(
      `(?:\\d{4}-)?\\d\\d-\\d\\d ${clock} {1,6}(?<process>\\d{1,7}) {1,6}\\d{1,7} [VDIWEF] (?<service>[^:]{1,60}?) {0,20}: |(?:(?:\\d{4}-)?\\d\\d-\\d\\d ${clock} {1,3})?[VDIWEFA]/(?<service2>[^\\s(:/]{1,60}) {0,20}(?:\\( {0,5}(?<process2>\\d{1,7})\\))?: |${date} ${clock} (?<process3>\\d{1,7})-\\d{1,7} {1,6}(?<service3>\\S{1,60}) {1,20}[\\w.]{1,80} {1,20}[VDIWEFA] {1,2}`,
    ),
  },
  {
    name: "Apple unified log",
    begins: "\\d",
    pattern: starting(
      `${isoTime} 0x[\\da-f]{1,12} {1,12}[A-Z][a-z]{3,8} {1,16}0x[\\da-f]{1,16} {1,24}(?<process>\\d{1,7}) {1,6}\\d{1,7} {1,6}(?<service>[\\w.-]{1,60}): |${isoTime} (?:Df|Db|[AIEF]) {1,2}(?<service2>[\\w.-]{1,60})\\[(?<process2>\\d{1,7}):[\\da-f]{1,12}\\] `,
    ),
  },
  {
    name: "ESXi",
    begins: "\\d",
    pattern: starting(
      `${isoTime} (?:(?<host>[\\w.-]{1,255}) (?<service>[\\w-]{1,40}): )?[a-z]{4,8} (?<service2>[\\w-]{1,40})\\[(?<process>\\w{1,10})\\] (?:\\[Originator@\\d{1,6} [^\\]]{0,200}\\] )?`,
    ),
  },
  {
    name: "HPE, Aruba",
    begins: "IWDEM",
    pattern: starting(`[IWDEM] \\d\\d/\\d\\d/\\d\\d ${clock} \\d{5} (?<service>[\\w.-]{1,40}): `),
  },
  {
    name: "BlueGene",
    begins: "A-Z-",
    pattern: starting(
      `\\S{1,20} \\d{10} ${date} (?<host>\\S{1,60}) \\d{4}-\\d\\d-\\d\\d-\\d\\d\\.\\d\\d\\.\\d\\d\\.\\d{6} \\S{1,60} (?:RAS|[A-Z]{3,8}) (?<service>[A-Z]{2,12}) [A-Z]{4,8} `,
    ),
  },
  {
    name: "NetApp",
    begins: "A-Z\\d<",
    pattern: starting(
      `(?:<\\d{1,3}>)?(?:(?:${syslogTime}|[A-Z][a-z]{2} [A-Z][a-z]{2} {1,2}\\d{1,2} ${clock}(?: [A-Z]{3,4})?(?: \\d{4})?) )?(?:[\\w.-]{1,255}: ?)?\\[(?<host>[\\w.-]{1,100}):(?: (?<service>[\\w-]{1,60}):)? [\\w.]{2,100}:[a-z]{3,13}\\]:? `,
    ),
  },
  {
    name: "CEF",
    begins: "C",
    pattern: starting(
      "CEF: ?\\d\\|[^|]{0,100}\\|(?<service>[^|]{0,100})\\|[^|]{0,60}\\|[^|]{0,100}\\|(?=[^|]{1,400}\\|)",
    ),
  },
  {
    name: "LEEF",
    begins: "L",
    pattern: starting("LEEF: ?\\d\\.\\d\\|[^|]{0,100}\\|(?<service>[^|]{0,100})\\|[^|]{0,60}\\|"),
  },
  {
    name: "Suricata, Snort",
    begins: "\\d",
    pattern: starting(
      `\\d\\d/\\d\\d(?:/\\d{2,4})?-${clock} {1,2}\\[\\*\\*\\] \\[\\d{1,9}:\\d{1,9}:\\d{1,6}\\] `,
    ),
  },
  {
    name: "Windows event (Splunk's forwarder)",
    begins: "\\dL",
    pattern: starting(
      "(?:[\\d/]{8,10} \\d{1,2}:\\d\\d:\\d\\d(?:\\.\\d{1,3})? [AP]M\\s{1,2})?LogName=(?=[^\\n]{1,120}(?:\\n|$))",
    ),
    hasFields: true,
  },
  {
    name: "Windows event (exported, by tabs)",
    begins: "\\dA-Z",
    pattern: starting(
      "(?:(?:Critical|Error|Warning|Information|Verbose|Audit (?:Success|Failure))\\t)?\\d{1,4}[/.-]\\d{1,2}[/.-]\\d{1,4} \\d{1,2}:\\d\\d:\\d\\d(?: [AP]M)?\\t(?:(?:Critical|Error|Warning|Information|Verbose|Audit (?:Success|Failure))\\t)?(?<service>[^\\t]{1,100})\\t\\d{1,6}\\t[^\\t]{0,100}\\t",
    ),
  },
  {
    name: "auditd",
    begins: "tn",
    pattern: starting(
      "(?:node=(?<host>\\S{1,255}) )?type=[A-Z_]{3,40} msg=audit\\(\\d{10}\\.\\d{3}:\\d{1,12}\\): ?",
    ),
    hasFields: true,
  },
];
