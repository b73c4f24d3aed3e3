/** A value is put into a sentence. */
const longest = 120;

/** A value of the log as it may stand in a table, on a page and in a message; undefined where nothing is left of it. */
export function readable(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const clean = value.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}<>]/gu, " ").trim();
  if (clean === "") return undefined;
  return clean.length > longest ? `${clean.slice(0, longest)}…` : clean;
}
