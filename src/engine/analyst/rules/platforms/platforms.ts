import type { Rule } from "../rule.ts";

/** SpiceDB, Supabase, GitLab, Jenkins, CI, Consul, Nomad, ZooKeeper and other platforms. */
export const platformsRules: readonly Rule[] = [
  {
    name: "spicedb-datastore-failed",
    component: "spicedb",
    words: ["datastore", "dispatcher", "exist", "namespace_config", "namespaces", "spicedb"],
    pattern:
      /\bfailed to create datastore\b|\bunable to (?:determine datastore state|list namespaces|create dispatcher)\b|\berror while running spicedb\b|\bdatastore\b.{0,80}\b(?:is not migrated|not ready|startup|failed to connect|could not|unavailable)\b|\bnamespace_config\b.{0,60}\b(?:does not exist|missing)|\b(?:relation_tuple|alembic_version)\w{0,14}\b.{0,40}\bdoes not exist\b/i,
    severity: "P1",
    cause:
      "SpiceDB cannot start or serve: its datastore is out of reach, or critical tables are lost or not migrated (database corruption)",
    action:
      "Check the database itself first; run `spicedb datastore migrate head`; if tables were lost, stop and restore a backup.",
    confidence: 88,
  },
  {
    name: "spicedb-schema-invalid",
    component: "spicedb",
    words: ["duplicate", "object", "parse", "permission", "permissions", "schema", "undefined"],
    pattern:
      /\bschema validation (?:failed|error)\b|\binvalid schema definition\b|\bparse error in `?schema`?|\bfailed to write schema\b|\bcircular dependency detected between permissions\b|\bundefined (?:relation|permission|definition)\b|\bduplicate relation\b|\brelation\/permission \S{1,60} not found\b|\bobject definition \S{1,60} not found\b/i,
    severity: "P2",
    cause: "an authorization schema (SpiceDB) failed validation, so its update is blocked",
    action: "Run `zed validate`; correct the relation or permission it names, then write it again.",
    confidence: 88,
  },
  {
    name: "spicedb-check-failed",
    component: "spicedb",
    words: ["depth", "dispatch", "dispatcher", "evaluation"],
    pattern:
      /\bcaveat evaluation failed\b|\bdispatch(?:er)?\b.{0,40}\b(?:timeout|timed out|failed|deadline exceeded)\b|\bmax(?:imum)? depth (?:has been )?exceeded\b/i,
    severity: "P2",
    cause: "SpiceDB cannot answer a permission check in time: dispatch, caveat or depth of the schema",
    action:
      "Look at the datastore's latency and the dispatch between its pods; a depth error means relations in a circle.",
    confidence: 80,
  },
  {
    name: "supabase-service-failed",
    component: "supabase",
    words: [
      "crash",
      "crashed",
      "gotrue",
      "healthy",
      "pgrst000",
      "pgrst001",
      "pgrst002",
      "pgrst003",
      "pgrst301",
      "pgrst302",
      "pgrst303",
      "postgrest",
      "realtime",
      "replication",
      "supabase",
      "supavisor",
      "worker",
    ],
    pattern:
      /\bsupabase\b.{0,120}\b(?:failed to start|startup failed|service crash|crashed|exited with code [1-9]|could not connect|configuration error|not healthy)\b|\b(?:gotrue|postgrest|supavisor)\b.{0,100}\b(?:failed|crash|error|timeout|refused|invalid)\b|\bworker boot error\b|\bpgrst(?:000|001|002|003|301|302|303)\b|\binvalid replication mode\b|\brealtime (?:configuration error|startup failed|service crash)\b/i,
    severity: "P2",
    cause:
      "a Supabase service (Auth, Realtime, Storage, REST) failed to start or crashes: invalid configuration, secret or database",
    action:
      "Compare .env of all services (JWT_SECRET, POSTGRES_PASSWORD, keys), see that the database is healthy first.",
    confidence: 82,
  },
  {
    name: "supabase-container-unhealthy",
    component: "supabase",
    words: ["dependency", "healthy", "unhealthy"],
    pattern:
      /\bservice not healthy: \[|\bcontainer is not ready: unhealthy\b|\bdependency failed to start: container\b.{0,80}\bunhealthy\b|\bcontainer \S{1,80} is unhealthy\b/i,
    severity: "P2",
    cause: "a container of a stack (Supabase, Compose) is unhealthy, so what depends on it does not start",
    action:
      "Run `docker compose ps` and read the log of the first one that is unhealthy; the database comes first.",
    confidence: 82,
    certain: true,
  },
];
