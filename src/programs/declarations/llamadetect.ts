import { declareCommand } from "../../splunk/declaration.ts";
import { prefixOption, replacingNote } from "./prefix-option.ts";

const nameOfModel = {
  pattern: /^[A-Za-z0-9_.-]{1,64}$/,
  wanted: "a name of up to 64 letters, digits, dots, dashes and underscores",
};

/** The options of `llamadetect` and their help. */
export const declaration = declareCommand({
  name: "llamadetect",
  summary: "Finds sessions that are unlike the others: requests, blocks, pods, hosts or windows of time.",
  description:
    "Puts events into sessions by an identifier that they name, learns what sessions usually have, and says which are " +
    "strange and which templates made them so. No model, no training and no labels are needed. Each event comes back, in " +
    "order, with the last reply: a session can be judged when all its events are known. Adds anomaly_session, " +
    `anomaly_score, is_anomaly and anomaly_reason. ${replacingNote}`,
  field: {
    default: "_raw",
    help: "The field that holds the log text. Several values of it are read as one text.",
  },
  options: {
    by: {
      type: "text",
      pattern: /^[\w.\-/:@{}]{1,128}$/,
      wanted:
        "auto, request, trace, span, transaction, session, block, order, pod, container, user, host, service, pid, address, window, or the name of a field in the log text",
      default: "auto",
      placeholder: "KIND|FIELD",
      help: "What tells the sessions. auto takes an identifier that at least half of the first 10,000 events name, else windows of time.",
    },
    algorithm: {
      type: "choice",
      choices: [
        "auto",
        "signature",
        "rest-state",
        "event-sets",
        "new-template",
        "isolation-forest",
        "lof",
        "one-class-svm",
      ],
      readAs: (word) =>
        ({
          isolationforest: "isolation-forest",
          isolation_forest: "isolation-forest",
          local_outlier_factor: "lof",
          localoutlierfactor: "lof",
          oneclasssvm: "one-class-svm",
          ocsvm: "one-class-svm",
          rest_state: "rest-state",
          online: "rest-state",
        })[word],
      default: "auto",
      help: "How strangeness is measured. auto is signature, and new-template for windows of time, which have no workflow. signature, event-sets and new-template count how many sessions have the same; rest-state does so while events come, in order of time; the others are those of scikit-learn.",
    },
    features: {
      type: "text",
      pattern: /^(?:auto|(?:counts|tf-idf|shape|bigrams)(?:\s*[,+]\s*(?:counts|tf-idf|shape|bigrams)){0,3})$/,
      wanted: "auto, or some of counts, tf-idf, shape and bigrams with commas between",
      default: "auto",
      placeholder: "NAME[,NAME]...",
      help: "What is known of a session as numbers: counts of templates, the same as tf-idf, its shape, pairs of templates that follow each other. auto is what the algorithm reads best.",
    },
    threshold: {
      type: "text",
      pattern:
        /^(?:auto|gap|robust|beyond|share:\d{1,2}(?:\.\d{1,4})?|contamination:\d{1,2}(?:\.\d{1,4})?|-?\d{1,9}(?:\.\d{1,9})?)$/,
      wanted:
        "auto, gap, robust, beyond, share:PERCENT, contamination:PERCENT or a score, such as share:3 for the strangest 3 percent",
      default: "auto",
      placeholder: "RULE|SCORE",
      help: "Where strange begins: gap is the widest gap between scores, robust 3.5 deviations above the median, beyond what is stranger than all that was learnt, share the strangest PERCENT. contamination is the same as share; a share that comes from labels is a leak, and results say so.",
    },
    span: {
      type: "text",
      pattern: /^\d{1,6}(?:\.\d{1,3})?\s*[smhd]$/i,
      wanted: "a duration such as 30s, 5m or 1h",
      default: "1m",
      placeholder: "DURATION",
      help: "Length of the windows with by=window.",
    },
    seed: {
      type: "integer",
      minimum: 0,
      maximum: 2_147_483_647,
      default: 1,
      help: "Of isolation-forest, the only one that draws at random. Equal seeds give equal results.",
    },
    into: {
      ...{ type: "text", ...nameOfModel, default: "", placeholder: "NAME", keyword: true },
      help: "What was learnt is kept under this name on this search head, for later searches with model=NAME.",
    },
    model: {
      ...{ type: "text", ...nameOfModel, default: "", placeholder: "NAME" },
      help: "Sessions are judged by what a search into NAME has learnt, not by themselves; rest-state goes on where that search was.",
    },
    prefix: prefixOption,
  },
  examples: [
    {
      search: 'index=hdfs | llamadetect by=block | where is_anomaly="true" | stats count by anomaly_reason',
      comment: "Blocks that went another way than nearly all, and why.",
    },
    {
      search: "index=shop | llamadetect by=request algorithm=isolation-forest threshold=share:1",
      comment: "The strangest percent of all requests.",
    },
    {
      search:
        "index=shop earliest=-7d@d latest=@d | llamadetect by=request threshold=beyond into usual_requests",
      comment: "Learns what is usual; later searches judge by it with model=usual_requests.",
    },
  ],
  tags: ["anomaly", "outlier", "session", "isolation forest", "llama"],
  related: ["llamaanalyze", "anomalydetection", "anomalies"],
});

export type DetectCommandOptions = typeof declaration.options;
