import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";

export interface PinnedPackage {
  readonly name: string;
  readonly version: string;
  /** As npm writes it: `sha512-` and base64. */
  readonly integrity: string;
}

/** That the network or the registry does not give it; a wrong checksum is never this. */
export class NotFetchedError extends Error {
  override readonly name = "NotFetchedError";
}

/** Where archives are kept; npm ci empties it with node_modules. */
const cacheFolder = (root: string): string => join(root, "node_modules", ".cache", "npm-archives");

function cachedFile(root: string, { name, version }: PinnedPackage): string {
  return join(cacheFolder(root), `${name}-${version}.tgz`);
}

export function isCached(root: string, pinned: PinnedPackage): boolean {
  return existsSync(cachedFile(root, pinned));
}

/**
 * A package's archive as npm has it, from the cache folder or through `npm pack`. Nothing of it is installed or
 * run, and it is never given out unless it has the checksum that is pinned here.
 *
 * @throws NotFetchedError when npm cannot get it; Error when it is not the pinned one
 */
export function fetchArchive(root: string, pinned: PinnedPackage): Buffer {
  const file = cachedFile(root, pinned);
  if (!existsSync(file)) npmPack(root, pinned);
  const bytes = readFileSync(file);
  const integrity = `sha512-${createHash("sha512").update(bytes).digest("base64")}`;
  if (integrity === pinned.integrity) return bytes;
  rmSync(file);
  throw new Error(
    `${pinned.name} ${pinned.version} as npm gave it has the checksum ${integrity}, not the pinned ` +
      `${pinned.integrity}; it was thrown away. Check which registry npm asks.`,
  );
}

function npmPack(root: string, pinned: PinnedPackage): void {
  const { name, version } = pinned;
  // A folder of its own, so that a fetch that is broken off leaves nothing that looks whole.
  const folder = join(cacheFolder(root), `fetching-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  try {
    const npm = spawnSync("npm", ["pack", `${name}@${version}`, "--loglevel=error"], {
      cwd: folder,
      encoding: "utf8",
      timeout: 300_000,
      shell: process.platform === "win32",
    });
    const fetched = join(folder, `${name}-${version}.tgz`);
    if (npm.status !== 0 || !existsSync(fetched))
      throw new NotFetchedError(`${name} ${version} could not be fetched with npm (${complaint(npm)}).`);
    renameSync(fetched, cachedFile(root, pinned));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function complaint({ error, stderr }: { error?: Error; stderr: string | null }): string {
  if (error !== undefined) return error.message;
  const lines = (stderr ?? "").split("\n").filter((line) => /^npm (?:error|ERR!) (?!code )\S/.test(line));
  return lines[0]?.replace(/^npm (?:error|ERR!) /, "").trim() ?? "no word of why";
}
