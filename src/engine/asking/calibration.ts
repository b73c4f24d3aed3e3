import { createHash } from "node:crypto";
import {
  fitLine,
  type Line,
  type LineBounds,
  noPoints,
  type RegressionSums,
  spreadAround,
  valueAt,
  withPoint,
  withPoints,
} from "./linear-regression.ts";
import { systemMessage } from "./prompts/verdicts.ts";
import { answerCap, longestReplyText, longestVerdict } from "./verdict-schema.ts";

/** What is kept about one model's calls. It holds no text: a sourcetype is stored as its hash. */
export interface CalibrationRecord {
  /** Bytes of the user message → tokens of the whole prompt. */
  readonly prompt: RegressionSums;
  /** The same for calls about a single sourcetype, the least recently used first. */
  readonly sourcetypes: Readonly<Record<string, RegressionSums>>;
  /** Questions → tokens of the answer. */
  readonly answer: RegressionSums;
  /** Questions → milliseconds. */
  readonly time: RegressionSums;
  /** Tokens that the longest verdict may have; raised where an answer was cut. */
  readonly longestVerdict: number;
}

export interface AnsweredCall {
  readonly userBytes: number;
  /** The sourcetype of all its questions; undefined when they differ. */
  readonly sourcetype: string | undefined;
  readonly questions: number;
  /** 0 when the server does not say. */
  readonly promptTokens: number;
  readonly answerTokens: number;
  readonly milliseconds: number;
  /** The fallback's model, when it answered instead of the endpoint's own. */
  readonly model?: string | undefined;
}

/** An expected value, and the range in which it mostly lies. */
export interface Range {
  readonly low: number;
  readonly likely: number;
  readonly high: number;
}

/** Bytes of log text in a token: fewer for hexadecimal digits and Japanese, more for prose and stack traces. */
const roughBytesPerToken = 2;
const fewestBytesPerToken = 1.4;
const mostBytesPerToken = 8;
/** English prose has about four bytes in a token. */
const systemTokens = Buffer.byteLength(systemMessage) / 4;
const roughPrompt: Line = { start: systemTokens, slope: 1 / roughBytesPerToken };
const promptBounds: LineBounds = {
  start: systemTokens,
  weightOfStart: 0.1,
  spreadOfStart: systemTokens / 16,
  leastSlope: 1 / mostBytesPerToken,
  mostSlope: 1 / fewestBytesPerToken,
};
/** An answer holds only `{"verdicts": {}}` besides its verdicts, so the start is known well. */
const answerBounds: LineBounds = {
  start: 8,
  weightOfStart: 20,
  leastSlope: 0,
  mostSlope: Number.POSITIVE_INFINITY,
};
/** Waiting for a slot and reading the prompt take time as well, so the start is known less well. */
const timeBounds: LineBounds = { ...answerBounds, start: 0, weightOfStart: 0.5 };

/** Before anything is learnt: two short sentences, or two long ones. */
const roughVerdictTokens: Range = { low: 45, likely: 80, high: longestVerdict };
/** Two texts of full length, and the names of the fields. */
const mostVerdictCharacters = 2 * longestReplyText + 160;
/** So many, where a tokenizer splits a script into bytes. */
export const mostVerdictTokens = 1_800;
/** Before anything is learnt: for one answer among several side by side. */
const roughTokensPerSecond: Range = { low: 10, likely: 25, high: 60 };

/** Tokens; a longer count is implausible. A call asks for at most a tenth of it. */
const longestAnswer = 40_000;
/** The least recently used sourcetypes are dropped. */
const mostSourcetypes = 50;

export const nothingLearnt: CalibrationRecord = {
  prompt: noPoints,
  sourcetypes: {},
  answer: noPoints,
  time: noPoints,
  longestVerdict,
};

/**
 * Estimates the calls of one model: prompt tokens, answer tokens and time. It learns from the replies of this run and of
 * earlier ones; newer replies count more. Without replies the estimates are rough, and rather too high.
 */
export class Calibration {
  private readonly earlier: CalibrationRecord;
  private learntHere = nothingLearnt;
  private all: CalibrationRecord;

  constructor(earlier: CalibrationRecord = nothingLearnt) {
    this.earlier = earlier;
    this.all = earlier;
  }

  /** Number of calls that the estimates rest on. */
  get calls(): number {
    return this.all.time.count;
  }

  /** What this run alone has learnt; see `joined`. */
  get learnt(): CalibrationRecord {
    return this.learntHere;
  }

  observe(call: AnsweredCall): void {
    // Another model's tokens and times say nothing about this model.
    if (call.model !== undefined) return;
    this.learntHere = withCall(this.learntHere, call);
    this.all = joined(this.earlier, this.learntHere);
  }

  /** Tokens that a verdict may have before it is cut. */
  get longestVerdict(): number {
    return this.all.longestVerdict;
  }

