/** What `npm install` and `npx` get: packed from a copy, installed without network, started in every way people do. */
import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { list, type ReadEntry } from "tar";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readBuildRecord } from "../../scripts/package/build-record.ts";
import { copyOfRepository, repository } from "./repository-copy.ts";

const folder = mkdtempSync(join(tmpdir(), "llama npm package-"));
const manifest = JSON.parse(readFileSync(join(repository, "package.json"), "utf8"));
const prefix = join(folder, "prefix");
const installed = join(prefix, "lib", "node_modules", "llama-log-analyzer");
const environment = {
  PATH: process.env.PATH,
  HOME: folder,
  npm_config_cache: join(folder, "npm cache"),
  npm_config_update_notifier: "false",
  LLAMA_STATE: join(folder, "state"),
};
let tarball = "";
const entries: ReadEntry[] = [];

function run(command: string, words: readonly string[], cwd: string, input = ""): string {
  const { status, stdout, stderr, error } = spawnSync(command, words, {
    cwd,
    input,
    env: environment,
    encoding: "utf8",
  });
  expect([status, error], `${command} ${words.join(" ")}: ${stderr}`).toEqual([0, undefined]);
  return stdout;
}

const windows = process.platform === "win32";

describe.skipIf(windows)("the npm package", () => {
  beforeAll(async () => {
    // What prepack does beside the build, which other tests are using.
    const copy = copyOfRepository();
    run(process.execPath, [join(repository, "scripts/run.mjs"), "scripts/package/npm-licences.ts"], copy);
    const packed = run("npm", ["pack", "--ignore-scripts", "--silent", "--pack-destination", folder], copy);
    rmSync(copy, { recursive: true, force: true });
    tarball = join(folder, packed.trim());
    await list({ file: tarball, onReadEntry: (entry) => entries.push(entry) });
    run("npm", ["install", "--global", "--offline", "--silent", "--prefix", prefix, tarball], folder);
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const files = (): string[] => entries.map(({ path }) => path.replace("package/", ""));

  test("is at most 4 MB, without tests, sources and programs that only Splunk starts", () => {
    expect(entries.reduce((sum, { size }) => sum + size, 0)).toBeLessThanOrEqual(4_000_000);
    const allowed =
      /^(?:package\.json|README\.md|LICENSE|LICENSES\.md|CHANGELOG\.md|default\/llama\.conf|app\/(?:samples\/shop\.log|README\/llama\.conf\.spec)|bin\/(?:modules\/)?[\w.-]+)$/;
    expect(files().filter((file) => !allowed.test(file))).toEqual([]);
    expect(files().filter((file) => /^bin\/llama(?:_alert|doctor|retry|template)\b/.test(file))).toEqual([]);
  });

  test("needs no other package, and nothing is done when it is installed", () => {
    const { dependencies, optionalDependencies, peerDependencies, scripts } = manifest;
    expect([dependencies, optionalDependencies, peerDependencies]).toEqual([undefined, undefined, undefined]);
    expect(Object.keys(scripts).filter((name) => /^(?:pre|post)?install$/.test(name))).toEqual([]);
    expect(scripts.prepack).toMatch(/scripts\/build\.mjs && .*npm-licences\.ts$/);
    expect(readdirSync(join(prefix, "lib", "node_modules"))).toEqual(["llama-log-analyzer"]);
  });

  test("has every bundle that another one loads", () => {
    const loaded = files()
      .filter((file) => /\.[cm]js$/.test(file))
      .flatMap((file) =>
        [...readFileSync(join(installed, file), "utf8").matchAll(/["'`](\.\/[\w/-]+\.[cm]js)["'`]/g)].map(
          ([, path]) => join(dirname(file), path as string),
        ),
      );
    expect(loaded).toContain(join("bin", "modules", "run.mjs"));
    expect(loaded.filter((file) => !files().includes(file))).toEqual([]);
  });

  test("has the licence of every package that is inside its bundles", () => {
    const page = readFileSync(join(installed, "LICENSES.md"), "utf8");
    const names = readBuildRecord(repository).packageFolders.map(
      (path) => JSON.parse(readFileSync(join(repository, path, "package.json"), "utf8")).name,
    );
    expect(names.length).toBeGreaterThan(5);
    for (const name of names) expect(page).toContain(`## ${name} `);
  });

  const program = join(prefix, "bin", "llama-log");
  const log = "2026-04-01T07:00:00Z ERROR [till] receipt printer 4: cover open\n";

  test.each([
    ["by the name npm gives it", () => [program]],
    ["through a link to it", () => [link(program, "a link")]],
    [
      "through a relative link to a link",
      () => [link("./a link to the program", "a second link", "a link to the program")],
    ],
    ["by Node", () => [process.execPath, join(installed, "bin", "llama-log.cjs")]],
    ["by the shell's launcher", () => [join(installed, "bin", "llama-log")]],
    ["by npx with the tarball alone", () => ["npx", "--offline", "--yes", `./${basename(tarball)}`]],
    ["by npx with its name", () => ["npx", "--offline", "--yes", "--package", tarball, "llama-log"]],
  ])("is started %s", (_, command) => {
    const [start = "", ...before] = command();
    expect(run(start, [...before, "version"], folder)).toBe(`llama-log ${manifest.version}\n`);
    const [record] = run(start, [...before, "analyze", "--json"], folder, log).split("\n");
    expect(JSON.parse(record as string)).toMatchObject({ _raw: log.trimEnd(), llama_status: "local" });
  });

  /** A link in a folder of links; the second one leads to it. */
  function link(target: string, name: string, first?: string): string {
    const links = join(folder, "home of links", "bin");
    mkdirSync(links, { recursive: true });
    if (first !== undefined) symlinkSync(program, join(links, first));
    symlinkSync(target, join(links, name));
    return join(links, name);
  }

  test("shows its sample, masks, and looks at itself", () => {
    expect(run(program, ["analyze", "--demo"], "/")).toContain("2,123 events");
    expect(run(program, ["mask"], "/", "login from 10.1.2.3\n")).toBe("login from <IP:1>\n");
    const checks = run(program, ["doctor", "--json"], "/")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(checks).toContainEqual(expect.objectContaining({ check: "app", state: "ok" }));
  });

  test("takes a llama.conf with masks of one's own", () => {
    const conf = join(folder, "llama.conf");
    writeFileSync(conf, "[mask:parcel]\npattern = PCL-[0-9]+\n");
    const { status, stdout, stderr } = spawnSync(program, ["analyze", "--show-prompt"], {
      input: "ERROR PCL-4711 lost\n",
      env: { ...environment, LLAMA_CONF: conf },
      encoding: "utf8",
    });
    expect([status, stderr]).toEqual([0, expect.not.stringContaining("Cannot find")]);
    expect(stdout).not.toContain("PCL-4711");
  });
});

describe.skipIf(windows)("bin/llama-log", () => {
  const links = mkdtempSync(join(tmpdir(), "llama links-"));
  afterAll(() => rmSync(links, { recursive: true, force: true }));
  const start = (command: string, words: readonly string[], cwd = links) =>
    spawnSync(command, words, {
      cwd,
      env: { PATH: `${join(links, "bin")}:${process.env.PATH}`, LLAMA_NODE: process.execPath },
      encoding: "utf8",
    });

  test("follows links, also relative ones to others, in folders with spaces, found by PATH or not", () => {
    const home = join(links, "my own", "-bin");
    mkdirSync(home, { recursive: true });
    mkdirSync(join(links, "bin"));
    symlinkSync(join(repository, "bin"), join(links, "app"));
    symlinkSync("../../app/llama-log", join(home, "first"));
    symlinkSync("first", join(home, "second"));
    symlinkSync("../my own/-bin/second", join(links, "bin", "ll"));
    const version = `llama-log ${manifest.version}\n`;
    for (const [command, words, cwd] of [
      [join(home, "first"), []],
      [join(home, "second"), []],
      ["./second", [], home],
      ["my own/-bin/second", []],
      ["ll", []],
      ["/bin/sh", ["second"], home],
      ["/bin/sh", ["./-bin/second"], join(home, "..")],
    ] as const) {
      const { status, stdout, stderr } = start(command, [...words, "version"], cwd);
      expect([status, stdout, stderr]).toEqual([0, version, ""]);
    }
  });

  test("and bin/llama-log.cjs say in a clone that was not built what to run", () => {
    const clone = join(links, "clone");
    cpSync(join(repository, "bin"), join(clone, "bin"), { recursive: true });
    for (const bundle of readBuildRecord(repository).bundles) rmSync(join(clone, bundle));
    for (const command of [
      [join(clone, "bin", "llama-log")],
      [process.execPath, join(clone, "bin", "llama-log.cjs")],
    ]) {
      const [program = "", ...words] = command;
      const { status, stdout, stderr } = start(program, [...words, "analyze"]);
      expect([status, stdout]).toEqual([1, ""]);
      expect(stderr).toMatch(
        /^llama-log is not completely installed: .*run `npm ci && npm run build` in a checkout\.\n$/,
      );
    }
  });
});
