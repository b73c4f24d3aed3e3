// Bundles every program of the app into bin/, where the launchers expect it: a small start for each, and one graph of
// modules that all of them share.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

const { build } = await import("esbuild").catch(() => {
  process.stderr.write("The build needs esbuild, which npm ci installs: run npm ci first.\n");
  process.exit(1);
});

const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));

/** A program for each launcher. */
const programs = readdirSync(new URL("../bin", import.meta.url))
  .filter((file) => file.endsWith(".sh") && file !== "launch.sh")
  .map((file) => basename(file, ".sh"));

/** What the starts load once they need it: the paths of the sources. @type {Set<string>} */
const loadedLater = new Set();

/** @type {import("esbuild").Plugin} */
const sharedModules = {
  name: "shared-modules",
  setup({ onResolve }) {
    onResolve({ filter: /\.ts$/ }, ({ path, kind, resolveDir }) => {
      if (kind !== "dynamic-import") return undefined;
      loadedLater.add(join(resolveDir, path));
      return { path: `./modules/${basename(path, ".ts")}.mjs`, external: true };
    });
  },
};

/** @type {import("esbuild").Plugin} */
const splunkSdkBeside = {
  name: "splunk-sdk-beside",
  setup({ onResolve }) {
    onResolve({ filter: /\/sdk\.ts$/ }, () => ({ path: "./splunk-sdk.cjs", external: true }));
  },
};

/** @type {import("esbuild").Plugin} */
const withoutSdkHttp = {
  name: "without-sdk-http",
  setup({ onResolve }) {
    // splunk-sdk's own client verifies no certificate. Ours is handed to it; without, it must fail, not connect.
    onResolve({ filter: /\/platform\/node\/node_http$/ }, ({ path }) => ({ path, external: true }));
  },
};

/** The classes of undici that `src/adapters/http` uses. Its index brings fetch, WebSockets, mocks and caches as well. */
const undiciParts = `
  Object.assign(require("undici/lib/dispatcher/dispatcher").prototype, require("undici/lib/api"));
  exports.Agent = require("undici/lib/dispatcher/agent");
  exports.Pool = require("undici/lib/dispatcher/pool");
  exports.ProxyAgent = require("undici/lib/dispatcher/proxy-agent");`;

/** @type {import("esbuild").Plugin} */
const partsOfUndici = {
  name: "parts-of-undici",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^undici$/ }, ({ path, resolveDir }) => ({
      path,
      namespace: "parts",
      pluginData: resolveDir,
    }));
    // Of the two builds of its parser the one for every processor: the other is faster by less than a request shows.
    onResolve({ filter: /\/llhttp_simd-wasm(?:\.js)?$/ }, ({ resolveDir }) => ({
      path: join(resolveDir, "../llhttp/llhttp-wasm.js"),
    }));
    onLoad({ filter: /^undici$/, namespace: "parts" }, ({ pluginData }) => ({
      contents: undiciParts,
      resolveDir: pluginData,
    }));
  },
};

/** @type {import("esbuild").Plugin} */
const partsOfOpenai = {
  name: "parts-of-openai",
  setup({ onLoad }) {
    // Of the client only single chat completions are asked for. What the client makes one of besides is left an empty
    // class, and so are its helpers for streams and tools.
    onLoad({ filter: /\/openai\/(?:resources|lib)\/.*\.mjs$/ }, ({ path }) => {
      if (/\/resources\/(?:chat\/|index\.mjs$)/.test(path)) return undefined;
      const classes = [...readFileSync(path, "utf8").matchAll(/^export class (\w+)/gm)];
      return classes.length === 0
        ? undefined
        : { contents: classes.map(([, name]) => `export class ${name} {}`).join("\n") };
    });
  },
};

/** @type {import("esbuild").BuildOptions & { readonly metafile: true }} */
const common = {
  absWorkingDir: fileURLToPath(new URL("..", import.meta.url)),
  bundle: true,
  platform: "node",
  target: "node20",
  minify: true,
  legalComments: "none",
  define: { VERSION: JSON.stringify(version) },
  metafile: true,
  logLevel: "warning",
};

// CommonJS, because Node starts it in half the time: splunkd starts a search command several times for each search, and
// mostly it ends with the answer to getinfo.
const starts = await build({
  ...common,
  entryPoints: [
    ...programs.map((name) => ({ in: `src/programs/${name}.ts`, out: name })),
    // bin/llama-log.cjs is what npm starts; it is there before there is a build.
    { in: "src/programs/llama-log.ts", out: "command-line" },
  ],
  format: "cjs",
  outdir: "bin",
  outExtension: { ".js": ".cjs" },
  plugins: [sharedModules],
});

rmSync(new URL("../bin/modules", import.meta.url), { recursive: true, force: true });
const modules = await build({
  ...common,
  entryPoints: [...loadedLater].map((file) => ({ in: file, out: basename(file, ".ts") })),
  format: "esm",
  splitting: true,
  chunkNames: "[name]-[hash]",
  outdir: "bin/modules",
  outExtension: { ".js": ".mjs" },
  // Libraries that are CommonJS themselves ask for Node's modules by it.
  banner: {
    js: 'import{createRequire as createNodeRequire}from"node:module";const require=createNodeRequire(import.meta.url);',
  },
  plugins: [splunkSdkBeside, partsOfUndici, partsOfOpenai],
});
const splunkSdk = await build({
  ...common,
  entryPoints: [{ in: "src/adapters/splunkd/sdk.ts", out: "splunk-sdk" }],
  format: "cjs",
  outdir: "bin/modules",
  outExtension: { ".js": ".cjs" },
  plugins: [withoutSdkHttp],
});

// What is in the bundles, for the licences and the bill of materials of the package.
const cache = new URL("../node_modules/.cache/build/", import.meta.url);
rmSync(cache, { recursive: true, force: true });
mkdirSync(cache, { recursive: true });
const record = {
  outputs: { ...starts.metafile.outputs, ...modules.metafile.outputs, ...splunkSdk.metafile.outputs },
};
writeFileSync(new URL("metafile.json", cache), JSON.stringify(record));
