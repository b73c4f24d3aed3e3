import pLimit from "p-limit";
import { type Budget, BudgetSpent } from "../asking/budget.ts";
import { GivingUp } from "../asking/giving-up.ts";
import { EndpointError, reasonOfFault } from "../asking/model-endpoint.ts";
import type { RetryingClient } from "../asking/retrying-client.ts";
import type { Incident } from "../correlation/incident.ts";
import type { Masker } from "../masking/masker.ts";
import { type Reason, severityRank } from "../verdict.ts";
import type { Narrative } from "../verdicts/narrative.ts";
import { type Drop, Grounding } from "./grounding.ts";
import { type NarratedIncident, sumOf, toldByModel, toldLocally } from "./narrated-incident.ts";
import { type NarrativeMemory, unitsOf } from "./narrative-memory.ts";
import { narrativeCall } from "./narrative-prompt.ts";
import { readNarrative } from "./narrative-reader.ts";
import { mostLineBytes, type ShownIncident, shownIncident } from "./timeline-lines.ts";

export interface NarratorOptions {
  readonly client: RetryingClient;
  readonly masker: Pick<Masker, "redact">;
  /** The endpoint's own model. */
  readonly model: string;
  /** The most tries for an incident, the first included. */
  readonly maxAttempts: number;
  readonly budget: Budget | undefined;
  /** The most calls at once; one at a time where there is a budget. */
  readonly sideBySide: number;
  /** Undefined where nothing is to be remembered. */
  readonly memory: NarrativeMemory | undefined;
  /** Why nothing may be asked any more; undefined while the search goes on. */
  readonly ended: () => Reason | undefined;
}

/** More incidents than anybody reads at once: the others keep the engine's sentences. */
const mostNarrated = 20;

/** What came of asking about one incident. */
type Asked = { readonly narrative: Narrative; readonly model: string; readonly tokens: number } | Reason;

/**
 * Has a model tell of incidents, one call each, and keeps what rests on the lines. Never rejects: an incident that no
 * model told of comes back in the engine's own sentences, with the reason.
 */
export class Narrator {
  private readonly options: NarratorOptions;
  private readonly endpoint = new GivingUp();
  /** The first sentence about each kind of fault. */
  readonly faults = new Map<Reason, string>();
  /** Claims that were dropped, by reason. */
  readonly dropped = new Map<Drop, number>();

  constructor(options: NarratorOptions) {
    this.options = options;
  }

  /** @param incidents the heaviest first; they are asked about in this order */
  async tell(incidents: readonly Incident[]): Promise<NarratedIncident[]> {
    const { budget, sideBySide } = this.options;
    budget?.release();
    if (incidents.length > mostNarrated)
      this.recordFault(
        "budget_calls",
        `The model told of the ${mostNarrated} heaviest incidents; the others are in our own words.`,
      );
    // A budget is spent in the order of the incidents.
    const limit = pLimit(budget === undefined ? Math.max(1, sideBySide) : 1);
    return Promise.all(
      incidents.map((incident, place) =>
        place < mostNarrated ? limit(() => this.tellOne(incident)) : toldLocally(incident, "budget_calls"),
      ),
    );
  }

  private async tellOne(incident: Incident): Promise<NarratedIncident> {
    const { masker, memory, model } = this.options;
    const shown = shownIncident(incident, masker);
    const grounding = new Grounding(incident, shown);
    const key = memory?.keyOf(unitsOf(incident, shown));
    const known = key === undefined ? undefined : await memory?.recall(key);
    if (known !== undefined) {
      const told = this.checked(incident, grounding, known.narrative, known.model, "cached");
      // What no longer rests on the lines is asked for again.
      if (told.llama_status === "cached") return told;
    }
    const asked = await this.ask(incident, shown);
    if (typeof asked === "string") {
      if (key !== undefined) memory?.release(key);
      return toldLocally(incident, asked);
    }
    const told = this.checked(incident, grounding, asked.narrative, asked.model, "llm");
    if (key !== undefined) {
      if (asked.model === model && told.llama_status === "llm")
        memory?.remember(key, asked.narrative, { severity: incident.severity, tokens: asked.tokens, shown });
      else memory?.release(key);
    }
    return told;
  }

