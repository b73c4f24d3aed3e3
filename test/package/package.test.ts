import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { list, type ReadEntry } from "tar";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BuiltPackage, buildPackage } from "../../scripts/package/build-package.ts";
import { bundleOf } from "../../scripts/package/launchers.ts";
import { type InstalledApp, installApp } from "./installed-app.ts";
import { repository } from "./repository-copy.ts";

const folder = mkdtempSync(join(tmpdir(), "llama-package-"));
const { version } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8")) as { version: string };
let built: BuiltPackage;
let app: InstalledApp;
const entries: ReadEntry[] = [];

beforeAll(async () => {
  built = await buildPackage({ root: repository, light: true, folder });
  app = await installApp(built.file);
  await list({ file: built.file, onReadEntry: (entry) => entries.push(entry) });
});
afterAll(() => {
  app?.remove();
  rmSync(folder, { recursive: true, force: true });
});

const read = (path: string): string => readFileSync(join(app.folder, path), "utf8");
const files = (): string[] =>
  entries.filter(({ type }) => type === "File").map(({ path }) => path.replace("llama_log_analyzer/", ""));

describe("the package", () => {
  test("is named by the version, and its checksum lies beside it", () => {
    expect(built.file).toBe(join(folder, `llama_log_analyzer-${version}-light.tgz`));
    const bytes = readFileSync(built.file);
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    expect(built).toMatchObject({ sha256, size: bytes.length });
    const line = `${sha256}  llama_log_analyzer-${version}-light.tgz\n`;
    expect(readFileSync(`${built.file}.sha256`, "utf8")).toBe(line);
  });

  test("is the same, byte for byte, when it is built again", async () => {
    const again = await buildPackage({ root: repository, light: true, folder: join(folder, "again") });
    expect(readFileSync(again.file).equals(readFileSync(built.file))).toBe(true);
  });

  test("has one top folder, and every folder before what is in it", () => {
    expect(readdirSync(join(app.folder, ".."))).toEqual(["llama_log_analyzer"]);
    const seen = new Set<string>([""]);
    for (const { path, type } of entries) {
      expect(seen).toContain(path.replace(/[^/]+\/?$/, ""));
      if (type === "Directory") seen.add(path);
    }
  });

  test("belongs to root, bears one time, and has only the modes Splunk wants", () => {
    for (const { path, type, mode, uid, gid, mtime } of entries) {
      const isStarted = /\/bin\/(?:[^/]+\.sh|llama-log)$/.test(path);
      const expected = type === "Directory" || isStarted ? 0o755 : 0o644;
      expect({ path, type, mode, uid, gid, mtime }).toEqual({
        path,
        type: type === "Directory" ? "Directory" : "File",
        mode: expected,
        uid: 0,
        gid: 0,
        mtime: entries[0]!.mtime,
      });
    }
  });

  test("has no file that Splunk's inspection refuses or nobody needs", () => {
    for (const { path } of entries) {
      expect(path).toMatch(/^llama_log_analyzer\/(?:[\w][\w.-]*\/?)*$/);
      expect(path).not.toMatch(/\/(?:local|__MACOSX)\/|local\.meta$|\.map$|passwords\.conf$/);
    }
    expect(new Set(files().map((path) => path.toLowerCase())).size).toBe(files().length);
  });

  test("holds what an app is made of", () => {
    const expected = [
      ...["README.md", "LICENSE", "LICENSES.md", "CHANGELOG.md", "app.manifest", "sbom.cdx.json"],
      ...["default/app.conf", "default/commands.conf", "metadata/default.meta", "README/llama.conf.spec"],
      ...["bin/launch.sh", "bin/start.cjs", "bin/llama-log", "bin/llama-log.cjs", "samples/shop.log"],
      ...["static/appIcon.png", "static/appIcon_2x.png", "static/appIconAlt.png", "static/appIconAlt_2x.png"],
    ];
    for (const path of expected) expect(files()).toContain(path);
  });

  test("has the program that each command of commands.conf names", () => {
    const named = [...read("default/commands.conf").matchAll(/^filename *= *(\S+)/gm)].map(
      ([, name]) => name,
    );
    expect(named).not.toEqual([]);
    for (const name of named) expect(files()).toContain(`bin/${name}`);
  });

  test("has the bundle that each launcher starts", () => {
    for (const path of files().filter((file) => /^bin\/llama[^/]*\.sh$|^bin\/llama-log$/.test(file))) {
      const name = /start_(?:search_command|alert_action) (\w+)|start\.cjs" ([\w-]+)/.exec(read(path));
      expect(files()).toContain(bundleOf(name?.[1] ?? name?.[2] ?? ""));
    }
  });

  test("has icons of the sizes Splunk asks for", () => {
    const sizes = { appIcon: 36, appIcon_2x: 72, appIconAlt: 36, appIconAlt_2x: 72 };
    for (const [name, size] of Object.entries(sizes)) {
      const png = readFileSync(join(app.folder, "static", `${name}.png`));
      expect(png.subarray(1, 4).toString()).toBe("PNG");
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([size, size]);
    }
  });

  test("says its id and version in its manifest", () => {
    const manifest = JSON.parse(read("app.manifest"));
    expect(manifest.schemaVersion).toBe("2.0.0");
    expect(manifest.info.id).toEqual({ group: null, name: "llama_log_analyzer", version });
    for (const { text } of [manifest.info.license, manifest.info.releaseNotes])
      expect(statSync(join(app.folder, text)).isFile()).toBe(true);
  });

  test("declares its binary files in its README", () => {
    const page = read("README.md");
    expect(page.startsWith(readFileSync(join(repository, "README.md"), "utf8").trimEnd())).toBe(true);
    expect(page).toMatch(
      /^# Binary File Declaration\n\nThis package holds no binary file.*linux_x86_64\/bin\/node/m,
    );
  });
});
