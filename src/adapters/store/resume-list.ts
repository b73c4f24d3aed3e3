import { join } from "node:path";
import * as z from "zod";
import { isVerdictKey } from "../../engine/verdicts/verdict-key.ts";
import { SharedFile } from "./shared-file.ts";
import { makeStateFolder } from "./state-folder.ts";

const limits = { timeout: 1_000, longest: 4_000_000 };
/** As many as the units that a search distinguishes. */
const mostKeys = 20_000;
const Stored = z.object({
  version: z.literal(1),
  left: z.array(z.string().refine(isVerdictKey)).max(mostKeys),
});

/**
 * Remembers which units a search `into NAME` did not ask about or asked in vain, for the next search of that name. It
 * holds verdict keys and no log text.
 */
export class ResumeList {
  readonly #folder: string;
  readonly #file: SharedFile;

  /** @param name letters, digits, `_`, `-` and `.` only */
  constructor(stateFolder: string, name: string) {
    this.#folder = join(stateFolder, "left");
    // The ending keeps a name of dots from being a folder.
    this.#file = new SharedFile(join(this.#folder, `${name}.left.json`), limits);
  }

  /** The keys; empty if the file is missing or unreadable. */
  read(): ReadonlySet<string> {
    try {
      const text = this.#file.read();
      return new Set(text === undefined ? [] : Stored.parse(JSON.parse(text)).left);
    } catch {
      return new Set();
    }
  }

  /** @returns a sentence if the keys could not be stored */
  async write(unanswered: Iterable<string>): Promise<string | undefined> {
    const left = [...unanswered].slice(0, mostKeys);
    try {
      makeStateFolder(this.#folder);
      if (await this.#file.update(() => JSON.stringify({ version: 1, left }))) return undefined;
    } catch {
      // The sentence below covers this too.
    }
    return `What this search left could not be kept in ${this.#folder}; the next one into that name asks in the usual order.`;
  }
}
