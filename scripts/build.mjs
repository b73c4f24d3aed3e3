// Bundles every program of the app into bin/*.cjs, where the launchers expect it.
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));

// What most runs never need stays in a file of its own, loaded where the code says `import(…)`.
const loadedLater = ["src/commands/open-model.ts", "src/adapters/model/openai-endpoint.ts"];

/** @type {import("esbuild").Plugin} */
const besideTheBundle = {
  name: "beside-the-bundle",
  setup({ onResolve }) {
    onResolve({ filter: /\.ts$/ }, ({ path, kind }) => {
      const later =
        kind === "dynamic-import" && loadedLater.find((file) => basename(file) === basename(path));
      return later ? { path: `./${basename(later, ".ts")}.cjs`, external: true } : undefined;
    });
  },
};

await build({
  absWorkingDir: fileURLToPath(new URL("..", import.meta.url)),
  entryPoints: ["src/commands/llamaanalyze.ts", "src/commands/llama-log.ts", ...loadedLater],
  entryNames: "[name]",
  bundle: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  minify: true,
  legalComments: "none",
  outdir: "bin",
  outExtension: { ".js": ".cjs" },
  define: { VERSION: JSON.stringify(version) },
  plugins: [besideTheBundle],
  logLevel: "warning",
});
