import { join } from "node:path";
import type { Configuration } from "../adapters/configuration/configuration.ts";
import { ConfigurationError } from "../adapters/configuration/configuration-error.ts";
import { openKeyFile, readKeyFile } from "../adapters/state/key-file.ts";
import { stateFolder } from "../adapters/state/state-folder.ts";
import { ClusterVerdicts } from "../adapters/verdicts/cluster-verdicts.ts";
import { FolderVerdicts } from "../adapters/verdicts/folder-verdicts.ts";
import { LayeredVerdicts } from "../adapters/verdicts/layered-verdicts.ts";
import { StoreRemarks } from "../adapters/verdicts/store-remarks.ts";
import type { VerdictStore } from "../engine/verdicts/verdict-store.ts";
import type { SearchInfo } from "../splunk/search-command.ts";
import { openSession } from "./open-session.ts";

export interface OpenStore {
  /** Undefined where nothing is to be remembered, or nothing can be. */
  readonly store: VerdictStore | undefined;
  /** Sentences about why not. */
  readonly problems: readonly string[];
  close(): Promise<void>;
}

type Environment = Readonly<Record<string, string | undefined>>;

const nothing = (problem?: string): OpenStore => ({
  store: undefined,
  problems: problem === undefined ? [] : [problem],
  close: async () => {},
});

/**
 * The verdicts of earlier searches, as `[store]` of llama.conf shares them.
 *
 * @param greatestAge milliseconds; 0 remembers nothing
 */
export async function openStore(
  configuration: Configuration,
  greatestAge: number,
  info: SearchInfo,
  environment: Environment,
  cancelled: AbortSignal,
): Promise<OpenStore> {
  if (greatestAge === 0) return nothing();
  try {
    const { share, key } = configuration.store();
    if (share === "none") return nothing();
    const folder = stateFolder(environment);
    const secret = key === undefined ? openKeyFile(join(folder, "store.key")) : readKeyFile(key.name);
    const host = new FolderVerdicts({ folder: join(folder, "verdicts"), secret, greatestAge, now: Date.now });
    const alone: OpenStore = { store: host, problems: [], close: () => host.close() };
    if (share === "host") return alone;
    if (key === undefined) {
      const problem =
        "Verdicts are shared on this search head only: with share = cluster, key = file:… in [store] of llama.conf must name one key file for all members.";
      return { ...alone, problems: [problem] };
    }
    const session = await openSession(info, configuration, environment, cancelled);
    if (session === undefined) return alone;
    const remarks = new StoreRemarks("the KV collection llama_verdicts");
    const collection = session.verdicts;
    const cluster = new ClusterVerdicts({
      collection,
      secret,
      greatestAge,
      now: Date.now,
      remarks,
      random: Math.random,
    });
    const store = new LayeredVerdicts(host, cluster, remarks);
    return { store, problems: [], close: () => store.close().finally(() => session.close()) };
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return nothing(`Verdicts are not remembered. ${error.message}`);
  }
}
