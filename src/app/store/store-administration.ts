import { join } from "node:path";
import { loadConfiguration } from "../../adapters/configuration/configuration.ts";
import type { ConfigurationPlaces } from "../../adapters/configuration/layers.ts";
import { store } from "../../adapters/configuration/stanzas/store.ts";
import { openKeyFile, readKeyFile } from "../../adapters/store/key-file.ts";
import { stateFolder } from "../../adapters/store/state-folder.ts";
import {
  forgetOlderThan,
  forgetTemplate,
  type VerdictStatistics,
  verdictStatistics,
} from "../../adapters/store/verdicts/verdict-administration.ts";

export interface StoreAdministration {
  readonly folder: string;
  /** Whether verdicts are also shared in a search-head cluster, where only a search can reach them. */
  readonly isShared: boolean;
  statistics(): Promise<VerdictStatistics>;
  /** @returns the number of removed verdicts */
  forgetTemplate(id: string): Promise<number>;
  /** @param time epoch milliseconds */
  forgetOlderThan(time: number): Promise<number>;
}

/** The verdict store of this machine. @throws ConfigurationError when its key cannot be used */
export function openStoreAdministration(places: ConfigurationPlaces): StoreAdministration {
  const state = stateFolder(places.environment);
  const { key, share } = loadConfiguration(places).one(store);
  const secret = key === undefined ? openKeyFile(join(state, "store.key")) : readKeyFile(key.name);
  const folder = join(state, "verdicts");
  return {
    folder,
    isShared: share === "cluster",
    statistics: () => verdictStatistics(folder, secret),
    forgetTemplate: (id) => forgetTemplate(folder, secret, id),
    forgetOlderThan: (time) => forgetOlderThan(folder, secret, time),
  };
}
