import type { Reason } from "../verdict.ts";
import { RiskMedian } from "./risk-median.ts";

/** What calls take; tokens are those of the prompt and of the answer, cost is in the currency of the prices. */
export interface Amounts {
  readonly calls: number;
  readonly tokens: number;
  readonly cost: number;
}

/** What one call reads and writes, in tokens. */
export interface CallSize {
  readonly promptTokens: number;
  readonly answerTokens: number;
}

export interface Limit {
  readonly most: number;
  /** A sentence for the one who searched, once it keeps something from being asked. */
  readonly sentence: string;
}

/** What is missing has no limit. */
export type Limits = { readonly [Kind in keyof Amounts]?: Limit };

export interface BudgetOptions {
  /** On all spending of the search; others may spend from the same quota, so it is asked for each time. */
  readonly limits: () => Limits;
  /** @param model that gave the answer, where that is known and not the endpoint's own; null before a call */
  readonly costOf: (size: CallSize, model: string | undefined | null) => number;
  /** Told what was spent in all, after each call that began or ended. */
  readonly onSpent?: (spent: Amounts) => void;
  /** The part of every limit that is kept for riskier units that come later, 0 to 1. */
  readonly kept?: number;
}

/** Whose call it is: the least risk among its units, and the place of the first of them among all units. */
export interface Claim {
  readonly risk: number;
  readonly place: number;
}

export interface Refusal {
  readonly reason: Reason;
  readonly sentence: string;
  /** Calls under way may take less than they were reckoned at, and then there is enough. */
  readonly mayPass: boolean;
}

const kinds = ["calls", "tokens", "cost"] as const;
const reasonOf = { calls: "budget_calls", tokens: "budget_tokens", cost: "budget_cost" } as const;
const nothing: Amounts = { calls: 0, tokens: 0, cost: 0 };

/**
 * What a search may spend. A call is let through when what was spent, what the calls under way may take at most
 * and what it may take itself stay within every limit. A part of each limit is kept back: once the rest is used up,
 * it is there for units that come later and are riskier than the median so far; with the search's last chunk it is
 * there for all. Nobody waits in here: whoever is refused asks again or gives up.
 */
export class Budget {
  private readonly options: BudgetOptions;
  private readonly kept: number;
  private readonly risks = new RiskMedian();
  private readonly shares = new Set<Share>();
  private spentSoFar = nothing;
  /** Units met when the free part was used up. */
  private usedUpAt = Number.POSITIVE_INFINITY;
  private released = false;

  constructor(options: BudgetOptions) {
    this.options = options;
    this.kept = options.kept ?? 1 / 3;
  }

  get spent(): Amounts {
    return this.spentSoFar;
  }

  /** Takes note of a unit. @returns its place among all units */
  meet(risk: number): number {
    return this.risks.add(risk);
  }

  /** Nothing more comes: what was kept back is there for what waits. */
  release(): void {
    this.released = true;
  }

  /** The share of one batch: that of one call at a time, however often it is made. */
  share(size: CallSize, claim: Claim): Share {
    return new Share(this, size, claim);
  }

  /** @internal */
  hold(share: Share): Refusal | undefined {
    const refusal = this.refusalOf(share);
    if (refusal === undefined) this.shares.add(share);
    else if (!refusal.mayPass) this.usedUpAt = Math.min(this.usedUpAt, this.risks.count);
    return refusal;
  }

  /** @internal */
  drop(share: Share): void {
    this.shares.delete(share);
  }

  /** @internal */
  spend({ calls, tokens, cost }: Amounts): void {
    const { spent } = this;
    this.spentSoFar = {
      calls: spent.calls + calls,
      tokens: spent.tokens + tokens,
      cost: spent.cost + cost,
    };
    this.options.onSpent?.(this.spentSoFar);
  }

  /** @internal */
  amountsOf(size: CallSize, model: string | undefined | null): Amounts {
    const tokens = size.promptTokens + size.answerTokens;
    return { calls: 1, tokens, cost: this.options.costOf(size, model) };
  }

  private refusalOf({ reckoned, claim }: Share): Refusal | undefined {
    const limits = this.options.limits();
    let found: Refusal | undefined;
    for (const kind of kinds) {
      const limit = limits[kind];
      if (limit === undefined) continue;
      const underWay = [...this.shares].reduce((sum, share) => sum + share.open[kind], 0);
      const needed = this.spent[kind] + reckoned[kind];
      const allowed = this.mayTakeKept(claim)
        ? limit.most
        : limit.most - keptOf(kind, limit.most * this.kept);
      if (needed + underWay <= allowed) continue;
      // A call that began is a call, whatever it takes.
      const mayPass = kind !== "calls" && underWay > 0 && needed <= allowed;
      const refusal = { reason: reasonOf[kind], sentence: limit.sentence, mayPass };
      if (!mayPass) return refusal;
      found ??= refusal;
    }
    return found;
  }

  private mayTakeKept({ risk, place }: Claim): boolean {
    return this.released || (place > this.usedUpAt && this.risks.isAbove(risk));
  }
}

/** Calls and tokens come whole, and of one call nothing can be kept back. */
function keptOf(kind: keyof Amounts, amount: number): number {
  return kind === "cost" ? amount : Math.floor(amount);
}

/** What one batch takes of a budget: held before its first call, and then by each call that is made for it. */
export class Share {
  readonly claim: Claim;
  /** At most, as far as one can reckon. */
  readonly reckoned: Amounts;
  private readonly budget: Budget;
  private readonly size: CallSize;
  private state: "idle" | "held" | "calling" = "idle";

  constructor(budget: Budget, size: CallSize, claim: Claim) {
    this.budget = budget;
    this.claim = claim;
    this.size = size;
    this.reckoned = budget.amountsOf(size, null);
  }

  /** What it may still take beyond what was spent. */
  get open(): Amounts {
    if (this.state === "idle") return nothing;
    return this.state === "held" ? this.reckoned : { ...this.reckoned, calls: 0 };
  }

  /** Lays hold of what one call may take. @returns why it cannot */
  hold(): Refusal | undefined {
    const refusal = this.budget.hold(this);
    if (refusal === undefined) this.state = "held";
    return refusal;
  }

  /**
   * A call begins. One that was under way was handed over to another server, and nobody will tell what it took.
   *
   * @returns why it may not
   */
  begin(): Refusal | undefined {
    if (this.state === "calling") this.end();
    if (this.state === "idle") {
      const refusal = this.hold();
      if (refusal !== undefined) return refusal;
    }
    this.state = "calling";
    this.budget.spend({ ...nothing, calls: 1 });
    return undefined;
  }

  /**
   * The call is over.
   *
   * @param used what it took: left out, as much as was reckoned; a number of 0 was not told and counts as reckoned
   */
  end(used: CallSize = this.size, model?: string): void {
    if (this.state !== "calling") return;
    const { promptTokens, answerTokens } = this.size;
    const told = {
      promptTokens: used.promptTokens || promptTokens,
      answerTokens: used.answerTokens || answerTokens,
    };
    this.close();
    this.budget.spend({ ...this.budget.amountsOf(told, model), calls: 0 });
  }

  /** Gives back what is held; a call under way took nothing. */
  close(): void {
    this.state = "idle";
    this.budget.drop(this);
  }
}
