import { clock, date, isoTime, type LineFormat, levelWord, starting } from "./line-format.ts";

/** A qualified name, or a single one. */
const name = "[A-Za-z_][\\w.$-]{0,120}";
const qualified = "[A-Za-z_]\\w{0,60}(?:\\.[\\w$-]{1,60}){1,12}";

/** With the level on the next line. */
const method = "[\\w$<>]{1,60}(?: |\\r?\\n)(?:[^\\s:：]{2,20} ?[:：] ?)?";

/** Libraries and servers on the Java virtual machine that have a head of their own. */
export const javaFormats: readonly LineFormat[] = [
  {
    name: "Spring Boot",
    begins: "\\d",
    pattern: starting(
      `${isoTime} {1,2}${levelWord} {1,2}(?:\\[(?<service>[\\w.-]{1,60}),[^\\]]{0,200}\\] )?(?<process>\\d{1,10}) --- (?:\\[(?<service2>[\\w.-]{1,60}) {0,20}\\] )?\\[[^\\]]{1,60}\\] (?:\\[[^\\]]{0,100}\\] )?(?<logger>[\\w.$/[\\]-]{1,120}) {0,60}: `,
    ),
  },
  {
    name: "HDFS",
    begins: "\\d",
    pattern: starting(`\\d{6} \\d{6} (?<process>\\d{1,10}) ${levelWord} (?<logger>[\\w.$]{1,120}): `),
  },
  {
    name: "Elasticsearch, OpenSearch",
    begins: "[",
    pattern: starting(
      `\\[${isoTime}\\]\\[${levelWord} {0,2}\\]\\[(?<logger>[\\w.$-]{1,120}) {0,40}\\] (?:\\[(?<host>[\\w.-]{1,255})\\] ?)?`,
    ),
  },
  {
    name: "Kafka, ZooKeeper",
    begins: "[\\d",
    pattern: starting(
      `\\[${isoTime}\\] ${levelWord} (?!\\()(?:\\[(?<service>[\\w .=-]{1,80})\\](?:: | ))?|${isoTime} \\[myid:[^\\]]{0,20}\\] - ${levelWord} {1,2}\\[(?:[^[\\]]|\\[[^[\\]]{0,80}\\]){0,200}?:(?<logger>\\w{1,80})@\\d{1,6}\\] - `,
    ),
  },
  {
    name: "Tomcat, java.util.logging",
    begins: "\\dA-Za-z\\u00c0-\\uffff",
    pattern: starting(
      `\\d\\d-[A-Z][a-z]{2}-\\d{4} ${clock} ${levelWord} (?:\\[[^\\]]{1,120}\\] )?(?<logger>${name})(?: |$)|[^\\s\\d]{3,10} \\d{1,2}, \\d{4} \\d{1,2}:\\d\\d:\\d\\d \\S{2,5} (?<logger2>${name}) ${method}|\\d{1,2} \\d{1,2}, \\d{4} \\d{1,2}:\\d\\d:\\d\\d \\S{2,5} (?<logger3>${name}) ${method}`,
    ),
  },
  {
    name: "Jetty",
    begins: "\\d",
    pattern: starting(`${date} ${clock}:${levelWord}:(?<logger>[\\w.$]{0,120}):[^:\\s]{1,80}: `),
  },
  {
    name: "WebSphere",
    begins: "[",
    pattern: starting(
      `\\[\\d{1,2}/\\d{1,2}/\\d\\d {1,2}${clock} [A-Z]{1,5}\\] [\\da-f]{8} (?<logger>\\S{1,60}) {1,20}[FEWAIDCOR] {1,4}`,
    ),
  },
  {
    name: "GlassFish",
    begins: "[",
    pattern: starting(
      `\\[#\\|[^|]{10,50}\\|${levelWord}\\|[^|]{0,60}\\|(?<logger>[^|]{0,120})\\|[^|]{0,400}\\|`,
    ),
  },
  {
    name: "WebLogic",
    begins: "#",
    pattern: starting(
      "####<[^>]{8,60}> <[A-Z][a-z]{3,12}> <(?<logger>[^>]{1,60})> <(?<host>[^>]{0,255})> <(?<service>[^>]{0,60})> (?:<[^>]{0,400}> ){1,8}",
    ),
  },
  {
    name: "Cassandra",
    begins: "DIWEF",
    pattern: starting(`${levelWord} {1,2}\\[[^\\]]{1,80}\\] ${isoTime} (?<logger>[\\w.$]{1,80}):\\d{1,6} - `),
  },
  {
    name: "Dropwizard, Karaf",
    begins: "DIWEFT",
    pattern: starting(
      `${levelWord} {1,2}\\[${isoTime}\\] (?<logger>${name}): |${levelWord} {0,5}\\| ${isoTime} \\| [^|]{1,120} \\| (?<logger2>${name}) {0,60}\\| `,
    ),
  },
  {
    name: "Jenkins",
    begins: "\\d",
    pattern: starting(
      `${isoTime}\\t? ?\\[id=\\d{1,9}\\]\\t? ?${levelWord}\\t? ?(?<logger>[\\w.$]{1,120})(?:#[\\w$<>]{1,60})?: `,
    ),
  },
  {
    name: "Solr",
    begins: "\\d",
    pattern: starting(
      `${isoTime} {1,2}${levelWord} {1,2}\\([^)]{1,80}\\) \\[[^\\]]{0,200}\\] (?<logger>${qualified}) `,
    ),
  },
  {
    name: "WildFly, Quarkus, Neo4j",
    begins: "\\d",
    pattern: starting(
      `(?:${isoTime}|${clock}) {1,2}\\[?${levelWord}\\]? {1,2}(?:\\([^)]{1,80}\\) )?\\[(?<logger>${qualified})\\] (?:\\([^)]{1,80}\\) )?`,
    ),
  },
  {
    name: "Play",
    begins: "\\d",
    pattern: starting(`${isoTime} \\[${levelWord}\\] from (?<logger>${name}) in [^\\s]{1,80} - `),
  },
  {
    name: "SLF4J simple logger",
    begins: "[",
    pattern: starting(`\\[[\\w #-]{1,60}\\] ${levelWord} (?<logger>${name}) - `),
  },
  {
    name: "Minecraft and kin",
    begins: "[",
    pattern: starting(
      `\\[${clock}\\] \\[[^\\]/]{1,60}/${levelWord}\\](?:: | \\[(?<service>[\\w./-]{1,60})\\]: )`,
    ),
  },
];
