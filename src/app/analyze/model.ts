import type { Judge } from "../../engine/asking/judge.ts";
import type { Authority } from "../../engine/asking/severity-floor.ts";
import type { PromptMasking } from "../../engine/masking/prompt-masking.ts";
import type { VerdictStore } from "../../engine/verdicts/verdict-store.ts";
import type { ClientOptions } from "./open-client.ts";
import type { SearchPlan } from "./plan-report.ts";

export interface ModelOptions extends ClientOptions {
  readonly llm_endpoint: string;
  readonly model_name: string;
  readonly batch_size: number;
  readonly mask: string;
  readonly mode: string;
  readonly cache_ttl: string;
  readonly into: string;
}

export interface OpenModel {
  readonly name: string;
  readonly endpoint: string;
  readonly judge: Judge;
  readonly masking: PromptMasking;
  /** The store's ignored entries, by reason, and its problems. */
  readonly store: Pick<VerdictStore, "ignored" | "problems"> | undefined;
  /** Stores the verdicts. Nothing may be asked afterwards. @returns a sentence if something could not be stored */
  close(): Promise<string | undefined>;
  /** The models that answered so far, with their stanzas. Fallbacks may be among them. */
  answeredBy(): readonly { readonly name: string; readonly endpoint: string }[];
  /** The cost of all answers so far by their stanzas' prices; undefined if one of them has no prices. */
  cost(): number | undefined;
  /** What the verdicts of a model may do, by its name. */
  authorityOf?(model: string): Authority;
  /** The plan, if the search runs with `mode=plan`. */
  plan?(): SearchPlan;
  /** Adds the figures of this run's calls to the model's calibration. @returns a sentence if that failed */
  saveCalibration?(): Promise<string | undefined>;
}

/** The result of opening a search's model. */
export interface ModelOpening {
  /** Undefined if no model is configured or it cannot be used. */
  readonly model: OpenModel | undefined;
  /** A sentence that says why the configured model cannot be used. */
  readonly problem: string | undefined;
  /** Sentences about llama.conf and the calls so far. */
  warnings(): readonly string[];
}
