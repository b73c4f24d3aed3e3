import { Cron } from "croner";

/** When a saved search runs. */
export interface Schedule {
  /** Splunk's cron_schedule: five fields with lists, ranges, steps and names. */
  readonly cron: string;
  /** IANA name of the schedule's time zone; undefined for the machine's. */
  readonly timeZone: string | undefined;
}

/** An incident is over after this many runs in a row that do not find it. */
const runs = 3;
/** The greatest useful step of each field. A greater step matches the first value only. */
const greatestSteps = [60, 24, 31, 12, 7];
/** Words name months and days. Splunk does not support `L`, `W`, `#`, `?` and `@daily` of other crons. */
const known = /^(?:[\d*,/-]|[a-z]{3})+$/i;

/**
 * The third run of a search after a time.
 *
 * When clocks go forward, a daily run in the skipped hour comes at the start of that hour; when clocks go back, it comes
 * once. For a search that runs several times a day, runs in the skipped hour are dropped and runs in the repeated hour
 * come twice.
 *
 * @param time epoch milliseconds
 * @returns undefined for an invalid schedule, or one without three more runs, such as every 30 February
 */
export function thirdRunAfter({ cron, timeZone }: Schedule, time: number): number | undefined {
  const fields = cron.trim().split(/\s+/);
  if (fields.length !== greatestSteps.length || !fields.every((field) => known.test(field))) return undefined;
  const line = fields.map((field, at) => withStepsUpTo(greatestSteps[at] as number, field)).join(" ");
  const [, , dayOfMonth = "", , dayOfWeek = ""] = fields;
  try {
    const schedule = new Cron(line, {
      mode: "5-part",
      ...(timeZone !== undefined && { timezone: timeZone }),
      // As in Vixie's cron, either day matches if both fields are given; a field that begins with * counts as not given.
      domAndDow: dayOfMonth.startsWith("*") || dayOfWeek.startsWith("*"),
      // 5/15 means 5-59/15.
      sloppyRanges: true,
      paused: true,
    });
    return schedule.nextRuns(runs, new Date(time))[runs - 1]?.getTime();
  } catch {
    return undefined;
  }
}

function withStepsUpTo(greatest: number, field: string): string {
  return field.replace(/\/(\d+)/g, (_, step) => `/${Math.min(Number(step), greatest)}`);
}
