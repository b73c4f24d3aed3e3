import type { IgnoredCounts, IgnoredReason } from "../../../engine/verdicts/verdict-store.ts";
import { describedCode } from "../../process/error-code.ts";
import { TimeoutError } from "./timeout.ts";

/** Collects warnings and ignored entries for the search's job: one sentence of each kind, however often it occurs. */
export class StoreWarnings {
  /** The folder or collection, for the sentences. */
  readonly #folder: string;
  readonly #sentences = new Map<string, string>();
  readonly #ignored: Record<IgnoredReason, number> = { forged: 0, truncated: 0, foreign: 0, expired: 0 };

  constructor(folder: string) {
    this.#folder = folder;
  }

  get sentences(): readonly string[] {
    return [...this.#sentences.values()];
  }

  get ignored(): IgnoredCounts {
    return { ...this.#ignored };
  }

  ignore(reason: IgnoredReason, count = 1): void {
    this.#ignored[reason] += count;
    if (reason !== "forged" || count === 0) return;
    this.#say(
      "forged",
      `Stored verdicts in ${this.#folder} whose signature does not fit were left out. Somebody may have changed them: check who may write to the folder, then remove it.`,
    );
  }

  cannotRead(error: unknown): void {
    this.#say(
      "read",
      `Verdicts of earlier searches in ${this.#folder} could not be read (${reasonOf(error)}), and what they would have told is asked anew. Check that it is a folder that the user of the search may read.`,
    );
  }

  cannotWrite(error: unknown): void {
    this.#say(
      "write",
      `New verdicts could not be stored in ${this.#folder} (${reasonOf(error)}), and later searches will ask again. Check that the folder may be written to and has room.`,
    );
  }

  cannotClaim(error: unknown): void {
    this.#say(
      "claim",
      `Searches that run at the same time could not agree in ${this.#folder} who asks what (${reasonOf(error)}), and may ask the same twice. Check that the folder may be written to and has room.`,
    );
  }

  cannotTidy(error: unknown): void {
    this.#say(
      "tidy",
      `Old verdicts in ${this.#folder} could not be removed (${reasonOf(error)}). Check that the user of the search owns the files there.`,
    );
  }

  /** @param error a SplunkdError, or another error whose message is a sentence */
  clusterCannotRead(error: unknown): void {
    this.#say("cluster-read", `Verdicts of other search heads are left out. ${(error as Error).message}`);
  }

  /** @param error a SplunkdError, or another error whose message is a sentence */
  clusterCannotWrite(error: unknown): void {
    this.#say(
      "cluster-write",
      `New verdicts are shared with no other search head. ${(error as Error).message}`,
    );
  }

  /** @param timeout milliseconds */
  tooSlow(timeout: number): void {
    this.#say(
      "slow",
      `The folder of verdicts ${this.#folder} did not answer within ${timeout / 1000} seconds, and the search goes on without it. Check the disk, or name a local one in LLAMA_STATE.`,
    );
  }

  #say(kind: string, sentence: string): void {
    if (!this.#sentences.has(kind)) this.#sentences.set(kind, sentence);
  }
}

/** Whether the error is a timeout rather than a fault of a file. */
export function isTimeout(error: unknown): boolean {
  return error instanceof TimeoutError;
}

function reasonOf(error: unknown): string {
  if (error instanceof RangeError) return "a file is too long";
  return describedCode(error);
}
