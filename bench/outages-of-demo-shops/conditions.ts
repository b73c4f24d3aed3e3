import type { Problem } from "./model.ts";

/** What a service suffers from; all of it may be absent. */
export interface Condition {
  /** Work takes so many milliseconds longer. */
  readonly slower?: number;
  /** Each call of it and by it takes so many milliseconds longer. */
  readonly delay?: number;
  /** The share of calls of it and by it that lose packets. */
  readonly loss?: number;
  /** The process is gone, stands still, or takes only a tenth of the connections. */
  readonly state?: "down" | "hung" | "full";
  /** The share of its look-ups of names that fail. */
  readonly deaf?: number;
  /** The share of its calls that its own code spoils, and how: an error that it logs, one that it swallows, a wrong answer. */
  readonly code?: { readonly how: "logged" | "swallowed" | "wrong"; readonly share: number };
  /** One of its calls goes wrong whoever is called. */
  readonly config?: {
    readonly callee: string;
    readonly problem: Problem;
    readonly host?: string;
    readonly port?: number;
  };
}

export interface Spell {
  /** `*` is everybody. */
  readonly service: string;
  readonly from: number;
  readonly to: number;
  /** By the share of the spell that has gone. */
  readonly condition: (gone: number) => Condition;
}

/** What everybody suffers from at any time. */
export class Conditions {
  private readonly spells: readonly Spell[];

  constructor(spells: readonly Spell[]) {
    this.spells = spells;
  }

  of(service: string, at: number): Condition {
    let sum: Condition = {};
    for (const spell of this.spells)
      if ((spell.service === service || spell.service === "*") && at >= spell.from && at < spell.to)
        sum = { ...sum, ...spell.condition((at - spell.from) / (spell.to - spell.from)) };
    return sum;
  }
}
