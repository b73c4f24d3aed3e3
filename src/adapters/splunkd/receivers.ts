import { quoted } from "../configuration/configuration-error.ts";
import { needs } from "./needs.ts";
import type { Splunkd } from "./splunkd.ts";
import type { CallLimits } from "./splunkd-call.ts";
import { SplunkdError } from "./splunkd-error.ts";

/** One event and where it goes. */
export interface RawEvent {
  /** Its text; the sourcetype says where lines break. */
  readonly text: string;
  readonly index: string;
  readonly source: string;
  readonly sourcetype: string;
  readonly host: string;
}

/**
 * Has splunkd index one event. It is not sent twice, because after `unreachable` or `timeout` it may have been indexed
 * all the same.
 *
 * @throws SplunkdError
 */
export async function sendEvent(splunkd: Splunkd, event: RawEvent, limits?: CallLimits): Promise<void> {
  const { text, index, source, sourcetype, host } = event;
  if (text.trim() === "") {
    throw new SplunkdError(
      "refused",
      "An event to be indexed wants a text, and it is empty",
      "send nothing then",
    );
  }
  await splunkd.call({
    what: `sending an event to the index ${quoted(index)}`,
    method: "POST",
    path: "/services/receivers/simple",
    query: { index, source, sourcetype, host },
    body: { type: "text/plain", text },
    need: needs.sendEvents,
    limits,
  });
}
