import { splunkAuditIndex } from "../adapters/ledger/splunk-audit-index.ts";
import {
  type CurrentUser,
  currentUser,
  indexNames,
  type ServerInfo,
  serverInfo,
} from "../adapters/splunkd/context.ts";
import { KvCollection } from "../adapters/splunkd/kv-store.ts";
import { readLookup } from "../adapters/splunkd/lookups.ts";
import { readPassword } from "../adapters/splunkd/passwords.ts";
import { cronScheduleOf } from "../adapters/splunkd/saved-searches.ts";
import type { SearchRow } from "../adapters/splunkd/search-export.ts";
import { openSplunkd, type SplunkdOptions } from "../adapters/splunkd/splunkd.ts";
import type { CallLimits } from "../adapters/splunkd/splunkd-call.ts";
import { mostShared, type TemplateCollection } from "../adapters/store/cluster-templates.ts";
import { incidentIndex } from "../adapters/store/incident-index.ts";
import type { IncidentCollection, IncidentHistory } from "../adapters/store/kv-incidents.ts";
import type { RhythmCollection } from "../adapters/store/silence-stores.ts";
import type { VerdictCollection } from "../adapters/store/verdicts/cluster-verdicts.ts";
import type { AuditIndex } from "../engine/delivery/flush-audit.ts";

/** The calls of splunkd that commands make, as the user of the search. All reject with a SplunkdError. */
export interface SplunkdSession {
  /** splunkd's address, for messages. */
  readonly origin: string;
  server(): Promise<ServerInfo>;
  user(): Promise<CurrentUser>;
  indexes(): Promise<readonly string[]>;
  /** Checks that a collection can be read. */
  tryCollection(name: string): Promise<void>;
  /** The templates shared by a search-head cluster. */
  readonly templates: TemplateCollection;
  /** All rows of a lookup, by the name of its definition. */
  lookup(name: string, limits: CallLimits): Promise<SearchRow[]>;
  /** The cron schedule of a saved search; empty if it has none. @param uri the search's path in the REST interface */
  schedule(uri: string, limits: CallLimits): Promise<string>;
  /** The index `alert_failures`. */
  audit(host: string): AuditIndex;
  /** The verdicts shared by a search-head cluster. */
  readonly verdicts: VerdictCollection;
  /** The incidents that outlast a search, and the index with their history. */
  readonly incidents: IncidentCollection;
  incidentHistory(host: string): IncidentHistory;
  /** Who speaks how often. */
  readonly rhythms: RhythmCollection;
  /** A secret from the realm `llama_log_analyzer` of the password store. */
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
      await new KvCollection(splunkd, name).find(1);
    },
    templates: {
      find: () => new KvCollection(splunkd, "llama_templates").find(mostShared),
      save: async (documents) => {
        await new KvCollection(splunkd, "llama_templates").save(documents);
      },
    },
    verdicts: new KvCollection(splunkd, "llama_verdicts"),
    incidents: new KvCollection(splunkd, "llama_incidents"),
    rhythms: new KvCollection(splunkd, "llama_rhythms"),
    incidentHistory: (host) => incidentIndex(splunkd, host),
    lookup: (name, limits) => readLookup(splunkd, name, limits),
    schedule: (uri, limits) => cronScheduleOf(splunkd, uri, limits),
    audit: (host) => splunkAuditIndex(splunkd, host),
    password: (name) => readPassword(splunkd, name),
    close: () => splunkd.close(),
  };
}
