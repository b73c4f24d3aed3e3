/** What of a value counts for the unit, in few different strings; undefined when it is none of this kind. */
export type Reading = (value: string) => string | undefined;

/** A whole number of at most so many digits, as it is; of `1/FAILURE` the number. */
export function exact(mostDigits: number): Reading {
  const number = new RegExp(`^(-?\\d{1,${mostDigits}})(?:/[A-Z]+)?$`);
  return (value) => number.exec(value)?.[1];
}

/** 100 to 599. */
export function httpStatus(value: string): string | undefined {
  // "200, 35": a list is one value.
  return /^([1-5]\d\d)(?:$|[,:; ])/.exec(value)?.[1];
}

/** 0 | below 5 | 10 | 80 | 90 | 95 | 100 | 100 | more: nearly empty and nearly full are news, between is not. */
export function percentClass(value: string): string | undefined {
  const number = numberOf(value);
  if (number === undefined) return undefined;
  if (number === 0) return "0";
  if (number > 100) return "over 100";
  const below = [5, 10, 80, 90, 95, 100].find((limit) => number < limit);
  return below === undefined ? "100" : `below ${below}`;
}

/** `0`, or `+` for any other number. */
export function zeroOrMore(value: string): string | undefined {
  const number = numberOf(value);
  if (number === undefined) return undefined;
  return number === 0 ? "0" : "+";
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

/** A small number with its sign, as functions return it. */
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

export function hexadecimalCode(value: string): string | undefined {
  return /^0x[0-9a-f]{1,10}$/i.test(value) ? value.toLowerCase() : undefined;
}

/** The first digit of a reply of SMTP or FTP, and of a delivery status (RFC 3463). */
export function replyClass(value: string): string | undefined {
  return /^([245])(?:\d\d|\.\d+\.\d+)(?:$| )/.exec(value)?.[1];
}

function numberOf(value: string): number | undefined {
  if (!/^[+-]?\d{1,15}(?:\.\d{1,15})?$/.test(value)) return undefined;
  return Number(value);
}
