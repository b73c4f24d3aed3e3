import { roughly } from "./quantities.ts";

/** A time of day; the seconds are undefined where they are not told. */
interface TimeOfDay {
  readonly hour: number;
  readonly minute: number;
  readonly second: number | undefined;
  /** `around 09:40`. */
  readonly isRough?: boolean;
}

/** What a text says of when. */
export interface Moments {
  readonly times: readonly TimeOfDay[];
  /** Day of the month; the month from 1, where it is told. */
  readonly dates: readonly { readonly day: number; readonly month: number | undefined }[];
  /** The text without them. */
  readonly rest: string;
}

const hourAndMinute =
  /(?<![\p{N}.:])(\d{1,2})(?::(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?| ?h ?(\d{2})(?!\p{N})|\.(\d{2})(?= Uhr)|[時点时](\d{1,2})分(?:(\d{1,2})秒)?)(?: ?([ap])\.?m\b\.?)?(?:Z| ?UTC\b| ?Uhr\b)?(?![\p{N}:])/giu;
/** `2026-03-10`, `10.03.2026`, `3/10/2026`. */
const numericDates =
  /(?<![\p{N}.:/-])(?:(?:19|20)\d{2}[-/](\d{1,2})[-/](\d{1,2})(?:T(?=\d))?|(\d{1,2})[./](\d{1,2})[./](?:19|20)\d{2}|(\d{1,2})月(\d{1,2})日)/gu;
const months = [
  "jan|ene|gen|янв",
  "feb|fév|fev|фев",
  "mar|mär|мар",
  "apr|avr|abr|апр",
  "may|mai|mag|мая",
  "jun|juin|giu|июн",
  "jul|juil|lug|июл",
  "aug|aoû|ago|авг",
  "sep|set|сен",
  "oct|okt|out|ott|окт",
  "nov|ноя",
  "dec|dez|déc|dic|дек",
] as const;
const month = `(?<![\\p{L}])(${months.join("|")})\\p{L}{0,7}\\.?`;
const writtenDates = new RegExp(
  `(?<![\\p{N}.:/-])(\\d{1,2})(?:\\.|st|nd|rd|th|º)? (?:de |of )?${month}(?: (?:de |of )?(?:19|20)\\d{2})?|${month} (\\d{1,2})(?:st|nd|rd|th)?(?!\\p{N})(?:, (?:19|20)\\d{2})?`,
  "giu",
);

/** The times of day and the dates of a text, in the notations of some languages. */
export function momentsIn(text: string): Moments {
  const dates: { day: number; month: number | undefined }[] = [];
  const times: TimeOfDay[] = [];
  const withoutDates = text
    .replace(numericDates, (_, ...groups: (string | undefined)[]) => {
      const [month1, day1, day2, month2, month3, day3] = groups;
      dates.push({ day: Number(day1 ?? day2 ?? day3), month: Number(month1 ?? month2 ?? month3) });
      return " ";
    })
    .replace(writtenDates, (whole, ...groups: (string | undefined)[]) => {
      // The English verb.
      if (/\bmay\b/.test(whole)) return whole;
      const [day1, name1, name2, day2] = groups;
      const name = (name1 ?? name2 ?? "").toLowerCase();
      const place = months.findIndex((each) => each.split("|").includes(name));
      dates.push({ day: Number(day1 ?? day2), month: place + 1 });
      return " ";
    });
  const rest = withoutDates.replace(hourAndMinute, (whole, ...matched: (string | undefined)[]) => {
    const place = matched[8] as unknown as number;
    const groups = matched.slice(0, 8);
    const [hours, minute1, second1, minute2, minute3, minute4, second4, half] = groups;
    const minute = Number(minute1 ?? minute2 ?? minute3 ?? minute4);
    const second = second1 ?? second4;
    const hour = (Number(hours) % (half === undefined ? 24 : 12)) + (half?.toLowerCase() === "p" ? 12 : 0);
    if (Number(hours) > 24 || minute > 59) return whole;
    const isRough =
      roughly.test(withoutDates.slice(Math.max(0, place - 24), place)) ||
      /^頃|^ごろ/.test(withoutDates.slice(place + whole.length));
    times.push({ hour, minute, second: second === undefined ? undefined : Number(second), isRough });
    return " ";
  });
  return { times, dates, rest };
}

/** The time of day of epoch seconds, in UTC, and its date. */
export function momentOf(time: number): Pick<Moments, "times" | "dates"> {
  const date = new Date(time * 1000);
  return {
    times: [{ hour: date.getUTCHours(), minute: date.getUTCMinutes(), second: date.getUTCSeconds() }],
    dates: [{ day: date.getUTCDate(), month: date.getUTCMonth() + 1 }],
  };
}

/** Minutes by which a time of day may differ that is not exact. */
const roughMinutes = 5;

/** Whether a text tells no other moments than its evidence does. `12:03` is 12:03:11; day and month may be exchanged. */
export function areTold({ times, dates }: Moments, evidence: Pick<Moments, "times" | "dates">): boolean {
  const isTold = ({ hour, minute, second, isRough = false }: TimeOfDay): boolean =>
    evidence.times.some(
      (other) =>
        (isRough && Math.abs((other.hour - hour) * 60 + other.minute - minute) <= roughMinutes) ||
        (other.hour === hour &&
          other.minute === minute &&
          (second === undefined || other.second === undefined || other.second === second)),
    );
  return (
    times.every(isTold) &&
    dates.every(({ day, month }) =>
      evidence.dates.some(
        (other) =>
          (other.day === day && other.month === month) || (other.day === month && other.month === day),
      ),
    )
  );
}
