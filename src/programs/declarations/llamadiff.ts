import { declareCommand } from "../../splunk/declaration.ts";

/** The options of `llamadiff` and their help. */
export const declaration = declareCommand({
  name: "llamadiff",
  summary: "Says what is different now: templates that are new, gone, louder, quieter or have other values.",
  description:
    "Takes all events of the search, in any order, cuts them in two by time, and makes one row for each template that has " +
    "changed, the worst first. Every event is accounted for, and at most 5 percent of the changes are false in the mean. No " +
    "model is asked.",
  reporting: true,
  field: {
    default: "_raw",
    help: "The field that holds the log text. Several values of it are read as one text.",
  },
  options: {
    baseline: {
      type: "text",
      pattern:
        /^(?:half|\d{1,6}(?:\.\d{1,3})?\s*[smhd]|\d{9,10}(?:\.\d{1,6})?|\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)?)?)$/i,
      wanted: "half, a duration such as 1h, or a time such as 2026-03-10T09:30 or 1773135000",
      default: "half",
      placeholder: "half|DURATION|TIME",
      help: "What the rest is compared with: the earlier half of the time, all but the last DURATION, or all before a TIME (without a zone in UTC).",
    },
  },
  examples: [
    {
      search: "index=shop earliest=-25h | llamadiff baseline=1h",
      comment: "What is different in the last hour from the day before it.",
    },
    {
      search: 'index=shop earliest=-1d@d latest=now | llamadiff baseline=2026-03-10T09:30 | where kind="new"',
      comment: "What is new since a deployment.",
    },
  ],
  tags: ["diff", "change", "deploy", "regression", "llama"],
  related: ["llamatemplate", "cluster", "anomalydetection"],
});

export type DiffOptions = typeof declaration.options;
