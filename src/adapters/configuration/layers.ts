import { lstatSync, readFileSync, realpathSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Conf, type ConfValue, parseConf } from "./conf-file.ts";
import { ConfigurationError, type ConfigurationWarning } from "./configuration-error.ts";

/** Where llama.conf is looked for. */
export interface ConfigurationPlaces {
  /** The app's folder, the one that holds `default/` and `local/`. */
  readonly appFolder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export interface Layers {
  readonly conf: Conf;
  readonly warnings: readonly ConfigurationWarning[];
  /** The files that were read, in the order of the layers. */
  readonly files: readonly string[];
}

/**
 * `default/llama.conf`, `local/llama.conf`, then the file that LLAMA_CONF names; later ones win key by key.
 * The first two may be missing. Files only, never REST: a search's own user must not be able to say where
 * logs are sent, and for the same reason nothing under `etc/users` is read.
 *
 * @throws ConfigurationError for a file that is there and cannot be read: what it takes back would count
 */
export function readLayers({ appFolder, environment }: ConfigurationPlaces): Layers {
  const merged = new Map<string, Map<string, ConfValue>>();
  const warnings: ConfigurationWarning[] = [];
  const files: string[] = [];
  const add = (path: string, why: Why): void => {
    const text = readConf(path, why);
    if (text === undefined) return;
    const parsed = parseConf(text, path);
    files.push(path);
    warnings.push(...parsed.warnings);
    for (const [stanza, settings] of parsed.conf) {
      merged.set(stanza, new Map([...(merged.get(stanza) ?? []), ...settings]));
    }
  };
  for (const folder of ["default", "local"]) add(join(appFolder, folder, "llama.conf"), "may be missing");
  warnings.push(...linkWarnings(join(appFolder, "local")));
  const named = environment.LLAMA_CONF;
  if (named !== undefined && named !== "") add(resolve(named), "named by LLAMA_CONF");
  return { conf: merged, warnings, files };
}

/** Splunk and its deployer replace and remove folders of an app; through a link they would reach another folder. */
function linkWarnings(local: string): ConfigurationWarning[] {
  try {
    if (!lstatSync(local).isSymbolicLink()) return [];
    const finding = `${local} is a link to ${realpathSync(local)}, so llama.conf, line 1 and all that follow, comes from there`;
    return [{ stanza: undefined, finding, fix: "make it a folder, or name the file with LLAMA_CONF" }];
  } catch {
    return [];
  }
}

type Why = "may be missing" | "named by LLAMA_CONF";

function readConf(path: string, why: Why): string | undefined {
  refuseUserFolders(path, path);
  try {
    // A link in local/ may lead anywhere; where it ends is what counts.
    refuseUserFolders(realpathSync(path), path);
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof ConfigurationError) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT" && why === "may be missing") return undefined;
    if (code === "ENOENT") {
      throw new ConfigurationError(
        `LLAMA_CONF names ${path}, and there is no such file`,
        "correct the path or unset LLAMA_CONF",
      );
    }
    throw new ConfigurationError(
      `${path} cannot be read (${code ?? "unknown error"})`,
      "let the user that runs the search read it",
    );
  }
}

function refuseUserFolders(path: string, named: string): void {
  if (!/[\\/]etc[\\/]users(?:[\\/]|$)/i.test(path)) return;
  throw new ConfigurationError(
    `${named} lies under etc/users, where every user may write; endpoints are the administrator's to choose`,
    "put the settings into local/llama.conf of the app",
  );
}
