import type { Configuration } from "../../adapters/configuration/configuration.ts";
import { ConfigurationError } from "../../adapters/configuration/configuration-error.ts";
import type { ConfigurationPlaces } from "../../adapters/configuration/layers.ts";
import type { EndpointSettings } from "../../adapters/configuration/stanzas/endpoint.ts";
import { type QuotaSettings, quota } from "../../adapters/configuration/stanzas/quota.ts";
import { QuotaUsage } from "../../adapters/store/quota-usage.ts";
import { stateFolder } from "../../adapters/store/state-folder.ts";
import { Budget, type CallSize, type Limit, type Limits, type Usage } from "../../engine/asking/budget.ts";
import type { SearchInfo } from "../../splunk/search-command.ts";
import { UserError } from "../../splunk/user-error.ts";
import { openSession } from "../open-session.ts";
import { priceOf } from "./price.ts";

/** The limits in a search's options; 0 means no limit. */
export interface BudgetOptions {
  readonly max_calls: number;
  readonly max_tokens: number;
  readonly max_cost: number;
}

export interface BudgetContext {
  /** The stanza that is asked and its fallbacks. */
  readonly endpoints: readonly EndpointSettings[];
  readonly configuration: Configuration;
  readonly places: ConfigurationPlaces;
  readonly info: SearchInfo;
  readonly cancelled: AbortSignal;
  /** The search only plans, so usage is not recorded. */
  readonly plans?: boolean;
}

export interface OpenBudget {
  /** Undefined if there is no limit. */
  readonly budget: Budget | undefined;
  /** Sentences for the user of the search; more may be added later. */
  readonly problems: readonly string[];
}

const kinds = ["calls", "tokens", "cost"] as const;

/**
 * Opens the budget of a search from its own options and the rest of its user's quotas for today. Quotas do not count
 * outside Splunk, where the user is not authenticated.
 *
 * @throws UserError if `max_cost` is given and a stanza has no prices
 * @throws ConfigurationError for a quota that cannot be used
 */
export async function openBudget(options: BudgetOptions, context: BudgetContext): Promise<OpenBudget> {
  const { endpoints, places, info, plans = false } = context;
  const unpriced = endpoints.find((settings) => priceOf(settings, 0, 0) === undefined)?.name;
  if (options.max_cost > 0 && unpriced !== undefined) {
    throw new UserError(
      `The option max_cost cannot be kept, because [endpoint:${unpriced}] has no prices: write price_in and price_out there in llama.conf, or give max_tokens in its place.`,
    );
  }
  const user = typeof info.username === "string" ? info.username : "";
  const { quotas, problem } = await quotasFor(user, context);
  const costly = quotas.find(({ cost }) => cost !== undefined);
  if (costly !== undefined && unpriced !== undefined) {
    throw new ConfigurationError(
      `The cost of [quota:${costly.name}] cannot be kept, because [endpoint:${unpriced}] has no prices`,
      "write price_in and price_out there",
    );
  }
  const own = ownLimits(options);
  if (quotas.length === 0 && own.every(([, limit]) => limit === undefined)) {
    return { budget: undefined, problems: [] };
  }
  const usage =
    quotas.length === 0
      ? undefined
      : new QuotaUsage({ folder: stateFolder(places.environment), user, now: () => Date.now() });
  const budget = new Budget({
    limits: () => lowestOf([...own, ...(usage === undefined ? [] : quotaLimits(quotas, usage))]),
    costOf: (size, model) => costOf(endpoints, size, model),
    ...(plans ? {} : { onSpent: (spent) => usage?.note(spent) }),
  });
  return {
    budget,
    get problems() {
      return [problem, usage?.problem].filter((sentence) => sentence !== undefined);
    },
  };
}

type KindLimit = readonly [kind: keyof Usage, limit: Limit | undefined];

function ownLimits(options: BudgetOptions): KindLimit[] {
  return kinds.map((kind) => {
    const most = options[`max_${kind}`];
    if (most === 0) return [kind, undefined];
    const sentence = `The option max_${kind}=${most} allowed no more, and the riskiest units came first: raise it, or give the search fewer events.`;
    return [kind, { most, sentence }];
  });
}

function quotaLimits(quotas: readonly QuotaSettings[], usage: QuotaUsage): KindLimit[] {
  return quotas.flatMap((quota) =>
    kinds.map((kind): KindLimit => {
      const amount = quota[kind];
      if (amount === undefined) return [kind, undefined];
      const sentence = `The quota [quota:${quota.name}] of llama.conf allows each user ${kind} of ${amount} a day, and yours allow no more today: they begin anew at 00:00 UTC, or ask your administrator.`;
      return [kind, { most: usage.mostOf(kind, amount), sentence }];
    }),
  );
}

function lowestOf(all: readonly KindLimit[]): Limits {
  const lowest: { -readonly [Kind in keyof Limits]: Limits[Kind] } = {};
  for (const [kind, limit] of all) {
    if (limit !== undefined && limit.most < (lowest[kind]?.most ?? Number.POSITIVE_INFINITY))
      lowest[kind] = limit;
  }
  return lowest;
}

/** Cost by the prices of the stanza that answered. If several are possible, the most expensive one counts. */
function costOf(
  endpoints: readonly EndpointSettings[],
  { promptTokens, answerTokens }: CallSize,
  model: string | undefined | null,
): number {
  const candidates =
    model === null
      ? endpoints
      : model === undefined
        ? endpoints.slice(0, 1)
        : endpoints.filter((settings) => settings.model === model);
  const known = candidates.length > 0 ? candidates : endpoints;
  return Math.max(0, ...known.map((settings) => priceOf(settings, promptTokens, answerTokens) ?? 0));
}

/** The quotas of a user. If the user's roles are not known, the quotas of all roles count. */
async function quotasFor(
  user: string,
  { configuration, places, info, cancelled }: BudgetContext,
): Promise<{ quotas: readonly QuotaSettings[]; problem: string | undefined }> {
  const all = configuration.all(quota);
  if (user === "") return { quotas: [], problem: undefined };
  const named = all.filter(({ users }) => users.includes(user));
  const ofRoles = all.filter(({ roles }) => roles.length > 0);
  if (ofRoles.length === 0) return { quotas: named, problem: undefined };
  try {
    const session = await openSession(info, configuration, places.environment, cancelled);
    if (session === undefined) {
      const finding = "The search did not say where splunkd is";
      throw new ConfigurationError(finding, "name it in base_url of [splunkd] in llama.conf");
    }
    try {
      const { roles } = await session.user();
      const fitting = ofRoles.filter((each) => each.roles.some((role) => roles.includes(role)));
      return { quotas: [...named, ...fitting], problem: undefined };
    } finally {
      session.close();
    }
  } catch (error) {
    const known = error instanceof Error && ["SplunkdError", "ConfigurationError"].includes(error.name);
    if (!known) throw error;
    return {
      quotas: [...named, ...ofRoles],
      problem: `Your roles could not be asked for, so the quotas of all roles count. ${error.message}`,
    };
  }
}
