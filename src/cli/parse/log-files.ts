import { readdir, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { printable } from "../../engine/printable.ts";
import { InputError } from "./input-error.ts";

/** Folders within folders, and files of all of them together. */
const deepest = 8;
const mostFiles = 10_000;

/** What programs name their logs, and what rotation appends. A name without an ending, such as `syslog`, is one too. */
const logName =
  /(?:^[^.]+|\.(?:log|logs|out|err|txt|jsonl?|ndjson|csv|audit|trace|syslog|journal))(?:[-._]?\d[\d.\-_T]{0,20})?(?:\.(?:log|gz|xz|zst|bz2|old))?$/i;
const packing = /\.(?:gz|xz|zst|bz2)$/i;
/** `app.log.2`, `app.log-20260302`, `app-2026-03-02.log`, `app.log.old`: which log, and when it was put aside. */
const counted = /^(.+?)\.(\d{1,4})$/;
const dated = /^(.+?)[-._](\d{4}-?\d\d-?\d\d(?:[-_.T]?\d{1,6})?)(\.[a-z]{1,8})?$/i;
const old = /^(.+?)\.old$/i;

/** A log as its files, the oldest first: those that rotation put aside, then the one that is written. */
export type RotatedLog = readonly string[];

/**
 * The files to read: those named, and those within the folders that are named. Files of one log that was rotated are put
 * in order, however they were named.
 *
 * @param named paths; `-` is standard input
 * @throws InputError for a folder without logs, or one that cannot be read
 */
export async function logFiles(named: readonly string[]): Promise<RotatedLog[]> {
  const logs = new Map<string, string[]>();
  for (const path of named) {
    for (const file of (await isFolder(path)) ? await filesWithin(path) : [path]) {
      const key = file === "-" ? file : join(dirname(file), rotationOf(basename(file)).log);
      const files = logs.get(key);
      if (files === undefined) logs.set(key, [file]);
      else if (!files.includes(file)) files.push(file);
    }
  }
  return [...logs.values()].map((files) => files.sort(byAge));
}

interface Rotation {
  readonly log: string;
  /** How many times it was put aside; 0 for a file that has a date or is being written. */
  readonly count: number;
  /** Empty for a file that is being written. */
  readonly date: string;
}

function rotationOf(name: string): Rotation {
  const plain = name.replace(packing, "");
  const byCount = counted.exec(plain);
  if (byCount !== null) return { log: byCount[1] as string, count: Number(byCount[2]), date: "" };
  const byDate = dated.exec(plain);
  if (byDate !== null)
    return {
      log: `${byDate[1]}${byDate[3] ?? ""}`,
      count: 0,
      date: (byDate[2] as string).replace(/\D/g, ""),
    };
  const put = old.exec(plain);
  return put === null ? { log: plain, count: 0, date: "" } : { log: put[1] as string, count: 1, date: "" };
}

function byAge(left: string, right: string): number {
  const [a, b] = [rotationOf(basename(left)), rotationOf(basename(right))];
  if (a.date !== b.date) return a.date === "" ? 1 : b.date === "" ? -1 : a.date < b.date ? -1 : 1;
  return b.count - a.count || (left < right ? -1 : 1);
}

async function isFolder(path: string): Promise<boolean> {
  if (path === "-") return false;
  // A path that cannot be looked at is explained where it is read.
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

async function filesWithin(folder: string): Promise<string[]> {
  const files: string[] = [];
  await collect(folder, 0, files);
  if (files.length > 0) return files;
  throw new InputError(
    `${printable(folder)} holds no logs: no file in it is named as logs are, such as app.log, app.log.1.gz or syslog. Name the files themselves.`,
  );
}

async function collect(folder: string, depth: number, into: string[]): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => {
    throw new InputError(
      `You may not read the folder ${printable(folder)}. Ask for read permission, or name files that you may read.`,
    );
  });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.name.startsWith(".")) continue;
    if (entry.isDirectory() && depth < deepest) await collect(path, depth + 1, into);
    // Nothing is read through links: they may lead out of the folder, or round in it.
    if (entry.isFile() && logName.test(entry.name)) into.push(path);
    if (into.length > mostFiles) {
      throw new InputError(
        `${printable(folder)} holds more than ${mostFiles.toLocaleString("en-US")} logs. Name folders within it, or files.`,
      );
    }
  }
}
