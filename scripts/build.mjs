// Bundles every program of the app into bin/*.cjs, where the launchers expect it.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));

// What most runs never need stays in a file of its own, loaded where the code says `import(…)`.
const loadedLater = [
  "src/commands/analyze-run.ts",
  "src/commands/open-run-templates.ts",
  "src/commands/open-model.ts",
  "src/commands/splunkd-session.ts",
  "src/commands/shared-templates.ts",
  "src/commands/configured-masker.ts",
  "src/commands/store-administration.ts",
  "src/commands/doctor/examine.ts",
  "src/commands/alerting/alerting.ts",
  "src/adapters/model/openai-endpoint.ts",
  "src/adapters/configuration/own-masks.ts",
];
/** A program for each launcher. */
const programs = readdirSync(new URL("../bin", import.meta.url))
  .filter((file) => file.endsWith(".sh") && file !== "launch.sh")
  .map((file) => `src/commands/${basename(file, ".sh")}.ts`);

/** @type {import("esbuild").Plugin} */
const besideTheBundle = {
  name: "beside-the-bundle",
  setup({ onResolve }) {
    // splunk-sdk's own client verifies no certificate. Ours is handed to it; without, it must fail, not connect.
    onResolve({ filter: /\/platform\/node\/node_http$/ }, ({ path }) => ({ path, external: true }));
    onResolve({ filter: /\.ts$/ }, ({ path, kind }) => {
      const later =
        kind === "dynamic-import" && loadedLater.find((file) => basename(file) === basename(path));
      return later ? { path: `./${basename(later, ".ts")}.cjs`, external: true } : undefined;
    });
  },
};

const { metafile } = await build({
  absWorkingDir: fileURLToPath(new URL("..", import.meta.url)),
  entryPoints: [...programs, "src/commands/llama-log.ts", ...loadedLater],
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
  metafile: true,
  logLevel: "warning",
});

// What is in the bundles, for the licences and the bill of materials of the package.
const cache = new URL("../node_modules/.cache/build/", import.meta.url);
mkdirSync(cache, { recursive: true });
writeFileSync(new URL("metafile.json", cache), JSON.stringify(metafile));
