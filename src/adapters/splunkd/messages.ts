import { quoted } from "../configuration/configuration-error.ts";
import { needs } from "./needs.ts";
import { pathSegment } from "./path-segment.ts";
import type { Splunkd } from "./splunkd.ts";
import type { CallLimits } from "./splunkd-call.ts";
import { isSplunkdError } from "./splunkd-error.ts";

/** What Splunk Web shows to all under "Messages". */
export interface BulletinMessage {
  /** One message of a name is shown. */
  readonly name: string;
  readonly text: string;
  readonly severity: "info" | "warn" | "error";
}

/** @throws SplunkdError, `forbidden` for users without edit_messages */
export async function postMessage(
  splunkd: Splunkd,
  message: BulletinMessage,
  limits?: CallLimits,
): Promise<void> {
  const { name, text, severity } = message;
  await splunkd.call({
    what: `posting the message ${quoted(name)}`,
    method: "POST",
    path: "/services/messages",
    form: { name, value: text, severity },
    need: needs.editMessages,
    limits,
  });
}

/** @returns whether there was one */
export async function deleteMessage(splunkd: Splunkd, name: string, limits?: CallLimits): Promise<boolean> {
  try {
    await splunkd.call({
      what: `deleting the message ${quoted(name)}`,
      method: "DELETE",
      path: `/services/messages/${pathSegment(name, "name of a message")}`,
      need: needs.editMessages,
      limits,
    });
    return true;
  } catch (error) {
    if (isSplunkdError(error) && error.kind === "not_found") return false;
    throw error;
  }
}
