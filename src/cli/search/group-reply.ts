import type { JudgedUnit } from "../../engine/correlation/kind.ts";
import type { TriageGroups } from "../../engine/triage-groups.ts";
import { type Severity, severities } from "../../engine/verdict.ts";
import { toText } from "../../splunk/byte-string.ts";
import type { JoinedReply } from "./joined-reply.ts";
import type { SurroundingLines } from "./surrounding-lines.ts";

/**
 * Groups the verdicts of one reply by kind.
 *
 * @param prefix the prefix of the field names
 * @param units of the events, where incidents are looked for
 * @param namesFiles several files are read, so it matters which one an event stands in
 */
export function groupReply(
  groups: TriageGroups,
  answers: JoinedReply,
  prefix: string,
  surrounding: SurroundingLines,
  units: readonly (JudgedUnit | undefined)[] = [],
  namesFiles = false,
): void {
  const severityPlace = answers.place(`${prefix}severity`);
  const causePlace = answers.place(`${prefix}root_cause`);
  const actionPlace = answers.place(`${prefix}recommended_action`);
  const confidencePlace = answers.place(`${prefix}llama_confidence`);
  const templatePlace = answers.place(`${prefix}llama_template_id`);
  const { events } = answers;
  surrounding.begin(events);
  for (const [event, { raw, time, source }] of events.entries()) {
    const severity = answers.text(event, severityPlace) as Severity;
    groups.add(severities.includes(severity) ? severity : undefined, () => ({
      line: toText(raw),
      time,
      file: namesFiles ? source : "",
      cause: answers.text(event, causePlace),
      action: () => answers.text(event, actionPlace),
      confidence: confidenceOf(answers.text(event, confidencePlace)),
      templateId: answers.text(event, templatePlace),
      unit: units[event],
      around: () => surrounding.around(events, event),
    }));
  }
  surrounding.end(events);
}

/** A model that gave no confidence is no less sure than others. */
function confidenceOf(text: string): number {
  return text === "" ? Number.NaN : Number(text);
}
