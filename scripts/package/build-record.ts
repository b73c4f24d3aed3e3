import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";

interface Metafile {
  readonly outputs: Record<
    string,
    { readonly bytes: number; readonly inputs: Record<string, { readonly bytesInOutput: number }> }
  >;
}

export interface BuildRecord {
  /** The bundles of the last build, by their paths from the root, sorted. */
  readonly bundles: readonly string[];
  /** Folders under node_modules that put bytes into a bundle, by their paths from the root, sorted. */
  readonly packageFolders: readonly string[];
}

const recordFile = "node_modules/.cache/build/metafile.json";

/**
 * What the last build made of what, as esbuild wrote it down: the bundles are taken from here and not from the
 * folder, where those of an older build may lie.
 *
 * @throws Error with a sentence when there is no build, or its bundles have changed since
 */
export function readBuildRecord(root: string): BuildRecord {
  const { outputs } = JSON.parse(readRecord(root)) as Metafile;
  const bundles = Object.keys(outputs).sort();
  for (const bundle of bundles) {
    const size = statSync(join(root, bundle), { throwIfNoEntry: false })?.size;
    if (size !== outputs[bundle]?.bytes)
      throw new Error(`${bundle} is not what the last build made: run npm run build again.`);
  }
  const inputs = bundles.flatMap((bundle) =>
    Object.entries(outputs[bundle]?.inputs ?? {})
      .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
      .map(([input]) => input),
  );
  const folders = inputs.map(packageFolder).filter((folder) => folder !== undefined);
  return { bundles, packageFolders: [...new Set(folders)].sort() };
}

function readRecord(root: string): string {
  try {
    return readFileSync(join(root, recordFile), "utf8");
  } catch {
    throw new Error(`There is no build to package (${recordFile} is missing): run npm run build first.`);
  }
}

/** The innermost package a file belongs to, or undefined for our own sources. */
function packageFolder(input: string): string | undefined {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(input)?.[0];
}