  /**
   * An answer was cut before it was complete.
   *
   * @param allowed tokens that a verdict could have in it
   * @param written so many tokens, 0 where the server does not count, for so many characters
   * @returns whether a verdict may have more tokens from now on
   */
  wasCut(allowed: number, written: { readonly characters: number; readonly tokens: number }): boolean {
    if (allowed < this.longestVerdict) return true;
    if (allowed >= mostVerdictTokens) return false;
    const needed = Math.ceil((mostVerdictCharacters * written.tokens) / Math.max(1, written.characters));
    const more = Math.min(mostVerdictTokens, Math.max(allowed * 2, needed));
    this.learntHere = { ...this.learntHere, longestVerdict: more };
    this.all = joined(this.earlier, this.learntHere);
    return true;
  }

  /** Tokens of all answers over their time, which includes reading the prompts; undefined where servers do not count. */
  get tokensPerSecond(): number | undefined {
    const { answer, time } = this.all;
    return answer.y > 0 && time.y > 0
      ? (answer.y / answer.weight) * (time.weight / time.y) * 1000
      : undefined;
  }

  /** Tokens of a prompt. @param userBytes bytes of its user message @param sourcetype of all its questions */
  promptTokens(userBytes: number, sourcetype?: string): number {
    const general = fitLine(this.all.prompt, promptBounds) ?? roughPrompt;
    const known = sourcetype === undefined ? undefined : this.all.sourcetypes[keyOf(sourcetype)];
    const line = known && fitLine(known, { ...promptBounds, start: general.start });
    return Math.ceil(valueAt(line ?? general, userBytes));
  }

  /** Tokens of the answer to so many questions, at most the answer cap. */
  answerTokens(questions: number): Range {
    const cap = answerCap(questions, this.longestVerdict);
    const line = fitLine(this.all.answer, answerBounds);
    if (line === undefined) return cappedAt(cap, scaled(roughVerdictTokens, questions));
    const mean = valueAt(line, questions);
    return cappedAt(cap, around(mean, spreadAround(line, this.all.answer, questions)));
  }

  /** Milliseconds of one call about so many questions. */
  milliseconds(questions: number): Range {
    const line = fitLine(this.all.time, timeBounds);
    if (line !== undefined)
      return around(valueAt(line, questions), spreadAround(line, this.all.time, questions));
    const tokens = this.answerTokens(questions);
    return {
      low: (tokens.low / roughTokensPerSecond.high) * 1000,
      likely: (tokens.likely / roughTokensPerSecond.likely) * 1000,
      high: (tokens.high / roughTokensPerSecond.low) * 1000,
    };
  }
}

/** Adds what a run has learnt to the stored record, which other runs may have changed since. Counts no call twice. */
export function joined(earlier: CalibrationRecord, learnt: CalibrationRecord): CalibrationRecord {
  const sourcetypes = Object.entries(learnt.sourcetypes).reduce(
    (all, [key, sums]) => withLast(all, key, withPoints(all[key] ?? noPoints, sums)),
    earlier.sourcetypes,
  );
  return {
    prompt: withPoints(earlier.prompt, learnt.prompt),
    sourcetypes,
    answer: withPoints(earlier.answer, learnt.answer),
    time: withPoints(earlier.time, learnt.time),
    longestVerdict: Math.max(earlier.longestVerdict, learnt.longestVerdict),
  };
}

function withCall(record: CalibrationRecord, call: AnsweredCall): CalibrationRecord {
  const { userBytes, sourcetype, questions, promptTokens, answerTokens, milliseconds } = call;
  const time = withPoint(record.time, questions, milliseconds);
  const answer = isPlausible(answerTokens, longestAnswer)
    ? withPoint(record.answer, questions, answerTokens)
    : record.answer;
  // A token has at least one byte. The factor leaves room for the chat template that the server adds.
  if (!isPlausible(promptTokens, 2 * (systemTokens * 4 + userBytes))) return { ...record, answer, time };
  const prompt = withPoint(record.prompt, userBytes, promptTokens);
  if (sourcetype === undefined || sourcetype === "") return { ...record, prompt, answer, time };
  const key = keyOf(sourcetype);
  const own = withPoint(record.sourcetypes[key] ?? noPoints, userBytes, promptTokens);
  return { ...record, prompt, sourcetypes: withLast(record.sourcetypes, key, own), answer, time };
}

/** Servers that do not count report 0. A number that is too large counts something else. */
function isPlausible(tokens: number, most: number): boolean {
  return tokens > 0 && tokens <= most;
}

function withLast(
  sourcetypes: CalibrationRecord["sourcetypes"],
  key: string,
  sums: RegressionSums,
): CalibrationRecord["sourcetypes"] {
  const { [key]: _, ...others } = sourcetypes;
  return Object.fromEntries([...Object.entries(others).slice(1 - mostSourcetypes), [key, sums]]);
}

/** A hash, because a search can write log text into the field `sourcetype`, and the record must not hold log text. */
function keyOf(sourcetype: string): string {
  return `s${createHash("sha256").update(sourcetype).digest("hex").slice(0, 16)}`;
}

function around(mean: number, spread: number): Range {
  return { low: Math.max(0, mean - spread), likely: mean, high: mean + spread };
}

function scaled({ low, likely, high }: Range, factor: number): Range {
  return { low: low * factor, likely: likely * factor, high: high * factor };
}

function cappedAt(cap: number, { low, likely, high }: Range): Range {
  return { low: Math.min(cap, low), likely: Math.min(cap, likely), high: Math.min(cap, high) };
}
