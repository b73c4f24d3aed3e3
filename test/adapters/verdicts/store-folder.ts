import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "vitest";
import {
  FolderVerdicts,
  type FolderVerdictsOptions,
} from "../../../src/adapters/verdicts/folder-verdicts.ts";
import type { StoredVerdict } from "../../../src/engine/verdicts/verdict-store.ts";

export const secret = Buffer.alloc(32, 7);
export const day = 24 * 3_600_000;
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

export function keyOf(name: string | number): string {
  return createHash("sha256").update(String(name)).digest("base64url");
}

export function verdictAt(time: number, change: Partial<StoredVerdict> = {}): StoredVerdict {
  return {
    judgement: {
      anomalyDetected: true,
      severity: "P2",
      rootCause: "The disk <PATH:1> is full.",
      recommendedAction: "Free some of it.",
      confidence: 80,
    },
    flags: ["cleaned"],
    model: "llama",
    time,
    tokens: 120,
    templateId: "tabcdefghijkl",
    ...change,
  };
}

/** A store whose clock stands still at `start`, unless told otherwise. */
export function openFolder(folder: string, options: Partial<FolderVerdictsOptions> = {}): FolderVerdicts {
  const store = new FolderVerdicts({ folder, secret, greatestAge: day, now: () => start, ...options });
  stores.push(store);
  return store;
}
