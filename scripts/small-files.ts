// Lists the sources that have one importer, no test of their own and less than 60 lines: each of them earns its file by
// its name alone, or belongs into the file that imports it.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

const shortest = 60;

interface Source {
  readonly lines: number;
  readonly importers: string[];
  testedBy: number;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts"))
    .map((file) => join(folder, file));
}

function importsOf(file: string): string[] {
  return [...readFileSync(file, "utf8").matchAll(/\b(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)].map(([, path]) =>
    relative(".", resolve(dirname(file), path as string)),
  );
}

const sources = new Map<string, Source>(
  filesBelow("src").map((file) => [
    file,
    { lines: readFileSync(file, "utf8").split("\n").length - 1, importers: [], testedBy: 0 },
  ]),
);
for (const file of sources.keys()) {
  for (const imported of new Set(importsOf(file))) sources.get(imported)?.importers.push(file);
}
for (const folder of ["test", "scripts", "bench"]) {
  for (const file of filesBelow(folder)) {
    for (const imported of new Set(importsOf(file))) {
      const source = sources.get(imported);
      if (source !== undefined) source.testedBy += 1;
    }
  }
}
for (const [file, { lines, importers, testedBy }] of sources) {
  const [importer] = importers;
  if (lines < shortest && importers.length === 1 && testedBy === 0 && importer !== undefined) {
    const together = lines + (sources.get(importer)?.lines ?? 0);
    process.stdout.write(`${file} (${lines}) → ${importer} (${together} together)\n`);
  }
}
