import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { SilenceSearch } from "../../src/app/incidents/silence-search.ts";
import { lineClock } from "../../src/engine/reading/time/line-clock.ts";
import { readWatch } from "../../src/engine/silence/watch-document.ts";
import { TemplateMiner } from "../../src/engine/templates/template-miner.ts";

const folders = ["hdfs-2pct", "loghub-2k", "cre"].map((name) => join("../shared/data", name));

/** What a public log, read as one file, is told to miss. */
export interface SharedLog {
  readonly name: string;
  readonly lines: number;
  readonly days: number;
  readonly rhythms: number;
  readonly titles: readonly string[];
}

/** The public logs beside the repository, each with a memory of its own; none where they are absent. */
export async function* sharedLogs(): AsyncGenerator<SharedLog, void, void> {
  for (const folder of folders)
    for (const file of existsSync(folder) ? readdirSync(folder) : [])
      if (/\.log(?:\.gz)?$/.test(file)) yield await sharedLog(join(folder, file), file);
}

async function sharedLog(path: string, name: string): Promise<SharedLog> {
  const bytes = readFileSync(path);
  const lines = (path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8").trimEnd().split("\n");
  const templates = { miner: new TemplateMiner(), problem: undefined, save: async () => undefined };
  const search = new SilenceSearch({ name: "shared", templates, mask: (text) => text, record: true });
  const clock = lineClock(new Date("2026-01-01T00:00:00Z"));
  const events = lines.map((text) => ({ text, time: clock(text), host: "", source: name }));
  search.add(events);
  let kept = "";
  const store = {
    read: async () => undefined,
    update: async (_: string, change: (kept: string | undefined) => string) => {
      kept = change(undefined);
    },
  };
  const { incidents } = await search.silences(store, undefined, Date.parse("2026-01-01T00:00:00Z") / 1000);
  const state = readWatch(kept);
  const times = events.flatMap(({ time }) => time ?? []);
  const span =
    times.reduce((most, time) => Math.max(most, time), 0) -
    times.reduce((least, time) => Math.min(least, time), 1e12);
  return {
    ...{ name, lines: lines.length, days: times.length === 0 ? 0 : span / 86_400 },
    rhythms: state === undefined || state === "newer" ? 0 : state.rhythms.size,
    titles: incidents.map(({ title, first, last }) => `${title} (${((last - first) / 3_600).toFixed(1)} h)`),
  };
}
