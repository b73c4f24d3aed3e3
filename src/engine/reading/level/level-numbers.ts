import type { Level } from "./level-words.ts";
import { byLetter, byWord } from "./notation.ts";

/** What numbers, marks and names of certain software say. */

/** RFC 5424, section 6.2.1, in the numbers that syslog, journald, GELF and Cisco use. */
export function levelOfSyslog(severity: number): Level {
  if (severity <= 2) return "fatal";
  if (severity === 3) return "error";
  if (severity === 4) return "warning";
  return severity <= 6 ? "info" : "debug";
}

/** ArcSight's Common Event Format: 0 to 3 low, to 6 medium, to 8 high, to 10 very high, or these words. */
export function levelOfCef(severity: string): Level | undefined {
  const number = /^\d{1,2}$/.test(severity) ? Number(severity) : undefined;
  if (number === undefined) {
    const words: Record<string, Level> = {
      low: "info",
      medium: "warning",
      high: "error",
      "very-high": "fatal",
    };
    return words[severity.toLowerCase()];
  }
  if (number >= 9) return "fatal";
  if (number >= 7) return "error";
  return number >= 4 ? "warning" : "info";
}

export const redisMarks: Readonly<Record<string, Level>> = {
  "#": "warning",
  "*": "info",
  "-": "debug",
  ".": "debug",
};

/** States of services and hosts. */
export const levelsOfNagios: Readonly<Record<string, Level>> = {
  ...{ CRITICAL: "fatal", WARNING: "warning", UNKNOWN: "warning", OK: "info" },
  ...{ DOWN: "error", UNREACHABLE: "error", UP: "info" },
};

/** Audit, configuration, details and what a program prints are none of its faults. */
export const levelsOfWebSphere: Readonly<Record<string, Level>> = {
  ...{ F: "fatal", E: "error", W: "warning", A: "info", I: "info", C: "info" },
  ...{ D: "debug", O: "info", R: "error" },
};

export function levelOfPhp(word: string): Level {
  const name = word.toLowerCase();
  if (name === "warning") return "warning";
  return name === "notice" || name === "deprecated" ? "info" : "error";
}

/** Above 10 an error, from 20 on one that ends the connection. */
export function levelOfSqlServer(severity: string): Level {
  if (Number(severity) >= 20) return "fatal";
  return Number(severity) > 10 ? "error" : "info";
}

export function levelOfApple(type: string): Level | undefined {
  if (type === "Fault" || type === "F") return "fatal";
  if (type.startsWith("D")) return type === "Debug" || type === "Db" ? "debug" : "info";
  return type === "A" ? "info" : (byWord(type) ?? byLetter(type));
}
