/** A sentence about an incident, and the places in its timeline, from 1, of the entries that it rests on. */
export interface Claim {
  readonly text: string;
  readonly lines: readonly number[];
}

/** What a model tells of an incident. Nothing of it is checked against the lines. */
export interface Narrative {
  readonly summary: readonly Claim[];
  readonly cause: Claim | undefined;
  readonly steps: readonly Claim[];
  /** 0 to 100; null when the model gave none that can be read. */
  readonly confidence: number | null;
}
