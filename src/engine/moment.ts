const epochSeconds = /^\d{9,10}(?:\.\d+)?$/;
const zone = /(?:z|[+-]\d\d:?\d\d)$/i;

/**
 * Reads a time as people write one: epoch seconds, or a date with or without a time, in UTC unless it has a zone.
 *
 * @returns epoch seconds; undefined for anything else
 */
export function readMoment(text: string): number | undefined {
  const trimmed = text.trim();
  if (epochSeconds.test(trimmed)) return Number(trimmed);
  if (!/^\d{4}-\d\d-\d\d/.test(trimmed)) return undefined;
  const written = trimmed.replace(" ", "T");
  const isZoned = written.length > 10 && zone.test(written.slice(10));
  const milliseconds = Date.parse(isZoned || written.length === 10 ? written : `${written}Z`);
  return Number.isNaN(milliseconds) ? undefined : milliseconds / 1000;
}
