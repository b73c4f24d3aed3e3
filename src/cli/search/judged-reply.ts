import type { JudgedEvents } from "../../engine/correlation/judged-events.ts";
import type { JudgedUnit } from "../../engine/correlation/kind.ts";
import { type Judgement, type Severity, severities } from "../../engine/verdict.ts";
import { toText } from "../../splunk/byte-string.ts";
import type { JoinedReply } from "./joined-reply.ts";

/**
 * Hands the verdicts of one reply to the search for incidents.
 *
 * @returns the unit of each event; undefined for one without a text
 */
export function observeReply(
  into: JudgedEvents,
  answers: JoinedReply,
  prefix: string,
): (JudgedUnit | undefined)[] {
  const place = (field: string): number => answers.place(prefix + field);
  const places = {
    severity: place("severity"),
    cause: place("root_cause"),
    action: place("recommended_action"),
    status: place("llama_status"),
    template: place("llama_template"),
    templateId: place("llama_template_id"),
  };
  return answers.events.map(({ raw, time, source }, event) => {
    const text = toText(raw);
    if (text.trim() === "") return undefined;
    const severity = answers.text(event, places.severity) as Severity;
    const templateId = answers.text(event, places.templateId);
    const status = answers.text(event, places.status);
    const isByModel = (status === "llm" || status === "cached") && severities.includes(severity);
    // The cause of a model has values of the row, the analyst's is the unit's own.
    const cause = isByModel || severity === "P5" ? "" : answers.text(event, places.cause);
    return into.add({
      ...{ text, time, host: "", source },
      unitKey: `${templateId} ${severity} ${isByModel} ${cause}`,
      judged: () => ({
        templateId,
        template: answers.text(event, places.template),
        // Without a model incidents are those of `llama-log incidents`, by the words of the lines alone.
        judgement: isByModel
          ? judgementOf(severity, answers.text(event, places.cause), answers.text(event, places.action))
          : undefined,
      }),
    });
  });
}

function judgementOf(severity: Severity, rootCause: string, recommendedAction: string): Judgement {
  return { anomalyDetected: severity !== "P5", severity, rootCause, recommendedAction, confidence: null };
}
