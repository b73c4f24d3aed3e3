const yes = new Set(["1", "1.0", "true", "t", "yes", "y", "on"]);
const no = new Set(["0", "0.0", "false", "f", "no", "n", "off"]);

/** Reads Splunk's words for true and false, in any case, also 1.0 and 0.0 from its arithmetic. @returns undefined for others */
export function readTruth(text: string): boolean | undefined {
  const word = text.slice(0, 20).trim().toLowerCase();
  if (yes.has(word)) return true;
  return no.has(word) ? false : undefined;
}
