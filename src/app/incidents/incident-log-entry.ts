import type { NarrationUsage } from "../../engine/narrative/narrated-incident.ts";
import type { SearchInfo } from "../../splunk/search-command.ts";

/** Counts of one run of llamaincident. */
export interface IncidentCounts extends NarrationUsage {
  readonly rows: number;
  readonly incidents: number;
  /** What became of stored ones; 0 where nothing was stored. */
  readonly opened: number;
  readonly merged: number;
  readonly over: number;
  readonly seconds: number;
}

/** Characters of a value: short lines are appended in one piece. */
const longestValue = 200;

/** One JSON line about a run, for the index llama_runs. It holds no log text. */
export function incidentLogEntry(
  { sid, username, app }: SearchInfo,
  { seconds, ...counts }: IncidentCounts,
): string {
  const text = (value: unknown): string | null =>
    typeof value === "string" ? value.slice(0, longestValue) : null;
  const who = { sid: text(sid), user: text(username), app: text(app) };
  const time = new Date().toISOString();
  return `${JSON.stringify({ time, ...who, command: "llamaincident", ...counts, seconds: Number(seconds.toFixed(3)) })}\n`;
}
