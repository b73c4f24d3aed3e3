// npm run check:appinspect: Splunk's own inspection of the full package, as for Splunk Cloud. Not part of npm test:
// it needs python3 with venv, libmagic, pip's network for splunk-appinspect and npm's for Node.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { appInspectVersion, installAppInspect } from "./appinspect/install.ts";
import { explanationsIn, type Finding, findingsOf, isExplained, isFatal } from "./appinspect/report.ts";
import { type BuiltPackage, buildPackage } from "./build-package.ts";
import { NotFetchedError } from "./npm-archive.ts";

/** For apps from Splunkbase, and for apps of one's own, both in Splunk Cloud. */
const tags = ["cloud", "private_victoria"];
const page = "docs/appinspect.md";

/** @returns the report's text */
function inspect(program: string, file: string, tag: string, folder: string): string {
  const output = join(folder, `${tag}.json`);
  const options = ["--mode", "precert", "--included-tags", tag, "--max-messages", "all"];
  // It would otherwise fetch a list of trusted Python libraries; the package has no Python.
  const reporting = ["--data-format", "json", "--output-file", output, "--skip-trusted-libraries-update"];
  const { error, stderr } = spawnSync(program, ["inspect", file, ...options, ...reporting], {
    encoding: "utf8",
    timeout: 600_000,
    maxBuffer: 64 * 1024 * 1024,
  });
  // Its exit code says only what the report says better.
  try {
    return readFileSync(output, "utf8");
  } catch {
    const said = error?.message ?? stderr.trim().split("\n").at(-1);
    throw new Error(`splunk-appinspect gave no report for the tag ${tag}: ${said || "it said nothing"}`);
  }
}

/** Prints what was found for a tag. @returns how many findings do not pass */
function tell(tag: string, json: string, explanations: ReadonlyMap<string, string>): number {
  const { summary, findings } = findingsOf(json);
  const counts = Object.entries(summary).map(([result, count]) => `${count} ${result.replace("_", " ")}`);
  process.stdout.write(`${tag}: ${counts.join(", ")}\n`);
  const bad = findings.filter((finding) => isFatal(finding) || !isExplained(explanations, finding));
  for (const finding of findings) process.stdout.write(lineOf(finding, bad.includes(finding)));
  return bad.length;
}

function lineOf(finding: Finding, isBad: boolean): string {
  const { result, check, file = "(no file)", count, message } = finding;
  const mark = isFatal(finding) ? "FAILS" : isBad ? `NOT EXPLAINED in ${page}` : "explained";
  const head = `  ${result} ${check} ${file}${count > 1 ? ` ×${count}` : ""}: ${mark}\n`;
  return isBad ? `${head}    ${message.slice(0, 500)}\n` : head;
}

async function check(folder: string): Promise<number> {
  const root = resolve(".");
  const installed = installAppInspect(root);
  if ("missing" in installed) {
    process.stdout.write(`skipped: ${installed.missing}\n`);
    return 0;
  }
  let built: BuiltPackage;
  try {
    built = await buildPackage({ root, light: false, folder });
  } catch (error) {
    if (!(error instanceof NotFetchedError)) throw error;
    process.stdout.write(`skipped: ${error.message}\n`);
    return 0;
  }
  const explanations = explanationsIn(readFileSync(join(root, page), "utf8"));
  process.stdout.write(`splunk-appinspect ${appInspectVersion}, ${built.size.toLocaleString("en")} bytes\n`);
  let bad = 0;
  for (const tag of tags) bad += tell(tag, inspect(installed.program, built.file, tag, folder), explanations);
  return bad === 0 ? 0 : 1;
}

const folder = mkdtempSync(join(tmpdir(), "llama-appinspect-"));
try {
  process.exitCode = await check(folder);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
