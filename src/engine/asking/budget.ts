import type { Reason } from "../verdict.ts";
import { RiskMedian } from "./risk-median.ts";

/** What calls use. Tokens are those of prompt and answer; cost is in the currency of the prices. */
export interface Usage {
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
  /** A sentence for the user, shown when the limit keeps a unit from being asked. */
  readonly sentence: string;
}

/** A kind that is missing has no limit. */
export type Limits = { readonly [Kind in keyof Usage]?: Limit };

export interface BudgetOptions {
  /** Limits on the search's total usage. They are read each time, because other searches may use the same quota. */
  readonly limits: () => Limits;
  /** @param model the model that answered, if it is known and not the endpoint's own; null before a call */
  readonly costOf: (size: CallSize, model: string | undefined | null) => number;
  /** Called with the total usage after each call that began or ended. */
  readonly onSpent?: (spent: Usage) => void;
  /** The part of every limit that is held back for riskier units that come later, 0 to 1. */
  readonly heldBack?: number;
}

/** The priority of a batch: the least risk among its units, and the place of its first unit among all units. */
export interface Priority {
  readonly risk: number;
  readonly place: number;
}

export interface Refusal {
  readonly reason: Reason;
  readonly sentence: string;
  /** Calls in flight may use less than estimated, and then the budget suffices. */
  readonly isTemporary: boolean;
}

/** The budget refused a request. Its questions may be queued again. */
export class BudgetSpent extends Error {
  override readonly name = "BudgetSpent";
}

const kinds = ["calls", "tokens", "cost"] as const;
const reasonOf = { calls: "budget_calls", tokens: "budget_tokens", cost: "budget_cost" } as const;
const nothing: Usage = { calls: 0, tokens: 0, cost: 0 };

/**
 * Limits what a search spends. A call is admitted when past usage, the largest possible usage of the calls in flight
 * and its own largest possible usage stay within every limit. A part of each limit is held back: once the rest is used
 * up, it goes to later units that are riskier than the median so far, and with the search's last chunk to all units. A
 * refused caller does not wait here; it asks again or gives up.
 */
export class Budget {
  private readonly options: BudgetOptions;
  private readonly heldBack: number;
  private readonly risks = new RiskMedian();
  private readonly reservations = new Set<Reservation>();
  private total = nothing;
  /** Number of units when the part that is not held back was used up. */
  private exhaustedAt = Number.POSITIVE_INFINITY;
  private released = false;

  constructor(options: BudgetOptions) {
    this.options = options;
    this.heldBack = options.heldBack ?? 1 / 3;
  }

  get spent(): Usage {
    return this.total;
  }

  /** Registers a unit. @returns its place among all units */
  register(risk: number): number {
    return this.risks.add(risk);
  }

  /** No more units come: the part that was held back is free for the waiting ones. */
  release(): void {
    this.released = true;
  }

  /** A reservation for one batch: for one call at a time, however many attempts are made. */
  reserve(size: CallSize, priority: Priority): Reservation {
    return new Reservation(this, size, priority);
  }

  /** @internal */
  hold(reservation: Reservation): Refusal | undefined {
    const refusal = this.refusalOf(reservation);
    if (refusal === undefined) this.reservations.add(reservation);
    else if (!refusal.isTemporary) this.exhaustedAt = Math.min(this.exhaustedAt, this.risks.count);
    return refusal;
  }

  /** @internal */
  drop(reservation: Reservation): void {
    this.reservations.delete(reservation);
  }

  /** @internal */
  spend({ calls, tokens, cost }: Usage): void {
    const { spent } = this;
    this.total = {
      calls: spent.calls + calls,
      tokens: spent.tokens + tokens,
      cost: spent.cost + cost,
    };
    this.options.onSpent?.(this.total);
  }

  /** @internal */
  usageOf(size: CallSize, model: string | undefined | null): Usage {
    const tokens = size.promptTokens + size.answerTokens;
    return { calls: 1, tokens, cost: this.options.costOf(size, model) };
  }

  private refusalOf({ estimate, priority }: Reservation): Refusal | undefined {
    const limits = this.options.limits();
    let found: Refusal | undefined;
    for (const kind of kinds) {
      const limit = limits[kind];
      if (limit === undefined) continue;
      const underWay = [...this.reservations].reduce(
        (sum, reservation) => sum + reservation.outstanding[kind],
        0,
      );
      const needed = this.spent[kind] + estimate[kind];
      const allowed = this.mayUseHeldBack(priority)
        ? limit.most
        : limit.most - heldBackOf(kind, limit.most * this.heldBack);
      if (needed + underWay <= allowed) continue;
      // A call in flight stays one call, however little it uses.
      const isTemporary = kind !== "calls" && underWay > 0 && needed <= allowed;
      const refusal = { reason: reasonOf[kind], sentence: limit.sentence, isTemporary };
      if (!isTemporary) return refusal;
      found ??= refusal;
    }
    return found;
  }

  private mayUseHeldBack({ risk, place }: Priority): boolean {
    return this.released || (place > this.exhaustedAt && this.risks.isAbove(risk));
  }
}

/** Calls and tokens are whole numbers: nothing of a single call can be held back. */
function heldBackOf(kind: keyof Usage, amount: number): number {
  return kind === "cost" ? amount : Math.floor(amount);
}

/** One batch's part of a budget: held before its first call, then renewed for each attempt. */
export class Reservation {
  readonly priority: Priority;
  /** The largest usage of one call, as far as it can be estimated. */
  readonly estimate: Usage;
  private readonly budget: Budget;
  private readonly size: CallSize;
  private state: "idle" | "held" | "calling" = "idle";

  constructor(budget: Budget, size: CallSize, priority: Priority) {
    this.budget = budget;
    this.priority = priority;
    this.size = size;
    this.estimate = budget.usageOf(size, null);
  }

  /** What it may still use beyond what is counted as spent. */
  get outstanding(): Usage {
    if (this.state === "idle") return nothing;
    return this.state === "held" ? this.estimate : { ...this.estimate, calls: 0 };
  }

  /** Holds what one call may use. @returns the refusal, if the budget refuses */
  hold(): Refusal | undefined {
    const refusal = this.budget.hold(this);
    if (refusal === undefined) this.state = "held";
    return refusal;
  }

  /**
   * Counts the beginning of a call. A call that was still in flight has moved to another server: its usage stays
   * unknown and counts as estimated.
   *
   * @returns the refusal, if the budget refuses
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
   * Counts the end of a call.
   *
   * @param used what the call used; where it is missing or 0, the server did not say, and the estimate counts
   */
  end(used: CallSize = this.size, model?: string): void {
    if (this.state !== "calling") return;
    const { promptTokens, answerTokens } = this.size;
    const usage = {
      promptTokens: used.promptTokens || promptTokens,
      answerTokens: used.answerTokens || answerTokens,
    };
    this.close();
    this.budget.spend({ ...this.budget.usageOf(usage, model), calls: 0 });
  }

  /** Gives back what is held. A call in flight counts as having used nothing. */
  close(): void {
    this.state = "idle";
    this.budget.drop(this);
  }
}
