import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What package.json and default/app.conf say about the app as a whole. */
export interface Project {
  readonly version: string;
  readonly description: string;
  readonly licence: string;
  readonly title: string;
  readonly author: string;
}

/** The app's id, and the one folder in the package. */
export const appId = "llama_log_analyzer";

/** @throws Error with a sentence when the two disagree */
export function readProject(root: string): Project {
  const { version, description } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    version: string;
    description: string;
  };
  const conf = readFileSync(join(root, "default", "app.conf"), "utf8");
  const versions = valuesOf(conf, "version");
  if (versions.length === 0 || versions.some((each) => each !== version)) {
    throw new Error(
      `default/app.conf says version ${versions.join(" and ") || "nothing"}, package.json says ${version}: ` +
        "run npm run generate.",
    );
  }
  const [title = appId] = valuesOf(conf, "label");
  const [author = ""] = valuesOf(conf, "author");
  return { version, description, licence: "Apache-2.0", title, author };
}

function valuesOf(conf: string, key: string): string[] {
  return [...conf.matchAll(/^\s*(\w+)\s*=\s*(.*?)\s*$/gm)]
    .filter(([, name]) => name === key)
    .map(([, , v = ""]) => v);
}
