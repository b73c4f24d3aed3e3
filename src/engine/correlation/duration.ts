/** `took 5021ms`, `"latency_ms":12`, `rt=0.040`, `took=14.8µs`, `200 3.123 ms`, `duration: 1.2 s`. */
const written =
  /(?:took|taken|latency|duration|elapsed|(?:response|request|upstream|process\w*)[-_. ]?time|\brt|(?<=[_."])ms)([-_]?(?:ms|us|s|sec|seconds|millis))?["']?\s?[=:]?\s?["']?(\d{1,9}(?:\.\d{1,9})?)\s?(ms|µs|us|ns|s|secs?|seconds?|m|min)?\b|(?<![\w.:/-])(\d{1,9}(?:\.\d{1,9})?)\s?(ms|µs|us|secs?|seconds?)\b/gi;
const milliseconds: Readonly<Record<string, number>> = {
  ...{
    ns: 1e-6,
    us: 1e-3,
    µs: 1e-3,
    ms: 1,
    millis: 1,
    s: 1e3,
    sec: 1e3,
    secs: 1e3,
    second: 1e3,
    seconds: 1e3,
  },
  ...{ m: 6e4, min: 6e4 },
};
const longestText = 1_200;

/**
 * The longest time that a line says something took, in milliseconds; without a unit the number as it stands. 0 where the line
 * says none.
 */
export function durationIn(text: string): number {
  let longest = 0;
  for (const [, ofKey = "", keyed, unit, plain, plainUnit = ""] of text
    .slice(0, longestText)
    .matchAll(written)) {
    const scale =
      milliseconds[(unit ?? plainUnit ?? "").toLowerCase() || ofKey.replace(/^[-_]/, "").toLowerCase()] ?? 1;
    longest = Math.max(longest, Number(keyed ?? plain) * scale);
  }
  return longest;
}
