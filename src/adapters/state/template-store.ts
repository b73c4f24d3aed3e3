import { join } from "node:path";
import { findSensitive } from "../../engine/masking/masking.ts";
import type { StoredTemplate, TemplateSnapshot } from "../../engine/templates/snapshot.ts";
import { TemplateMiner } from "../../engine/templates/template-miner.ts";
import { SharedFile } from "./shared-file.ts";
import { makeStateFolder } from "./state-folder.ts";

/** 10,000 templates are some 3 MB. */
const longestFile = 64_000_000;
/** Milliseconds that a search's end waits for other searches to save theirs. */
const patience = 2_000;

/** Whether a text holds what must be masked. */
export type IsSensitive = (text: string) => boolean;

function findsSensitive(text: string): boolean {
  return findSensitive(text).length > 0;
}

/** The templates that one run begins with. */
export interface OpenTemplates {
  readonly miner: TemplateMiner;
  /** Why it begins with none: a sentence. */
  readonly problem: string | undefined;
  /** Adds what the run has found to the store. @returns a sentence when that failed */
  save(): Promise<string | undefined>;
}

/**
 * The templates of earlier runs, in the file `templates.json` of the state folder. Searches that run side by side
 * each begin with what is there and add what they find; of two that find the same, the older id stays. A template
 * that holds what would be masked is not kept.
 */
export function openTemplates(folder: string, isSensitive: IsSensitive = findsSensitive): OpenTemplates {
  const path = join(folder, "templates.json");
  const file = new SharedFile(path, { patience, longest: longestFile });
  const { miner, problem } = load(file, path);
  const known = new Map(miner.templates().map(({ id, count }) => [id, count]));
  const changes = miner.changes;
  return {
    miner,
    problem,
    save: async () => {
      if (miner.changes === changes) return undefined;
      try {
        makeStateFolder(folder);
        const found = since(known, miner.snapshot(), isSensitive);
        const saved = await file.update(() => JSON.stringify(added(file, path, found)));
        return saved
          ? undefined
          : `New templates were not added to ${path}, which other searches kept locked.`;
      } catch (error) {
        return `New templates could not be added to ${path} (${codeOf(error)}). Check that the folder may be written to and has room.`;
      }
    },
  };
}

function load(file: SharedFile, path: string): { miner: TemplateMiner; problem: string | undefined } {
  const none = (why: string) => ({
    miner: new TemplateMiner(),
    problem: `The templates of earlier runs in ${path} ${why}; this run begins without them.`,
  });
  let text: string | undefined;
  try {
    text = file.read();
  } catch (error) {
    return none(
      error instanceof RangeError ? "are too long to be read" : `cannot be read (${codeOf(error)})`,
    );
  }
  if (text === undefined) return { miner: new TemplateMiner(), problem: undefined };
  try {
    const miner = TemplateMiner.restore(JSON.parse(text));
    return miner === undefined ? none("are of another version") : { miner, problem: undefined };
  } catch {
    return none("are damaged");
  }
}

/** What a snapshot has beyond what was known before; counts are those of this run. */
function since(
  known: ReadonlyMap<string, number>,
  snapshot: TemplateSnapshot,
  isSensitive: IsSensitive,
): TemplateSnapshot {
  const templates = snapshot.templates
    .map((template) => ({ ...template, count: Math.max(0, template.count - (known.get(template.id) ?? 0)) }))
    .filter((template) => template.count > 0 && mayBeKept(template, isSensitive));
  return { ...snapshot, templates };
}

/** The templates that were not there, or read otherwise, by their id before. */
export function newTemplates(
  miner: TemplateMiner,
  textBefore: (id: string) => string | undefined,
  isSensitive: IsSensitive,
): StoredTemplate[] {
  const changed = new Set(
    miner
      .templates()
      .filter(({ id, text, count }) => count > 0 && textBefore(id) !== text)
      .map(({ id }) => id),
  );
  return miner
    .snapshot()
    .templates.filter((template) => changed.has(template.id) && mayBeKept(template, isSensitive));
}

function mayBeKept({ tokens }: StoredTemplate, isSensitive: IsSensitive): boolean {
  return !isSensitive(tokens.join(""));
}

/** The store as it is now, with what was found: another search may have written since this one read it. */
function added(file: SharedFile, path: string, found: TemplateSnapshot): TemplateSnapshot {
  const { miner } = load(file, path);
  miner.merge(found);
  return miner.snapshot();
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? "unknown error";
}
