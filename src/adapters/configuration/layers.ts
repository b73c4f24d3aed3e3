import { readFileSync, realpathSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Conf, type ConfValue, parseConf } from "./conf-file.ts";
import { ConfigurationError } from "./configuration-error.ts";

/** Where llama.conf is looked for. */
export interface ConfigurationPlaces {
  /** The app's folder, the one that holds `default/` and `local/`. */
  readonly appFolder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * `default/llama.conf`, `local/llama.conf`, then the file that LLAMA_CONF names; later ones win key by key.
 * The first two may be missing. Files only, never REST: a search's own user must not be able to say where
 * logs are sent, and for the same reason nothing under `etc/users` is read.
 */
export function readLayers({ appFolder, environment }: ConfigurationPlaces): Conf {
  const merged = new Map<string, Map<string, ConfValue>>();
  for (const folder of ["default", "local"]) {
    merge(merged, readConf(join(appFolder, folder, "llama.conf"), "may be missing"));
  }
  const named = environment.LLAMA_CONF;
  if (named !== undefined && named !== "") merge(merged, readConf(resolve(named), "named by LLAMA_CONF"));
  return merged;
}

function merge(target: Map<string, Map<string, ConfValue>>, layer: Conf): void {
  for (const [stanza, settings] of layer) {
    target.set(stanza, new Map([...(target.get(stanza) ?? []), ...settings]));
  }
}

function readConf(path: string, why: "may be missing" | "named by LLAMA_CONF"): Conf {
  refuseUserFolders(path, path);
  try {
    // A link in local/ may lead anywhere; where it ends is what counts.
    refuseUserFolders(realpathSync(path), path);
    return parseConf(readFileSync(path, "utf8"), path);
  } catch (error) {
    if (error instanceof ConfigurationError) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT" && why === "may be missing") return new Map();
    if (code === "ENOENT") {
      throw new ConfigurationError(
        `LLAMA_CONF names ${path}, and there is no such file: correct the path or unset LLAMA_CONF.`,
      );
    }
    throw new ConfigurationError(
      `${path} cannot be read (${code ?? "unknown error"}): let the user that runs the search read it.`,
    );
  }
}

function refuseUserFolders(path: string, named: string): void {
  if (!/[\\/]etc[\\/]users(?:[\\/]|$)/i.test(path)) return;
  throw new ConfigurationError(
    `${named} lies under etc/users, where every user may write; endpoints are the administrator's to choose: put the settings into local/llama.conf of the app.`,
  );
}
