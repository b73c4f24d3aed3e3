import { percentClass, type ValueReading } from "./unit-readings.ts";

/** Seconds, by the unit's name. */
const seconds: ReadonlyMap<string, number> = unitsOf({
  1e-9: "ns nanos nanosecond nanoseconds",
  1e-6: "us µs μs micros microsecond microseconds",
  1e-3: "ms msec msecs millis millisecond milliseconds",
  1: "s sec secs second seconds",
  60: "m min mins minute minutes",
  3600: "h hr hrs hour hours",
  86400: "d day days",
  604800: "w week weeks",
  2592000: "month months",
});
/** Bytes, by the unit's name. */
const bytes: ReadonlyMap<string, number> = unitsOf({
  1: "b byte bytes",
  1e3: "k kb kib kbytes",
  1e6: "m mb mib mbytes",
  1e9: "g gb gib gbytes",
  1e12: "t tb tib",
});

function unitsOf(names: Readonly<Record<number, string>>): ReadonlyMap<string, number> {
  return new Map(
    Object.entries(names).flatMap(([size, words]) =>
      words.split(" ").map((word) => [word, Number(size)] as const),
    ),
  );
}

const noUnits: ReadonlyMap<string, number> = new Map();

const amountForm = /^([+-]?\d{1,15}(?:\.\d{1,15})?) ?([a-zµμ]{0,12})$/i;
const clock = /^(\d{1,4}):(\d\d):(\d\d)(?:[.,]\d{1,9})?$/;
const compound = /^(?:(\d{1,6})d)?(?:(\d{1,6})h)?(?:(\d{1,6})m)?(?:(\d{1,6})(?:\.\d{1,9})?s)?$/;
const unitBehind = /^ ?([a-zµμ]{1,12})(?![a-z])/;
const unitOfKey = /(?:^|[^a-z])([a-zµμ]{1,12})["']?\s?[=:]?\s?["']?$/;
const endOfKey = /(bytes|millis|seconds|minutes|hours|days)["']?\s?[=:]?\s?["']?$/;
const unitBefore =
  /(?:^|[^a-z])(days?|hours?|minutes|seconds)(?=[^a-z]|until|left|remaining|till|to)[^,;]{0,30}$/;

/** The unit of measure around a value: behind it, as the last part of its key, or as in `seconds behind primary`. */
function unitAround(before: string, after: string, known: ReadonlyMap<string, number>): number | undefined {
  for (const unit of [
    unitBehind.exec(after),
    ...[unitOfKey, endOfKey, unitBefore].map((pattern) => pattern.exec(before)),
  ]) {
    const size = known.get(unit?.[1] ?? "");
    if (size !== undefined) return size;
  }
  return undefined;
}

/** @returns the value in the measure of `known`; as it stands where no unit is written */
function measured(
  value: string,
  around: number | undefined,
  known: ReadonlyMap<string, number>,
): number | undefined {
  const [, number, unit = ""] = amountForm.exec(value) ?? [];
  if (number === undefined) return undefined;
  const size = unit === "" ? (around ?? 1) : known.get(unit.toLowerCase());
  return size === undefined ? undefined : Number(number) * size;
}

function secondsIn(value: string, around: number | undefined): number | undefined {
  const parts = clock.exec(value);
  if (parts !== null) return Number(parts[1]) * 3600 + Number(parts[2]) * 60 + Number(parts[3]);
  const [whole, days = 0, hours = 0, minutes = 0, rest = 0] = compound.exec(value) ?? [];
  if (whole !== undefined && whole !== "")
    return Number(days) * 86400 + Number(hours) * 3600 + Number(minutes) * 60 + Number(rest);
  return measured(value, around, seconds);
}

/** `none`, `some`, or `much` from a limit on. */
function sizeOf(amount: number | undefined, limit: number): string | undefined {
  if (amount === undefined) return undefined;
  if (amount === 0) return "none";
  return Math.abs(amount) < limit ? "some" : "much";
}

/** @param limit from which a count is far more than usual */
export function countUpTo(limit: number): ValueReading {
  return (value) => sizeOf(measured(value, undefined, noUnits), limit);
}

/** Bytes that a replica is behind from which it is far too much. */
const mostBehind = 1e9;

/**
 * A time that something waits or is behind.
 *
 * @param longest seconds from which it is far too long
 * @param mostCounted the limit of a number without a unit, which may count messages
 */
export function waiting(longest: number, mostCounted: number) {
  return (before: string, after: string): ValueReading => {
    const around = unitAround(before, after, seconds);
    return (value) => {
      const isCount = around === undefined && /^\d{1,15}(?:\.\d{1,15})?$/.test(value);
      const time = secondsIn(value, around);
      // A replica may be behind by bytes.
      if (time === undefined) return sizeOf(measured(value, undefined, bytes), mostBehind);
      return sizeOf(time, isCount ? mostCounted : longest);
    };
  };
}

/**
 * Room in bytes: `none`, `little`, or `enough` from a limit on.
 *
 * @param plain what a number without a unit is, which may count anything
 */
export function roomFrom(limit: number, plain?: "some") {
  return (before: string, after: string): ValueReading => {
    const around = unitAround(before, after, bytes);
    return (value) => {
      const room = measured(value, around, bytes);
      if (room === undefined) return undefined;
      if (around === undefined && /\d$/.test(value))
        return room === 0 && plain !== undefined ? "none" : plain;
      if (room === 0) return "none";
      return room < limit ? "little" : "enough";
    };
  };
}

/** The time that something is still valid: past, the last day, week or month, or longer. */
export function validity(before: string, after: string): ValueReading {
  const around = unitAround(before, after, seconds);
  return (value) => {
    // Without a unit it may be a lifetime in seconds, which is the same each time.
    if (around === undefined && /^\d+$/.test(value)) return undefined;
    const left = secondsIn(value, around);
    if (left === undefined) return undefined;
    const within = [0, 1, 7, 30].find((limit) => left <= limit * 86400);
    return within === undefined ? "more" : `within ${within} days`;
  };
}

/** Degrees Celsius from which hardware is too hot; in Fahrenheit 176. */
const hot = 80;

export function temperature(before: string, after: string): ValueReading {
  const fahrenheit = /^ ?°?f(?![a-z])/.test(after) || /[_ ]f["']?[=: ]+$/.test(before);
  return (value) => {
    const [, degrees, unit = ""] = /^([+-]?\d{1,4}(?:\.\d{1,9})?) ?(?:°?([CFK])?|°)$/i.exec(value) ?? [];
    if (degrees === undefined) return undefined;
    const celsius =
      fahrenheit || /f/i.test(unit)
        ? ((Number(degrees) - 32) * 5) / 9
        : Number(degrees) - (/k/i.test(unit) ? 273 : 0);
    return celsius < hot ? "usual" : "hot";
  };
}

/** A fraction of 1, in the classes of a percentage. */
export function fraction(value: string): string | undefined {
  if (!/^(?:0?\.\d{1,15}|[01](?:\.\d{1,15})?)$/.test(value)) return undefined;
  return percentClass(String(Math.round(Number(value) * 1e6) / 1e4));
}
