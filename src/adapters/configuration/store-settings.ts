import type { Conf } from "./conf-file.ts";
import { ConfigurationError, quoted } from "./configuration-error.ts";

/** With whom a search shares what it has learnt: nobody, searches of this machine, or all members of the cluster. */
const shares = ["none", "host", "cluster"] as const;

/** `[store]` */
export interface StoreSettings {
  readonly share: (typeof shares)[number];
}

export const storeKeys = ["share"] as const;

/** @throws ConfigurationError for a setting that does not check */
export function storeSettings(conf: Conf): StoreSettings {
  const setting = conf.get("store")?.get("share");
  if (setting === undefined || setting.value === "") return { share: "host" };
  const share = shares.find((known) => known === setting.value.toLowerCase());
  if (share !== undefined) return { share };
  throw new ConfigurationError(
    `The share of [store] in ${setting.file}, line ${setting.line}, wants none, host or cluster, and ${quoted(setting.value)} came`,
    "correct it or take the line out",
  );
}
