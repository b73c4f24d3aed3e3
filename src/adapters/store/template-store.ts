import { readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { findSensitive } from "../../engine/masking/masking.ts";
import {
  type StoredTemplate,
  type TemplateSnapshot,
  tokeniserVersion,
} from "../../engine/templates/snapshot.ts";
import { type FindSensitive, TemplateMiner } from "../../engine/templates/template-miner.ts";
import { describedCode } from "../process/error-code.ts";
import { SharedFile } from "./shared-file.ts";
import { makeStateFolder } from "./state-folder.ts";

/** Bytes; 10,000 templates take about 3 MB. */
const longestFile = 64_000_000;
/** Milliseconds that a search waits at its end while other searches write. */
const timeout = 2_000;
/** Each tokeniser version has its own file, so that going back to an earlier version loses nothing. */
const fileName = `templates.${tokeniserVersion}.json`;
const formerFile = /^templates(?:\.(\d{1,6}))?\.json$/;
/** Milliseconds that an earlier version's file stays after its last change. */
const formerFileRetention = 30 * 24 * 3_600_000;

/** The templates that a run starts with. */
export interface OpenTemplates {
  readonly miner: TemplateMiner;
  /** A sentence that says why the run starts without templates. */
  readonly problem: string | undefined;
  /** Adds the run's new templates to the store. @returns a sentence if that failed */
  save(): Promise<string | undefined>;
}

/**
 * Opens the templates of earlier runs, in a file of the state folder. Concurrent searches each start with its content
 * and add what they find; if two find the same template, the older id stays. Words that are masked in a template's lines
 * are not stored: they become variables.
 *
 * @param sensitive finds the words to mask
 */
export function openTemplates(
  folder: string,
  sensitive: FindSensitive = (text) => findSensitive(text),
): OpenTemplates {
  const path = join(folder, fileName);
  const file = new SharedFile(path, { timeout, longest: longestFile });
  const { miner, problem } = load(file, path, sensitive);
  const known = new Map(miner.templates().map(({ id, count }) => [id, count]));
  const changes = miner.changes;
  return {
    miner,
    problem,
    save: async () => {
      if (miner.changes === changes) return undefined;
      try {
        makeStateFolder(folder);
        const found = since(known, miner.snapshot());
        const saved = await file.update(() => JSON.stringify(added(file, path, found)));
        removeFormerFiles(folder);
        return saved
          ? undefined
          : `New templates were not added to ${path}, which other searches kept locked.`;
      } catch (error) {
        return `New templates could not be added to ${path} (${describedCode(error)}). Check that the folder may be written to and has room.`;
      }
    },
  };
}

function load(
  file: SharedFile,
  path: string,
  sensitive: FindSensitive,
): { miner: TemplateMiner; problem: string | undefined } {
  const none = (why: string) => ({
    miner: new TemplateMiner({ sensitive }),
    problem: `The templates of earlier runs in ${path} ${why}; this run begins without them.`,
  });
  let text: string | undefined;
  try {
    text = file.read();
  } catch (error) {
    return none(
      error instanceof RangeError ? "are too long to be read" : `cannot be read (${describedCode(error)})`,
    );
  }
  if (text === undefined) return { miner: new TemplateMiner({ sensitive }), problem: undefined };
  try {
    const miner = TemplateMiner.restore(JSON.parse(text), { sensitive });
    return miner === undefined ? none("are damaged") : { miner, problem: undefined };
  } catch {
    return none("are damaged");
  }
}

function removeFormerFiles(folder: string): void {
  for (const name of readdirSync(folder)) {
    const [whole, version = "1"] = formerFile.exec(name) ?? [];
    if (whole === undefined || Number(version) >= tokeniserVersion) continue;
    const file = join(folder, name);
    if (Date.now() - statSync(file).mtimeMs > formerFileRetention) rmSync(file, { force: true });
  }
}

/** The templates that this run met, with the counts of this run only. */
function since(known: ReadonlyMap<string, number>, snapshot: TemplateSnapshot): TemplateSnapshot {
  const templates = snapshot.templates
    .map((template) => ({ ...template, count: Math.max(0, template.count - (known.get(template.id) ?? 0)) }))
    .filter((template) => template.count > 0);
  return { ...snapshot, templates };
}

/** The templates that are new or whose text has changed. */
export function newTemplates(
  miner: TemplateMiner,
  textBefore: (id: string) => string | undefined,
): StoredTemplate[] {
  const changed = new Set(
    miner
      .templates()
      .filter(({ id, shownText, count }) => count > 0 && textBefore(id) !== shownText)
      .map(({ id }) => id),
  );
  return miner.snapshot().templates.filter(({ id }) => changed.has(id));
}

/** The store's current content plus the new templates, because other searches may have written meanwhile. */
function added(file: SharedFile, path: string, found: TemplateSnapshot): TemplateSnapshot {
  const { miner } = load(file, path, nothing);
  miner.merge(found);
  return miner.snapshot();
}

/** Masks nothing, because the lines were masked when they were read. */
const nothing: FindSensitive = () => [];
