import { escapeSequencesIn } from "../escape-sequences.ts";
import { cardDetectors } from "./card-number.ts";
import { commandSecretDetectors } from "./command-secrets.ts";
import type { CustomMask } from "./custom-mask.ts";
import type { Detector } from "./detector.ts";
import { emailDetector } from "./email-address.ts";
import { encodedSecretDetectors } from "./encoded-secrets.ts";
import { findAmong } from "./find-among-escapes.ts";
import { builtInPlaceholders, type Kind, type Placeholders } from "./kinds.ts";
import { moreSecretDetectors } from "./more-secrets.ts";
import { networkDetectors } from "./network-addresses.ts";
import { personalNumberDetectors } from "./personal-numbers.ts";
import { Prefilter } from "./prefilter.ts";
import { RedactionPass, type Sensitive } from "./redaction-pass.ts";
import { secretDetectors } from "./secret-detectors.ts";
import { userNameDetectors } from "./user-names.ts";

/** Secrets come first: an address within a password is part of the password. Names come last: they are least certain. */
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

/** Redacting one value may reveal another. The second round nearly always finds nothing. */
const mostRounds = 6;

/** What is masked in addition to the built-in detectors. */
export interface ExtraMasks {
  readonly placeholders: Placeholders;
  /** Custom masks; they come first. */
  readonly own: readonly CustomMask[];
  /** Optional detectors; they come last. */
  readonly more: readonly Detector[];
}

const nothingElse: ExtraMasks = { placeholders: builtInPlaceholders, own: [], more: [] };

/**
 * Finds secrets and values that identify people or machines. Values that log analysis needs stay: versions, ids,
 * hashes, times, ports, prices. Terminal sequences such as colours do not hide a value. The time is proportional to
 * the text.
 *
 * @returns parts in the order of the text, without overlap; placeholders in the text are not among them
 */
export function findSensitive(text: string, extra: ExtraMasks = nothingElse): readonly Sensitive[] {
  const sequences = escapeSequencesIn(text);
  return sequences.length === 0
    ? findIn(text, extra)
    : findAmong(text, sequences, (view) => findIn(view, extra));
}

function findIn(text: string, extra: ExtraMasks): readonly Sensitive[] {
  const candidates = prefilter.candidates(text);
  const { own, more, placeholders } = extra;
  if (candidates.length === 0 && own.length === 0 && more.length === 0) return [];
  const pass = new RedactionPass(text, placeholders);
  for (let round = 0; round < mostRounds; round++) {
    const before = pass.text;
    for (const mask of own) pass.redact(mask.find(pass.text), mask.kind);
    for (const detector of candidates) pass.search(detector);
    for (const detector of more) pass.search(detector);
    if (pass.text === before) break;
  }
  return pass.sensitive();
}

/** Replaces the sensitive parts of a text. */
export function mask(
  text: string,
  replacementOf: (value: string, kind: Kind) => string,
  extra: ExtraMasks = nothingElse,
): string {
  let masked = "";
  let copied = 0;
  for (const { start, end, kind } of findSensitive(text, extra)) {
    masked += text.slice(copied, start) + replacementOf(text.slice(start, end), kind);
    copied = end;
  }
  return masked + text.slice(copied);
}
