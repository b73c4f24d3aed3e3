import type { RuleExamples } from "../rule-examples.ts";

export const platformsExamples: Readonly<Record<string, RuleExamples>> = {
  "spicedb-datastore-failed": {
    decides: "failed to create datastore: unable to determine datastore state before applying bootstrap data",
    leavesAlone: ["using postgres datastore engine"],
  },
  "spicedb-schema-invalid": {
    decides: "schema validation failed: circular dependency detected between permissions",
    leavesAlone: ["schema written"],
  },
  "spicedb-check-failed": {
    decides:
      '{"level":"error","message":"dispatch timeout exceeded while checking permission","service":"spicedb"}',
    leavesAlone: ["dispatch cluster has 3 members"],
  },
  "supabase-service-failed": {
    decides: "supabase-realtime realtime startup failed",
    leavesAlone: ["supabase-auth started"],
  },
  "supabase-container-unhealthy": {
    decides: "Error: service not healthy: [supabase_storage_shop supabase_studio_shop]",
    leavesAlone: ["container supabase_db is healthy"],
  },
};
