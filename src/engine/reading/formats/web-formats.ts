import { clock, date, isoTime, type LineFormat, longTime, starting } from "./line-format.ts";

const methods = "(?:GET|POST|PUT|DELETE|HEAD|PATCH|OPTIONS|CONNECT|TRACE|PROPFIND)";
const accessTime = "\\[\\d\\d/[A-Z][a-z]{2}/\\d{4}:\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,6})?(?: [+-]\\d{4})?\\]";

/** Servers, proxies and load balancers. The message of an access line begins with its request. */
export const webFormats: readonly LineFormat[] = [
  {
    name: "access (Apache, nginx, Traefik)",
    begins: "^{[",
    pattern: starting(
      `(?:(?<host>[\\w.-]{1,255}(?::\\d{1,5})?) )?\\S{1,255} \\S{1,64} [^"\\[]{1,100}? ${accessTime} (?=")`,
    ),
    isWhole: true,
  },
  {
    name: "nginx error",
    begins: "\\d",
    pattern: starting(
      `${date} ${clock} \\[[a-z]{4,6}\\] (?<process>\\d{1,10})#\\d{1,10}:? (?:\\*\\d{1,20} )?`,
    ),
  },
  {
    name: "Apache error",
    begins: "[",
    pattern: starting(
      `\\[${longTime}\\] \\[(?:(?<service>[\\w-]{0,30}):)?[a-z]{4,6}\\d?\\] (?:\\[pid (?<process>\\d{1,10})(?::tid \\d{1,20})?\\] )?(?:\\[client [^\\]]{1,60}\\] )?(?:AH\\d{5}: )?`,
    ),
  },
  { name: "Envoy access", begins: "[", pattern: starting(`\\[${isoTime}\\] (?="${methods} )`) },
  {
    name: "Envoy",
    begins: "[",
    pattern: starting(
      `\\[${date} ${clock}\\]\\[(?<process>\\d{1,10})\\]\\[[a-z]{4,8}\\]\\[(?<service>[\\w.-]{1,40})\\] (?:\\[[^\\]]{1,200}\\] ){0,2}`,
    ),
  },
  {
    name: "AWS load balancer",
    begins: "hwg\\d",
    pattern: starting(
      `(?:(?:https?|h2|grpcs?|wss?) )?${date}T${clock}Z (?<service>(?:(?:app|net)/)?[\\w./-]{1,120}) (?=[\\da-f.:]{3,45}:\\d{1,5} )`,
    ),
    isWhole: true,
  },
  { name: "CloudFront", begins: "\\d", pattern: starting(`${date}\\t${clock}\\t(?=[A-Z]{3}\\d)`) },
  {
    name: "IIS (W3C)",
    begins: "\\d",
    pattern: starting(
      `${date} ${clock} (?:(?<service>W3SVC\\d{1,6}) )?(?<host>[\\w.:-]{1,255}) (?:[\\da-f.:]{3,45} )?(?=${methods} )`,
    ),
    isWhole: true,
  },
  {
    name: "Squid",
    begins: "\\d",
    pattern: starting(
      "\\d{10}\\.\\d{3} {1,7}-?\\d{1,10} \\S{1,255} (?=(?:TCP|UDP|NONE)[A-Z_]{0,60}/\\d{3} )",
    ),
  },
  {
    name: "GIN",
    begins: "[",
    pattern: starting(`\\[(?<service>GIN)\\] ${date} - ${clock} \\| {1,3}(?=\\d{3} )`),
  },
  {
    name: "HAProxy console",
    begins: "[",
    pattern: starting("\\[[A-Z]{5,7}\\] {1,6}(?:\\d{3}/\\d{6} )?\\((?<process>\\d{1,10})\\) : "),
  },
  {
    name: "AWS VPC flow",
    begins: "\\d",
    pattern: starting("\\d{1,2} (?=\\d{12} eni-)"),
    isWhole: true,
  },
  {
    name: "chi",
    begins: "\\d",
    pattern: starting(`${date} ${clock} \\[(?<host>[\\w.-]{1,255})/[\\w-]{1,40}\\] (?="${methods} )`),
  },
];