  private checked(
    incident: Incident,
    grounding: Grounding,
    narrative: Narrative,
    model: string,
    status: "llm" | "cached",
  ): NarratedIncident {
    const grounded = grounding.grounded(narrative);
    for (const [drop, count] of grounded.dropped)
      this.dropped.set(drop, (this.dropped.get(drop) ?? 0) + count);
    const { summary, cause, steps, dropped } = grounded;
    if (summary.length > 0 || cause !== undefined || steps.length > 0)
      return toldByModel(incident, grounded, model, status);
    this.recordFault(
      "bad_reply",
      "The model's account of an incident did not rest on its lines, so it is not shown.",
    );
    return toldLocally(incident, "bad_reply", sumOf(dropped));
  }

  /** Asks until a narrative comes, with fewer lines where they do not fit the model's context. */
  private async ask(incident: Incident, shown: ShownIncident): Promise<Asked> {
    let asking = shown;
    let room = mostLineBytes;
    for (let attempts = 0; ; ) {
      const stop = this.endpoint.reason ?? this.options.ended();
      if (stop !== undefined) return stop;
      const outcome = await this.askOnce(
        incident,
        asking,
        this.options.maxAttempts - attempts,
        () => attempts++,
      );
      if (typeof outcome !== "string") return outcome;
      if (outcome === "too_long" && asking.lines.length > 1) {
        room = Math.floor(room / 2);
        asking = shownIncident(incident, this.options.masker, room);
        continue;
      }
      if (outcome !== "bad_reply" || attempts >= this.options.maxAttempts) return outcome;
    }
  }

  private async askOnce(
    incident: Incident,
    shown: ShownIncident,
    attempts: number,
    onAttempt: () => void,
  ): Promise<Asked> {
    const { client, budget, model } = this.options;
    const call = narrativeCall(incident, shown);
    const bytes = Buffer.byteLength(call.userMessage("0".repeat(32)));
    const reservation = budget?.reserve(
      { promptTokens: Math.ceil(bytes / 2) + systemTokens(call.system), answerTokens: call.answerTokens },
      { risk: -severityRank(incident.severity), place: 0 },
    );
    const refusal = reservation?.hold();
    if (refusal !== undefined) {
      this.recordFault(refusal.reason, refusal.sentence);
      return refusal.reason;
    }
    try {
      const reply = await client.call(call, {
        ...{ attempts, onAttempt, reservation },
        mayRetry: () => this.endpoint.reason === undefined,
      });
      const { narrative, cut } = readNarrative(reply.content, reply.finishReason);
      if (narrative === undefined) {
        this.endpoint.heldNoVerdict(1);
        // Some models fill the form that holds them with blanks.
        if (cut) client.giveUpForm(reply.form);
        this.recordFault(
          "bad_reply",
          "Some replies of the model held no account of the incident that can be read.",
        );
        return "bad_reply";
      }
      this.endpoint.succeeded();
      return { narrative, model: reply.model ?? model, tokens: reply.promptTokens + reply.answerTokens };
    } catch (error) {
      return this.afterFault(error);
    }
  }

  private afterFault(error: unknown): Reason {
    const fault = error instanceof EndpointError ? error.fault : "refused";
    const spent = error instanceof BudgetSpent ? "budget_calls" : undefined;
    const reason = this.options.ended() ?? spent ?? reasonOfFault[fault];
    this.recordFault(
      reason,
      error instanceof EndpointError ? error.message : "The model could not be asked.",
    );
    if (fault === "too_long" || spent !== undefined || this.options.ended() !== undefined) return reason;
    this.endpoint.failedForGood(fault === "refused" && spent === undefined, reason);
    return reason;
  }

  private recordFault(reason: Reason, sentence: string): void {
    if (!this.faults.has(reason)) this.faults.set(reason, sentence);
  }
}

/** English prose has about four bytes in a token. */
function systemTokens(system: string): number {
  return Math.ceil(Buffer.byteLength(system) / 4);
}
