const units: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
/** Milliseconds. Longer durations would overflow dates. */
const longest = 100_000 * 86_400_000;

/** A number with up to three decimals and s, m, h or d: 90s, 1.5h, 7 d. */
export const durationForm = /^(\d{1,9}(?:\.\d{1,3})?)\s*([smhd])$/i;

/** @returns milliseconds, at most 100,000 days; undefined if the text is no duration */
export function readDuration(text: string): number | undefined {
  const [, number, unit = ""] = durationForm.exec(text.trim()) ?? [];
  if (number === undefined) return undefined;
  return Math.min(longest, Math.round(Number(number) * (units[unit.toLowerCase()] as number)));
}

/** Like `readDuration`; a number without a unit means seconds. @returns milliseconds */
export function readSeconds(text: string): number | undefined {
  return readDuration(/^\s*[\d.]+\s*$/.test(text) ? `${text.trim()}s` : text);
}
