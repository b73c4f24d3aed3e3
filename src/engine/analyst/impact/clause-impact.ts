import { type Clause, isKind, kindsIn, type Word } from "./clauses.ts";
import { failingShare } from "./counts.ts";
import { lossIn } from "./loss.ts";
import { isDenied, isForeseen, isState, nothingLeft } from "./negation.ts";
import { failingPercentOf, severityOfShare } from "./shares.ts";
import type { Impact } from "./stated-impact.ts";
import { bad, kinds, subjects } from "./vocabulary.ts";

const {
  all,
  cannot,
  core,
  disposable,
  destroyed,
  down,
  failing,
  full,
  individual,
  minor,
  over,
  part,
  people,
  room,
  soft,
  traffic,
  unreal,
} = kinds;

const mostOfAll = 0.5;
/** So many of one kind are no single cases. */
const fewestOfMany = 1_000;
/** The same where they cannot work at all. */
const fewestThatStand = 100;
/** Of these thousands are nothing. */
const units =
  /^(?:bytes|blocks|bits|times|seconds|milliseconds|ms|us|ns|kb|mb|gb|kib|mib|gib|pages|lines|errors|retries|attempts)$/;
/** What may happen has not happened. */
const modal = /^(?:can|could|may|might)$/;
/** Work that somebody ordered, said right behind the state or before it. */
const ordered =
  /\b(?:down|offline|stopped|shutdown|disabled|unavailable) for (?:(?:planned|scheduled) )?(?:maintenance|an? (?:planned )?(?:update|upgrade))\b|\b(?:stopped|shutdown|disabled|paused|closed|blocked) (?:for cleaning|on (?:purpose|request)|as (?:requested|planned|scheduled)|by (?:an? |the )?(?:operator|admin(?:istrator)?|schedule))\b|\b(?:administratively|intentionally|deliberately) (?:down|offline|stopped|shutdown|disabled|closed|paused|blocked)\b/i;

/**
 * What one clause states.
 *
 * @param inherited the subject of the clause before
 * @param text the whole message
 * @param isLogged the program logged it as a warning or worse
 * @param isFault as more than a warning, which programs also give when they stop or switch something off in good order
 */
export function statedBy(
  clause: Clause,
  inherited: number,
  text: string,
  isLogged: boolean,
  isFault = isLogged,
): Impact | undefined {
  const { words, text: evidence } = clause;
  const state = words.findIndex((word, at) => isState(words, at, isFault) || isDenied(words, at, word));
  const left = nothingLeft(words);
  const share = failingShare(evidence) ?? failingPercentOf(evidence);
  if (state < 0 && !left) return share === undefined ? undefined : degraded(share, evidence);
  if (ordered.test(evidence) || (!left && isForeseen(words.slice(0, state + 2)))) return undefined;
  const ahead = words.slice(0, Math.max(0, state));
  const before = kindsIn(ahead);
  if (!left && ((before & (unreal | over)) !== 0 || ahead.some(({ text: word }) => modal.test(word))))
    return undefined;
  const told = withoutOccasion(words, state);
  const said = kindsIn(told.filter((word, at) => !isKind(word, bad) || isState(words, at, isFault)));
  const hit = (said & subjects) | (carriesOn(words[0] as Word) ? inherited : 0);
  const loss = lossIn(words, state, text, isLogged);
  if (loss !== undefined) return { kind: "loss", severity: loss, evidence, whole: loss === "P0" };
  if (
    share !== undefined &&
    share < 1 &&
    /\d/.test(
      words
        .slice(0, state)
        .map((word) => word.text)
        .join(" "),
    )
  )
    return degraded(share, evidence);
  if ((before & (traffic | disposable)) === (traffic | disposable)) return undefined;
  const one = (before & minor) !== 0 || /\bone of\b/.test(evidence);
  const whole = !one && (left || share === 1 || saysAll(words));
  if (whole) {
    const isOutage = ((hit & people) | (said & individual)) !== 0;
    return { kind: isOutage ? "outage" : "service", severity: isOutage ? "P0" : "P1", evidence, whole };
  }
  if (state >= 0 && isMany(words, state) && isLogged && (said & disposable) === 0)
    return { kind: "refused", severity: "P1", evidence, whole: true };
  const severity = stateOf(hit, said, one || isCounted(words), isLogged, isFault);
  return severity === undefined ? degradedOrNothing(share, evidence) : { ...severity, evidence };
}

