import { rareRemark } from "./analyst/context.ts";
import type { JudgedUnit } from "./correlation/kind.ts";
import { GroupEvidence } from "./group-evidence.ts";
import { Reading } from "./reading/reading.ts";
import { isAsBadAs, type Severity, severityRank } from "./verdict.ts";

/** A line with its verdict, as a row holds them. */
export interface TriagedLine {
  readonly cause: string;
  /** Called only for the worst event of a group. */
  readonly action: () => string;
  /** 0 to 100. */
  readonly confidence: number;
  readonly templateId: string;
  /** Undefined where nobody looks for incidents. */
  readonly unit?: JudgedUnit | undefined;
  readonly line: string;
  /** Epoch seconds. */
  readonly time: number | undefined;
  /** Empty where only one is read. */
  readonly file: string;
  /** The lines about it in its source. Called only for the first event of a group. */
  readonly around: () => LinesAround;
}

/** A line of a source, and when it was written. */
export interface TimedLine {
  readonly text: string;
  /** Epoch seconds. */
  readonly time: number | undefined;
}

export interface LinesAround {
  /** In the order of the source. */
  readonly before: readonly TimedLine[];
  /** Filled later, where the next line has not been read yet. */
  readonly after: TimedLine[];
}

/** Events with one cause in one service. */
export interface TriageGroup {
  /** The severity of the worst event. Cause, action and example are of the same event. */
  severity: Severity;
  count: number;
  /** How many events of which units it has. */
  readonly units: Map<JudgedUnit, number>;
  readonly service: string;
  example: string;
  cause: string;
  action: string;
  readonly evidence: GroupEvidence;
  /** Undefined where a known failure or a model says the cause: the lines about it say more than an unknown cause. */
  readonly around: (LinesAround & { readonly line: TimedLine }) | undefined;
}

/** When this many groups exist, events of new groups are only counted. */
const mostGroups = 5000;
/** An example is shown on one line, so its beginning is enough. */
const longestExample = 2000;
/**
 * Up to this confidence a verdict rests on a level word or on rarity alone, and its cause says no more. Different
 * messages with such a cause belong to different groups.
 */
const lowConfidence = 45;
/** A change of rate makes a verdict surer, but its cause no better known. */
const unknownConfidence = 60;
/** A known failure's cause begins with the words that show it. */
const namesFailure = /^"/;

/** Groups the anomalies of a search by cause and service, and counts severities. */
export class TriageGroups {
  readonly severityCounts: Record<Severity, number> = { P0: 0, P1: 0, P2: 0, P3: 0, P4: 0, P5: 0 };
  /** Events without a verdict. */
  unjudged = 0;
  /** Anomalies that belong to no group, because there were too many. */
  overflow = 0;
  private readonly mildest: Severity | undefined;
  private readonly groups = new Map<string, TriageGroup>();
  private readonly kinds = new Map<string, string>();

  /** @param mildest milder events are counted only */
  constructor(mildest?: Severity) {
    this.mildest = mildest;
  }

  /**
   * Counts one event, and adds it to its group if it is an anomaly.
   *
   * @param severity undefined for an event without a verdict
   * @param read called only for an anomaly
   */
  add(severity: Severity | undefined, read: () => TriagedLine): void {
    if (severity === undefined) {
      this.unjudged += 1;
      return;
    }
    this.severityCounts[severity] += 1;
    if (severity === "P5" || !isAsBadAs(severity, this.mildest)) return;
    const { line, cause, action, confidence, templateId, unit, time, file, around } = read();
    const reading = new Reading(line.slice(0, longestExample));
    const { service } = reading;
    const isUnsure = confidence <= lowConfidence;
    const kind = isUnsure ? this.kindOf(templateId, reading) : "";
    const key = JSON.stringify([service, gistOf(cause), kind]);
    const isUnknown = confidence <= unknownConfidence && !namesFailure.test(cause);
    const linesAround = isUnknown
      ? () => ({ ...around(), line: { text: line.slice(0, longestExample), time } })
      : () => undefined;
    const group = this.count(key, severity, { service, cause, example: line, action, around: linesAround });
    if (group === undefined) return;
    group.evidence.add(reading, time, file);
    if (unit !== undefined) group.units.set(unit, (group.units.get(unit) ?? 0) + 1);
  }

  /** Worst first, then most frequent first, then in order of appearance. */
  sorted(): TriageGroup[] {
    return [...this.groups.values()].sort(
      (a, b) => severityRank(a.severity) - severityRank(b.severity) || b.count - a.count,
    );
  }

  /**
   * One kind for all events of a template, and for all templates whose messages have the same shape. The time before the
   * message may split events into templates, for instance one for each weekday.
   */
  private kindOf(templateId: string, reading: Reading): string {
    const known = this.kinds.get(templateId);
    if (known !== undefined) return known;
    const kind = shapeOf(reading.message);
    if (this.kinds.size < mostGroups) this.kinds.set(templateId, kind);
    return kind;
  }

  private count(
    key: string,
    severity: Severity,
    found: {
      service: string;
      cause: string;
      example: string;
      action: () => string;
      around: () => TriageGroup["around"];
    },
  ): TriageGroup | undefined {
    const group = this.groups.get(key);
    if (group === undefined) {
      if (this.groups.size >= mostGroups) {
        this.overflow += 1;
        return undefined;
      }
      const { service, cause } = found;
      const example = found.example.slice(0, longestExample);
      const around = found.around();
      const added = {
        ...{ severity, count: 1, units: new Map(), service, example, cause, action: found.action() },
        ...{ evidence: new GroupEvidence(), around },
      };
      this.groups.set(key, added);
      return added;
    }
    group.count += 1;
    group.cause = group.cause.replace(rareRemark, "It was new when it first came.");
    if (severityRank(severity) >= severityRank(group.severity)) return group;
    group.severity = severity;
    group.example = found.example.slice(0, longestExample);
    group.cause = found.cause;
    group.action = found.action();
    return group;
  }
}

/** Messages that differ only in tokens with digits have the same shape. */
function shapeOf(message: string): string {
  return message.replace(/\S*\d\S*/g, "<*>");
}

/**
 * A cause without the parts that change from event to event: the analyst's quotation before the colon, figures, and
 * everything after the first sentence.
 */
function gistOf(cause: string): string {
  const first = /^.*?[.!?](?=\s|$)/s.exec(cause)?.[0] ?? cause;
  return shapeOf(first.replace(/^"[^"]*": /, ""));
}
