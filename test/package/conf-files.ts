/** The app's conf files as the tests read them, and which settings Splunk 10.2 knows in each (its *.conf.spec). */
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseConf } from "../../src/adapters/configuration/conf-file.ts";

export const root = resolve(import.meta.dirname, "../..");

/** Stanza → key → value. */
export type Stanzas = ReadonlyMap<string, ReadonlyMap<string, string>>;

export const confNames = readdirSync(join(root, "default"))
  .filter((file) => file.endsWith(".conf"))
  .map((file) => file.replace(/\.conf$/, ""));

export function confRemarks(path: string): readonly string[] {
  return parseConf(readFileSync(join(root, path), "utf8"), path).warnings.map(({ finding }) => finding);
}

export function readStanzas(path: string): Stanzas {
  const { conf } = parseConf(readFileSync(join(root, path), "utf8"), path);
  return new Map(
    [...conf].map(([stanza, settings]) => [
      stanza,
      new Map([...settings].map(([key, { value }]) => [key, value])),
    ]),
  );
}

/** Stanza pattern → the settings we use that the spec has there. */
export const specs: Readonly<Record<string, readonly (readonly [RegExp, readonly (string | RegExp)[]])[]>> = {
  alert_actions: [
    [
      /^llama_alert$/,
      [
        "is_custom",
        "label",
        "description",
        "icon_path",
        "payload_format",
        "alert.execute.cmd",
        "maxresults",
        "maxtime",
        "ttl",
        "track_alert",
        /^param\.\w+$/,
      ],
    ],
  ],
  app: [
    [/^install$/, ["is_configured", "state", "build"]],
    [/^package$/, ["id", "check_for_updates"]],
    [/^ui$/, ["is_visible", "label", "setup_view", "supported_themes"]],
    [/^launcher$/, ["author", "description", "version"]],
    [/^id$/, ["name", "version"]],
    [/^triggers$/, [/^reload\.\w+$/]],
  ],
  authorize: [
    [
      /^role_[a-z_]+$/,
      ["importRoles", "srchIndexesAllowed", "list_storage_passwords", "edit_storage_passwords"],
    ],
  ],
  collections: [[/^[a-z_]+$/, ["enforceTypes", "replicate", /^field\.\w+$/, /^accelerated_fields\.\w+$/]]],
  // What is valid with chunked = true, python.version aside.
  commands: [
    [/^[a-z0-9]+$/, ["chunked", "filename", "is_risky", "maxwait", "maxchunksize", /^command\.arg\.\d+$/]],
  ],
  distsearch: [[/^replicationDenylist$/, [/^\w+$/]]],
  inputs: [[/^monitor:\/\//, ["disabled", "index", "sourcetype"]]],
  llama: [[/^splunkd$/, ["base_url", "ca_file"]]],
  macros: [[/^\w+(?:\(\d+\))?$/, ["args", "definition", "iseval", "validation", "errormsg"]]],
  props: [
    [
      /^(?:llama_\w+|source::.+)$/,
      [
        "SHOULD_LINEMERGE",
        "LINE_BREAKER",
        "TRUNCATE",
        "TIME_PREFIX",
        "TIME_FORMAT",
        "MAX_TIMESTAMP_LOOKAHEAD",
        "TZ",
        "KV_MODE",
        "sourcetype",
      ],
    ],
  ],
  restmap: [[/^validation:savedsearch$/, [/^action\.llama_alert$/]]],
  savedsearches: [
    [
      /^Llama - /,
      [
        "description",
        "disabled",
        "enableSched",
        "cron_schedule",
        "realtime_schedule",
        "schedule_window",
        "search",
        "counttype",
        "relation",
        "quantity",
        /^dispatch\.(?:earliest_time|latest_time|ttl)$/,
        /^alert\.(?:track|digest_mode|severity|suppress)$/,
      ],
    ],
  ],
  searchbnf: [
    [
      /^\w+-command$/,
      ["syntax", "shortdesc", "description", "usage", "tags", "related", /^example\d$/, /^comment\d$/],
    ],
  ],
  server: [[/^shclustering$/, [/^conf_replication_include\.\w+$/]]],
  transforms: [
    [
      /^\w+$/,
      ["filename", "external_type", "collection", "fields_list", "case_sensitive_match", "max_matches"],
    ],
  ],
};
