import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const version = "3.22.1";
/** What the check needs beside the project: the engine, and the model. Never part of an install or a package. */
export const cacheFolder = resolve("node_modules/.cache/real-engine");
/** The engine's package, to be imported by its address: no bundle and no lock file knows it. */
export const enginePackage = join(cacheFolder, "node_modules", "node-llama-cpp");

/** The package with the engine's binary, by platform; there are others for graphics cards, half a gigabyte. */
const binaries: Record<string, string> = {
  "linux x64": "linux-x64",
  "linux arm64": "linux-arm64",
  "darwin x64": "mac-x64",
  "darwin arm64": "mac-arm64-metal",
};

/** Installs the engine where it is not yet. @returns why it cannot be had here; undefined when it is there */
export function installEngine(): string | undefined {
  const platform = `${process.platform} ${process.arch}`;
  const binary = binaries[platform];
  if (binary === undefined) return `node-llama-cpp has no binary for ${platform} that this check knows of`;
  if (
    installedVersion("node-llama-cpp") === version &&
    installedVersion(`@node-llama-cpp/${binary}`) === version
  )
    return undefined;
  mkdirSync(cacheFolder, { recursive: true });
  const npm = spawnSync(
    "npm",
    [
      ...["install", "--no-save", "--prefix", cacheFolder, "--no-audit", "--no-fund", "--loglevel=error"],
      // Its install script would download and compile; the binary comes as a package, named here, since the
      // optional packages that are left out include it.
      ...["--ignore-scripts", "--omit=optional"],
      ...[`node-llama-cpp@${version}`, `@node-llama-cpp/${binary}@${version}`],
    ],
    { cwd: cacheFolder, encoding: "utf8", timeout: 180_000 },
  );
  if (npm.status === 0) return undefined;
  const said =
    npm.error?.message ?? npm.stderr.split("\n").find((line) => line.trim() !== "") ?? "no word of why";
  return `node-llama-cpp ${version} could not be installed with npm (${said.trim()})`;
}

function installedVersion(name: string): string | undefined {
  const manifest = join(cacheFolder, "node_modules", name, "package.json");
  if (!existsSync(manifest)) return undefined;
  return (JSON.parse(readFileSync(manifest, "utf8")) as { version?: string }).version;
}
