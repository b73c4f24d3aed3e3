import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { SessionSearch } from "../../src/app/detect/session-search.ts";
import type { SessionTable } from "../../src/engine/detection/sessions.ts";
import { lineClock } from "../../src/engine/reading/time/line-clock.ts";
import type { LabelledLog } from "./workflow-log.ts";

export const hdfsFolder = "../shared/data/hdfs-2pct";

/** The public log, where it is there. */
export function* hdfsLogs(): Iterable<LabelledLog> {
  if (existsSync(hdfsFolder)) yield hdfsLog();
  else process.stdout.write(`skipped: no folder ${hdfsFolder}\n`);
}

function hdfsLog(): LabelledLog {
  const labels = readFileSync(`${hdfsFolder}/anomaly_label.csv`, "utf8").matchAll(/^(blk_-?\d+),Anomaly/gm);
  const clock = lineClock(new Date());
  const lines = gunzipSync(readFileSync(`${hdfsFolder}/HDFS_2pct.log.gz`))
    .toString("utf8")
    .trimEnd()
    .split("\n");
  return {
    name: "HDFS, 2 % of the blocks",
    lines: lines.map((text) => ({ text, time: clock(text) as number })),
    by: "block",
    strange: new Set(Array.from(labels, ([, block]) => block as string)),
  };
}

export interface JudgedLog {
  readonly table: SessionTable;
  readonly truth: readonly boolean[];
  /** Of all sessions: those that are strange. */
  readonly rate: number;
}

export function sessionsIn({ lines, by, strange }: LabelledLog): JudgedLog {
  const search = new SessionSearch(by, 60);
  for (let at = 0; at < lines.length; at += 1_000)
    search.add(lines.slice(at, at + 1_000).map(({ text, time }) => ({ text, time, host: "", source: "" })));
  const { table } = search.sessions();
  const truth = table.keys.map((key) => strange.has(key));
  return { table, truth, rate: truth.filter(Boolean).length / truth.length };
}
