import { join } from "node:path";
import * as z from "zod";
import {
  Calibration,
  type CalibrationRecord,
  joined,
  nothingLearnt,
} from "../../engine/asking/calibration.ts";
import { promptVersion } from "../../engine/asking/prompt.ts";
import { codeOf } from "../error-code.ts";
import { SharedFile } from "./shared-file.ts";
import { makeStateFolder } from "./state-folder.ts";

/** Bytes. One model with fifty sourcetypes is some 8 KB. */
const longestFile = 2_000_000;
/** Models that are kept; the one that learnt something last comes last. */
const mostModels = 100;
/** Milliseconds that a search's end waits for other searches to write theirs. */
const patience = 500;

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
  /** Another prompt comes to other tokens. */
  prompt_version: z.literal(promptVersion),
  prompt: Sums,
  sourcetypes: z.record(z.string(), Sums),
  answer: Sums,
  time: Sums,
});
type Entry = z.infer<typeof Entry>;
const File = z.object({ version: z.literal(1), models: z.array(z.unknown()) });

/** Whose calls are calibrated. */
export interface CalibratedModel {
  /** The stanza's name. */
  readonly endpoint: string;
  readonly model: string;
}

/** What is known of one model when a run begins. */
export interface OpenCalibration {
  readonly calibration: Calibration;
  /** Why it begins with nothing: a sentence. */
  readonly problem: string | undefined;
  /** Adds what the run has learnt to the file. @returns a sentence when that failed */
  save(): Promise<string | undefined>;
}

/**
 * What calls of earlier runs came to, by stanza and model, in the file `calibration.json` of the state folder. It
 * holds sums of bytes, tokens and milliseconds, and no text of a log. What cannot be read is made anew.
 */
export function openCalibration(folder: string, model: CalibratedModel): OpenCalibration {
  const path = join(folder, "calibration.json");
  const file = new SharedFile(path, { patience, longest: longestFile });
  const { entries, problem } = read(file, path);
  const calibration = new Calibration(recordIn(entries, model));
  return {
    calibration,
    problem,
    save: async () => {
      const { learnt } = calibration;
      if (learnt.time.count === 0) return undefined;
      try {
        makeStateFolder(folder);
        const saved = await file.update(() => withModel(read(file, path).entries, model, learnt));
        return saved
          ? undefined
          : `What calls came to was not added to ${path}, which other searches kept locked.`;
      } catch (error) {
        return `What calls came to could not be added to ${path} (${codeOf(error)}), so mode=plan estimates without it. Check that the folder may be written to and has room.`;
      }
    },
  };
}

function read(file: SharedFile, path: string): { entries: readonly Entry[]; problem: string | undefined } {
  let text: string | undefined;
  try {
    text = file.read();
  } catch (error) {
    const why = error instanceof RangeError ? "is too long" : codeOf(error);
    return { entries: [], problem: `What earlier calls came to cannot be read from ${path} (${why}).` };
  }
  if (text === undefined) return { entries: [], problem: undefined };
  const parsed = File.safeParse(jsonOf(text));
  if (!parsed.success)
    return { entries: [], problem: `What earlier calls came to cannot be read from ${path} (damaged).` };
  return {
    entries: parsed.data.models.flatMap((each) => Entry.safeParse(each).data ?? []),
    problem: undefined,
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function recordIn(entries: readonly Entry[], { endpoint, model }: CalibratedModel): CalibrationRecord {
  return entries.find((entry) => entry.endpoint === endpoint && entry.model === model) ?? nothingLearnt;
}

/** The file's new text: another search may have written since this one read it. */
function withModel(entries: readonly Entry[], whose: CalibratedModel, learnt: CalibrationRecord): string {
  const others = entries.filter(
    ({ endpoint, model }) => endpoint !== whose.endpoint || model !== whose.model,
  );
  const { prompt, sourcetypes, answer, time } = joined(recordIn(entries, whose), learnt);
  const { endpoint, model } = whose;
  const entry = { endpoint, model, prompt_version: promptVersion, prompt, sourcetypes, answer, time };
  return `${JSON.stringify({ version: 1, models: [...others.slice(1 - mostModels), entry] })}\n`;
}
