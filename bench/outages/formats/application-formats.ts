import { type Level, type LineFormat, pairs, placeOf } from "./line-format.ts";

const pinoLevels: Record<Level, number> = { debug: 20, info: 30, warn: 40, error: 50, fatal: 60, panic: 60 };
const goFiles = [
  "server/handler.go:88",
  "store/query.go:141",
  "store/pool.go:57",
  "server/middleware.go:203",
];
const javaClasses = [
  "web.OrderController",
  "service.OrderService",
  "client.RemoteCalls",
  "store.OrderRepository",
];
const pythonModules = ["dispatch.worker", "dispatch.labels", "dispatch.parcels", "dispatch.consumer"];

/** The text and the fields of a line without fields of its own: `text key=value`. */
const spoken = (text: string, fields: Readonly<Record<string, string | number>>): string => {
  const [first = "", ...rest] = text.split("\n");
  return [`${first}${pairs(fields)}`, ...rest].join("\n");
};

/** How the services that the shop wrote itself write their logs, by library. */
export const applicationFormats = {
  pino: ({ clock, level, text, fields, service, node }) =>
    JSON.stringify({
      level: pinoLevels[level],
      time: clock.milliseconds,
      pid: 1,
      hostname: node,
      name: service,
      ...fields,
      msg: text,
    }),

  winston: ({ clock, level, text, fields, service }) =>
    JSON.stringify({
      level: level === "fatal" ? "error" : level,
      message: text,
      service,
      ...fields,
      timestamp: clock.iso,
    }),

  logfmt: ({ clock, level, text, fields, service }) =>
    `time=${clock.iso} level=${level === "warn" ? "warning" : level} service=${service} msg=${JSON.stringify(text)}${pairs(fields)}`,

  klog: ({ clock, level, text, fields, pid }) => {
    const letter = level === "debug" ? "I" : level === "panic" ? "F" : level[0]?.toUpperCase();
    const file = placeOf(text, ["handler.go:88", "query.go:141", "pool.go:57", "middleware.go:203"]);
    return `${letter}${clock.klog} ${String(pid).padStart(7)} ${file}] ${JSON.stringify(text)}${pairs(fields)}`;
  },

  spring: ({ clock, level, text, fields, service, detail }) => {
    const word = (level === "fatal" || level === "panic" ? "error" : level).toUpperCase().padStart(5);
    const place = `s.g.orders.${placeOf(text, javaClasses)}`;
    return `${clock.iso} ${word} 1 --- [${service}] [nio-8080-exec-${detail % 24}] ${place.padEnd(40)} : ${spoken(text, fields)}`;
  },

  log4j: ({ clock, level, text, fields, detail }) => {
    const place = `shop.green.orders.${placeOf(text, javaClasses)}`;
    const word = (level === "panic" ? "fatal" : level).toUpperCase().padEnd(5);
    return `${clock.date} ${clock.fine(",")} ${word} [http-nio-8080-exec-${detail % 24}] ${place} - ${spoken(text, fields)}`;
  },

  zap: ({ clock, level, text, fields, service }) =>
    JSON.stringify({
      level,
      ts: clock.milliseconds / 1000,
      logger: service,
      caller: placeOf(text, goFiles),
      msg: text,
      ...fields,
    }),

  zapConsole: ({ clock, level, text, fields, service }) =>
    `${clock.iso}\t${level.toUpperCase()}\t${service}\t${placeOf(text, goFiles)}\t${text}\t${JSON.stringify(fields)}`,

  python: ({ clock, level, text, fields }) =>
    `${clock.date} ${clock.fine(",")} - ${placeOf(text, pythonModules)} - ${pythonLevel(level)} - ${spoken(text, fields)}`,

  celery: ({ clock, level, text, fields, detail }) =>
    `[${clock.date} ${clock.fine(",")}: ${pythonLevel(level)}/ForkPoolWorker-${1 + (detail % 4)}] ${spoken(text, fields)}`,
} satisfies Record<string, LineFormat>;

function pythonLevel(level: Level): string {
  if (level === "warn") return "WARNING";
  return level === "fatal" || level === "panic" ? "CRITICAL" : level.toUpperCase();
}
