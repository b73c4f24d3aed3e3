import type { EndpointSettings } from "../adapters/configuration/endpoint-settings.ts";
import { type ChainedEndpoint, Fallbacks, type Yield } from "../adapters/model/fallbacks.ts";
import type { ModelServer } from "../adapters/model/replica.ts";
import { Replicas } from "../adapters/model/replicas.ts";
import { ProcessSlots } from "../adapters/state/process-slots.ts";
import { EndpointError, type ModelEndpoint, notMeasured } from "../engine/asking/model-endpoint.ts";

import { priceOf } from "./price.ts";

/** A stanza that a search may come to ask. */
export interface ChainLink {
  readonly settings: EndpointSettings;
  /** Called when it is asked for the first time. @throws ConfigurationError */
  readonly apiKey: () => Promise<string | undefined>;
}

export interface ChainOptions {
  /** The app's state folder. */
  readonly folder: string;
  /** Whether the search is a scheduled one. */
  readonly scheduled: boolean;
}

/** The stanza that a search asks and its fallbacks, each with all its servers. */
export class EndpointChain {
  /** To be asked. */
  readonly endpoint: ModelEndpoint;
  private readonly settings: readonly EndpointSettings[];
  private readonly fallbacks: Fallbacks;
  private readonly slots: readonly ProcessSlots[];

  /** @param links at least one, in the order in which they are asked */
  constructor(links: readonly ChainLink[], { folder, scheduled }: ChainOptions) {
    const now = (): number => performance.now();
    this.settings = links.map(({ settings }) => settings);
    const alone = links.length === 1;
    this.fallbacks = new Fallbacks(
      links.map((link, at) => loadedLater(link, { alone, last: at === links.length - 1 })),
      now,
    );
    this.endpoint = this.fallbacks;
    this.slots = this.settings.map(
      ({ name: endpoint, hostConcurrency, scheduledShare }) =>
        new ProcessSlots({ folder, endpoint, hostConcurrency, scheduledShare, scheduled, now }),
    );
  }

  /** Calls that the endpoint asked last allows this process now. */
  get concurrency(): number {
    const { active } = this.fallbacks;
    const own = this.settings[active]?.concurrency ?? 1;
    return Math.min(own, this.slots[active]?.share() ?? own);
  }

  /** Stanzas that gave answers, in the order of the chain; the first where none did. */
  get answeredBy(): { readonly name: string; readonly endpoint: string }[] {
    return this.givers.map(({ settings: { model, name } }) => ({ name: model, endpoint: name }));
  }

  /** Cost of all answers by the prices of who gave them; undefined where one of those names none. */
  get cost(): number | undefined {
    let sum = 0;
    for (const { settings, promptTokens, answerTokens } of this.givers) {
      const price = priceOf(settings, promptTokens, answerTokens);
      if (price === undefined) return undefined;
      sum += price;
    }
    return sum;
  }

  private get givers(): (Yield & { readonly settings: EndpointSettings })[] {
    const all = this.fallbacks.yields.map((each, at) => ({
      ...each,
      settings: this.settings[at] as EndpointSettings,
    }));
    const gave = all.filter(({ replies }) => replies > 0);
    return gave.length > 0 ? gave : all.slice(0, 1);
  }

  /** Sentences for the one who searched. */
  get problems(): string[] {
    return this.slots.flatMap(({ problem }) => problem ?? []);
  }
}

/**
 * Loading the client takes longer than everything else here; most searches end without a need for it.
 *
 * @param alone there is no fallback: a single server then is asked whatever it did before, for nobody else can be
 * @param last no fallback comes after it
 */
function loadedLater(
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
      // Why the client cannot be made is said by the call that follows.
      const loaded = await loading.catch(() => undefined);
      return (await loaded?.measure?.(signal, prompt)) ?? notMeasured;
    },
  };
}

async function serversOf(settings: EndpointSettings, apiKey: ChainLink["apiKey"]): Promise<ModelServer[]> {
  const { createModelEndpoint } = await import("../adapters/model/openai-endpoint.ts");
  try {
    const key = await apiKey();
    return settings.urls.map((url) => createModelEndpoint({ ...settings, url, apiKey: key }));
  } catch (error) {
    // By name: the client's bundle has a class of its own.
    const known = error instanceof Error && error.name === "ConfigurationError";
    throw new EndpointError(
      "refused",
      known ? error.message : "The client for the model cannot be made.",
      undefined,
      true,
    );
  }
}
