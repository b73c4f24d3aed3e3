import type { Message, Outcome, Reference } from "./destination.ts";
import type { Claim } from "./plan.ts";
import type { TryOutcome } from "./settle.ts";

/** Resolves after so many milliseconds, at once when the signal aborts. Never rejects. */
export type Sleep = (milliseconds: number, signal?: AbortSignal) => Promise<unknown>;

export interface TryOptions {
  readonly now: () => number;
  readonly sleep: Sleep;
  /** Milliseconds that the destination is given. */
  readonly deadline: number;
}

export interface TryResult {
  readonly outcome: TryOutcome;
  /** An earlier try was looked for and is not there. */
  readonly wasAbsent: boolean;
}

/** Of waits that are given up; without one, each abort makes an error. */
export const noReason = Symbol("no reason");
/** Milliseconds after its deadline for a destination to notice it. */
const grace = 2_000;
/** Later than that it is said to be late. Milliseconds. */
const late = 60_000;
/** How far back an earlier try is looked for before its acceptance: clocks differ, and are set. Milliseconds. */
const lookFurther = 2 * 3_600_000;
/** Tries after which it is sent though nobody can tell whether it is there: twice is better than never. */
const triesToTell = 4;

const isLost: Outcome = {
  outcome: "unknown",
  errorClass: "transient",
  finding: "The destination did not answer in time.",
};

/** Sends one claimed message, and looks first whether it is there already where that is in doubt. Never rejects. */
export async function tryOnce(claim: Claim, { now, sleep, deadline }: TryOptions): Promise<TryResult> {
  const timeIsUp = new AbortController();
  const ended = new AbortController();
  const message = messageOf(claim, now());
  const result = await Promise.race([
    attempt(claim, message, timeIsUp.signal),
    sleep(deadline, ended.signal)
      .then(() => {
        timeIsUp.abort();
        return sleep(grace, ended.signal);
      })
      .then((): TryResult => ({ outcome: isLost, wasAbsent: false })),
  ]);
  ended.abort(noReason);
  return result;
}

function messageOf({ delivery, alert, earlier }: Claim, now: number): Message {
  const age = now - delivery.accepted;
  const { key, target, plain } = delivery;
  return { key, alert, target, earlier, plain, delay: age >= late ? age : 0 };
}

async function attempt(claim: Claim, message: Message, signal: AbortSignal): Promise<TryResult> {
  let wasAbsent = false;
  try {
    const found = claim.mayBeThere ? await lookFor(claim, message, signal) : "absent";
    if (typeof found === "object") return { outcome: found, wasAbsent };
    wasAbsent = claim.mayBeThere && found === "absent" && claim.destination.onUnknown === "look";
    return { outcome: await claim.destination.send(message, signal), wasAbsent };
  } catch (error) {
    if (signal.aborted) return { outcome: isLost, wasAbsent };
    const kind = error instanceof Error ? error.name : typeof error;
    return {
      outcome: { outcome: "crashed", finding: `The message could not be made (${kind}).` },
      wasAbsent,
    };
  }
}

/** What came of the earlier try, `absent`, or `send` where sending again is all that is left. */
async function lookFor(
  { destination, delivery }: Claim,
  message: Message,
  signal: AbortSignal,
): Promise<Outcome | "absent" | "send"> {
  if (destination.onUnknown !== "look" || destination.look === undefined) return "send";
  const since = delivery.accepted - lookFurther;
  const found: Reference | "absent" | "cannot_tell" = await destination.look(message, since, signal);
  if (found === "absent") return "absent";
  if (found !== "cannot_tell") return { outcome: "delivered", status: undefined, reference: found };
  if (delivery.attempt > triesToTell) return "send";
  return {
    outcome: "unknown",
    errorClass: "transient",
    finding: "An earlier try may have arrived, and the destination cannot tell yet.",
  };
}
