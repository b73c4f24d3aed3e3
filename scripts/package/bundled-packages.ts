import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

interface LicenceText {
  /** Where it lies inside the package. */
  readonly file: string;
  readonly text: string;
}

/** A part of the Splunk app that comes from somebody else. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** An SPDX id or expression. */
  readonly licence: string;
  /** As npm writes it: `sha512-` and base64. */
  readonly integrity: string;
  readonly licenceTexts: readonly LicenceText[];
  /** Names of the bundled packages it needs itself. */
  readonly needs: readonly string[];
}

interface LockedPackage {
  readonly version?: string;
  readonly integrity?: string;
  readonly dependencies?: Record<string, string>;
}

const licenceFile = /^(?:licen[cs]e|copying|notice|third[-_ ]?party)/i;

/**
 * What is known of each package that is inside a bundle, from its own folder and from package-lock.json.
 *
 * @throws Error with a sentence when one has no licence text, or is not the one that is locked
 */
export function bundledPackages(root: string, folders: readonly string[]): BundledPackage[] {
  const { packages: locked } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as {
    packages: Record<string, LockedPackage>;
  };
  const found = folders.map((folder) => readPackage(root, folder, locked[folder] ?? {}));
  const names = new Set(found.map(({ name }) => name));
  return found
    .map((part) => ({ ...part, needs: part.needs.filter((name) => names.has(name)) }))
    .sort((a, b) => compare(a.name, b.name) || compare(a.version, b.version));
}

function readPackage(root: string, folder: string, lock: LockedPackage): BundledPackage {
  const manifest = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")) as {
    name: string;
    version: string;
    license?: string;
  };
  const { name, version, license = "" } = manifest;
  if (lock.version !== version || lock.integrity === undefined)
    throw new Error(`${name} ${version} is not what package-lock.json names: run npm ci.`);
  const licenceTexts = licenceTextsIn(join(root, folder));
  if (license === "" || licenceTexts.length === 0)
    throw new Error(`${name} ${version} states no licence or brings no text of it, so it cannot be shipped.`);
  const needs = Object.keys(lock.dependencies ?? {}).sort();
  return { name, version, licence: license, integrity: lock.integrity, licenceTexts, needs };
}

/** All of them, for code that a package has taken over from others has its licence in a folder further down. */
function licenceTextsIn(folder: string, below = ""): LicenceText[] {
  const texts: LicenceText[] = [];
  const entries = readdirSync(join(folder, below), { withFileTypes: true });
  for (const entry of entries.sort((a, b) => compare(a.name, b.name))) {
    const file = below === "" ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory() && entry.name !== "node_modules") texts.push(...licenceTextsIn(folder, file));
    else if (entry.isFile() && licenceFile.test(entry.name) && !/\.(?:[cm]?[jt]s|map|json)$/.test(entry.name))
      texts.push({ file, text: readFileSync(join(folder, file), "utf8").replaceAll("\r\n", "\n").trim() });
  }
  return texts;
}

/** By code unit, the same on every machine. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
