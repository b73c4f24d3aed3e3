import { join } from "node:path";
import { loadConfiguration } from "../adapters/configuration/configuration.ts";
import type { ConfigurationPlaces } from "../adapters/configuration/layers.ts";
import { openKeyFile, readKeyFile } from "../adapters/state/key-file.ts";
import { stateFolder } from "../adapters/state/state-folder.ts";
import {
  forgetOlderThan,
  forgetTemplate,
  type VerdictStatistics,
  verdictStatistics,
} from "../adapters/verdicts/verdict-administration.ts";

export interface StoreAdministration {
  readonly folder: string;
  statistics(): Promise<VerdictStatistics>;
  /** @returns the number of verdicts that were forgotten */
  forgetTemplate(id: string): Promise<number>;
  /** @param time epoch milliseconds */
  forgetOlderThan(time: number): Promise<number>;
}

/** The verdict store of this machine. @throws ConfigurationError when its key cannot be used */
export function openStoreAdministration(places: ConfigurationPlaces): StoreAdministration {
  const state = stateFolder(places.environment);
  const { key } = loadConfiguration(places).store();
  const secret = key === undefined ? openKeyFile(join(state, "store.key")) : readKeyFile(key.name);
  const folder = join(state, "verdicts");
  return {
    folder,
    statistics: () => verdictStatistics(folder, secret),
    forgetTemplate: (id) => forgetTemplate(folder, secret, id),
    forgetOlderThan: (time) => forgetOlderThan(folder, secret, time),
  };
}
