import { type Judgement, type Severity, severityRank, shiftSeverity } from "../verdict.ts";
import { type Level, levelOf } from "./level.ts";
import { type FoundRule, findRule } from "./rule-finder.ts";

/** What the embedded analyst says of a text by its words alone. */
export interface Assessment extends Judgement {
  /** The rule that decided, such as `connection-refused`, or `level-error`. */
  readonly rule: string;
  /** The part of a system it is about; `application` when only a level was found. */
  readonly component: string;
}

/** Words that say there is no fault, or no longer one. */
const reassuring =
  /(?<![\d.])\b(?:no|0|zero|without(?: any)?) (?:\w{1,20} )?(?:errors?|failures?|warnings?|exceptions?|problems?|timeouts?)\b|\b(?:errors?|err|failures?|failed|timeouts?|exceptions?)["']?\s?[=:]\s?["']?(?:0\b|null\b|none\b|nil\b|false\b|""|<nil>)|\b(?:recovered|reconnected|re-?established|succeeded (?:after|on)|back (?:online|to normal|in sync)|completed successfully)\b/i;
/** A bare "error" is as often a title or a path as a fault; it counts where something follows that it names. */
const failureWords =
  /(?<![\w/.-])(?:errors?(?=:| (?:while|when|in|on|at|code|during|from|occurred|reading|writing|opening)\b)|failed|failure|fatal|exception|cannot|can't|could not|couldn't|unable to|aborted|aborting|crashed|corrupt(?:ed)?|unexpected(?:ly)?|panic)(?![\w/])/i;

/** A line of a stack trace (Java, JavaScript, .NET, Python): it belongs to the line that began it. */
const stackFrame = /^\s*(?:at \S+ ?\(|at \S+:\d+|\.{3} \d+ (?:more|common frames)|File "[^"]*", line \d+)/;

const quietAdvice = "Nothing to do.";
const surroundingsAdvice =
  "Read the lines just before it from the same host and service, and check whether it began with a deploy or a change.";

/**
 * Judges a text by its words: known failures, and the level it was logged at. Pure and deterministic; it
 * knows nothing of the other events. For every unit it is the floor below which no verdict is talked down.
 *
 * @param text at most 8,000 code points
 */
export function assess(text: string): Assessment {
  const level = levelOf(text);
  const calm = level === "none" || level === "info" || level === "debug";
  if (calm && reassuring.test(text)) return byLevel(level, false);
  const found = findRule(text);
  if (found === undefined && stackFrame.test(text)) return { ...byLevel("none", false), rule: "stack-frame" };
  if (found === undefined) return byLevel(level, level === "none" && failureWords.test(text));
  return byRule(found, level);
}

function byRule({ rule, evidence }: FoundRule, level: Level): Assessment {
  const severity = rule.certain === true ? rule.severity : severityAtLevel(rule.severity, level);
  if (severity === "P5") return byLevel(level, false);
  const agreement =
    level === "error" || level === "fatal" ? 5 : level === "none" || level === "warning" ? 0 : -20;
  return {
    rule: rule.name,
    component: rule.component,
    anomalyDetected: true,
    severity,
    rootCause: `"${evidence}": ${rule.cause}.`,
    recommendedAction: rule.action,
    confidence: Math.max(10, Math.min(95, rule.confidence + agreement)),
  };
}

/** The level weighs in: a fatal line is worse, a warning milder, and an info line mostly talks about it. */
function severityAtLevel(severity: Severity, level: Level): Severity {
  switch (level) {
    case "fatal":
      return severityRank(severity) <= 1 ? severity : shiftSeverity(severity, -1);
    case "warning":
      return severity === "P4" ? severity : shiftSeverity(severity, 1);
    case "info":
    case "debug":
      return shiftSeverity(severity, 2);
    default:
      return severity;
  }
}

const levelFindings: Record<
  "fatal" | "error" | "warning",
  { severity: Severity; confidence: number; says: string }
> = {
  fatal: { severity: "P2", confidence: 45, says: "The program logged it as fatal or critical" },
  error: { severity: "P3", confidence: 40, says: "The program logged it as an error" },
  warning: { severity: "P4", confidence: 35, says: "The program logged it as a warning" },
};

function byLevel(level: Level, failing: boolean): Assessment {
  const base = { rule: `level-${level}`, component: "application" };
  if (level === "fatal" || level === "error" || level === "warning") {
    const { severity, confidence, says } = levelFindings[level];
    const rootCause = `${says}; its words match no known failure.`;
    return {
      ...base,
      anomalyDetected: true,
      severity,
      rootCause,
      recommendedAction: surroundingsAdvice,
      confidence,
    };
  }
  if (failing) {
    return {
      rule: "failure-words",
      component: "application",
      anomalyDetected: true,
      severity: "P4",
      rootCause: "It speaks of a failure but carries no level, and its words match no known failure.",
      recommendedAction: surroundingsAdvice,
      confidence: 25,
    };
  }
  return {
    ...base,
    anomalyDetected: false,
    severity: "P5",
    rootCause: "Nothing in the words of this event points to a fault.",
    recommendedAction: quietAdvice,
    confidence: level === "none" ? 50 : 65,
  };
}
