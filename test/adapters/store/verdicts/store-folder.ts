import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "vitest";
import {
  FolderVerdicts,
  type FolderVerdictsOptions,
} from "../../../../src/adapters/store/verdicts/folder-verdicts.ts";
import { day, secret } from "./store-values.ts";

/** The start of a bucket, far enough from its end for a test. */
export const start = 81_019 * 6 * 3_600_000;

const folders: string[] = [];
const stores: FolderVerdicts[] = [];
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A folder that goes after the test; the store's own in it is not there yet. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "llama-verdicts-"));
  folders.push(folder);
  return join(folder, "verdicts");
}

/** A store whose clock stands still at `start`, unless told otherwise. */
export function openFolder(folder: string, options: Partial<FolderVerdictsOptions> = {}): FolderVerdicts {
  const store = new FolderVerdicts({ folder, secret, greatestAge: day, now: () => start, ...options });
  stores.push(store);
  return store;
}
