// Bundles every program of the app into bin/*.cjs, where the launchers expect it.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));

await build({
  absWorkingDir: fileURLToPath(new URL("..", import.meta.url)),
  entryPoints: ["src/commands/llamaanalyze.ts", "src/commands/llama-log.ts"],
  bundle: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  minify: true,
  legalComments: "none",
  outdir: "bin",
  outExtension: { ".js": ".cjs" },
  define: { VERSION: JSON.stringify(version) },
  logLevel: "warning",
});
