import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as z from "zod";
import { type CachedParts, SessionCache } from "../../adapters/store/session-cache.ts";
import type { FoundSessions } from "./session-search.ts";

/** What the sessions of logs depend on. */
export interface SessionSource {
  readonly paths: readonly string[];
  readonly by: string;
  /** Seconds of a window. */
  readonly span: number;
  /** Times without a year are read by it. */
  readonly now: Date;
}

export interface ReadSessions {
  readonly found: FoundSessions;
  /** False where something was wrong with the logs, which is to be said again. */
  readonly mayBeKept: boolean;
}

const Texts = z.object({
  keys: z.array(z.string()),
  templates: z.array(z.string()),
  by: z.string(),
  events: z.int(),
  leftOut: z.int(),
  examples: z.array(z.tuple([z.string(), z.string()])),
  isTimed: z.boolean(),
});

/** Reads the sessions of logs, the second time from what was kept of the first. */
export class CachedSessions {
  private readonly cache: SessionCache;
  private readonly program: string;

  /** @param program URL of the module that reads: another version may read otherwise */
  constructor(stateFolder: string, program: string) {
    this.cache = new SessionCache(stateFolder);
    this.program = createHash("sha256")
      .update(readFileSync(fileURLToPath(program)))
      .digest("hex");
  }

  async of(source: SessionSource, read: () => Promise<ReadSessions>): Promise<FoundSessions> {
    const key = await this.keyOf(source);
    const kept = key === undefined ? undefined : this.cache.read(key);
    const known = kept && sessionsFrom(kept);
    if (known !== undefined) return known;
    const { found, mayBeKept } = await read();
    // A log that grew meanwhile is another one.
    if (key !== undefined && mayBeKept && key === (await this.keyOf(source)))
      this.cache.write(key, partsOf(found));
    return found;
  }

  private keyOf({ paths, by, span, now }: SessionSource): Promise<string | undefined> {
    return this.cache.keyOf(paths, [this.program, by, String(span), now.toISOString().slice(0, 10)]);
  }
}

function partsOf({ table, templates: examples, ...rest }: FoundSessions): CachedParts {
  const { keys, templates, starts, events, times, grades } = table;
  return {
    texts: { ...rest, keys, templates, examples: [...examples] },
    arrays: [starts, events, times, grades],
  };
}

/** @returns undefined for what does not fit together */
function sessionsFrom({ texts, arrays }: CachedParts): FoundSessions | undefined {
  const read = Texts.safeParse(texts);
  const [starts, events, times, grades] = arrays;
  if (!read.success || !(starts instanceof Int32Array) || !(events instanceof Int32Array)) return undefined;
  if (!(times instanceof Float64Array) || !(grades instanceof Uint8Array)) return undefined;
  const { keys, templates, examples, ...rest } = read.data;
  const isWhole =
    starts.length === keys.length + 1 &&
    starts.at(-1) === events.length &&
    [times, grades].every(({ length }) => length === events.length) &&
    events.every((template) => template >= 0 && template < templates.length);
  const table = { keys, templates, starts, events, times, grades };
  return isWhole ? { ...rest, table, templates: new Map(examples) } : undefined;
}
