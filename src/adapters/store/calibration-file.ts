import { join } from "node:path";
import * as z from "zod";
import {
  Calibration,
  type CalibrationRecord,
  joined,
  mostVerdictTokens,
  nothingLearnt,
} from "../../engine/asking/calibration.ts";
import { promptVersion } from "../../engine/asking/prompts/verdicts.ts";
import { longestVerdict } from "../../engine/asking/verdict-schema.ts";
import { describedCode } from "../process/error-code.ts";
import { SharedFile } from "./shared-file.ts";
import { makeStateFolder } from "./state-folder.ts";

/** Bytes. One model with fifty sourcetypes takes about 8 KB. */
const longestFile = 2_000_000;
/** Models that are kept, the most recently updated last. */
const mostModels = 100;
/** Milliseconds that a search waits at its end while other searches write. */
const timeout = 500;

const Amount = z.number().nonnegative();
const Sums = z.object({
  count: z.int().nonnegative(),
  weight: Amount,
  x: Amount,
  y: Amount,
  xx: Amount,
  xy: Amount,
  yy: Amount,
});
const Entry = z.object({
  endpoint: z.string(),
  model: z.string(),
  /** Another prompt has another number of tokens. */
  prompt_version: z.literal(promptVersion),
  prompt: Sums,
  sourcetypes: z.record(z.string(), Sums),
  answer: Sums,
  time: Sums,
  longestVerdict: z.int().min(longestVerdict).max(mostVerdictTokens),
});
type Entry = z.infer<typeof Entry>;
const File = z.looseObject({ version: z.literal(1), models: z.array(z.unknown()) });
/** A file of a later app version, which is left unchanged. */
const LaterFile = z.looseObject({ version: z.number().min(2) });

/** The model that a calibration belongs to. */
export interface CalibratedModel {
  /** The stanza's name. */
  readonly endpoint: string;
  readonly model: string;
}

/** The calibration of one model when a run begins. */
export interface OpenCalibration {
  readonly calibration: Calibration;
  /** A sentence that says why the calibration starts empty. */
  readonly problem: string | undefined;
  /** Adds what the run has learnt to the file. @returns a sentence if that failed */
  save(): Promise<string | undefined>;
}

/**
 * Opens the calibration from calls of earlier runs, by stanza and model, in the file `calibration.json` of the state
 * folder. The file holds sums of bytes, tokens and milliseconds, and no log text. An unreadable file is replaced; the
 * entries of another app version stay.
 */
export function openCalibration(folder: string, model: CalibratedModel): OpenCalibration {
  const path = join(folder, "calibration.json");
  const file = new SharedFile(path, { timeout, longest: longestFile });
  const { models, problem, isLater } = read(file, path);
  const calibration = new Calibration(recordIn(models, model));
  return {
    calibration,
    problem,
    save: async () => {
      const { learnt } = calibration;
      if (learnt.time.count === 0 || isLater) return undefined;
      try {
        makeStateFolder(folder);
        const saved = await file.update(() => withModel(read(file, path).models, model, learnt));
        return saved
          ? undefined
          : `What calls came to was not added to ${path}, which other searches kept locked.`;
      } catch (error) {
        return `What calls came to could not be added to ${path} (${describedCode(error)}), so mode=plan estimates without it. Check that the folder may be written to and has room.`;
      }
    },
  };
}

interface FileContent {
  /** The entries as they are in the file, including those of other app versions. */
  readonly models: readonly unknown[];
  readonly problem: string | undefined;
  readonly isLater: boolean;
}

function read(file: SharedFile, path: string): FileContent {
  const none = (problem: string | undefined, isLater = false): FileContent => ({
    models: [],
    problem,
    isLater,
  });
  let text: string | undefined;
  try {
    text = file.read();
  } catch (error) {
    const why = error instanceof RangeError ? "is too long" : describedCode(error);
    return none(`What earlier calls came to cannot be read from ${path} (${why}).`);
  }
  if (text === undefined) return none(undefined);
  const content = jsonOf(text);
  if (LaterFile.safeParse(content).success) return none(undefined, true);
  const parsed = File.safeParse(content);
  if (!parsed.success) return none(`What earlier calls came to cannot be read from ${path} (damaged).`);
  return { models: parsed.data.models, problem: undefined, isLater: false };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function recordIn(models: readonly unknown[], owner: CalibratedModel): CalibrationRecord {
  return models.flatMap((each) => entryOf(each, owner) ?? [])[0] ?? nothingLearnt;
}

/** The model's entry; undefined for entries of other models or other app versions. */
function entryOf(value: unknown, { endpoint, model }: CalibratedModel): Entry | undefined {
  const { data } = Entry.safeParse(value);
  return data?.endpoint === endpoint && data.model === model ? data : undefined;
}

/** The file's new text, based on its current content, because other searches may have written meanwhile. */
function withModel(models: readonly unknown[], owner: CalibratedModel, learnt: CalibrationRecord): string {
  const others = models.filter((each) => entryOf(each, owner) === undefined);
  const learned = joined(recordIn(models, owner), learnt);
  const entry: Entry = { ...owner, prompt_version: promptVersion, ...learned };
  return `${JSON.stringify({ version: 1, models: [...others.slice(1 - mostModels), entry] })}\n`;
}
