import { mkdirSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { buildSync } from "esbuild";

/**
 * A TypeScript program as one that every supported Node runs by itself, for tests that start processes.
 *
 * @param source from the root of the repository
 * @returns the path of what to run
 */
export function bundledProgram(source: string): string {
  const folder = resolve("node_modules/.cache/test-programs");
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, `${basename(source, ".ts")}-${process.pid}.mjs`);
  buildSync({
    entryPoints: [resolve(source)],
    outfile,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    packages: "external",
    logLevel: "warning",
  });
  return outfile;
}
