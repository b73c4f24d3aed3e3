import type { Incident } from "../correlation/incident.ts";
import type { Severity } from "../verdict.ts";
import type { Narrative } from "../verdicts/narrative.ts";
import { awaitClaimed, divideWork, type Waiting } from "../verdicts/single-flight.ts";
import type { VerdictStore } from "../verdicts/verdict-store.ts";
import type { ShownIncident } from "./timeline-lines.ts";

/**
 * What an incident's narrative depends on: who shows what, in which order. Not how often and until when, because that
 * changes while an incident lasts: what a remembered narrative says of it is checked against the lines again.
 */
export function unitsOf({ origin }: Incident, { lines }: ShownIncident): string {
  return JSON.stringify([
    origin[0] ?? "",
    ...lines.map(({ id, entry: { service, template_id: template } }) => [id, service, template]),
  ]);
}

export interface NarrativeMemoryOptions extends Waiting {
  readonly store: VerdictStore;
  /** The key in the store of what a narrative depends on. */
  readonly keyOf: (units: string) => string;
  /** The endpoint's own model. */
  readonly model: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** Narratives that outlast a search, in the store of verdicts, and that concurrent searches ask for once. */
export class NarrativeMemory {
  private readonly options: NarrativeMemoryOptions;

  constructor(options: NarrativeMemoryOptions) {
    this.options = options;
  }

  get keyOf(): (units: string) => string {
    return this.options.keyOf;
  }

  /**
   * The remembered narrative. Waits for another process that is asking for it.
   *
   * @returns undefined where it has to be asked for; then `remember` or `release` follows
   */
  async recall(key: string): Promise<{ narrative: Narrative; model: string } | undefined> {
    const { store } = this.options;
    const { known, others } = await divideWork(store, [key]);
    let found = known.get(key);
    if (others.length > 0)
      for await (const { answered } of awaitClaimed(store, others, this.options)) found ??= answered.get(key);
    return found?.narrative && { narrative: found.narrative, model: found.model };
  }

  remember(
    key: string,
    narrative: Narrative,
    { severity, tokens, shown }: { severity: Severity; tokens: number; shown: ShownIncident },
  ): void {
    const { store, model, now } = this.options;
    const { cause, steps, confidence } = narrative;
    const [first] = shown.lines;
    store.put(key, {
      judgement: {
        ...{ anomalyDetected: true, severity, confidence },
        ...{ rootCause: cause?.text ?? "", recommendedAction: steps[0]?.text ?? "" },
      },
      ...{ flags: [], slots: [], model, time: now(), tokens, narrative },
      templateId: first?.entry.template_id ?? "",
    });
  }

  release(key: string): void {
    this.options.store.release([key]);
  }
}
