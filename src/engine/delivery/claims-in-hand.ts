import type { Claim } from "./claim-due.ts";
import type { Attempted } from "./record-attempts.ts";

/**
 * The claims of one run, from planning until their outcome is in the ledger. A claim leaves only that way, so no claim
 * is ever left without an owner.
 */
export class ClaimsInHand {
  /** Claims of a transaction that may or may not be in the ledger. */
  private planned: readonly Claim[] = [];
  /** Claims that wait for their turn or are being sent, by key, and whether the attempt has begun. */
  private readonly sending = new Map<string, { readonly claim: Claim; begun: boolean }>();
  /** Attempts that are not recorded yet. */
  private unrecorded: Attempted[] = [];

  /** Claims that wait for their turn or are being sent. */
  get sendingCount(): number {
    return this.sending.size;
  }

  /** Claims whose outcome is not in the ledger yet. */
  get size(): number {
    return this.sending.size + this.unrecorded.length;
  }

  /** No claim has been attempted, and none is being sent. */
  get isUntried(): boolean {
    return this.sending.size === 0 && this.unrecorded.every(({ outcome }) => outcome.outcome === "released");
  }

  /** The outcomes to record in the next transaction. */
  get outcomes(): readonly Attempted[] {
    return this.unrecorded;
  }

  /** The keys in hand, except those that are being recorded. */
  keys(recording: readonly Attempted[]): ReadonlySet<string> {
    const late = this.unrecorded.filter((attempted) => !recording.includes(attempted));
    return new Set([...this.sending.keys(), ...late.map(({ claim }) => claim.delivery.key)]);
  }

  plan(claims: readonly Claim[]): void {
    this.planned = claims;
  }

  /** The transaction is in the ledger. @returns the claims that it made */
  committed(recorded: readonly Attempted[]): readonly Claim[] {
    const claims = this.planned;
    this.planned = [];
    this.unrecorded = this.unrecorded.filter((attempted) => !recorded.includes(attempted));
    for (const claim of claims) this.sending.set(claim.delivery.key, { claim, begun: false });
    return claims;
  }

  /** The ledger reported that the transaction failed. In case it did not, the planned claims are given back. */
  failed(): void {
    this.unrecorded.push(...this.planned.map(released));
    this.planned = [];
  }

  /** @returns false if the claim was given back meanwhile and must not be attempted */
  begin({ delivery: { key } }: Claim): boolean {
    const entry = this.sending.get(key);
    if (entry !== undefined) entry.begun = true;
    return entry !== undefined;
  }

  finish(attempted: Attempted): void {
    if (this.sending.delete(attempted.claim.delivery.key)) this.unrecorded.push(attempted);
  }

  /** Stops waiting: every claim without an outcome is released or abandoned. @returns how many of each */
  releaseAll(): { readonly untried: number; readonly doubtful: number } {
    const doubtful = [...this.sending.values()].filter(({ begun }) => begun).length;
    const untried = this.sending.size - doubtful;
    for (const { claim, begun } of this.sending.values())
      this.unrecorded.push(begun ? abandoned(claim) : released(claim));
    this.sending.clear();
    this.failed();
    return { untried, doubtful };
  }
}

/** The outcome of a claim that was not attempted. */
export function released(claim: Claim): Attempted {
  return { claim, outcome: { outcome: "released" }, wasAbsent: false, milliseconds: 0 };
}

function abandoned(claim: Claim): Attempted {
  return { claim, outcome: { outcome: "abandoned" }, wasAbsent: false, milliseconds: 0 };
}
