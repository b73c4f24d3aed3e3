import type { MaskWords } from "./occurrence.ts";

/** Texts are masked already, and a placeholder that is masked again would look like one that stood in the log. */
export function maskedAround(text: string, mask: MaskWords): string {
  return text
    .split(/(<[A-Z][A-Z_]{1,30}(?::[a-z\d]{1,20})?>)/)
    .map((part, at) => (at % 2 === 1 || part === "" ? part : mask(part)))
    .join("");
}
