import { declareCommand } from "../../splunk/declaration.ts";
import { prefixOption, replacingNote } from "./prefix-option.ts";

/** The options of `llamatemplate` and their help. */
export const declaration = declareCommand({
  name: "llamatemplate",
  summary: "Finds the template of each log event: its constant words, with <*> for what varies.",
  description:
    "Adds to every event, in order and without losing one, its template, the template's id, which stays the same across " +
    "searches, the values that stand for each <*>, and whether the template was never seen before. No rules and no " +
    "training: templates grow more general as events show what varies. No model is asked. " +
    replacingNote,
  field: {
    default: "_raw",
    help: "The field that holds the log text. Several values of it are read as one text.",
  },
  options: {
    prefix: prefixOption,
  },
  examples: [
    {
      search: "index=shop | llamatemplate | stats count by template_id, template | sort - count",
      comment: "What kinds of events there are, and how many of each.",
    },
    {
      search: 'index=shop | llamatemplate | where template_is_new="true"',
      comment: "What was never logged before.",
    },
  ],
  tags: ["template", "pattern", "cluster", "drain", "llama"],
  related: ["llamaanalyze", "cluster", "findkeywords"],
});

export type TemplateOptions = typeof declaration.options;
