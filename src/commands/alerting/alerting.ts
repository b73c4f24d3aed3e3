/** All that has to do with alerts, as one bundle: programs load it once they know that they need it. */
// biome-ignore-all lint/performance/noBarrelFile: the entry of a bundle
export { ResultsCutError, readResults } from "../../splunk/alert-action/results-file.ts";
export { runAlert } from "./alert-run.ts";
export { openAlerting } from "./open-alerting.ts";
export { deliveries, planRetry, requeueById, runRetry, waitingDeliveries } from "./retry-run.ts";
export { sendTest } from "./send-test.ts";
export { changeSilences, newSilenceId, readSilences } from "./silence-book.ts";
