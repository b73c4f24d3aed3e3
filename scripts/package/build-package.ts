import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { appManifest } from "./app-manifest.ts";
import { archive, type PackageFile } from "./archive.ts";
import { readBuildRecord } from "./build-record.ts";
import { bundledPackages } from "./bundled-packages.ts";
import { checkLaunchers } from "./launchers.ts";
import { licencesPage } from "./licences.ts";
import { nodePath, nodeRuntime } from "./node-runtime.ts";
import { repositoryFiles } from "./package-files.ts";
import { packageReadme } from "./package-readme.ts";
import { appId, readProject } from "./project.ts";
import { sbom } from "./sbom.ts";

export interface PackageOptions {
  /** The repository, with a build in it. */
  readonly root: string;
  /** Without Node. */
  readonly light: boolean;
  /** Where the package is written. */
  readonly folder: string;
}

export interface BuiltPackage {
  readonly file: string;
  readonly size: number;
  readonly sha256: string;
}

/**
 * Writes the package and its checksum file. The same repository gives the same bytes.
 *
 * @throws Error with a sentence
 */
export async function buildPackage({ root, light, folder }: PackageOptions): Promise<BuiltPackage> {
  const project = readProject(root);
  const { bundles, packageFolders } = readBuildRecord(root);
  checkLaunchers(root, bundles);
  const parts = bundledPackages(root, packageFolders);
  const files = repositoryFiles(root, bundles);
  const node = light ? undefined : await nodeRuntime(root);

  const generated: Record<string, string> = {
    "README.md": packageReadme(readFileSync(join(root, "README.md"), "utf8"), node),
    "app.manifest": appManifest(project),
    "LICENSES.md": licencesPage(parts, node),
    "sbom.cdx.json": sbom(project, parts, node),
  };
  for (const [path, text] of Object.entries(generated)) {
    if (files.has(path)) throw new Error(`${path} is made by packaging, so app/ must not hold one.`);
    files.set(path, { bytes: Buffer.from(text), mode: 0o644 });
  }
  if (node !== undefined) files.set(nodePath, { bytes: node.binary, mode: 0o755 });

  const inside = new Map<string, PackageFile>([...files].map(([path, file]) => [`${appId}/${path}`, file]));
  const bytes = archive(inside, timeOf(project.version));
  const name = `${appId}-${project.version}${light ? "-light" : ""}.tgz`;
  return write(folder, name, bytes);
}

function write(folder: string, name: string, bytes: Buffer): BuiltPackage {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, name);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  writeFileSync(file, bytes);
  writeFileSync(`${file}.sha256`, `${sha256}  ${name}\n`);
  return { file, size: bytes.length, sha256 };
}

/**
 * The time all files bear. It follows from the version alone, and differs between versions, because Splunk Web
 * tells browsers by a file's time whether their copy of a page is still good.
 */
function timeOf(version: string): Date {
  const [major = 0, minor = 0, patch = 0] = version.split(/[.+-]/).map(Number);
  return new Date(Date.UTC(2020, 0, 1) + ((major * 1000 + minor) * 1000 + patch) * 1000);
}
