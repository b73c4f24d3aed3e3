import type { IncidentDocument } from "../../engine/incident-history/incident-document.ts";
import { sendEvent } from "../splunkd/receivers.ts";
import type { Splunkd } from "../splunkd/splunkd.ts";
import { SplunkdError } from "../splunkd/splunkd-error.ts";
import type { IncidentHistory } from "./kv-incidents.ts";

const index = "llama_runs";
const sourcetype = "llama_incident";
const source = "llamaincident";

/** The history of incidents: an event for each change of one. */
export function incidentIndex(splunkd: Splunkd, host: string): IncidentHistory {
  return {
    write: async (records) => {
      try {
        const text = records.map(lineOf).join("\n");
        await sendEvent(splunkd, { text, index, source, sourcetype, host });
        return undefined;
      } catch (error) {
        if (!(error instanceof SplunkdError)) throw error;
        return `The history of incidents lacks this run. ${error.message}`;
      }
    },
  };
}

/** Puts the time first, because Splunk looks for it there. */
function lineOf({ updated, ...rest }: IncidentDocument): string {
  const time = new Date(Number(updated) * 1000).toISOString();
  return JSON.stringify({ time, ...rest });
}
