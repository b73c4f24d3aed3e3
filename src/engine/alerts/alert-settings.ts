/** `[alert]` of llama.conf. Durations are milliseconds. */
export interface AlertSettings {
  /** An incident that goes on is told again after this. */
  readonly repeatInterval: number;
  /** Not seen for this long, it has ended; see `resolveAfterOf`. */
  readonly resolveAfter: number;
  /** Beginning again within this, it continues the conversation of before. */
  readonly reopenWithin: number;
  /** Pages for one service within an hour; what is beyond comes as one digest. */
  readonly pagesPerHour: number;
  /** Slack's, where neither the CMDB nor the destination names one; empty for none. */
  readonly defaultChannel: string;
  /** Where the CMDB names nobody. */
  readonly defaultOwner: string;
}

const minute = 60_000;

export const defaultAlertSettings: AlertSettings = {
  repeatInterval: 240 * minute,
  resolveAfter: 30 * minute,
  reopenWithin: 1_440 * minute,
  pagesPerHour: 10,
  defaultChannel: "",
  defaultOwner: "",
};

/**
 * When an incident that is not seen any more has ended: a search that runs every hour must have missed it three times.
 *
 * @param period between two runs of the search, in milliseconds; undefined where it has no schedule
 */
export function resolveAfterOf({ resolveAfter }: AlertSettings, period: number | undefined): number {
  return Math.max(resolveAfter, 3 * (period ?? 0));
}
