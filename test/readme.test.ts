/** The pages' links lead somewhere. Examples that pipe or redirect are run; none hands npm's banner on. */
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, posix, resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "..");
const pagesIn = (folder: string): string[] =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `${folder}/${name}`);
const pages = ["README.md", ...pagesIn("docs")];
const decisions = pagesIn("docs/decisions");

/** Lines of code blocks, without their remarks, and code within a sentence. */
function codeOf(page: string): string[] {
  const text = readFileSync(join(root, page), "utf8");
  const blocks = [...text.matchAll(/^```\w*\n([\s\S]*?)^```$/gm)].flatMap(([, block = ""]) =>
    block.split("\n"),
  );
  const inline = [...text.replace(/^```[\s\S]*?^```$/gm, "").matchAll(/`([^`]+)`/g)].map(
    ([, code = ""]) => code,
  );
  return [...blocks, ...inline].map((code) =>
    code
      .replace(/\s+#.*$/, "")
      .replace(/\s+/g, " ")
      .trim(),
  );
}

/** A page's prose, without blocks of code. */
const proseOf = (page: string): string =>
  readFileSync(join(root, page), "utf8").replace(/^```[\s\S]*?^```$/gm, "");

/** The anchors of a page's headings, as GitHub makes them. */
function anchorsOf(page: string): string[] {
  return [...proseOf(page).matchAll(/^#+ +(.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_ -]/gu, "")
      .replaceAll(" ", "-"),
  );
}

/** Links to this repository's files that lead nowhere, and paths of decisions in the text that do not exist. */
function deadLinksOf(page: string): string[] {
  const text = proseOf(page).replace(/`[^`]*`/g, "");
  const links = [...text.matchAll(/\]\(([^()\s]+)\)/g)].map(([, link = ""]) => link);
  const bare = [...text.matchAll(/(?<![(\w/-])decisions\/[\w-]+\.md/g)].map(([path]) => path);
  return [...links.filter((link) => !/^\w+:/.test(link)), ...bare].filter((link) => {
    const [path = "", anchor] = link.split("#");
    const target = path === "" ? page : posix.join(posix.dirname(page), path);
    if (!existsSync(join(root, target))) return true;
    return anchor !== undefined && !anchorsOf(target).includes(anchor);
  });
}

const linking = [...pages, ...decisions, "CONTRIBUTING.md", "CHANGELOG.md"];

test.each(linking)("%s links to what is there", (page) => {
  expect(deadLinksOf(page)).toEqual([]);
});

test("pages link to each other and to headings", () => {
  const links = linking.flatMap((page) => proseOf(page).match(/\]\([^)\s:]+\)/g) ?? []);
  expect(links.length).toBeGreaterThan(30);
  expect(links.filter((link) => link.includes("#")).length).toBeGreaterThan(0);
});

test("the README is read in five minutes", () => {
  const words = readFileSync(join(root, "README.md"), "utf8").split(/\s+/);
  expect(words.length).toBeLessThanOrEqual(900);
});

test("its picture shows what the program prints; npm run pictures draws it anew", () => {
  const drawn = [
    ...readFileSync(join(root, "docs/pictures/sample.svg"), "utf8").matchAll(/<text [^>]*>(.*)<\/text>/g),
  ].map(([, line = ""]) =>
    line
      .replace(/<[^>]+>/g, "")
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">")
      .replaceAll("&amp;", "&"),
  );
  const screen = readFileSync(join(root, "test/cli/golden/shop-screen.txt"), "utf8").replace(
    /, [\d.]+ s$/m,
    "",
  );
  // The golden screen begins with the remark that this is the sample.
  expect(drawn.slice(2).join("\n")).toBe(screen.slice(screen.indexOf("\n\n") + 2).trimEnd());
});

const handsOn = (command: string): boolean => /[^|]\|[^|]|[<>]/.test(command);

test.each(pages)("%s pipes nothing out of npm, whose banner would go with it", (page) => {
  const piped = codeOf(page).filter((code) =>
    /\bnpm (?:start|run (?!-s\b|--silent\b))[^|>]*(?:\||>)/.test(code),
  );
  expect(piped).toEqual([]);
});

const examples = [...new Set(codeOf("README.md"))].filter(
  (code) => /(?:^|\| )llama-log /.test(code) && handsOn(code),
);

test("the README has examples that pipe in and redirect out", () => {
  expect(examples.length).toBeGreaterThanOrEqual(5);
});

describe.skipIf(process.platform === "win32")("the example", () => {
  const folder = mkdtempSync(join(tmpdir(), "llama-readme-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const programs = join(folder, "bin");
  mkdirSync(programs);
  symlinkSync(join(root, "bin", "llama-log"), join(programs, "llama-log"));
  const lines = [
    "2026-04-01T07:00:00Z ERROR [kiln] fan 3: bearing hot",
    "2026-04-01T07:00:01Z INFO [kiln] door shut",
  ];
  writeFileSync(join(folder, "app.log"), `${lines.join("\n")}\n`);
  for (const name of ["kubectl", "journalctl"]) {
    writeFileSync(join(programs, name), `#!/bin/sh\ncat "${join(folder, "app.log")}"\n`);
    chmodSync(join(programs, name), 0o755);
  }
  const env = {
    PATH: `${programs}:${process.env.PATH}`,
    LLAMA_NODE: process.execPath,
    LLAMA_STATE: join(folder, "state"),
  };

  test.each(examples)("%s works", (command) => {
    const { status, stdout, stderr } = spawnSync("/bin/sh", ["-c", command], {
      cwd: folder,
      env,
      encoding: "utf8",
    });
    expect([status, stderr]).toEqual([0, ""]);
    const target = />\s*(\S+)$/.exec(command)?.[1];
    if (target === undefined) {
      expect(stdout).toContain("bearing hot");
      return;
    }
    expect(stdout).toBe("");
    const bytes = readFileSync(join(folder, target));
    const found = (target.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString().trimEnd().split("\n");
    if (target.endsWith(".jsonl")) expect(found.map((line) => JSON.parse(line)._raw)).toEqual(lines);
    else if (target.endsWith(".csv"))
      expect([found[0], found.length]).toEqual([expect.stringMatching(/^_time,_raw,/), 3]);
    else expect(found).toEqual(lines);
  });
});
