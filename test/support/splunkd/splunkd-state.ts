import type { Session } from "./exchange.ts";

export type Document = Record<string, unknown> & { _key: string };
export type Row = Readonly<Record<string, string | readonly string[]>>;

/** Everything that splunkd holds; tests may look at it and change it. */
export interface SplunkdState {
  /** By `realm:name:`, quoted as splunkd does. */
  readonly passwords: Map<string, { realm: string; name: string; password: string }>;
  /** Collections by name, documents by key. */
  readonly collections: Map<string, Map<string, Document>>;
  readonly kvStore: {
    ready: boolean;
    /** What queries are cut at, silently. */
    rowsPerQuery: number;
    documentsPerBatch: number;
    bytesPerBatch: number;
  };
  readonly lookups: Map<string, readonly Row[]>;
  /** By name, in any app. */
  readonly savedSearches: Map<
    string,
    { readonly cron_schedule?: string; readonly is_scheduled?: boolean | string }
  >;
  /** Other searches than inputlookup; undefined fails. */
  search: (search: string) => readonly Row[] | undefined;
  /** Whether search/v2 and search are there. */
  readonly searchPaths: { v2: boolean; v1: boolean };
  readonly events: { index: string; source: string; sourcetype: string; host: string; text: string }[];
  indexes: string[];
  /** Stanzas of conf files by file, then by name. */
  readonly conf: Map<string, Map<string, Record<string, string>>>;
  readonly apps: Map<string, Record<string, string>>;
  readonly version: string;
}

const user = ["search", "run_custom_command", "run_sendalert", "run_collect", "upload_lookup_files"];
const power = [...user, "schedule_search", "edit_messages", "edit_log_alert_event"];
const secrets = ["list_storage_passwords", "edit_storage_passwords"];

/** authorize.conf of Splunk 10.2, and the app's own roles. */
const capabilitiesOfRole: Readonly<Record<string, readonly string[]>> = {
  nothing: [],
  user,
  power,
  admin: [...power, ...secrets, "edit_kvstore", "edit_tcp", "edit_tcp_stream", "edit_token_http"],
  llama_analyst: user,
  llama_admin: [...power, ...secrets],
};

/** Somebody with one role, and of its name. */
export function sessionOf(role: string): Session {
  return { user: role, roles: [role], capabilities: new Set(capabilitiesOfRole[role] ?? []) };
}

export function newState(): SplunkdState {
  const ours = [
    ...["llama_verdicts", "llama_templates", "llama_incidents", "llama_deliveries", "llama_claims"],
    ...["llama_feedback", "llama_rhythms"],
  ];
  return {
    passwords: new Map(),
    collections: new Map(ours.map((name) => [name, new Map()])),
    kvStore: {
      ready: true,
      rowsPerQuery: 50_000,
      documentsPerBatch: 1000,
      bytesPerBatch: 50 * 1024 * 1024,
    },
    lookups: new Map(),
    savedSearches: new Map(),
    search: () => undefined,
    searchPaths: { v2: true, v1: true },
    events: [],
    indexes: ["main", "alert_failures", "llama_runs"],
    conf: new Map([["llama", new Map()]]),
    apps: new Map([
      ["search", { label: "Search & Reporting", version: "10.2.3" }],
      ["llama_log_analyzer", { label: "Llama Log Analyzer", version: "0.1.0", configured: "0" }],
    ]),
    version: "10.2.3",
  };
}
