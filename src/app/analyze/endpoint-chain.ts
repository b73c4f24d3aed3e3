import { ConfigurationError } from "../../adapters/configuration/configuration-error.ts";
import type { EndpointSettings } from "../../adapters/configuration/stanzas/endpoint.ts";
import { type ChainedEndpoint, Fallbacks, type StanzaTotals } from "../../adapters/model/fallbacks.ts";
import type { ModelServer } from "../../adapters/model/replica.ts";
import { Replicas } from "../../adapters/model/replicas.ts";
import { ProcessSlots } from "../../adapters/process/process-slots.ts";
import { EndpointError, type ModelEndpoint, notMeasured } from "../../engine/asking/model-endpoint.ts";
import type { Authority } from "../../engine/asking/severity-floor.ts";

import { priceOf } from "./price.ts";

/** A stanza that a search may ask. */
export interface ChainLink {
  readonly settings: EndpointSettings;
  /** Called before the first call of the stanza. @throws ConfigurationError */
  readonly apiKey: () => Promise<string | undefined>;
}

export interface ChainOptions {
  /** The app's state folder. */
  readonly folder: string;
  /** Whether the search is scheduled. */
  readonly scheduled: boolean;
}

/** The stanza that a search asks and its fallbacks, each with its servers. */
export class EndpointChain {
  /** The whole chain as one endpoint. */
  readonly endpoint: ModelEndpoint;
  private readonly settings: readonly EndpointSettings[];
  private readonly fallbacks: Fallbacks;
  private readonly slots: readonly ProcessSlots[];

  /** @param links at least one, in the order of asking */
  constructor(links: readonly ChainLink[], { folder, scheduled }: ChainOptions) {
    const now = (): number => performance.now();
    this.settings = links.map(({ settings }) => settings);
    const alone = links.length === 1;
    this.fallbacks = new Fallbacks(
      links.map((link, at) => lazyEndpoint(link, { alone, last: at === links.length - 1 })),
      now,
    );
    this.endpoint = this.fallbacks;
    this.slots = this.settings.map(
      ({ name: endpoint, hostConcurrency, scheduledShare }) =>
        new ProcessSlots({ folder, endpoint, hostConcurrency, scheduledShare, scheduled, now }),
    );
  }

  /** Concurrent calls that the stanza that answered last allows this process now. */
  get concurrency(): number {
    const { active } = this.fallbacks;
    const own = this.settings[active]?.concurrency ?? 1;
    return Math.min(own, this.slots[active]?.share() ?? own);
  }

  /** The stanzas that answered, in the order of the chain; the first if none did. */
  get answeredBy(): { readonly name: string; readonly endpoint: string }[] {
    return this.answering.map(({ settings: { model, name } }) => ({ name: model, endpoint: name }));
  }

  /** Cost of all answers by the prices of their stanzas; undefined if one of them has no prices. */
  get cost(): number | undefined {
    let sum = 0;
    for (const { settings, promptTokens, answerTokens } of this.answering) {
      const price = priceOf(settings, promptTokens, answerTokens);
      if (price === undefined) return undefined;
      sum += price;
    }
    return sum;
  }

  /** What the verdicts of a model may do, by its name. */
  authorityOf(model: string): Authority {
    const named = this.settings.find((each) => each.model === model) ?? this.settings[0];
    const authority = named?.authority ?? "lower";
    return authority === "none" ? "explain" : authority;
  }

  private get answering(): (StanzaTotals & { readonly settings: EndpointSettings })[] {
    const all = this.fallbacks.totals.map((each, at) => ({
      ...each,
      settings: this.settings[at] as EndpointSettings,
    }));
    const answered = all.filter(({ replies }) => replies > 0);
    return answered.length > 0 ? answered : all.slice(0, 1);
  }

  /** No call follows: other searches of this host may have its share. */
  release(): void {
    for (const each of this.slots) each.release();
  }

  /** Sentences for the user of the search. */
  get problems(): string[] {
    return this.slots.flatMap(({ problem }) => problem ?? []);
  }
}

/**
 * A stanza whose client is loaded with its first call. Loading takes longer than everything else here, and most searches
 * never need it.
 *
 * @param alone there is no fallback, so a single server is asked without a breaker
 * @param last no fallback comes after this stanza
 */
function lazyEndpoint(
  { settings, apiKey }: ChainLink,
  { alone, last }: { alone: boolean; last: boolean },
): ChainedEndpoint {
  let replicas: Replicas | undefined;
  let loading: Promise<ModelEndpoint> | undefined;
  const load = async (): Promise<ModelEndpoint> => {
    const servers = await serversOf(settings, apiKey);
    if (alone && servers.length === 1) return servers[0] as ModelServer;
    replicas = new Replicas({
      name: settings.name,
      servers,
      waits: last,
      random: Math.random,
      now: () => performance.now(),
    });
    return replicas;
  };
  return {
    model: settings.model,
    get isDown() {
      return replicas?.isDown ?? false;
    },
    async ask(request) {
      loading ??= load();
      return (await loading).ask(request);
    },
    async measure(signal, prompt) {
      loading ??= load();
      // The call that follows reports why the client cannot be created.
      const loaded = await loading.catch(() => undefined);
      return (await loaded?.measure?.(signal, prompt)) ?? notMeasured;
    },
  };
}

async function serversOf(settings: EndpointSettings, apiKey: ChainLink["apiKey"]): Promise<ModelServer[]> {
  const { createModelEndpoint } = await import("../../adapters/model/openai-endpoint.ts");
  try {
    const key = await apiKey();
    return settings.urls.map((url) => createModelEndpoint({ ...settings, url, apiKey: key }));
  } catch (error) {
    const known = error instanceof ConfigurationError;
    throw new EndpointError(
      "refused",
      known ? error.message : "The client for the model cannot be made.",
      undefined,
      true,
    );
  }
}
