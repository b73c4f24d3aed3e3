import { type Level, levelByWord } from "./level-words.ts";

/** Where the head of a line has been read to. */
export interface HeadPlace {
  /** Nothing stands before it. */
  readonly atStart: boolean;
  /** Nothing but blanks stands between the time and it. */
  readonly behindTime: boolean;
  /** A word that may belong to the next one stands before it, as in `no error: …`. */
  readonly behindName: boolean;
}

/** A place where a program writes its level and the author of a message does not. */
export interface Notation {
  /** The class of characters that it may begin with; any where left out. */
  readonly begins?: string;
  /** Sticky. Its first group is the level. */
  readonly pattern: RegExp;
  readonly fits?: (place: HeadPlace) => boolean;
  /** The message begins with it, not behind it. */
  readonly isOfMessage?: true;
  /** What the group says; by default a word of `levelByWord`. */
  readonly levelOf?: (word: string) => Level | undefined;
}

/** Words of levels, as parts of patterns. */
export const severe = "DPANIC|FATAL|EMERG(?:ENCY)?|PANIC|ALERT|CRIT(?:ICAL)?|ERR(?:OR)?|SEVERE|WARN(?:ING)?";
export const calm = "INFO|NOTICE|DEBUG|TRACE|VERBOSE";
export const short = "FATA|ERRO|EROR|PANI|TRAC|DEBU|DBUG|TRCE|FAIL|FTL|WRN|INF|DBG|CRT";

const letters: Readonly<Record<string, Level>> = {
  ...{ F: "fatal", A: "fatal", C: "fatal", E: "error", W: "warning", I: "info", N: "info" },
  ...{ D: "debug", V: "debug", T: "debug", EE: "error", WW: "warning", II: "info" },
};
export const byLetter = (letter: string): Level | undefined => letters[letter];

export function byWord(word: string): Level | undefined {
  return levelByWord.get(word.toLowerCase());
}

export const beginning = ({ atStart, behindTime }: HeadPlace): boolean => atStart || behindTime;
