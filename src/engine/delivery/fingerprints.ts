import { breakerKey } from "./breaker.ts";
import type { DueClaims } from "./claim-due.ts";
import { noReason, type Sleep } from "./one-attempt.ts";

/** Reads the fingerprints of targets in the background, so that a slow password store does not delay other targets. */
export class Fingerprints {
  /** By breaker. */
  readonly known = new Map<string, string>();
  private readonly asked = new Set<string>();
  private readonly missing = new Set<string>();
  private asking = 0;
  private readonly sleep: Sleep;
  private readonly deadline: number;
  private readonly onAnswer: () => void;

  /** @param deadline milliseconds to wait for each fingerprint */
  constructor(sleep: Sleep, deadline: number, onAnswer: () => void) {
    this.sleep = sleep;
    this.deadline = deadline;
    this.onAnswer = onAnswer;
  }

  get isAsking(): boolean {
    return this.asking > 0;
  }

  /** A sentence about the targets that did not answer; undefined if all did. */
  get problem(): string | undefined {
    if (this.missing.size === 0) return undefined;
    const names = [...this.missing].map((name) => `[destination:${name}]`).join(", ");
    return `The secret of ${names} could not be had in time: what waits for it is left to the next run.`;
  }

  /** Asks for each target once. */
  ask(targets: DueClaims["askFingerprint"]): void {
    for (const target of targets) {
      const key = breakerKey(target.destination.name, target.target);
      if (this.asked.has(key)) continue;
      this.asked.add(key);
      this.asking++;
      void this.answerOf(target).then((fingerprint) => {
        this.asking--;
        if (fingerprint === undefined) this.missing.add(target.destination.name);
        else this.known.set(key, fingerprint);
        this.onAnswer();
      });
    }
  }

  private async answerOf({
    destination,
    target,
  }: DueClaims["askFingerprint"][number]): Promise<string | undefined> {
    const answered = new AbortController();
    const answer = await Promise.race([
      destination.fingerprint(target).catch(() => "unknown"),
      this.sleep(this.deadline, answered.signal).then(() => undefined),
    ]);
    answered.abort(noReason);
    return answer;
  }
}
