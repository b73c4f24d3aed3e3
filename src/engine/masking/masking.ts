import { cardDetectors } from "./card-number.ts";
import { commandSecretDetectors } from "./command-secrets.ts";
import type { Detector } from "./detector.ts";
import { emailDetector } from "./email-address.ts";
import { encodedSecretDetectors } from "./encoded-secrets.ts";
import { builtInPlaceholders, type Kind, type Placeholders } from "./kinds.ts";
import { moreSecretDetectors } from "./more-secrets.ts";
import { networkDetectors } from "./network-addresses.ts";
import type { OwnMask } from "./own-mask.ts";
import { personalNumberDetectors } from "./personal-numbers.ts";
import { Prefilter } from "./prefilter.ts";
import { secretDetectors } from "./secret-detectors.ts";
import { userNameDetectors } from "./user-names.ts";
import { type Sensitive, Worksheet } from "./worksheet.ts";

/** Secrets first: an address within a password is part of the password. Names last: they are known least surely. */
export const detectors: readonly Detector[] = [
  ...secretDetectors,
  ...encodedSecretDetectors,
  ...moreSecretDetectors,
  ...commandSecretDetectors,
  ...cardDetectors,
  ...personalNumberDetectors.filter(({ kind }) => kind === "IBAN"),
  emailDetector,
  ...networkDetectors,
  ...personalNumberDetectors.filter(({ kind }) => kind !== "IBAN"),
  ...userNameDetectors,
];

const prefilter = new Prefilter(detectors);

/** What one detector took out may show another what it overlooked; nearly always the second round finds nothing. */
const mostRounds = 6;

/** What is masked beside what everybody wants masked. */
export interface AlsoMasked {
  readonly placeholders: Placeholders;
  /** Tried before all others. */
  readonly own: readonly OwnMask[];
  /** Tried last. */
  readonly more: readonly Detector[];
}

const nothingElse: AlsoMasked = { placeholders: builtInPlaceholders, own: [], more: [] };

/**
 * Finds what a log should not show: secrets, and what tells who or which machine. What log analysis lives on
 * stays: versions, ids, hashes, times, ports, prices. Takes time in proportion to the text.
 *
 * @returns parts in the order of the text that do not overlap; placeholders that stand there are no such parts
 */
export function findSensitive(text: string, also: AlsoMasked = nothingElse): readonly Sensitive[] {
  const candidates = prefilter.candidates(text);
  const { own, more, placeholders } = also;
  if (candidates.length === 0 && own.length === 0 && more.length === 0) return [];
  const sheet = new Worksheet(text, placeholders);
  for (let round = 0; round < mostRounds; round++) {
    const before = sheet.text;
    for (const mask of own) sheet.take(mask.find(sheet.text), mask.kind);
    for (const detector of candidates) sheet.search(detector);
    for (const detector of more) sheet.search(detector);
    if (sheet.text === before) break;
  }
  return sheet.sensitive();
}

/** The text with other words in place of what is sensitive. @param replacementOf says which */
export function mask(
  text: string,
  replacementOf: (value: string, kind: Kind) => string,
  also: AlsoMasked = nothingElse,
): string {
  let masked = "";
  let copied = 0;
  for (const { start, end, kind } of findSensitive(text, also)) {
    masked += text.slice(copied, start) + replacementOf(text.slice(start, end), kind);
    copied = end;
  }
  return masked + text.slice(copied);
}
