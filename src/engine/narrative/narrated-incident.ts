import type { Incident, TimelineEntry } from "../correlation/incident.ts";
import { type Reason, severityRank } from "../verdict.ts";
import type { Claim } from "../verdicts/narrative.ts";
import type { Drop, GroundedNarrative } from "./grounding.ts";

/**
 * An incident in sentences. Where no model told of it, or nothing of what it told rests on the lines, the sentences are
 * the engine's own. Fingerprint, severity, origin and timeline are never the model's.
 */
export interface NarratedIncident extends Incident {
  /** What broke and who was hit, in order of time. `lines` are places in the timeline, from 1. */
  readonly summary: readonly Claim[];
  readonly cause: Claim;
  /** What to do, the most urgent first. */
  readonly steps: readonly Claim[];
  /** Sentences of the model that are not here, because they do not rest on the lines that they cite. */
  readonly dropped_claims: number;
  /** `llm` the model's, told in this run; `cached` told in an earlier one; `local` the engine's own. */
  readonly llama_status: "llm" | "cached" | "local";
  /** Why the sentences are the engine's own. */
  readonly llama_reason?: Reason;
  /** Empty where the sentences are the engine's own. */
  readonly llama_model: string;
  /** 0 to 100: how sure the model is of the cause; null where it did not say, or the cause is not the model's. */
  readonly llama_confidence: number | null;
}

/** What asking a model about the incidents of a search took. Tokens as the servers count them. */
export interface NarrationUsage {
  readonly calls: number;
  readonly tokens_in: number;
  readonly tokens_out: number;
  /** Sentences that are not shown, by reason. */
  readonly dropped: { readonly [Reason in Drop]?: number };
}

export const nothingAsked: NarrationUsage = { calls: 0, tokens_in: 0, tokens_out: 0, dropped: {} };

/** The incident in the engine's own sentences. @param dropped claims of a model of which none is left */
export function toldLocally(incident: Incident, reason: Reason, dropped = 0): NarratedIncident {
  return {
    ...incident,
    ...ownSentences(incident),
    ...{ dropped_claims: dropped, llama_status: "local", llama_reason: reason },
    ...{ llama_model: "", llama_confidence: null },
  };
}

/** The incident in a model's sentences; what it left out is the engine's own. */
export function toldByModel(
  incident: Incident,
  { summary, cause, steps, confidence, dropped }: GroundedNarrative,
  model: string,
  status: "llm" | "cached",
): NarratedIncident {
  const own = ownSentences(incident);
  return {
    ...incident,
    summary: summary.length > 0 ? summary : own.summary,
    cause: cause ?? own.cause,
    steps: steps.length > 0 ? steps : own.steps,
    dropped_claims: sumOf(dropped),
    ...{ llama_status: status, llama_model: model },
    llama_confidence: cause === undefined ? null : confidence,
  };
}

export function sumOf(counts: ReadonlyMap<unknown, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

function ownSentences({
  title,
  action,
  timeline,
}: Incident): Pick<NarratedIncident, "summary" | "cause" | "steps"> {
  const worst = placesOf(timeline).reduce<Place | undefined>(
    (one, other) => (one === undefined || isWorse(other.entry, one.entry) ? other : one),
    undefined,
  );
  const lines = worst === undefined ? [] : [worst.line];
  const advised = timeline.findIndex((entry) => entry.action === action);
  return {
    summary: [{ text: `${title}.`, lines }],
    cause: { text: worst?.entry.cause ?? title, lines },
    steps: [{ text: action, lines: advised < 0 ? lines : [advised + 1] }],
  };
}

interface Place {
  readonly entry: TimelineEntry;
  readonly line: number;
}

function placesOf(timeline: readonly TimelineEntry[]): Place[] {
  return timeline.map((entry, place) => ({ entry, line: place + 1 }));
}

/** Of what the origin shows, the worst; of the others only where it shows nothing. */
function isWorse(one: TimelineEntry, other: TimelineEntry): boolean {
  if (one.consequence !== other.consequence) return other.consequence;
  return severityRank(one.severity) < severityRank(other.severity);
}