/** `lost connection after AUTH`: when it came is not what is hit. */
function withoutOccasion(words: readonly Word[], state: number): readonly Word[] {
  const at = words.findIndex(
    ({ text }, place) => place > state && /^(?:after|before|during|until)$/.test(text),
  );
  return at < 0 || words.slice(at).some((word) => isKind(word, bad)) ? words : words.slice(0, at);
}

/** What is hit, and its state, where nothing says how many. @param one it is one of several, or a few cases */
function stateOf(
  hit: number,
  said: number,
  one: boolean,
  isLogged: boolean,
  isFault: boolean,
): Pick<Impact, "kind" | "severity"> | undefined {
  const severity = one ? "P2" : "P1";
  if ((hit & people) !== 0 && (said & (down | failing | cannot)) !== 0) return { kind: "outage", severity };
  if ((hit & core) !== 0 && (said & (down | full | cannot)) !== 0) return { kind: "service", severity };
  if ((hit & traffic) !== 0 && (said & (failing | cannot | full | down)) !== 0)
    return { kind: "refused", severity };
  if ((hit & room) !== 0 && (said & full) !== 0) return { kind: "refused", severity };
  if ((hit & core) !== 0 && isLogged) return { kind: "service", severity: isFault ? "P2" : "P3" };
  if ((hit & part) !== 0 && (said & (down | cannot)) !== 0)
    return { kind: "service", severity: one ? "P3" : "P2" };
  // Something without a name of its own in the vocabulary is at least not whole.
  if (hit === 0 && isLogged && (said & down) !== 0 && (said & (soft | destroyed)) === 0)
    return { kind: "service", severity: "P2" };
  return undefined;
}

/** Where most fail, it is no single case that a known failure beside it explains. */
function degraded(share: number, evidence: string): Impact | undefined {
  const severity = severityOfShare(share);
  const whole = share >= mostOfAll;
  return severity === undefined
    ? undefined
    : { kind: "degraded", severity, evidence, ...(whole && { whole }) };
}

function degradedOrNothing(share: number | undefined, evidence: string): Impact | undefined {
  return share === undefined ? undefined : degraded(share, evidence);
}

/** Whether a clause speaks on of what the clause before named. */
function carriesOn(first: Word): boolean {
  return (
    isKind(first, bad | cannot) ||
    /^(?:is|are|was|were|has|have|it|they|its|their|now|all|both|completely)$/.test(first.text)
  );
}

/** `3204 recipients rejected`, `130 designers cannot start`: so many of them, whatever they are. */
function isMany(words: readonly Word[], state: number): boolean {
  const fewest = isKind(words[state] as Word, down | cannot) ? fewestThatStand : fewestOfMany;
  const at = words.findIndex(({ text }) => /^\d{3,9}$/.test(text) && Number(text) >= fewest);
  if (at < 0 || Math.abs(state - at) > 4) return false;
  const named = words.slice(at + 1, at + 4).filter(({ text }) => /^[a-z-]{3,30}s$/.test(text));
  return named.some(({ text }) => !units.test(text));
}

const ordinal = /^(?:second|other|third|fourth|fifth|tenth|\d.*)$/;

/** `all`, and `any` where it is denied: `cannot reach any server`, but not `aborts any transaction` and not `every second`. */
function saysAll(words: readonly Word[]): boolean {
  const isDenying = words.some((word) => isKind(word, cannot));
  return words.some(
    (word, at) =>
      isKind(word, all) &&
      (word.text !== "any" || isDenying) &&
      !(word.text === "every" && ordinal.test(words[at + 1]?.text ?? "")),
  );
}

/** A count of a few single cases stands in front. */
export function isCounted(words: readonly Word[]): boolean {
  const at = words.findIndex((word) => isKind(word, traffic));
  return words.slice(Math.max(0, at - 2), Math.max(0, at)).some(({ text }) => /^\d{1,2}$/.test(text));
}
