import { RestStates, type SavedRestStates, type SessionVerdict } from "./rest-states.ts";
import type { SessionTable } from "./sessions.ts";

/** What was said of each session in the end, when its events were judged as they came. */
export interface OnlineScores {
  /** By session: above 0 for those that are strange. */
  readonly scores: Float64Array;
  /** Keys of sessions whose verdict was taken back, because they went on or others became like them. */
  readonly withdrawn: readonly string[];
  /** As it was before the end: a later run goes on from there. */
  readonly states: SavedRestStates;
}

/**
 * Judges sessions by their rest states, one event after the other in order of time.
 *
 * @param saved of an earlier run, whose sessions may go on
 */
export function detectOnline(table: SessionTable, saved?: SavedRestStates): OnlineScores {
  const scores = new Float64Array(table.keys.length);
  const numbers = new Map(table.keys.map((key, session) => [key, session]));
  const withdrawn = new Set<string>();
  const detector = new RestStates({}, saved);
  const take = (verdicts: readonly SessionVerdict[]): void => {
    for (const { session, isStrange, score } of verdicts) {
      if (isStrange) withdrawn.delete(session);
      else withdrawn.add(session);
      const number = numbers.get(session);
      // A session that is stuck may be of a state that many rest in.
      if (number !== undefined) scores[number] = isStrange ? Math.max(score, Number.MIN_VALUE) : 0;
    }
  };
  // What was said in an earlier run holds until it is taken back.
  take(detector.strangeSessions());
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
  const states = detector.save();
  take(detector.finish());
  return { scores, withdrawn: [...withdrawn], states };
}

function sessionOfEach({ keys, starts, events }: SessionTable): Uint32Array {
  const sessions = new Uint32Array(events.length);
  for (let session = 0; session < keys.length; session++)
    sessions.fill(session, starts[session], starts[session + 1]);
  return sessions;
}
