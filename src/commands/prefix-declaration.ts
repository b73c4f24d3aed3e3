/** `prefix=` of every command that adds fields to events. */
export const prefixOption = {
  type: "text",
  pattern: /^[A-Za-z0-9_]{0,32}$/,
  wanted: "up to 32 letters, digits and underscores",
  default: "",
  placeholder: "TEXT",
  help: "Goes before the names of all fields that are added, for instance to keep a field of your own.",
} as const;
