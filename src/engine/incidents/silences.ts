import type { Severity } from "../verdict.ts";
import { fitsGlob } from "./glob.ts";

/** Suppresses the notifications of matching incidents for a while. Times are epoch milliseconds. */
export interface Silence {
  readonly id: string;
  /**
   * All given patterns must fit; they may have `*` and `?`. A silence without patterns matches nothing, and neither does
   * one with a pattern that only a later app version knows: it would silence more than was meant.
   */
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

/** What silences match against. */
export interface Silenceable {
  readonly service: string;
  readonly templateId: string;
  readonly severity: Severity;
}

/**
 * The first active silence that matches an incident. Only `until` is compared with the clock, so that a new silence
 * still holds after the clock was set back to before its creation.
 */
export function matchingSilence(
  incident: Silenceable,
  silences: readonly Silence[],
  now: number,
): Silence | undefined {
  return silences.find(({ matchers, until }) => {
    const given = Object.entries<unknown>(matchers).filter(([, pattern]) => pattern !== undefined);
    return (
      now < until &&
      given.length > 0 &&
      given.every(([name, pattern]) => isMatcher(name) && fitsGlob(String(pattern), incident[name]))
    );
  });
}

function isMatcher(name: string): name is keyof Silenceable {
  return name === "service" || name === "templateId" || name === "severity";
}
