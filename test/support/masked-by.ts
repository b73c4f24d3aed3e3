import type { Detector } from "../../src/engine/masking/detector.ts";
import { RedactionPass } from "../../src/engine/masking/redaction-pass.ts";

/** The text with `#` in place of all that these find. */
export function maskedBy(detectors: readonly Detector[], text: string): string {
  const sheet = new RedactionPass(text);
  for (const detector of detectors) sheet.search(detector);
  let shown = "";
  let copied = 0;
  for (const { start, end } of sheet.sensitive()) {
    shown += `${text.slice(copied, start)}#`;
    copied = end;
  }
  return shown + text.slice(copied);
}
