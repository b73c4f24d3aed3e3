import { dirname, join } from "node:path";
import { describedCode } from "../../adapters/process/error-code.ts";
import { readLearntModel, writeLearntModel } from "../../adapters/store/learnt-model-file.ts";
import { makeStateFolder } from "../../adapters/store/state-folder.ts";
import type { LearntModel } from "../../engine/detection/detect.ts";
import { type DetectCommandOptions, declaration } from "../../programs/declarations/llamadetect.ts";
import type { OptionValues } from "../../splunk/declaration.ts";
import { UserError } from "../../splunk/user-error.ts";

/** What was learnt by searches, by the names that they gave it. */
export class LearntModels {
  private readonly folder: string;

  constructor(stateFolder: string) {
    this.folder = join(stateFolder, "learnt");
  }

  /** @returns undefined where the search names none @throws UserError */
  named({ model, ...options }: OptionValues<DetectCommandOptions>): LearntModel | undefined {
    if (model === "") return undefined;
    const settled = (["algorithm", "features", "threshold", "seed"] as const).find(
      (name) => options[name] !== declaration.options[name].default,
    );
    if (settled !== undefined)
      throw new UserError(
        `With model=${model}, ${settled} is as it was when that was learnt. Leave ${settled} out, or model.`,
      );
    try {
      return readLearntModel(this.file(model));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT")
        throw new UserError(
          `Nothing was learnt here under the name model=${model}. Learn it first, by a search with into=${model}.`,
        );
      const why = error instanceof RangeError ? error.message : describedCode(error);
      throw new UserError(
        `What was learnt as model=${model} cannot be read: ${why}. Learn it again, by a search with into=${model}.`,
      );
    }
  }

  /** @returns a sentence if it could not be kept */
  keep(name: string, learnt: LearntModel): string | undefined {
    const file = this.file(name);
    try {
      makeStateFolder(dirname(file));
      writeLearntModel(file, learnt);
      return undefined;
    } catch (error) {
      return `What was learnt could not be kept as into=${name}: ${describedCode(error)} in the state folder. Make room there, or let splunkd's user write to it.`;
    }
  }

  private file(name: string): string {
    // The ending keeps a name of dots from being a folder.
    return join(this.folder, `${name}.learnt.json`);
  }
}
