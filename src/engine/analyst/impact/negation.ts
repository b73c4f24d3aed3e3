import { isKind, kindsIn, type Word } from "./clauses.ts";
import { bad, kinds, subjects } from "./vocabulary.ts";

const { cannot, data, good, none, room, soft } = kinds;

/** Behind what there is none of. */
const reaches =
  /^(?:can|is|are|was|were|has|have|accept\w*|deliver\w*|serve[sd]?|serving|succe\w*|answer\w*|responds?|responded|scheduled?|possible|works|working|goes|comes|leaves|flows|passes|arrives?|elect\w*|fits?|takes?|holds?|starts?|loads?|gets?|connects?|complet\w*|joins?|answers?|left|become|exist\w*|reach\w*)$/;
/** Before `no`: of what there is none. */
const takes =
  /^(?:state|status|health|accepts?|takes?|serves?|allows?|gets?|has|have|had|with|delivers?|answers?|processes|sees?|reports?|finds?|found)$/;
/** `no data was lost` */
const isNone = /^(?:no|0|zero|without|nothing)$/;
const isNot = /^(?:never|not|isn't)$/;
/** Behind `not`: it denies no work. */
const idle =
  /^(?:used|needed|required|found|set|configured|enabled|supported|allowed|valid|empty|known|yet|necessary|implemented|changed|affected|interrupted|disturbed|harmed|only|up|permitted|specified|match|matched)$/;
/** Of these it is good that there are none. */
const harmless =
  /^(?:affected|impacted|harmed|expected|needed|required|waiting|pending|found|action|alarms?|warnings?|faults?|issues?|problems?|conflicts?|changes)$/;

/** Of these there may be 0: what stands by, and what others ask for. */
const mayBeNone =
  /^(?:backup|spare|standby|sessions?|connections?|requests?|queries|jobs|tasks|transactions|clients|users|calls|alerts|messages)$/;

/** `no replica is left`, `nobody can log in`, `has no leader`, `accepts no writes`. */
export function nothingLeft(words: readonly Word[]): boolean {
  const at = words.findIndex((word) => isKind(word, none) || word.text === "0");
  if (at < 0 || words[at]?.text === "without") return false;
  const rest = words.slice(at + 1, at + 8);
  const verb = rest.findIndex((word) => isKind(word, good) || reaches.test(word.text));
  // `0 active servers`
  if (words[at]?.text === "0" && verb >= 0 && verb <= 3 && isKind(rest[verb] as Word, good))
    return (
      !rest.slice(0, verb + 2).some(({ text }) => mayBeNone.test(text)) &&
      (kindsIn(rest.slice(0, verb + 2)) & (subjects & ~data)) !== 0
    );
  const noun = rest.findIndex((word) => isKind(word, subjects & ~data & ~room));
  const has = /^(?:has|have|had|with|sees?|reports?|finds?|found)$/.test(words[at - 1]?.text ?? "");
  if (noun >= 0 && noun < 3 && takes.test(words[at - 1]?.text ?? ""))
    return !rest
      .slice(0, noun + 1)
      .some((word) => harmless.test(word.text) || isKind(word, bad) || (has && mayBeNone.test(word.text)));
  const named = rest.slice(0, Math.max(0, verb));
  const behind = /^(?:is|are|was|were|has|have|can)$/.test(rest[verb]?.text ?? "")
    ? rest.slice(verb + 1, verb + 2)
    : [];
  if (behind.some(({ text }) => idle.test(text))) return false;
  if (named.concat(behind).some((word) => harmless.test(word.text) || isKind(word, bad))) return false;
  if ((words[at]?.text === "nobody" || words[at]?.text === "nothing") && verb >= 0) return true;
  // That no alerts or sessions are active is good; that none is delivered is not.
  const isActive = rest.slice(verb, verb + 2).some((word) => isKind(word, good));
  if (isActive && named.some(({ text }) => mayBeNone.test(text))) return false;
  const isNamed = (kindsIn(named) & (subjects & ~data)) !== 0;
  return isNamed && verb >= 0;
}

/** `disk full on db-1`, `all slots are taken`, but no `full scan` and not `taken out`. */
const endsClause = /^(?:|on|in|at|of|for|since|after|again|now|due|because|with|so|to|\d.*)$/;

/** From this percentage on something counts as full. */
const nearlyFull = 95;

/** `71% full` */
function isPartly(before: string): boolean {
  return before.endsWith("%") && Number.parseFloat(before) < nearlyFull;
}

/** Whether the word says that something does not work, and means it. */
export function isState(words: readonly Word[], at: number, isFault: boolean): boolean {
  const word = words[at] as Word;
  if (!isKind(word, bad) || (!isFault && isKind(word, soft)) || isNegated(words, at)) return false;
  if (word.text === "full" && isPartly(words[at - 1]?.text ?? "")) return false;
  return !/^(?:full|taken)$/.test(word.text) || endsClause.test(words[at + 1]?.text ?? "");
}

/** Behind `not`: what works, or a verb's form. */
const deniable =
  /(?:ed|ing)$|^(?:respond|answer|start|resolve|connect|reach|work|serve|accept|load|open|available|reachable|ready|accessible|fit|progress|come|get|sent|met|run|write|read|know|log|elect|join|healthy|online|up|enough|fully|able|in-sync|sync|build|deliver|find|hold|keep|see)$/;

/** `cannot connect`, `is not served`; `not used` and the like deny no work. */
export function isDenied(words: readonly Word[], at: number, word: Word): boolean {
  const next = words[at + 1]?.text ?? "";
  if (!isKind(word, cannot) || idle.test(next)) return false;
  return word.text !== "not" || deniable.test(next);
}

/** `will be unavailable when the container is destroyed` tells of nothing that happened. */
export function isForeseen(ahead: readonly Word[]): boolean {
  const will = ahead.findIndex(({ text }) => /^(?:will|may|might|could|would)$/.test(text));
  return will >= 0 && ahead.slice(will).some(({ text }) => /^(?:when|once|if|unless|after)$/.test(text));
}

/** `no data lost`, `0 failed`, `not down`. */
export function isNegated(words: readonly Word[], at: number): boolean {
  const near = words.slice(Math.max(0, at - 4), at);
  return near.some(({ text }, place) => isNone.test(text) || (place >= near.length - 2 && isNot.test(text)));
}
