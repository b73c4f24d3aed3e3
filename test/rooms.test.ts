import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { describe, expect, test } from "vitest";

/** The rooms of src/, and which of them each may import; see docs/architecture.md. */
const allowedRooms: Record<string, readonly string[]> = {
  engine: ["engine"],
  adapters: ["adapters", "engine"],
  splunk: ["splunk"],
  commands: ["commands", "splunk", "engine", "adapters"],
};
/** The engine thinks; it touches no file, network or clock. */
const engineLibraries = ["node:crypto", "lru-cache", "p-limit", "p-retry", "re2js", "zod"];

const root = resolve(import.meta.dirname, "../src");
const sources = readdirSync(root, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => file.replaceAll("\\", "/"));

function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), "utf8");
  return [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*"([^"]+)"/g)].map((match) => match[1] as string);
}

describe("the rooms of src", () => {
  test.each(sources)("%s imports only from the rooms below it", (file) => {
    const room = file.split("/")[0] as string;
    expect(Object.keys(allowedRooms)).toContain(room);
    for (const imported of importsOf(file).filter((path) => path.startsWith("."))) {
      const target = relative(root, resolve(root, file, "..", imported)).replaceAll("\\", "/");
      expect(allowedRooms[room], `${file} imports ${target}`).toContain(target.split("/")[0]);
    }
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
});
