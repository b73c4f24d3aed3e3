/** The settings of `[alert]` in llama.conf, which declares their defaults. Durations are milliseconds. */
export interface AlertSettings {
  /** Recipients are notified again about an incident that goes on for this long. */
  readonly repeatInterval: number;
  /** The least time from an incident's last detection to its end; see `endsWith`. */
  readonly resolveAfter: number;
  /** An incident that begins again within this time continues its earlier conversation. */
  readonly reopenWithin: number;
  /** Most pages for one service in an hour; further ones come as one digest. */
  readonly pagesPerHour: number;
  /** Fields of a row that name its service; the first with a value counts. */
  readonly serviceFields: readonly string[];
  /** The Slack channel where neither the CMDB nor the destination names one; empty for none. */
  readonly defaultChannel: string;
  /** The owner of services without one in the CMDB. */
  readonly defaultOwner: string;
}
