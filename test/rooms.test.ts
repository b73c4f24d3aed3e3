import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { describe, expect, test } from "vitest";

/** The rooms of src/, and which of them each may import; see docs/architecture.md. */
const allowedRooms: Record<string, readonly string[]> = {
  engine: ["engine"],
  stanzas: ["stanzas", "engine"],
  adapters: ["adapters", "stanzas", "engine"],
  splunk: ["splunk"],
  declarations: ["declarations", "splunk", "engine"],
  app: ["app", "declarations", "splunk", "engine", "adapters", "stanzas"],
  cli: ["cli", "app", "declarations", "splunk", "engine", "adapters"],
  programs: ["programs", "cli", "app", "declarations", "splunk", "engine", "adapters"],
  "setup-page": ["setup-page", "stanzas"],
};
/** The engine thinks; it touches no file, network or clock. */
const engineLibraries = ["node:crypto", "croner", "lru-cache", "p-limit", "p-retry", "re2js", "zod"];

const root = resolve(import.meta.dirname, "../src");
const sources = readdirSync(root, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => file.replaceAll("\\", "/"));

function roomOf(file: string): string {
  if (file.startsWith("programs/declarations/")) return "declarations";
  if (file.startsWith("adapters/configuration/stanzas/")) return "stanzas";
  return file.split("/")[0] as string;
}

/** What a source imports, types included, as it is written. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), "utf8");
  return [...text.matchAll(/(?<!")\b(?:from|import)\s*\(?\s*"([^"]+)"/g)].map((match) => match[1] as string);
}

/** The sources that a source imports, by their paths from src/. */
function sourcesOf(file: string): string[] {
  return importsOf(file)
    .filter((path) => path.startsWith("."))
    .map((path) => relative(root, resolve(root, file, "..", path)).replaceAll("\\", "/"));
}

/** Groups of nodes each of which reaches all others of its group. */
function circlesIn(graph: ReadonlyMap<string, ReadonlySet<string>>): string[][] {
  const reach = (from: string): Set<string> => {
    const seen = new Set<string>();
    const open = [...(graph.get(from) ?? [])];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      if (seen.has(node)) continue;
      seen.add(node);
      open.push(...(graph.get(node) ?? []));
    }
    return seen;
  };
  const reached = new Map([...graph.keys()].map((node) => [node, reach(node)]));
  const inCircle = [...graph.keys()].filter((node) => reached.get(node)?.has(node));
  const circles = inCircle.map((node) =>
    inCircle.filter((other) => reached.get(node)?.has(other) && reached.get(other)?.has(node)).sort(),
  );
  return [...new Map(circles.map((circle) => [circle.join(), circle])).values()];
}

describe("the rooms of src", () => {
  test.each(sources)("%s imports only from the rooms below it", (file) => {
    const room = roomOf(file);
    expect(Object.keys(allowedRooms)).toContain(room);
    for (const target of sourcesOf(file))
      expect(allowedRooms[room], `${file} imports ${target}`).toContain(roomOf(target));
  });

  test.each(sources.filter((file) => file.startsWith("engine/")))(
    "%s reaches for nothing outside",
    (file) => {
      const outside = importsOf(file).filter((path) => !path.startsWith("."));
      expect(outside.filter((path) => !engineLibraries.includes(path))).toEqual([]);
      expect(readFileSync(join(root, file), "utf8")).not.toMatch(
        /Date\.now\(|Math\.random\(|\bprocess\.(?:env|std|argv|exit|hrtime)|new Date\(\)/,
      );
    },
  );

  test("no source imports itself through others, not even for a type", () => {
    expect(circlesIn(new Map(sources.map((file) => [file, new Set(sourcesOf(file))])))).toEqual([]);
  });

  test("no two folders of a room import each other", () => {
    const folderOf = (file: string): string => file.split("/").slice(0, 2).join("/");
    const folders = new Map<string, Set<string>>();
    for (const file of sources.filter((path) => path.split("/").length > 2)) {
      const targets = sourcesOf(file).filter((path) => path.split("/").length > 2);
      const known = folders.get(folderOf(file)) ?? new Set();
      for (const target of targets) if (folderOf(target) !== folderOf(file)) known.add(folderOf(target));
      folders.set(folderOf(file), known);
    }
    expect(circlesIn(folders)).toEqual([]);
  });
});
