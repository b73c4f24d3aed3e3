import { assess } from "../../src/engine/analyst/assess.ts";
import type { Question } from "../../src/engine/asking/question.ts";
import type { PlaceholderSlot } from "../../src/engine/masking/slots.ts";
import { Reading } from "../../src/engine/reading/reading.ts";
import { examples } from "../engine/analyst/rules/rule-examples.ts";
import { labelledLines } from "./labelled-lines.ts";
import { verdictsInLanguages } from "./verdicts-in-languages.ts";

/** A verdict as a model writes it. */
export interface WireVerdict {
  readonly anomaly_detected: boolean;
  readonly severity: string;
  readonly root_cause: string;
  readonly recommended_action: string;
  readonly confidence: number;
}

export interface HonestVerdict {
  readonly question: Question;
  readonly verdict: WireVerdict;
}

/** Verdicts that say in their own words what a person saw in a line: hardly a word is the line's. */
export function inOwnWords(): HonestVerdict[] {
  return labelledLines().map(({ line, severity, why }) => ({
    question: { log: line, slots: [] },
    verdict: wire(severity, why.slice(0, 240), assess(new Reading(line)).recommendedAction),
  }));
}

/** Verdicts that name the evidence in their line, as our instructions ask. */
export function withEvidence(): HonestVerdict[] {
  return Object.values(examples).flatMap(({ decides }) => {
    const { severity, rootCause, recommendedAction } = assess(new Reading(decides));
    // The analyst's cause begins with the words that it found, unless they are of no use to a reader.
    if (!/^"[^"…]{8}/.test(rootCause)) return [];
    return [{ question: { log: decides, slots: [] }, verdict: wire(severity, rootCause, recommendedAction) }];
  });
}

/** Verdicts in a dozen languages, on lines in English and in theirs. */
export function inLanguages(): HonestVerdict[] {
  return verdictsInLanguages.map(({ log, cause, action }) => ({
    question: { log, slots: slotsIn(log) },
    verdict: wire("P2", cause, action),
  }));
}

function slotsIn(log: string): PlaceholderSlot[] {
  return [...log.matchAll(/<([A-Z]+:\d)>/g)].map(([, name = ""], nth) => ({
    name,
    place: { token: 0, nth },
  }));
}

function wire(severity: string, cause: string, action: string): WireVerdict {
  return {
    anomaly_detected: severity !== "P5",
    severity,
    root_cause: cause,
    recommended_action: action,
    confidence: 80,
  };
}
