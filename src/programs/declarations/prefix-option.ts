/** The option `prefix=` of all commands that add fields to events. */
export const prefixOption = {
  type: "text",
  pattern: /^[A-Za-z0-9_]{0,32}$/,
  wanted: "up to 32 letters, digits and underscores",
  default: "",
  placeholder: "TEXT",
  help: "Goes before the names of all fields that are added, for instance to keep a field of your own.",
} as const;

/** Help text of these commands about fields that events bring. */
export const replacingNote =
  "Fields of the same names that events bring are replaced. llama_state and incident_id, which steer alerts, come back " +
  "empty, with and without the prefix: set them behind this command, with eval or lookup.";
