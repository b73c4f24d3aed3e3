import type { Random } from "../random.ts";

/** How a call fails, as its caller sees it. */
export const failureModes = [
  "refused",
  "timeout",
  "unreachable",
  "reset",
  "unresolved",
  "certificate",
  "reply",
  "pool",
  "open",
  "slow",
] as const;
export type FailureMode = (typeof failureModes)[number];

/**
 * What programs print on one occasion. Words in braces are filled in: `{service}`, `{peer}` (its name in DNS), `{address}`,
 * `{port}`, `{resolver}`, `{reply}`, `{ms}`, `{seconds}`, `{path}`, `{id}`, `{size}`, `{waiting}`.
 */
export interface Wording {
  /** Texts that say who is to blame. */
  readonly named: readonly string[];
  /** Texts that do not. */
  readonly unnamed: readonly string[];
}

export type CallWordings = Readonly<Record<FailureMode, Wording>>;

/** One text of a wording, and whether it names anybody. */
export interface Variant {
  readonly text: string;
  readonly names: boolean;
}

/** @param naming the share of choices that name who is to blame, however many texts of either kind there are */
export function chooseVariant(wording: Wording, random: Random, naming: number): Variant {
  const names = random.chance(naming);
  return { text: random.pick(names ? wording.named : wording.unnamed), names };
}

/** A text with its values; what has no value stays, so that a test finds it. */
export function filled(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.includes("{")
    ? text.replace(/\{(\w+)\}/g, (whole, key: string) => (key in values ? String(values[key]) : whole))
    : text;
}
