import { declareCommand } from "../splunk/declaration.ts";

/** What `llamaanalyze` takes, and how it is explained. */
export const declaration = declareCommand({
  name: "llamaanalyze",
  summary: "Triages log events: what is wrong, how bad it is, why, and what to do first.",
  description:
    "Adds to every event, in order and without losing one, whether it shows an anomaly, its severity from P0 " +
    "(outage now, page somebody) to P5 (normal), the likely root cause, and what an on-call engineer would do " +
    "first. Identical texts are judged once.",
  field: {
    default: "_raw",
    help: "The field that holds the log text. Several values of it are read as one text.",
  },
  options: {
    unit: {
      type: "choice",
      choices: ["template", "event"],
      default: "template",
      help: "What is judged once: all events with the same text (template), or each event by itself (event).",
    },
    fallback: {
      type: "choice",
      choices: ["local", "none"],
      default: "local",
      help: "Who answers when no model does: the embedded analyst (local), or nobody (none).",
    },
    prefix: {
      type: "text",
      pattern: /^[A-Za-z0-9_]{0,32}$/,
      wanted: "up to 32 letters, digits and underscores",
      default: "",
      placeholder: "TEXT",
      help: "Goes before the names of all fields that are added, for instance to keep a severity field of your own.",
    },
    into: {
      type: "text",
      pattern: /^[A-Za-z0-9_.-]{1,64}$/,
      wanted: "a name of up to 64 letters, digits, dots, dashes and underscores",
      default: "",
      placeholder: "NAME",
      keyword: true,
      help: "Accepted so that searches written for fit run unchanged; nothing is stored under the name.",
    },
  },
  examples: [
    {
      search: 'index=shop (level=ERROR OR level=WARN) | llamaanalyze | where severity<="P2"',
      comment: "What needs a person this shift.",
    },
    {
      search: "index=shop | llamaanalyze message prefix=ai_ | stats count by ai_severity, ai_root_cause",
      comment: "Reads the field message and keeps a severity field of your own.",
    },
  ],
  tags: ["anomaly", "triage", "incident", "severity", "root cause", "llm", "llama"],
  related: ["cluster", "anomalydetection", "spath"],
});

export type AnalyzeOptions = typeof declaration.options;
