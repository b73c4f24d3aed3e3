/** The part of a reply's headers that is used. */
export interface AnswerHeaders {
  get(name: string): string | null;
}

/**
 * Milliseconds that a server asks to wait: `retry-after-ms`, or `Retry-After` in seconds or as a date. The value has no
 * upper limit: the caller decides how long it can wait. Undefined when the headers are missing or make no sense.
 */
export function retryAfterOf(headers: AnswerHeaders, now: () => number): number | undefined {
  const milliseconds = decimal(headers.get("retry-after-ms"));
  if (milliseconds !== undefined) return milliseconds;
  const text = headers.get("retry-after");
  const seconds = decimal(text);
  if (seconds !== undefined) return seconds * 1000;
  // Date.parse takes almost anything for a date; a real one has a time of day.
  if (text === null || !/\d\d:\d\d:\d\d/.test(text)) return undefined;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now());
}

function decimal(text: string | null): number | undefined {
  return text !== null && /^\s*\d+(?:\.\d+)?\s*$/.test(text) ? Number(text) : undefined;
}
