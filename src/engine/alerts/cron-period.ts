const minute = 60_000;
const day = 1_440;
/** Longer periods than a week count as one: an incident must end some time. */
const minutesLookedAt = 8 * day;

/** Of each field of a cron line: from, to. */
const fields = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 7],
] as const;

/**
 * The longest pause between two runs of a schedule, as far as it shows within a week.
 *
 * @param cron five fields, with lists, ranges and steps, as in Splunk's cron_schedule
 * @returns milliseconds; undefined for a line that is none, or one that does not run twice within the week
 */
export function periodOfCron(cron: string): number | undefined {
  const parts = cron.trim().split(/\s+/);
  if (parts.length !== fields.length) return undefined;
  const sets = parts.map((part, index) => valuesOf(part, fields[index] as readonly [number, number]));
  const [minutes, hours, days, months, weekdays] = sets;
  if (!minutes || !hours || !days || !months || !weekdays) return undefined;
  // The month plays no part within a week; of day and weekday either may fit where both are given.
  const anyDay = parts[2] === "*" && parts[4] === "*";
  let previous: number | undefined;
  let longest: number | undefined;
  for (let at = 0; at < minutesLookedAt; at++) {
    const weekday = Math.floor(at / day) % 7;
    const runsToday =
      anyDay ||
      (parts[4] !== "*" && (weekdays.has(weekday) || (weekday === 0 && weekdays.has(7)))) ||
      parts[2] !== "*";
    if (!runsToday || !minutes.has(at % 60) || !hours.has(Math.floor(at / 60) % 24)) continue;
    if (previous !== undefined) longest = Math.max(longest ?? 0, at - previous);
    previous = at;
  }
  return longest === undefined ? undefined : longest * minute;
}

function valuesOf(field: string, [from, to]: readonly [number, number]): Set<number> | undefined {
  const values = new Set<number>();
  for (const part of field.split(",")) {
    const [, range = "", step = "1"] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(part) ?? [];
    const [, first, last] =
      range === "*" ? ["", String(from), String(to)] : (/^(\d{1,2})(?:-(\d{1,2}))?$/.exec(range) ?? []);
    if (first === undefined || Number(step) === 0) return undefined;
    const end = last ?? (part.includes("/") ? String(to) : first);
    if (Number(first) < from || Number(end) > to) return undefined;
    for (let value = Number(first); value <= Number(end); value += Number(step)) values.add(value);
  }
  return values;
}
