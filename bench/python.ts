import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";

/** A Python with a package from PyPI, in a folder of its own; or why it cannot be had here. */
export type PythonWith = { readonly python: string; readonly folder: string } | { readonly missing: string };

/** @param name of its folder @param requirement as pip reads it @param module that the package brings */
export function pythonWith(name: string, requirement: string, module: string): PythonWith {
  const folder = resolve("node_modules/.cache", name);
  const python = resolve(folder, "bin/python");
  if (!existsSync(python)) {
    mkdirSync(folder, { recursive: true });
    if (spawnSync("python3", ["-m", "venv", folder]).status !== 0)
      return { missing: "there is no python3 with venv" };
  }
  const installed = spawnSync(python, ["-c", `import ${module}`]).status === 0;
  if (!installed && spawnSync(python, ["-m", "pip", "install", "--quiet", requirement]).status !== 0)
    return { missing: `${requirement} could not be installed from PyPI` };
  return { python, folder };
}

/** Runs a program that prints JSON. @param file name of the program's file, in the folder of its Python */
export function runPython<Result>(
  having: PythonWith,
  file: string,
  program: string,
  argument: string,
): Result | { readonly missing: string } {
  if ("missing" in having) return having;
  const script = resolve(having.folder, file);
  writeFileSync(script, program);
  const { status, stdout, stderr } = spawnSync(having.python, [script, argument], { encoding: "utf8" });
  if (status !== 0) return { missing: `${file} failed: ${stderr.trim().split("\n").at(-1)}` };
  return JSON.parse(stdout) as Result;
}
