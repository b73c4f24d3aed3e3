import { LedgerError } from "../ledger/ledger.ts";
import type { ClaimsInHand } from "./claims-in-hand.ts";
import type { DeliverOptions } from "./deliver-options.ts";
import { noReason } from "./one-attempt.ts";
import { type DeliveryAttempt, recordAttempts } from "./record-attempts.ts";
import { TransactionDraft } from "./transaction-draft.ts";

/** Milliseconds that attempts under way get after a run is told to stop. */
const stopGrace = 3_000;
/** Milliseconds for one attempt to give claims back. */
const giveBackTimeout = 5_000;
const giveBackAttempts = 3;
const pause = 1_000;

/** Resolves when a run has to end: a grace period after `longest` milliseconds, or after it was told to stop. */
export async function lastMoment(
  longest: number,
  { sleep, signal }: Pick<DeliverOptions, "sleep" | "signal">,
  hasEnded: AbortSignal,
): Promise<void> {
  const isOver = new AbortController();
  const end = () => isOver.abort(noReason);
  for (const each of [signal, hasEnded]) each?.addEventListener("abort", end);
  if (signal?.aborted === true) end();
  await sleep(longest, isOver.signal);
  for (const each of [signal, hasEnded]) each?.removeEventListener("abort", end);
  await sleep(stopGrace, hasEnded);
}

export interface GivenBack {
  /** The attempts whose outcome is known. */
  readonly attempts: readonly DeliveryAttempt[];
  /** A sentence about the claims that were still in hand; undefined if there were none. */
  readonly problem: string | undefined;
}

/** Gives all claims in hand back to the ledger, attempted or not, at the end of a run. Takes bounded time. */
export async function giveBack(
  inHand: ClaimsInHand,
  { ledger, now, appVersion, sleep }: DeliverOptions,
  deadline: number,
): Promise<GivenBack> {
  const { untried, doubtful } = inHand.releaseAll();
  const { outcomes } = inHand;
  if (outcomes.length === 0) return { attempts: [], problem: undefined };
  const record = () =>
    ledger.transact((view) => {
      const draft = new TransactionDraft(view);
      const { attempts } = recordAttempts(draft, outcomes, { now: now(), appVersion, deadline });
      return { changes: draft.changes(), result: attempts };
    });
  let why = "";
  for (let again = 0; again < giveBackAttempts; again++) {
    if (again > 0) await sleep(pause);
    const isRecorded = new AbortController();
    const attempts = await Promise.race([record(), sleep(giveBackTimeout, isRecorded.signal)]).catch(
      (error: unknown) => {
        if (!(error instanceof LedgerError)) throw error;
        why = `${error.message} `;
      },
    );
    isRecorded.abort(noReason);
    if (Array.isArray(attempts)) return { attempts, problem: gaveBack(untried + doubtful, doubtful) };
  }
  const problem = `${why}${counted(outcomes.length)} could not be given back to the ledger: once this process has ended, the next run takes up what it left.`;
  return { attempts: [], problem };
}

function gaveBack(all: number, doubtful: number): string | undefined {
  if (all === 0) return undefined;
  const doubt = doubtful === 0 ? "" : `, ${doubtful} of them after a try whose outcome is not known`;
  return `Sending ended with ${counted(all)} in hand${doubt}: given back to the ledger, and sent by the next run.`;
}

function counted(messages: number): string {
  return messages === 1 ? "1 message" : `${messages} messages`;
}
