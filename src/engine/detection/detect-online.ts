import { RestStates } from "./rest-states.ts";
import type { SessionTable } from "./sessions.ts";

/** What was said of each session in the end, when its events were judged as they came. */
export interface OnlineScores {
  /** By session: above 0 for those that are strange. */
  readonly scores: Float64Array;
  /** Verdicts that were taken back, because a session went on or others became like it. */
  readonly withdrawn: number;
}

/** Judges sessions by their rest states, one event after the other in order of time. */
export function detectOnline(table: SessionTable): OnlineScores {
  const scores = new Float64Array(table.keys.length);
  const numbers = new Map(table.keys.map((key, session) => [key, session]));
  const detector = new RestStates();
  let withdrawn = 0;
  const take = (verdicts: ReturnType<RestStates["add"]>): void => {
    for (const { session, isStrange, score } of verdicts) {
      if (!isStrange) withdrawn++;
      // A session that is stuck may be of a state that many rest in.
      scores[numbers.get(session) as number] = isStrange ? Math.max(score, Number.MIN_VALUE) : 0;
    }
  };
  const sessions = sessionOfEach(table);
  const order = Uint32Array.from(table.times.keys()).sort(
    (one, other) => (table.times[one] as number) - (table.times[other] as number) || one - other,
  );
  for (const event of order)
    take(
      detector.add(
        table.times[event] as number,
        table.keys[sessions[event] as number] as string,
        table.templates[table.events[event] as number] as string,
      ),
    );
  take(detector.finish());
  return { scores, withdrawn };
}

function sessionOfEach({ keys, starts, events }: SessionTable): Uint32Array {
  const sessions = new Uint32Array(events.length);
  for (let session = 0; session < keys.length; session++)
    sessions.fill(session, starts[session], starts[session + 1]);
  return sessions;
}
