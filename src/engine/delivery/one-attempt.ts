import type { Outcome } from "../ledger/delivery.ts";
import type { Reference } from "../ledger/target.ts";
import type { AttemptOutcome } from "./after-attempt.ts";
import type { Claim } from "./claim-due.ts";
import type { Message } from "./destination.ts";

/** Resolves after this many milliseconds, or as soon as the signal aborts. Never rejects. */
export type Sleep = (milliseconds: number, signal?: AbortSignal) => Promise<unknown>;

export interface AttemptOptions {
  readonly now: () => number;
  readonly sleep: Sleep;
  /** Milliseconds until the attempt times out. */
  readonly deadline: number;
  /** Aborts when the outcome is no longer needed. */
  readonly signal: AbortSignal;
}

export interface AttemptResult {
  readonly outcome: AttemptOutcome;
  /** The destination was asked for an earlier attempt and does not have it. */
  readonly wasAbsent: boolean;
}

/** Abort reason for cancelled waits: without a reason, each abort creates an error object. */
export const noReason = Symbol("no reason");
/** Milliseconds that a destination gets to react to its deadline. */
export const grace = 2_000;
/** Milliseconds after which the message says that it is late. */
const lateAfter = 60_000;
/** Milliseconds before the acceptance at which a lookup starts, because clocks differ and get set. */
const lookBackMargin = 2 * 3_600_000;
/** Attempts after which a message is sent again even if lookups give no answer: a duplicate is better than a loss. */
const mostLookupAttempts = 4;

const timedOut: Outcome = {
  outcome: "unknown",
  errorClass: "transient",
  finding: "The destination did not answer in time.",
};

/** Sends one claimed message, after looking whether an earlier attempt arrived if that is in doubt. Never rejects. */
export async function attemptOnce(
  claim: Claim,
  { now, sleep, deadline, signal }: AttemptOptions,
): Promise<AttemptResult> {
  const timeIsUp = new AbortController();
  const ended = new AbortController();
  const stop = () => {
    timeIsUp.abort();
    ended.abort(noReason);
  };
  signal.addEventListener("abort", stop);
  const message = messageOf(claim, now());
  const result = await Promise.race([
    attempt(claim, message, timeIsUp.signal),
    sleep(deadline, ended.signal)
      .then(() => {
        timeIsUp.abort();
        return sleep(grace, ended.signal);
      })
      .then((): AttemptResult => ({ outcome: timedOut, wasAbsent: false })),
  ]);
  signal.removeEventListener("abort", stop);
  ended.abort(noReason);
  return result;
}

function messageOf({ delivery, alert, late, earlier }: Claim, now: number): Message {
  const age = now - delivery.accepted;
  const { key, target, plain } = delivery;
  const delay = age >= lateAfter ? age : 0;
  if (late === undefined) return { key, alert, target, earlier, plain, delay };
  return { key, alert: late.alert, target, earlier, plain, delay, overSince: late.since };
}

async function attempt(claim: Claim, message: Message, signal: AbortSignal): Promise<AttemptResult> {
  let wasAbsent = false;
  try {
    const found = claim.mayHaveArrived ? await lookFor(claim, message, signal) : "absent";
    if (typeof found === "object") return { outcome: found, wasAbsent };
    wasAbsent = claim.mayHaveArrived && found === "absent" && claim.destination.onUnknown === "look";
    return { outcome: await claim.destination.send(message, signal), wasAbsent };
  } catch (error) {
    if (signal.aborted) return { outcome: timedOut, wasAbsent };
    const kind = error instanceof Error ? error.name : typeof error;
    return {
      outcome: { outcome: "crashed", finding: `The message could not be made (${kind}).` },
      wasAbsent,
    };
  }
}

/** The outcome of the earlier attempt, `absent`, or `send` if a lookup is impossible or failed too often. */
async function lookFor(
  { destination, delivery }: Claim,
  message: Message,
  signal: AbortSignal,
): Promise<Outcome | "absent" | "send"> {
  if (destination.onUnknown !== "look" || destination.look === undefined) return "send";
  const since = delivery.accepted - lookBackMargin;
  const found: Reference | "absent" | "cannot_tell" = await destination.look(message, since, signal);
  if (found === "absent") return "absent";
  if (found !== "cannot_tell") return { outcome: "delivered", status: undefined, reference: found };
  if (delivery.attempt > mostLookupAttempts) return "send";
  return {
    outcome: "unknown",
    errorClass: "transient",
    finding: "An earlier try may have arrived, and the destination cannot tell yet.",
  };
}
