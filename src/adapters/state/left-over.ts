import { join } from "node:path";
import * as z from "zod";
import { isVerdictKey } from "../../engine/verdicts/verdict-key.ts";
import { SharedFile } from "./shared-file.ts";
import { makeStateFolder } from "./state-folder.ts";

const limits = { patience: 1_000, longest: 4_000_000 };
/** More units than a search keeps apart are not left either. */
const mostKeys = 20_000;
const Stored = z.object({
  version: z.literal(1),
  left: z.array(z.string().refine(isVerdictKey)).max(mostKeys),
});

/**
 * What a search `into NAME` left unasked, or asked in vain, for the next one of that name: keys of verdicts, and
 * nothing of a log.
 */
export class LeftOver {
  readonly #folder: string;
  readonly #file: SharedFile;

  /** @param name letters, digits, `_`, `-` and `.` only */
  constructor(stateFolder: string, name: string) {
    this.#folder = join(stateFolder, "left");
    // A name of dots alone would be a folder.
    this.#file = new SharedFile(join(this.#folder, `${name}.left.json`), limits);
  }

  /** Empty where there is nothing, or nothing that can be read. */
  read(): ReadonlySet<string> {
    try {
      const text = this.#file.read();
      return new Set(text === undefined ? [] : Stored.parse(JSON.parse(text)).left);
    } catch {
      return new Set();
    }
  }

  /** @returns a sentence when it could not be kept */
  async write(left: Iterable<string>): Promise<string | undefined> {
    const kept = [...left].slice(0, mostKeys);
    try {
      makeStateFolder(this.#folder);
      if (await this.#file.update(() => JSON.stringify({ version: 1, left: kept }))) return undefined;
    } catch {
      // Said below.
    }
    return `What this search left could not be kept in ${this.#folder}; the next one into that name asks in the usual order.`;
  }
}
