import { tmpdir } from "node:os";
import type { SearchInfo } from "../splunk/search-command.ts";

/** Where a search may keep rows until it ends: its dispatch folder. */
export function spillFolder({ dispatch_dir: folder }: SearchInfo): string {
  return typeof folder === "string" && folder !== "" ? folder : tmpdir();
}
