import { tmpdir } from "node:os";
import { describedCode } from "../adapters/process/error-code.ts";
import { RowSpill } from "../adapters/store/row-spill.ts";
import type { SearchInfo } from "../splunk/search-command.ts";
import { UserError } from "../splunk/user-error.ts";

/** Keeps the requests of a search until it ends, if need be in its dispatch folder. */
export class SearchSpill {
  private readonly spill: RowSpill;

  /** @param cancelled lets go of them */
  constructor({ dispatch_dir: folder }: SearchInfo, cancelled: AbortSignal) {
    this.spill = new RowSpill(typeof folder === "string" && folder !== "" ? folder : tmpdir());
    cancelled.addEventListener("abort", () => this.close(), { once: true });
  }

  /** @throws UserError where they cannot be kept */
  add(body: Buffer): void {
    try {
      this.spill.add(body);
    } catch (error) {
      throw new UserError(
        `The rows cannot be kept until the search ends: ${describedCode(error)} in the search's dispatch folder. Make room there, or search a shorter time.`,
      );
    }
  }

  bodies(): Iterable<Buffer> {
    return this.spill.bodies();
  }

  close(): void {
    this.spill.close();
  }
}
