import {
  type CurrentUser,
  currentUser,
  indexNames,
  type ServerInfo,
  serverInfo,
} from "../adapters/splunkd/context.ts";
import { KvCollection } from "../adapters/splunkd/kv-store.ts";
import { readPassword } from "../adapters/splunkd/passwords.ts";
import { openSplunkd, type SplunkdOptions } from "../adapters/splunkd/splunkd.ts";
import { mostShared, type TemplateCollection } from "../adapters/state/cluster-templates.ts";

/** What commands ask of splunkd, as the user of the search. All reject with a SplunkdError. */
export interface SplunkdSession {
  /** Where it is, for messages. */
  readonly origin: string;
  server(): Promise<ServerInfo>;
  user(): Promise<CurrentUser>;
  indexes(): Promise<readonly string[]>;
  /** Reads one document, for whether that can be done. */
  tryCollection(name: string): Promise<void>;
  /** The templates that a search-head cluster shares. */
  readonly templates: TemplateCollection;
  /** One secret of the password store's realm llama_log_analyzer. */
  password(name: string): Promise<string>;
  close(): void;
}

/** @throws SplunkdError when the address, the key or ca_file cannot be used */
export function openSplunkdSession(options: SplunkdOptions): SplunkdSession {
  const splunkd = openSplunkd(options);
  return {
    origin: splunkd.origin,
    server: () => serverInfo(splunkd),
    user: () => currentUser(splunkd),
    indexes: () => indexNames(splunkd),
    tryCollection: async (name) => {
      await new KvCollection(splunkd, name).find({ limit: 1 });
    },
    templates: {
      find: () => new KvCollection(splunkd, "llama_templates").find({ limit: mostShared }),
      save: async (documents) => {
        await new KvCollection(splunkd, "llama_templates").save(documents);
      },
    },
    password: (name) => readPassword(splunkd, name),
    close: () => splunkd.close(),
  };
}
