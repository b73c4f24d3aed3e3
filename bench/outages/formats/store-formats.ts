import type { Level, LineFormat } from "./line-format.ts";

const postgresLevels: Record<Level, string> = {
  debug: "DEBUG",
  info: "LOG",
  warn: "WARNING",
  error: "ERROR",
  fatal: "FATAL",
  panic: "PANIC",
};
const redisSigns: Record<Level, string> = {
  debug: ".",
  info: "*",
  warn: "#",
  error: "#",
  fatal: "#",
  panic: "#",
};

/** How the stores, the broker and the name servers write their logs. */
export const storeFormats = {
  /** A text that begins with `@` has user and database before it: `@shop@orders LOG:`. */
  postgres: ({ clock, level, text, pid, detail }) => {
    const session = /^@(\S+) /.exec(text);
    const who = session === null ? "" : `${session[1]} `;
    const process = session === null ? pid : 4_000 + detail;
    const said = session === null ? text : text.slice(session[0].length);
    return `${clock.date} ${clock.fine()} UTC [${process}] ${who}${postgresLevels[level]}:  ${said}`;
  },

  /** The text begins with the code and the subsystem: `[MY-010055] [Server] …`. */
  mysql: ({ clock, level, text, detail }) => {
    const word = level === "error" || level === "fatal" ? "ERROR" : level === "warn" ? "Warning" : "System";
    return `${clock.iso.slice(0, -1)}417Z ${detail} [${word}] ${text}`;
  },

  redis: ({ clock, level, text, pid, fields }) =>
    `${pid}:${fields.role ?? "M"} ${clock.redis} ${redisSigns[level]} ${text}`,

  kafka: ({ clock, level, text }) =>
    `[${clock.date} ${clock.fine(",")}] ${(level === "panic" ? "fatal" : level).toUpperCase()} ${text}`,

  coredns: ({ clock, level, text }) =>
    `${clock.iso} [${level === "warn" ? "WARNING" : level.toUpperCase()}] ${text}`,

  minio: ({ clock, level, text, fields, node }) =>
    JSON.stringify({
      level: level === "warn" ? "WARNING" : level.toUpperCase(),
      time: clock.iso,
      host: node,
      ...fields,
      ...(level === "info" ? { message: text } : { error: { message: text } }),
    }),
} satisfies Record<string, LineFormat>;
