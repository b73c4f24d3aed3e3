/** The numbers that digits with points, commas and blanks may mean: none for `1.2.3`, two for `1.204`. */
export function readingsOf(written: string): number[] {
  const text = written.replace(/[ \u00a0\u202f'’_]/g, "");
  const marks = text.match(/[.,]/g) ?? [];
  const parts = text.split(/[.,]/);
  const [first = "", ...others] = parts;
  const inThrees = others.length > 0 && first.length <= 3 && others.every((part) => part.length === 3);
  const last = parts.at(-1) ?? "";
  if (marks.length === 0) return [Number(text)];
  if (new Set(marks).size === 1 && marks.length > 1) return inThrees ? [Number(parts.join(""))] : [];
  if (marks.length > 1) {
    const whole = parts.slice(0, -1);
    return whole.slice(1).every((part) => part.length === 3) ? [Number(`${whole.join("")}.${last}`)] : [];
  }
  const decimal = Number(`${first}.${last}`);
  return inThrees && first !== "0" ? [decimal, Number(first + last)] : [decimal];
}

/** Digits of other scripts as ASCII. */
export function inAsciiDigits(text: string): string {
  return text.replace(/[^\P{Nd}0-9]/gu, (digit) => {
    let zero = digit.codePointAt(0) as number;
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && (digit.codePointAt(0) as number) - zero < 9)
      zero--;
    return String((digit.codePointAt(0) as number) - zero);
  });
}
