import type { AuditIndex } from "../../engine/delivery/flush-audit.ts";
import type { AuditEvent } from "../../engine/ledger/audit-event.ts";
import { describedCode } from "../process/error-code.ts";
import { sendEvent } from "../splunkd/receivers.ts";
import type { Splunkd } from "../splunkd/splunkd.ts";
import type { CallLimits } from "../splunkd/splunkd-call.ts";
import { SplunkdError } from "../splunkd/splunkd-error.ts";

const index = "alert_failures";
const sourcetype = "llama_alert_failure";
const source = "llama_alert";
const stay = "events of the alert audit stay in the ledger and are sent with the next run";

/** The audit index in Splunk. One call sends a batch, and the sourcetype splits it into lines. */
export function splunkAuditIndex(splunkd: Splunkd, host: string, limits?: CallLimits): AuditIndex {
  return {
    write: async (events) => {
      try {
        const text = events.map(lineOf).join("\n");
        await sendEvent(splunkd, { text, index, source, sourcetype, host }, limits);
        return "written";
      } catch (error) {
        if (!(error instanceof SplunkdError)) {
          return { finding: `The index ${index} cannot be written to (${describedCode(error)}); ${stay}.` };
        }
        const { kind, message } = error;
        const isMissing = kind === "not_found" || kind === "refused";
        const hint = isMissing ? ` Look whether there is an index ${index}.` : "";
        return { finding: `${message} Until then ${stay}.${hint}` };
      }
    },
  };
}

/** Puts the time first, because Splunk looks for it there. */
function lineOf({ time, ...rest }: AuditEvent): string {
  return JSON.stringify({ time, ...rest });
}
