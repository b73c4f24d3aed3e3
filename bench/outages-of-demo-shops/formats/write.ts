import type { Random } from "../../outages/random.ts";
import type { Level, Message, Pod, Style } from "../model.ts";
import { iso, redisTime, spaced } from "./clock.ts";
import { pascal } from "./texts.ts";

interface Parts {
  readonly level: Level;
  readonly logger: string;
  readonly text: string;
  readonly fields: readonly (readonly [string, string])[];
  readonly more: readonly string[];
  readonly at: number;
  readonly pod: Pod;
  readonly random: Random;
  readonly trace: string;
}

/** One message as the pod's software writes it. */
export function write(message: Message, at: number, pod: Pod, random: Random, trace = ""): string {
  const [head = "", tail = ""] = message.text.split(" ;; ");
  const named = /^([a-zA-Z][\w.$]*\.[\w.$]+(?:\[\d+\])?): (.*)$/s.exec(head);
  return writers[pod.service.style]({
    level: message.level,
    logger: message.logger ?? named?.[1] ?? "",
    text: named?.[2] ?? head,
    fields: tail
      .split(/ (?=[\w.]+=)/)
      .filter((pair) => pair.includes("="))
      .map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)] as const),
    more: message.more ?? [],
    at,
    pod,
    random,
    trace,
  });
}

const writers: Readonly<Record<Style, (parts: Parts) => string>> = {
  logback: (parts) => {
    const { level, logger, text, at, pod, random, trace } = parts;
    const name = logger || `${words(pod.service.name)}.service.impl.${pascal(pod.service.name)}Impl`;
    const thread = `http-nio-${pod.service.port}-exec-${random.int(1, 10)}`.slice(-15).padStart(15);
    const sleuth = pod.service.port === 80 ? ` [${pod.service.name},${trace},${trace},false]` : "";
    return joined(
      `${spaced(at)} ${level.toUpperCase().padStart(5)}${sleuth} 1 --- [${thread}] ${name.slice(-40).padEnd(40)} : ${text}`,
      parts,
    );
  },
  log4j: ({ level, logger, text, at, more, random }) =>
    JSON.stringify({
      instant: { epochSecond: Math.floor(at / 1_000), nanoOfSecond: (at % 1_000) * 1_000_000 },
      thread: `grpc-default-executor-${random.int(0, 8)}`,
      level: level.toUpperCase(),
      loggerName: logger || "hipstershop.AdService",
      message: [text, ...more].join("\n"),
      endOfBatch: false,
      time: iso(at),
    }),
  gokit: ({ text, at, more }) => {
    const caller = text.startsWith("method=") ? "logging.go" : "main.go";
    return [`ts=${iso(at)} caller=${caller}:${text.startsWith("method=") ? 47 : 130} ${text}`, ...more].join(
      "\n",
    );
  },
  logrus: ({ level, text, fields, at }) =>
    JSON.stringify({
      ...typed(fields),
      message: text,
      severity: level === "warn" ? "warning" : level,
      timestamp: iso(at),
    }),
  pino: ({ level, text, fields, at, pod, more }) =>
    JSON.stringify({
      severity: level,
      time: at,
      pid: 1,
      hostname: pod.name,
      name: `${pod.service.name}-server`,
      ...typed(fields),
      message: text,
      ...(more.length > 0 ? { stack: [text, ...more].join("\n") } : {}),
    }),
  pyjson: ({ level, text, at, pod, more }) =>
    JSON.stringify({
      timestamp: at / 1_000,
      severity: level === "warn" ? "WARNING" : level.toUpperCase(),
      name: `${pod.service.name}-server`,
      message: [text, ...more].join("\n"),
    }),
  csharp: ({ level, logger, text, more }) => {
    const word = { debug: "dbug", info: "info", warn: "warn", error: "fail" }[level];
    return [`${word}: ${logger || "cartservice.services.CartService[0]"}`, text, ...more].join("\n      ");
  },
  morgan: (parts) => joined(parts.text, parts),
  flask: (parts) =>
    joined(
      parts.level === "error"
        ? `[${spaced(parts.at).replace(".", ",")}] ERROR in app: ${parts.text}`
        : parts.text,
      parts,
    ),
  nginx: ({ level, text, at, random }) =>
    level === "info"
      ? text
      : `${iso(at).slice(0, 19).replaceAll("-", "/").replace("T", " ")} [${level}] 29#29: *${random.int(1_000, 90_000)} ${text}`,
  mongo: ({ level, text, fields, at, random }) =>
    JSON.stringify({
      t: { $date: iso(at).replace("Z", "+00:00") },
      s: { debug: "D1", info: "I", warn: "W", error: "E" }[level],
      c: "NETWORK",
      id: 20_000 + ((text.length * 97) % 4_000),
      ctx: `conn${random.int(10, 400)}`,
      msg: text,
      attr: typed(fields),
    }),
  mysql: ({ level, text, at, random }) =>
    `${iso(at).replace("Z", "000Z")} ${random.int(8, 900)} ${text.startsWith("[") ? text : `[${level === "error" ? "ERROR" : "Note"}] ${text}`}`,
  redis: ({ text, at }) => `1:M ${redisTime(at)} ${text}`,
  rabbit: ({ level, text, at, random }) =>
    `${spaced(at)} [${level === "warn" ? "warning" : level}] <0.${random.int(200, 9_000)}.0> ${text}`,
};

function joined(line: string, { more }: Parts): string {
  return [line, ...more].join("\n");
}

function typed(fields: Parts["fields"]): Record<string, string | number> {
  return Object.fromEntries(
    fields.map(([name, value]) => [name, /^\d{1,9}$/.test(value) ? Number(value) : value]),
  );
}

function words(name: string): string {
  return name.replace(/^ts-|-service$/g, "").replaceAll("-", ".");
}
