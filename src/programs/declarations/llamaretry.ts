import { declareCommand } from "../../splunk/declaration.ts";
import { switchOption } from "./switch-option.ts";

/** The options of `llamaretry` and their help. */
export const declaration = declareCommand({
  name: "llamaretry",
  summary: "Sends alerts that wait, and ends incidents that are not seen any more.",
  description:
    "Sends what could not be sent at once, each in its time, ends incidents that were not seen for resolve_after, and " +
    "makes the digests of storms. Made to be scheduled every two minutes; any number of them may run at once. Makes one " +
    "row for each try. See which alerts wait with dry_run=true.",
  generating: true,
  options: {
    max: {
      type: "integer",
      minimum: 1,
      maximum: 10_000,
      default: 500,
      help: "How many tries one run makes at most.",
    },
    destination: {
      type: "text",
      pattern: /^[\w.-]{0,100}$/,
      wanted: "the name of a [destination:NAME] of llama.conf",
      default: "",
      placeholder: "NAME",
      help: "Sends to this destination only.",
    },
    include_dead: {
      ...switchOption,
      default: "false",
      help: "Whether what was given up is tried anew as well.",
    },
    dry_run: {
      ...switchOption,
      default: "false",
      help: "Whether only to list what would be tried now; nothing is sent or changed.",
    },
    action: {
      type: "choice",
      choices: ["send", "requeue"],
      default: "send",
      help: "Sends what is due (send), or lets the delivery named by id wait anew with all its tries (requeue).",
    },
    id: {
      type: "text",
      pattern: /^[a-z2-7]{0,40}$/,
      wanted: "the key of a delivery, or its first six characters and more",
      default: "",
      placeholder: "KEY",
      help: "With action=requeue: which delivery; its key is in the rows and in the index alert_failures.",
    },
  },
  examples: [
    { search: "| llamaretry dry_run=true", comment: "Which alerts wait, for what, and until when." },
    { search: "| llamaretry action=requeue id=k7f3q2mz", comment: "Tries one anew that was given up." },
  ],
  tags: ["llama", "alert", "retry", "delivery", "slack", "pagerduty"],
  related: ["llamaanalyze", "sendalert"],
});

export type RetryOptions = typeof declaration.options;
