import type { Conf } from "./conf-file.ts";
import { ConfigurationError } from "./configuration-error.ts";
import { parseSecretReference, type SecretReference } from "./secrets.ts";
import { Settings } from "./setting.ts";

/** With whom a search shares what it has learnt: nobody, searches of this machine, or all members of the cluster. */
const shares = ["none", "host", "cluster"] as const;

/** `[store]` */
export interface StoreSettings {
  readonly share: (typeof shares)[number];
  /** The file with the key that verdicts are signed with; undefined for the one in the state folder. */
  readonly key: SecretReference | undefined;
}

export const storeKeys = ["share", "key"] as const;

/** @throws ConfigurationError for a setting that does not check */
export function storeSettings(conf: Conf): StoreSettings {
  const settings = new Settings(conf, "store", []);
  const key = settings.text("key");
  return {
    share:
      settings.read("share", "none, host or cluster", (text) =>
        shares.find((known) => known === text.toLowerCase()),
      ) ?? "host",
    key: key === undefined ? undefined : keyFileOf(key, settings.place("key")),
  };
}

function keyFileOf(value: string, place: string): SecretReference {
  const reference = parseSecretReference(value, place);
  if (reference.kind === "file") return reference;
  throw new ConfigurationError(
    `The ${place} wants file:/whole/path`,
    "write the key's 32 random bytes into a file: head -c 32 /dev/urandom",
  );
}
