import { durationForm } from "../../engine/duration.ts";
import { readTruth } from "../../engine/truth.ts";
import { declareCommand } from "../../splunk/declaration.ts";
import { prefixOption, replacingNote } from "./prefix-option.ts";
import { switchOption } from "./switch-option.ts";

/** The options of `llamaanalyze` and their help. */
export const declaration = declareCommand({
  name: "llamaanalyze",
  summary: "Triages log events: what is wrong, how bad it is, why, and what to do first.",
  description:
    "Adds to every event, in order and without losing one, whether it shows an anomaly, its severity from P0 " +
    "(outage now, page somebody) to P5 (normal), the likely root cause, and what an on-call engineer would do " +
    "first. Events are judged once for each template and the values that change its meaning. " +
    replacingNote,
  field: {
    default: "_raw",
    help: "The field that holds the log text. Several values of it are read as one text.",
  },
  options: {
    unit: {
      type: "choice",
      choices: ["template", "event"],
      default: "template",
      help: "What is judged once: all events of a template with the same status, level, exit code and the like (template), or each event by itself (event).",
    },
    llm_endpoint: {
      type: "text",
      pattern: /^[^\s\p{Cc}]{0,500}$/u,
      wanted: "the name of an [endpoint:NAME] of llama.conf, or its URL",
      default: "",
      placeholder: "NAME",
      help: "The model endpoint to ask, by its name in llama.conf or by its URL; only listed ones are asked. Without it [endpoint:default] is, where there is one.",
    },
    model_name: {
      type: "text",
      pattern: /^[^\p{Cc}]{0,200}$/u,
      wanted: "a model's name as the server knows it",
      default: "",
      placeholder: "NAME",
      help: "The model to ask there, in place of the one in llama.conf.",
    },
    batch_size: {
      type: "integer",
      minimum: 1,
      maximum: 32,
      default: 8,
      help: "How many units one call asks about.",
    },
    concurrency: {
      type: "integer",
      minimum: 1,
      maximum: 64,
      default: 8,
      help: "How many calls run side by side; never more than the endpoint's own limit.",
    },
    max_retries: {
      type: "integer",
      minimum: 1,
      maximum: 10,
      default: 3,
      help: "How many times a unit is asked about at most, the first time included.",
    },
    temperature: {
      type: "number",
      minimum: 0,
      maximum: 2,
      default: 0,
      help: "The model's temperature.",
    },
    max_calls: {
      type: "integer",
      minimum: 0,
      maximum: 1_000_000_000,
      default: 0,
      help: "How many calls the search may make; 0 is no limit. What is left out goes to the fallback, the riskiest units are asked first.",
    },
    max_tokens: {
      type: "integer",
      minimum: 0,
      maximum: 1_000_000_000_000,
      default: 0,
      help: "How many tokens the search may take, of prompts and answers together; 0 is no limit.",
    },
    max_cost: {
      type: "number",
      minimum: 0,
      maximum: 1_000_000_000,
      default: 0,
      help: "What the search may cost, in the currency of the endpoint's price_in and price_out, which llama.conf must have; 0 is no limit.",
    },
    timeout: {
      type: "integer",
      minimum: 1,
      maximum: 86400,
      default: 240,
      help: "Seconds for the whole search; what has no answer by then goes to the fallback.",
    },
    mask: {
      type: "choice",
      choices: ["on", "off"],
      readAs: (word) => ({ true: "on", false: "off" })[String(readTruth(word))],
      default: "on",
      help: "Whether secrets, names and addresses are masked before the model is asked; off only where allow_off in [masking] of llama.conf is true.",
    },
    mode: {
      type: "choice",
      choices: ["analyze", "plan"],
      default: "analyze",
      help: "Asks the model (analyze), or asks nobody and tells what would be asked: units, calls and tokens (plan).",
    },
    show: {
      ...switchOption,
      default: "false",
      help: "With mode=plan: adds the field llama_prompt, the messages that would be sent, to the first event of each call.",
    },
    cache_ttl: {
      type: "text",
      pattern: new RegExp(`^0$|${durationForm.source}`, "i"),
      wanted: "a duration like 90m, 24h or 7d, or 0",
      default: "24h",
      placeholder: "DURATION",
      help: "How old a remembered verdict may be; 0 remembers and recalls nothing.",
    },
    fallback: {
      type: "choice",
      choices: ["local", "none"],
      default: "local",
      help: "Who answers where no model does: the embedded analyst (local), or nobody (none).",
    },
    prefix: prefixOption,
    into: {
      type: "text",
      pattern: /^[A-Za-z0-9_.-]{1,64}$/,
      wanted: "a name of up to 64 letters, digits, dots, dashes and underscores",
      default: "",
      placeholder: "NAME",
      keyword: true,
      help: "What is left or fails is remembered under this name, and the next search into it asks that first; what was answered is not asked again.",
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
