import { declareCommand } from "../../splunk/declaration.ts";
import { narrationOptions } from "./narration-options.ts";
import { switchOption } from "./switch-option.ts";

/** The options of `llamaincident` and their help. */
export const declaration = declareCommand({
  name: "llamaincident",
  summary:
    "Joins what fails in a search's events into incidents: what broke first, since when, and what followed.",
  description:
    "Takes all events of the search, in any order, and makes one row for each incident: its severity, its likely origin, " +
    "since when, on which hosts, what followed from it in order (timeline, as JSON), what to do first, and why not other " +
    "suspects. Normal events belong to it: they tell what is usual, and who falls silent. Texts are masked. Where " +
    "llama.conf has an endpoint, its model tells of each incident in sentences that rest on the timeline.",
  reporting: true,
  field: {
    default: "_raw",
    help: "The field that holds the log text. Several values of it are read as one text.",
  },
  options: {
    by: {
      type: "text",
      pattern: /^[\w.-]{0,64}$/,
      wanted:
        "request, trace, session, order, block, pod, host, pid, user or the name of a field in the text",
      default: "",
      placeholder: "NAME",
      help: "What lines of one request share, such as trace or host, or a field in the text. Without it, what the lines carry.",
    },
    record: {
      ...switchOption,
      default: "false",
      help: "Whether what is found continues the incidents that are kept, and is kept with them (the collection llama_incidents and the index llama_runs): for scheduled searches, whose windows follow each other. An ad hoc search only looks.",
    },
    silence: {
      type: "text",
      pattern: /^(?:[a-z\d][a-z\d_.-]{0,63})?$/,
      wanted: "a name of lower-case letters, digits, - and _, such as shop",
      default: "",
      placeholder: "NAME",
      help: "Look for who should be in these events and is not, in place of what failed. What is usual is learnt from run to run and kept under this name: one name for each set of logs.",
    },
    indexed: {
      type: "text",
      pattern: /^(?:\d{1,4}\s*[smhd])?$/i,
      wanted: "a duration, such as 16m",
      default: "",
      placeholder: "DURATION",
      help: "With silence: the search takes the events that were indexed within this time before it began (_index_earliest), so they are told by _indextime, and a wrong clock or a late forwarder is no silence.",
    },
    ...narrationOptions,
  },
  examples: [
    {
      search: "index=shop earliest=-1h | llamaincident | table severity, title, origin, hosts, action",
      comment: "What broke in the last hour.",
    },
    {
      search: 'index=shop earliest=-1h | llamaincident record=true | where severity<="P1"',
      comment:
        "In a scheduled search with the action llama_alert: an incident keeps its fingerprint from run to run.",
    },
    {
      search:
        "index=shop earliest=-24h latest=+24h _index_earliest=-16m@m | llamaincident silence=shop indexed=16m record=true",
      comment: "Every five minutes: who should have written and did not.",
    },
  ],
  tags: ["incident", "root cause", "outage", "correlation", "llama"],
  related: ["llamaanalyze", "transaction", "anomalydetection"],
});

export type IncidentOptions = typeof declaration.options;
