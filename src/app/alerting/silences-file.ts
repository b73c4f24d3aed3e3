import { randomBytes } from "node:crypto";
import { join } from "node:path";
import * as z from "zod";
import { SharedFile } from "../../adapters/store/shared-file.ts";
import { makeStateFolder } from "../../adapters/store/state-folder.ts";
import { timeOf } from "../../engine/incidents/alert-row.ts";
import type { CmdbRow } from "../../engine/incidents/ownership.ts";
import type { Silence } from "../../engine/incidents/silences.ts";
import { UserError } from "../../splunk/user-error.ts";

/** Loose objects, so that members added by a later app version stay in the file. */
const Stored = z.array(
  z.looseObject({
    id: z.string(),
    matchers: z.looseObject({
      service: z.string().optional(),
      templateId: z.string().optional(),
      severity: z.string().optional(),
    }),
    until: z.number(),
    author: z.string(),
    reason: z.string(),
    created: z.number(),
  }),
);

const limits = { timeout: 5_000, longest: 10_000_000 };
/** Milliseconds that an expired silence is kept, so that people can find out why no one was paged. */
const retention = 30 * 24 * 3_600_000;

function fileOf(folder: string): SharedFile {
  return new SharedFile(join(folder, "silences.json"), limits);
}

/** The silences in a state folder, including expired ones. */
export function readSilences(folder: string): { silences: readonly Silence[]; problem: string | undefined } {
  try {
    const text = fileOf(folder).read();
    return { silences: text === undefined ? [] : Stored.parse(JSON.parse(text)), problem: undefined };
  } catch {
    return {
      silences: [],
      problem: `The silences in ${join(folder, "silences.json")} cannot be read, so none of them holds. Move the file away and make them anew.`,
    };
  }
}

/**
 * Changes the silences in a state folder, under a lock.
 *
 * @returns false if another process held the lock for too long
 * @throws UserError for a file that cannot be read, and the system's error
 */
export async function changeSilences(
  folder: string,
  now: number,
  change: (silences: readonly Silence[]) => readonly Silence[],
): Promise<boolean> {
  makeStateFolder(folder);
  return fileOf(folder).update(() => {
    const { silences, problem } = readSilences(folder);
    if (problem !== undefined) throw new UserError(problem);
    const current = silences.filter(({ until }) => until > now - retention);
    return `${JSON.stringify(change(current), undefined, 1)}\n`;
  });
}

export function newSilenceId(): string {
  return randomBytes(4).toString("hex");
}

/** The rows of the lookup llama_silences: service, template_id, severity, until, author, reason. */
export function silencesOfRows(rows: readonly CmdbRow[]): Silence[] {
  return rows.flatMap((row) => {
    const text = (column: string): string => {
      const value = row[column] ?? "";
      return (typeof value === "string" ? value : (value[0] ?? "")).trim();
    };
    const until = timeOf(text("until"));
    if (until === undefined) return [];
    const matcher = (column: string): string | undefined => text(column) || undefined;
    return [
      {
        id: text("_key"),
        matchers: {
          service: matcher("service"),
          templateId: matcher("template_id"),
          severity: matcher("severity"),
        },
        until,
        author: text("author"),
        reason: text("reason"),
        created: timeOf(text("created")) ?? 0,
      },
    ];
  });
}
