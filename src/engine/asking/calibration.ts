import { createHash } from "node:crypto";
import {
  at,
  type Line,
  type LineBounds,
  lineThrough,
  noPoints,
  type PointSums,
  spreadAround,
  withPoint,
  withPoints,
} from "./point-sums.ts";
import { systemMessage } from "./prompt.ts";
import { answerCap } from "./verdict-schema.ts";

/** What is kept of one model's calls. No text is in it: a sourcetype goes by its hash. */
export interface CalibrationRecord {
  /** Bytes of the user message → tokens of the whole prompt. */
  readonly prompt: PointSums;
  /** The same of calls about one sourcetype alone; the one met last comes last. */
  readonly sourcetypes: Readonly<Record<string, PointSums>>;
  /** Questions → tokens of the answer. */
  readonly answer: PointSums;
  /** Questions → milliseconds. */
  readonly time: PointSums;
}

/** A call that was answered. */
export interface AnsweredCall {
  readonly userBytes: number;
  /** The one that all its questions have. */
  readonly sourcetype: string | undefined;
  readonly questions: number;
  /** 0 where the server does not tell. */
  readonly promptTokens: number;
  readonly answerTokens: number;
  readonly milliseconds: number;
  /** The model that stood in for the endpoint's own. */
  readonly model?: string | undefined;
}

/** What is expected, and between what it mostly is. */
export interface Range {
  readonly low: number;
  readonly likely: number;
  readonly high: number;
}

/** Bytes of a log in a token: hexadecimal digits and Japanese have fewer, prose and stack traces have more. */
const roughBytesPerToken = 2;
const fewestBytesPerToken = 1.4;
const mostBytesPerToken = 8;
/** The system message is English prose, which today's tokenizers cut into words. */
const systemTokens = Buffer.byteLength(systemMessage) / 4;
const roughPrompt: Line = { start: systemTokens, slope: 1 / roughBytesPerToken };
const promptBounds: LineBounds = {
  start: systemTokens,
  weightOfStart: 0.1,
  leastSlope: 1 / mostBytesPerToken,
  mostSlope: 1 / fewestBytesPerToken,
};
/** `{"verdicts": {}}` is known to be all that an answer has beside its verdicts. */
const answerBounds: LineBounds = {
  start: 8,
  weightOfStart: 20,
  leastSlope: 0,
  mostSlope: Number.POSITIVE_INFINITY,
};
/** Waiting for a slot and reading the prompt take time as well, but an answer is written token by token. */
const timeBounds: LineBounds = { ...answerBounds, start: 0, weightOfStart: 0.5 };

/** Of verdicts, as far as nothing is known: two short sentences, or two long ones. */
const roughVerdictTokens: Range = { low: 45, likely: 80, high: 110 };
/** Of one answer among others side by side, as far as nothing is known. */
const roughTokensPerSecond: Range = { low: 10, likely: 25, high: 60 };

/** Tokens. What a call asks for is a tenth of it. */
const longestAnswer = 40_000;
/** A sourcetype that was not met for long makes room. */
const mostSourcetypes = 50;

export const nothingLearnt: CalibrationRecord = {
  prompt: noPoints,
  sourcetypes: {},
  answer: noPoints,
  time: noPoints,
};

/**
 * What calls of one model come to: tokens of the prompt, tokens of the answer and time. Learnt from the replies of
 * this run and of earlier ones, the newer counting more; without any it says what is rough and rather too much.
 */
export class Calibration {
  private readonly earlier: CalibrationRecord;
  private own = nothingLearnt;
  private all: CalibrationRecord;

  constructor(earlier: CalibrationRecord = nothingLearnt) {
    this.earlier = earlier;
    this.all = earlier;
  }

  /** Calls that the estimates come from. */
  get calls(): number {
    return this.all.time.count;
  }

  /** What this run alone has learnt; see `joined`. */
  get learnt(): CalibrationRecord {
    return this.own;
  }

  observe(call: AnsweredCall): void {
    // Another model's tokens and times say nothing of this one's.
    if (call.model !== undefined) return;
    this.own = withCall(this.own, call);
    this.all = joined(this.earlier, this.own);
  }

  /** Tokens of a prompt with a user message of so many bytes. @param sourcetype where all its questions have one */
  promptTokens(userBytes: number, sourcetype?: string): number {
    const general = lineThrough(this.all.prompt, promptBounds) ?? roughPrompt;
    const known = sourcetype === undefined ? undefined : this.all.sourcetypes[keyOf(sourcetype)];
    const line = known && lineThrough(known, { ...promptBounds, start: general.start });
    return Math.ceil(at(line ?? general, userBytes));
  }

  /** Tokens of the answer to so many questions; never more than may be asked for. */
  answerTokens(questions: number): Range {
    const cap = answerCap(questions);
    const line = lineThrough(this.all.answer, answerBounds);
    if (line === undefined) return cappedAt(cap, scaled(roughVerdictTokens, questions));
    const mean = at(line, questions);
    return cappedAt(cap, around(mean, spreadAround(line, this.all.answer, questions)));
  }

  /** Milliseconds of one call about so many questions. */
  milliseconds(questions: number): Range {
    const line = lineThrough(this.all.time, timeBounds);
    if (line !== undefined) return around(at(line, questions), spreadAround(line, this.all.time, questions));
    const tokens = this.answerTokens(questions);
    return {
      low: (tokens.low / roughTokensPerSecond.high) * 1000,
      likely: (tokens.likely / roughTokensPerSecond.likely) * 1000,
      high: (tokens.high / roughTokensPerSecond.low) * 1000,
    };
  }
}

/** What is known once a run has ended: others may have ended since it began, and none of it is counted twice. */
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
  };
}

function withCall(record: CalibrationRecord, call: AnsweredCall): CalibrationRecord {
  const { userBytes, sourcetype, questions, promptTokens, answerTokens, milliseconds } = call;
  const time = withPoint(record.time, questions, milliseconds);
  const answer = isPlausible(answerTokens, longestAnswer)
    ? withPoint(record.answer, questions, answerTokens)
    : record.answer;
  // A token is a byte at least; the frame that the server puts around messages is hardly longer than the log.
  if (!isPlausible(promptTokens, 2 * (systemTokens * 4 + userBytes))) return { ...record, answer, time };
  const prompt = withPoint(record.prompt, userBytes, promptTokens);
  if (sourcetype === undefined || sourcetype === "") return { ...record, prompt, answer, time };
  const key = keyOf(sourcetype);
  const own = withPoint(record.sourcetypes[key] ?? noPoints, userBytes, promptTokens);
  return { prompt, sourcetypes: withLast(record.sourcetypes, key, own), answer, time };
}

/** Servers that do not count say 0, and one that says more than there can be counts something else. */
function isPlausible(tokens: number, most: number): boolean {
  return tokens > 0 && tokens <= most;
}

function withLast(
  sourcetypes: CalibrationRecord["sourcetypes"],
  key: string,
  sums: PointSums,
): CalibrationRecord["sourcetypes"] {
  const { [key]: _, ...others } = sourcetypes;
  return Object.fromEntries([...Object.entries(others).slice(1 - mostSourcetypes), [key, sums]]);
}

/** A search can write anything into the field `sourcetype`, and what is kept must not be log text. */
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
