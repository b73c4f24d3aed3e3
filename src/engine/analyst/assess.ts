import { type LevelReading, levelAt } from "../reading/level/level.ts";
import type { Level } from "../reading/level/level-words.ts";
import type { Reading } from "../reading/reading.ts";
import { type Judgement, type Severity, severityRank, shiftSeverity } from "../verdict.ts";
import { toldIn } from "./impact/clauses.ts";
import { impactOf } from "./impact/impact.ts";
import { impactTexts } from "./impact/impact-assessment.ts";
import type { Impact } from "./impact/stated-impact.ts";
import { saysLinkUp } from "./link-up.ts";
import { evidenceOf, type FoundRule, findRules, ownWordsOf, wordsOf } from "./rule-finder.ts";
import { applications } from "./rules/applications.ts";
import { isStateDump } from "./state-dump.ts";

/** The embedded analyst's judgement of a line by its words alone. */
export interface Assessment extends Judgement {
  /** 0 to 100. */
  readonly confidence: number;
  /** The rule that decided, such as `connection-refused`, or `level-error`. */
  readonly rule: string;
  /** Whether a known failure decided, and not only a level or a word. */
  readonly known: boolean;
  /** The part of the system, such as `network`; `application` when only a level was found. */
  readonly component: string;
}

/** Words that say that there is no fault, or that it is over. They outweigh failure words, but never a known failure. */
const reassuring =
  /(?<![\d.])\b(?:no|0|zero|without(?: any)?) (?:\w{1,20} )?(?:errors?|failures?|warnings?|exceptions?|problems?|timeouts?)\b|\b(?:errors?|err|failures?|failed|timeouts?|exceptions?)["']?\s?[=:]\s?["']?(?:0\b|null\b|none\b|nil\b|false\b|""|<nil>)|\b(?:recovered|reconnected|re-?established|succeeded (?:after|on)|back (?:online|to normal|in sync)|completed successfully)\b|\.{3} ?(?:done|ok)\b/i;
/** A bare "error" is as often a title or a path as a fault, so it counts only before certain words. */
const failureWords =
  /(?<![\w/.-])(?:errors?(?=:| (?:while|when|in|on|at|code|during|from|occurred|reading|writing|opening)\b)|failed|failure|fatal|exception|cannot|can't|could not|couldn't|unable to|aborted|aborting|crashed|corrupt(?:ed)?|unexpected(?:ly)?|panic)(?![\w/])/i;

/** No text matches without one of these. */
const wordsOfFailure = new Set(
  "error errors failed failure fatal exception cannot can could couldn unable aborted aborting crashed corrupt corrupted unexpected unexpectedly panic".split(
    " ",
  ),
);

/** A line of a stack trace (Java, JavaScript, .NET, Python). The trace's first line is the one to judge. */
const stackFrame = /^\s*(?:at \S+ ?\(|at \S+:\d+|\.{3} \d+ (?:more|common frames)|File "[^"]*", line \d+)/;

const adviceIfNormal = "Nothing to do.";
const adviceIfUnknown =
  "Read the lines just before it from the same host and service, and check whether it began with a deploy or a change.";

/**
 * Judges a line by its words: known failures, and the level at which it was logged. The function is pure and knows
 * nothing about other events. Its result is the floor of the model's verdict, so the worst of all failures in the text
 * decides: no words added to a text may make the result milder.
 *
 * @param line the whole event, however long
 */
export function assess(line: Reading): Assessment {
  const { plain, level: reading } = line;
  const words = wordsOf(plain);
  const found = findRules(plain, words);
  const worst = worstOf(found, reading);
  const { level } = reading;
  const isSevere = level === "fatal" || level === "error";
  if (worst === undefined && isSevere && isStateDump(line.message)) return stateDump;
  if (worst === undefined && isSevere && saysLinkUp(line.message)) return byLevel("info", false);
  if (found.length === 0 && stackFrame.test(plain)) return { ...byLevel("none", false), rule: "stack-frame" };
  const known = () => found.map((each) => ({ words: ownWordsOf(each), severity: each.rule.severity }));
  const impact = worst?.severity === "P0" ? undefined : impactOf(line, words, known);
  const atLeast = isLoggedAsFatal(line) && !opensWith(found, line) ? "P1" : severityOfLevel(level);
  if (worst !== undefined && !(worst.isNoise && isWorse(impact?.severity ?? "P5", worst.severity)))
    return byRule(worst, worseSeverity(worst.severity, impact?.severity, atLeast === "P1" ? "P1" : "P5"));
  if (impact !== undefined && isWorse(impact.severity, atLeast)) return byImpact(impact);
  if (atLeast === "P1") return { ...byLevel("fatal", false), severity: "P1" };
  const mayFail = level === "none" && found.length === 0 && words.some((word) => wordsOfFailure.has(word));
  return byLevel(level, mayFail && failureWords.test(plain) && !reassuring.test(plain));
}

/** PostgreSQL's FATAL ends one session, and what a tool begins with `fatal:` ends the tool. */
const endsOne = /^(?:FATAL: {2}|fatal: )/;
const firstGrave =
  /\b(?:FATAL|CRIT(?:ICAL)?|ALERT|EMERG(?:ENCY)?|PANIC|fatal|critical|crit|alert|emerg)\b(?:: {0,2})?/;

/** Whether the program or the system's log itself gave the line the gravest level, which nobody gives lightly. */
function isLoggedAsFatal({ plain, level: { own, priority } }: Reading): boolean {
  return (own === "fatal" || priority === "fatal") && !endsOne.test(firstGrave.exec(plain)?.[0] ?? "");
}

/** Characters of a message in which its own failure begins; what stands further behind may be somebody else's words. */
const longestOpening = 24;

/** Whether the message begins with a known failure, which then says better than the level how bad it is. */
function opensWith(found: readonly FoundRule[], line: Reading): boolean {
  const from = Math.max(0, line.plain.indexOf(toldIn(line)));
  return found.some(({ at }) => at < from + longestOpening);
}

/** The fault stands in the line before, where it is judged. */
const stateDump: Assessment = {
  rule: "state-dump",
  known: false,
  component: "application",
  anomalyDetected: true,
  severity: "P4",
  rootCause:
    "It shows registers or flags, as programs print them after a fault: the lines before it name the fault.",
  recommendedAction:
    "Read the line before the first of these rows, and keep the rows for the vendor or the developers.",
  confidence: 70,
};

interface WeighedRule {
  readonly found: FoundRule;
  /** The level that applies to the rule's words. */
  readonly level: Level;
  readonly severity: Severity;
}

interface WorstRule extends WeighedRule {
  /** Whether the rule with that severity is written as P4. */
  readonly isNoise: boolean;
}

/**
 * The worst severity of all rules at their levels, and the rule that names the cause: one of an application, if there is
 * one, since it says more than "connection refused". The first in the catalogue wins a tie.
 *
 * @returns undefined if none is a fault at its level
 */
function worstOf(found: readonly FoundRule[], reading: LevelReading): WorstRule | undefined {
  let worst: WeighedRule | undefined;
  let ofApplication: WeighedRule | undefined;
  for (const each of found) {
    const { certain, severity: written } = each.rule;
    const level = levelAt(reading, each.at);
    const severity = certain === true ? written : severityAtLevel(written, level);
    if (severity === "P5") continue;
    const weighed = { found: each, level, severity };
    worst = worseOf(worst, weighed);
    if (applications.has(each.rule.component)) ofApplication = worseOf(ofApplication, weighed);
  }
  if (worst === undefined) return undefined;
  const { severity, found: worstFound } = worst;
  return { ...(ofApplication ?? worst), severity, isNoise: worstFound.rule.severity === "P4" };
}

function worseOf(one: WeighedRule | undefined, other: WeighedRule): WeighedRule {
  return one === undefined || severityRank(other.severity) < severityRank(one.severity) ? other : one;
}

function byRule({ found: { rule, match }, level }: WeighedRule, severity: Severity): Assessment {
  const agreement =
    level === "error" || level === "fatal" ? 5 : level === "none" || level === "warning" ? 0 : -20;
  const evidence = evidenceOf(match);
  const cause =
    evidence === ""
      ? rule.cause.charAt(0).toUpperCase() + rule.cause.slice(1)
      : `"${evidence}": ${rule.cause}`;
  return {
    rule: rule.name,
    known: true,
    component: rule.component,
    anomalyDetected: true,
    severity,
    rootCause: `${cause}.`,
    recommendedAction: rule.action,
    confidence: Math.max(10, Math.min(95, rule.confidence + agreement)),
  };
}

function byImpact(impact: Impact): Assessment {
  const { rootCause, ...texts } = impactTexts(impact);
  return {
    rule: `impact-${impact.kind}`,
    known: false,
    anomalyDetected: true,
    severity: impact.severity,
    confidence: 62,
    ...texts,
    rootCause: `${rootCause}.`,
  };
}

/** The rule names the cause, and what is hit may be worse than the rule's failure is elsewhere. */
function worseSeverity(...severities: readonly (Severity | undefined)[]): Severity {
  return severities.reduce<Severity>((one, other = "P5") => (isWorse(other, one) ? other : one), "P5");
}

function isWorse(one: Severity, other: Severity): boolean {
  return severityRank(one) < severityRank(other);
}

/** The severity of a line of which only the level is known. */
function severityOfLevel(level: Level): Severity {
  return level === "fatal" || level === "error" || level === "warning" ? levelFindings[level].severity : "P5";
}

/** Adjusts a failure by its level: a fatal line is worse, a warning is milder, and an info line mostly mentions failures. */
function severityAtLevel(severity: Severity, level: Level): Severity {
  switch (level) {
    case "fatal":
      return severityRank(severity) <= 1 ? severity : shiftSeverity(severity, -1);
    case "warning":
      return severity === "P2" || severity === "P3" ? shiftSeverity(severity, 1) : severity;
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
  const base = { rule: `level-${level}`, known: false, component: "application" };
  if (level === "fatal" || level === "error" || level === "warning") {
    const { severity, confidence, says } = levelFindings[level];
    const rootCause = `${says}; its words match no known failure.`;
    return {
      ...base,
      anomalyDetected: true,
      severity,
      rootCause,
      recommendedAction: adviceIfUnknown,
      confidence,
    };
  }
  if (failing) {
    return {
      rule: "failure-words",
      known: false,
      component: "application",
      anomalyDetected: true,
      severity: "P4",
      rootCause: "It speaks of a failure but carries no level, and its words match no known failure.",
      recommendedAction: adviceIfUnknown,
      confidence: 25,
    };
  }
  return {
    ...base,
    anomalyDetected: false,
    severity: "P5",
    rootCause: "Nothing in the words of this event points to a fault.",
    recommendedAction: adviceIfNormal,
    confidence: level === "none" ? 50 : 65,
  };
}
