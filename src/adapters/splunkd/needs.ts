/** A right that a call requires, for the sentence that says it is missing. */
export interface Need {
  /** After "which needs". */
  readonly right: string;
  readonly fix: string;
}

const askFor = (what: string) => `ask an administrator for ${what}`;

/** Capabilities and the roles that have them by default: authorize.conf and restmap.conf of Splunk 10.2. */
export const needs = {
  listSecrets: {
    right: "the capability list_storage_passwords (by default only the role admin has it)",
    fix: `${askFor("the role llama_admin")}, or name the secret by file: in llama.conf`,
  },
  readCollection: {
    right: "read access to the collection (the app gives it to the role llama_analyst)",
    fix: askFor("the role llama_analyst"),
  },
  writeCollection: {
    right: "write access to the collection (the app's metadata says which roles have it)",
    fix: `${askFor("the role llama_admin")}; analysts write to the collection llama_feedback only`,
  },
  sendEvents: {
    right:
      "the capability edit_tcp or edit_log_alert_event (by default the roles power and admin have the latter)",
    fix: askFor("the role power or llama_admin"),
  },
  search: {
    right: "the capability search (by default the role user has it)",
    fix: askFor("the role user"),
  },
} as const satisfies Record<string, Need>;
