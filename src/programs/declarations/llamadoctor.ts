import { declareCommand } from "../../splunk/declaration.ts";
import { switchOption } from "./switch-option.ts";

/** The options of `llamadoctor` and their help. */
export const declaration = declareCommand({
  name: "llamadoctor",
  summary:
    "Checks the installation: Node, llama.conf, secrets, model endpoints, KV store, indexes and rights.",
  description:
    "Makes one row for each thing it looked at: check, state (ok, warning, problem or skipped), finding, and fix, " +
    "which says what to do next (also as mend, its name until 1.0). Each endpoint is asked one question about a line made up for it; no log text is sent.",
  generating: true,
  options: {
    llm_endpoint: {
      type: "text",
      pattern: /^[\w.-]{0,100}$/,
      wanted: "the name of an [endpoint:NAME] of llama.conf",
      default: "",
      placeholder: "NAME",
      help: "Check this endpoint only; all that llama.conf lists when left out.",
    },
    ask: {
      ...switchOption,
      default: "true",
      help: "Whether the endpoints are asked a question each; false looks at files and rights only.",
    },
  },
  examples: [
    { search: "| llamadoctor", comment: "Everything, in one table." },
    { search: '| llamadoctor | where state!="ok"', comment: "What needs a hand." },
  ],
  tags: ["llama", "llm", "setup", "diagnose"],
  related: ["llamaanalyze"],
});

export type DoctorOptions = typeof declaration.options;
