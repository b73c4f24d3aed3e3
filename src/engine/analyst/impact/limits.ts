import { type Measured, measured } from "./measured.ts";

const beyond =
  /\b(?:above|over|beyond|exceeds|outside|below|under) (?:the |its |an? )?(?:upper |lower |alarm |trip |safe(?:ty)? |critical |allowed |permitted |maximum |minimum )?(?:limits?|range|maximum|minimum|threshold)\b|\b(?:above|below) (?:maximum|minimum|normal|target)\b/i;
/** `14 C, limit 8 C`; `4100 ms, normal is 3 ms`. */
const compared =
  /(?<![\d.])(\d{1,7}(?:\.\d{1,3})?) ?(%|[a-z°/]{1,5})[ ,;(]{1,3}(limit|maximum|max|allowed|normal|usual|usually|target|threshold)(?: (?:is|of|at))?[: ]{1,2}(\d{1,7}(?:\.\d{1,3})?) ?\2(?![a-z])/i;
const farBeyond = 1.2;
const manyTimes = 100;

/** A measured value beyond what is allowed or usual. */
export function severityBeyondLimit(text: string): Measured | undefined {
  const found = compared.exec(text);
  if (found !== null) {
    const ratio = Number(found[1]) / Number(found[4]);
    return measured(ratio >= manyTimes ? "P1" : ratio >= farBeyond ? "P2" : undefined, found);
  }
  return measured("P2", beyond.exec(text));
}
