import { serviceOf } from "../../engine/analyst/service.ts";
import { type Severity, severities, severityRank } from "../../engine/verdict.ts";
import { toText } from "../../splunk/byte-string.ts";
import type { Answers } from "./answers.ts";
import { messageOf, shapeOf } from "./message-of.ts";

/** Events that have one cause in one service. */
export interface TriageGroup {
  /** The worst of its events; cause, action and example are that one's. */
  severity: Severity;
  count: number;
  readonly service: string;
  example: string;
  cause: string;
  action: string;
}

/** Beyond this many kinds, new ones are only counted. */
const mostGroups = 5000;
/** An example is shown on one line, so its start is enough. */
const longestExample = 2000;
/**
 * A verdict this unsure rests on a level word or on rarity alone, and its cause says no more than that:
 * different messages with such a cause are different kinds.
 */
const unsureConfidence = 45;

/** Gathers the anomalies of a search into kinds, and counts its severities. */
export class TriageGroups {
  readonly severityCounts: Record<Severity, number> = { P0: 0, P1: 0, P2: 0, P3: 0, P4: 0, P5: 0 };
  /** Events with no verdict. */
  unjudged = 0;
  /** Anomalies of kinds that found no room. */
  overflow = 0;
  private readonly groups = new Map<string, TriageGroup>();
  private readonly kinds = new Map<string, string>();

  /** @param prefix goes before the field names */
  add(answers: Answers, prefix: string): void {
    const severityPlace = answers.place(`${prefix}severity`);
    const causePlace = answers.place(`${prefix}root_cause`);
    const actionPlace = answers.place(`${prefix}recommended_action`);
    const confidencePlace = answers.place(`${prefix}llama_confidence`);
    const templatePlace = answers.place(`${prefix}llama_template_id`);
    for (let event = 0; event < answers.events.length; event += 1) {
      const severity = answers.text(event, severityPlace) as Severity;
      if (!severities.includes(severity)) {
        this.unjudged += 1;
        continue;
      }
      this.severityCounts[severity] += 1;
      if (severity === "P5") continue;
      const line = toText(answers.events[event]?.raw ?? "");
      const service = serviceOf(line);
      const cause = answers.text(event, causePlace);
      const unsure = Number(answers.text(event, confidencePlace)) <= unsureConfidence;
      const kind = unsure ? this.kindOf(answers.text(event, templatePlace), line) : "";
      const key = JSON.stringify([service, gistOf(cause), kind]);
      this.count(key, severity, {
        service,
        cause,
        example: line,
        action: () => answers.text(event, actionPlace),
      });
    }
  }

  /** Worst first; among equals the most frequent first, then the one met first. */
  sorted(): TriageGroup[] {
    return [...this.groups.values()].sort(
      (a, b) => severityRank(a.severity) - severityRank(b.severity) || b.count - a.count,
    );
  }

  /**
   * One kind for all events of a template, and for all templates whose messages look alike: a template may
   * be of one weekday only, because of the time before the message.
   */
  private kindOf(templateId: string, line: string): string {
    const known = this.kinds.get(templateId);
    if (known !== undefined) return known;
    const kind = shapeOf(messageOf(line.slice(0, longestExample)));
    if (this.kinds.size < mostGroups) this.kinds.set(templateId, kind);
    return kind;
  }

  private count(
    key: string,
    severity: Severity,
    found: { service: string; cause: string; example: string; action: () => string },
  ): void {
    const group = this.groups.get(key);
    if (group === undefined) {
      if (this.groups.size >= mostGroups) {
        this.overflow += 1;
        return;
      }
      const { service, cause } = found;
      const example = found.example.slice(0, longestExample);
      this.groups.set(key, { severity, count: 1, service, example, cause, action: found.action() });
      return;
    }
    group.count += 1;
    if (severityRank(severity) >= severityRank(group.severity)) return;
    group.severity = severity;
    group.example = found.example.slice(0, longestExample);
    group.cause = found.cause;
    group.action = found.action();
  }
}

/**
 * A cause without what changes from event to event: the analyst's quotation before the colon, figures, and all
 * sentences but the first.
 */
function gistOf(cause: string): string {
  const first = /^.*?[.!?](?=\s|$)/s.exec(cause)?.[0] ?? cause;
  return shapeOf(first.replace(/^"[^"]*": /, ""));
}
