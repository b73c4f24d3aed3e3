import * as z from "zod";
import { readTruth } from "../../engine/truth.ts";
import type { Splunkd } from "./splunkd.ts";
import type { CallLimits } from "./splunkd-call.ts";
import { SplunkdError } from "./splunkd-error.ts";

const savedSearchReply = z.object({
  entry: z
    .array(
      z.object({
        content: z.object({ cron_schedule: z.string().default(""), is_scheduled: z.unknown().optional() }),
      }),
    )
    .min(1),
});

/**
 * The cron schedule of a saved search; empty where it has none.
 *
 * @param uri as an alert action is told it, such as /servicesNS/nobody/search/saved/searches/name
 * @throws SplunkdError
 */
export async function cronScheduleOf(splunkd: Splunkd, uri: string, limits?: CallLimits): Promise<string> {
  if (!/^\/servicesNS\/[^/?#]+\/[^/?#]+\/saved\/searches\/[^/?#]+$/.test(uri)) {
    throw new SplunkdError(
      "refused",
      "The alert names its saved search in a way that is not known",
      "set resolve_after in [alert] of llama.conf to the longest time that the search needs for three runs",
    );
  }
  const reply = await splunkd.call({
    what: "reading the schedule of the saved search",
    method: "GET",
    path: uri,
    missing: {
      finding: "has no such saved search any more",
      fix: "set resolve_after in [alert] of llama.conf, if the search is scheduled elsewhere",
    },
    limits,
  });
  const content = reply.json(savedSearchReply).entry[0]?.content;
  // The cron line of a schedule that was switched off stays.
  return content === undefined || readTruth(String(content.is_scheduled)) === false
    ? ""
    : content.cron_schedule;
}
