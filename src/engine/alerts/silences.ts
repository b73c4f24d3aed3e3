import type { Severity } from "../verdict.ts";
import { fitsGlob } from "./glob.ts";

/** Somebody wants to hear nothing of some incidents for a while. Times are epoch milliseconds. */
export interface Silence {
  readonly id: string;
  /** All that are given must fit; each may have `*` and `?`. With none of them it silences nothing. */
  readonly matchers: {
    readonly service?: string | undefined;
    readonly templateId?: string | undefined;
    readonly severity?: string | undefined;
  };
  readonly until: number;
  readonly author: string;
  readonly reason: string;
  readonly created: number;
}

/** What silences look at. */
export interface Silenceable {
  readonly service: string;
  readonly templateId: string;
  readonly severity: Severity;
}

/**
 * The first silence that holds for an incident. Until when it holds is all that is asked of the clock: one that was
 * just made must hold though the clock is set back behind its making.
 */
export function silenceOver(
  incident: Silenceable,
  silences: readonly Silence[],
  now: number,
): Silence | undefined {
  return silences.find(({ matchers, until }) => {
    const given = (["service", "templateId", "severity"] as const).filter(
      (each) => matchers[each] !== undefined,
    );
    return (
      now < until &&
      given.length > 0 &&
      given.every((each) => fitsGlob(matchers[each] as string, incident[each]))
    );
  });
}
