/** The licences and the bill of materials, against what esbuild says it put into the bundles. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildPackage } from "../../scripts/package/build-package.ts";
import { licencesPage } from "../../scripts/package/licences.ts";
import { readProject } from "../../scripts/package/project.ts";
import { sbom } from "../../scripts/package/sbom.ts";
import { type InstalledApp, installApp } from "./installed-app.ts";
import { repository } from "./repository-copy.ts";

interface Component {
  readonly "bom-ref": string;
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly hashes: readonly { readonly alg: string; readonly content: string }[];
  readonly licenses: readonly unknown[];
}

const json = (...path: string[]) => JSON.parse(readFileSync(join(repository, ...path), "utf8"));
const folder = mkdtempSync(join(tmpdir(), "llama-parts-"));
let app: InstalledApp;
let components: readonly Component[];
beforeAll(async () => {
  app = await installApp((await buildPackage({ root: repository, light: true, folder })).file);
  components = JSON.parse(readFileSync(join(app.folder, "sbom.cdx.json"), "utf8")).components;
});
afterAll(() => {
  app?.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** Folders of node_modules that gave at least one byte to a bundle. */
function bundledFolders(): Set<string> {
  const { outputs } = json("node_modules", ".cache", "build", "metafile.json");
  const inputs = Object.values(outputs).flatMap((output) =>
    Object.entries((output as { inputs: Record<string, { bytesInOutput: number }> }).inputs),
  );
  const used = inputs.filter(
    ([file, { bytesInOutput }]) => bytesInOutput > 0 && file.includes("node_modules/"),
  );
  return new Set(used.map(([file]) => file.replace(/^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\/.*$/, "$1")));
}

// 1.86 MB with what reads, judges and alerts; incidents, their accounts, detection, silence and more of what the analyst
// knows came after that.
test("the bundles are at most 2.3 MB together", () => {
  const { outputs } = json("node_modules", ".cache", "build", "metafile.json");
  const sizes = Object.values(outputs).map((output) => (output as { bytes: number }).bytes);
  expect(sizes.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThanOrEqual(2_300_000);
});

test("the bill of materials lists exactly the packages that are inside the bundles", () => {
  const folders = [...bundledFolders()];
  expect(folders).toContain("node_modules/zod");
  const expected = folders.map((each) => {
    const { name, version } = json(each, "package.json");
    return `${name}@${version}`;
  });
  expect(components.map(({ name, version }) => `${name}@${version}`).sort()).toEqual(expected.sort());
});

test("every component has its address, its licence and the checksum that is locked", () => {
  const locked = Object.entries(json("package-lock.json").packages as Record<string, { integrity?: string }>);
  const integrities = locked.map(([, { integrity }]) => integrity);
  for (const { name, version, purl, hashes, licenses } of components) {
    expect(purl).toBe(`pkg:npm/${name.replace("@", "%40")}@${version}`);
    expect(licenses).toHaveLength(1);
    expect(hashes[0]).toMatchObject({ alg: "SHA-512", content: expect.stringMatching(/^[0-9a-f]{128}$/) });
    const base64 = Buffer.from(hashes[0]!.content, "hex").toString("base64");
    expect(integrities).toContain(`sha512-${base64}`);
  }
});

test("the bill of materials is well formed, and says nothing of when or where it was made", () => {
  const text = readFileSync(join(app.folder, "sbom.cdx.json"), "utf8");
  const { bomFormat, specVersion, serialNumber, metadata, dependencies, ...rest } = JSON.parse(text);
  expect([bomFormat, specVersion]).toEqual(["CycloneDX", "1.6"]);
  expect(serialNumber).toMatch(
    /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );
  expect(metadata).not.toHaveProperty("timestamp");
  expect(Object.keys(rest).sort()).toEqual(["components", "version"]);
  const references = new Set([metadata.component["bom-ref"], ...components.map((each) => each["bom-ref"])]);
  expect(references.size).toBe(components.length + 1);
  for (const { ref, dependsOn = [] } of dependencies)
    for (const each of [ref, ...dependsOn]) expect(references).toContain(each);
});

test("the serial number changes with what is listed", () => {
  const serial = (text: string) => JSON.parse(text).serialNumber;
  const project = readProject(repository);
  const part = { name: "a", version: "1.0.0", licence: "MIT", integrity: "sha512-AA==" };
  const one = sbom(project, [{ ...part, licenceTexts: [], needs: [] }], undefined);
  const other = sbom(project, [{ ...part, version: "1.0.1", licenceTexts: [], needs: [] }], undefined);
  expect(serial(one)).not.toBe(serial(other));
});

test("every licence text of every bundled package is in LICENSES.md, whole", () => {
  const page = readFileSync(join(app.folder, "LICENSES.md"), "utf8");
  for (const each of bundledFolders()) {
    const { name, version } = json(each, "package.json");
    expect(page).toContain(`## ${name} ${version}\n`);
    const own = readdirSync(join(repository, each)).filter((file) => /^licen[cs]e(?:\.|$)/i.test(file));
    expect(own, `${name} brings its licence`).not.toEqual([]);
    for (const file of own) {
      const text = readFileSync(join(repository, each, file), "utf8")
        .replaceAll("\r\n", "\n")
        .trim();
      expect(page).toContain(text);
    }
  }
});

test("licences of code that a package took over from others are there too", () => {
  const taken = join(repository, "node_modules/openai/src/internal/qs/LICENSE.md");
  expect(existsSync(taken)).toBe(true);
  const page = readFileSync(join(app.folder, "LICENSES.md"), "utf8");
  expect(page).toContain(readFileSync(taken, "utf8").trim());
});

test("a licence text cannot break out of its fence", () => {
  const licenceTexts = [{ file: "LICENSE", text: "```\n# not a heading" }];
  const part = { name: "a", version: "1.0.0", licence: "MIT", integrity: "", licenceTexts, needs: [] };
  expect(licencesPage([part], undefined)).toContain("````text\n```\n# not a heading\n````");
});
