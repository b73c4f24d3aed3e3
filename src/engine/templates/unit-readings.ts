/** Reduces a value to what matters for the unit: one of a few strings, or undefined for a value of another kind. */
export type ValueReading = (value: string) => string | undefined;

/** A whole number of at most `mostDigits` digits, unchanged; `1/FAILURE` becomes `1`. */
export function exact(mostDigits: number): ValueReading {
  const number = new RegExp(`^(-?\\d{1,${mostDigits}})(?:/[A-Z]+)?$`);
  return (value) => number.exec(value)?.[1];
}

/** 100 to 599. */
export function httpStatus(value: string): string | undefined {
  // "200, 35" is one value, because the scanner joins lists.
  return /^([1-5]\d\d)(?:$|[,:; ])/.exec(value)?.[1];
}

/** One of 0, below 5, 10, 80, 90, 95 or 100, 100, over 100: nearly empty and nearly full matter most. */
export function percentClass(value: string): string | undefined {
  const number = numberOf(value);
  if (number === undefined) return undefined;
  if (number === 0) return "0";
  if (number > 100) return "over 100";
  const below = [5, 10, 80, 90, 95, 100].find((limit) => number < limit);
  return below === undefined ? "100" : `below ${below}`;
}

/** `none`, or `some` for any other number. */
export function zeroOrMore(value: string): string | undefined {
  const number = numberOf(value);
  if (number === undefined) return undefined;
  return number === 0 ? "none" : "some";
}

/** `3/3`: all, some or none. */
export function portion(value: string): string | undefined {
  const match = /^(\d{1,7})\/(\d{1,7})$/.exec(value);
  if (match === null) return undefined;
  const [part, whole] = [Number(match[1]), Number(match[2])];
  if (part === whole) return "all";
  return part === 0 ? "none" : "some";
}

export function truthValue(value: string): string | undefined {
  if (value.length !== 4 && value.length !== 5) return undefined;
  const word = value.toLowerCase();
  return word === "true" || word === "false" ? word : undefined;
}

/** A number of up to three digits with its sign, as functions return it. */
export function resultNumber(value: string): string | undefined {
  return /^[+-]?\d{1,3}$/.test(value) ? value : undefined;
}

/** The severity within a syslog priority: RFC 5424, section 6.2.1. */
export function syslogSeverity(value: string): string | undefined {
  return /^\d{1,3}$/.test(value) ? String(Number(value) % 8) : undefined;
}

/** `E` of `E0314`. */
export function glogLevel(value: string): string | undefined {
  return /^([IWEF])\d{4}(?: |$)/.exec(value)?.[1];
}

/** Also octal and binary. */
export function hexadecimalCode(value: string): string | undefined {
  return /^(?:0x[0-9a-f]{1,16}|0o[0-7]{1,11}|0b[01]{1,32}|[0-9a-f]{8}h)$/i.test(value)
    ? value.toLowerCase()
    : undefined;
}

/** The first digit of an SMTP or FTP reply or of a delivery status (RFC 3463). */
export function replyClass(value: string): string | undefined {
  return /^([245])(?:\d\d|\.\d+\.\d+)(?:$| )/.exec(value)?.[1];
}

function numberOf(value: string): number | undefined {
  if (!/^[+-]?\d{1,15}(?:\.\d{1,15})?$/.test(value)) return undefined;
  return Number(value);
}
