// Runs one TypeScript file: node scripts/run.mjs FILE.ts [argument ...]. Node 20 cannot do so by itself.
import { mkdirSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const [file, ...rest] = process.argv.slice(2);
if (file === undefined) {
  process.stderr.write("usage: node scripts/run.mjs FILE.ts [argument ...]\n");
  process.exit(2);
}
const root = fileURLToPath(new URL("..", import.meta.url));
const folder = join(root, "node_modules", ".cache", "run");
mkdirSync(folder, { recursive: true });
const outfile = join(folder, `${basename(file, ".ts")}.mjs`);
await build({
  absWorkingDir: root,
  entryPoints: [file],
  outfile,
  bundle: true,
  platform: "node",
  target: "node20",
  format: "esm",
  packages: "external",
  logLevel: "warning",
});
process.argv.splice(1, process.argv.length - 1, file, ...rest);
await import(pathToFileURL(outfile).href);
