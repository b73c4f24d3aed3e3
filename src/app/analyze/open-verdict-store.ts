import { join } from "node:path";
import type { Configuration } from "../../adapters/configuration/configuration.ts";
import { ConfigurationError } from "../../adapters/configuration/configuration-error.ts";
import { store as storeStanza } from "../../adapters/configuration/stanzas/store.ts";
import { openKeyFile, readKeyFile } from "../../adapters/store/key-file.ts";
import { stateFolder } from "../../adapters/store/state-folder.ts";
import { ClusterVerdicts } from "../../adapters/store/verdicts/cluster-verdicts.ts";
import { FolderVerdicts } from "../../adapters/store/verdicts/folder-verdicts.ts";
import { LayeredVerdicts } from "../../adapters/store/verdicts/layered-verdicts.ts";
import { StoreWarnings } from "../../adapters/store/verdicts/store-warnings.ts";
import type { VerdictStore } from "../../engine/verdicts/verdict-store.ts";
import type { SearchInfo } from "../../splunk/search-command.ts";
import { openSession } from "../open-session.ts";

export interface OpenStore {
  /** Undefined if verdicts are not to be stored or cannot be stored. */
  readonly store: VerdictStore | undefined;
  /** Sentences that say why not, or what is limited. */
  readonly problems: readonly string[];
  close(): Promise<void>;
}

type Environment = Readonly<Record<string, string | undefined>>;

const noStore = (problem?: string): OpenStore => ({
  store: undefined,
  problems: problem === undefined ? [] : [problem],
  close: async () => {},
});

/**
 * Opens the store of earlier verdicts, shared as `[store]` of llama.conf says.
 *
 * @param greatestAge milliseconds; 0 means no store
 */
export async function openStore(
  configuration: Configuration,
  greatestAge: number,
  info: SearchInfo,
  environment: Environment,
  cancelled: AbortSignal,
): Promise<OpenStore> {
  if (greatestAge === 0) return noStore();
  try {
    const { share, key } = configuration.one(storeStanza);
    if (share === "none") return noStore();
    const folder = stateFolder(environment);
    const secret = key === undefined ? openKeyFile(join(folder, "store.key")) : readKeyFile(key.name);
    const host = new FolderVerdicts({ folder: join(folder, "verdicts"), secret, greatestAge, now: Date.now });
    const hostOnly: OpenStore = { store: host, problems: [], close: () => host.close() };
    if (share === "host") return hostOnly;
    if (key === undefined) {
      const problem =
        "Verdicts are shared on this search head only: with share = cluster, key = file:… in [store] of llama.conf must name one key file for all members.";
      return { ...hostOnly, problems: [problem] };
    }
    const session = await openSession(info, configuration, environment, cancelled);
    if (session === undefined) return hostOnly;
    const warnings = new StoreWarnings("the KV collection llama_verdicts");
    const collection = session.verdicts;
    const cluster = new ClusterVerdicts({
      collection,
      secret,
      greatestAge,
      now: Date.now,
      warnings,
      random: Math.random,
    });
    const store = new LayeredVerdicts(host, cluster, warnings);
    return { store, problems: [], close: () => store.close().finally(() => session.close()) };
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return noStore(`Verdicts are not remembered. ${error.message}`);
  }
}
