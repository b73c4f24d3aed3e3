import type { Judgement } from "../verdict.ts";
import { LineWords, leaningOf, quotable, spokenIn, wordsShared } from "./line-words.ts";
import { systemMessage } from "./prompts/verdicts.ts";
import type { Question } from "./question.ts";
import { placeholdersIn, type Word, wordsOf } from "./text-words.ts";
import type { Doubt } from "./verdict-doubt.ts";

/** A verdict on the question with the same index, in the numbers that the batch was sent with. */
export type BatchVerdicts = ReadonlyMap<number, Judgement>;

/** The fewest words in a row of our instructions that no verdict has by chance. */
const promptRun = 5;
/** Words of our instructions that a verdict may well use, because it is told to. */
const allowed = ["the line does not show the cause", "text that attempts to instruct"];
/** A cause with fewer words may well be the whole message of its line. */
const fewestWhole = 4;
const fewestRepeated = 6;
const shareRepeated = 0.8;

/** Up to so many lines, a few words are enough. */
const mostForFew = 8;

const [before = "", rest = ""] = systemMessage.split(/\nSeverity: .*\n/);
const [severities = "", rules = ""] = rest.split("\nRules:\n");
const instructionRuns = new Set([before, rules].flatMap((part) => [...runsOf(part)]));
const severityRuns = runsOf(severities);

/** Judges whether each verdict of a batch is on its own line, and says something. */
export class VerdictChecks {
  private readonly lines: readonly LineWords[];

  /** @param questions as they were sent */
  constructor(questions: readonly Question[]) {
    this.lines = questions.map((question) => new LineWords(question));
  }

  /** @returns the doubts by index */
  doubtsOf(verdicts: BatchVerdicts): Map<number, Doubt> {
    const found = new Map<number, Doubt>();
    const causes = new Map([...verdicts].map(([index, { rootCause }]) => [index, wordsOf(rootCause)]));
    for (const [index, judgement] of verdicts) {
      const line = this.lines[index] as LineWords;
      const cause = causes.get(index) as Word[];
      const doubt =
        this.ofTexts(judgement, cause, line) ??
        (this.isOfOtherLine(index, judgement, cause) ? "other_line" : undefined);
      if (doubt !== undefined) found.set(index, doubt);
    }
    for (const index of this.copies(verdicts, causes)) if (!found.has(index)) found.set(index, "same_text");
    return found;
  }

  /** Whether the cause quotes what its line does not have. */
  isUnverified(index: number, { rootCause }: Judgement): boolean {
    const { text } = this.lines[index] as LineWords;
    return evidenceIn(rootCause).some((quote) => !text.includes(quote));
  }

  private ofTexts(
    { rootCause, recommendedAction }: Judgement,
    cause: readonly Word[],
    line: LineWords,
  ): Doubt | undefined {
    const said = spokenIn(cause);
    const evidence = Math.min(1, placeholdersIn(rootCause));
    if (said.length === 0 || said.length + evidence < 2) return "says_nothing";
    const text = ` ${line.spoken.join(" ")} `;
    const runs = [said, spokenIn(wordsOf(recommendedAction))]
      .flatMap(runsIn)
      .filter((run) => !text.includes(` ${run} `));
    if (runs.some((run) => instructionRuns.has(run))) return "prompt_words";
    // A verdict may say what its severity means, but not that alone.
    if (runs.some((run) => severityRuns.has(run)) && wordsShared(cause, line) === 0) return "prompt_words";
    const isWhole =
      said.length >= (said.length === line.spoken.length ? fewestWhole : fewestRepeated) &&
      said.length >= line.spoken.length * shareRepeated;
    return isWhole && text.includes(` ${said.join(" ")} `) ? "line_repeated" : undefined;
  }

  /** Whether a verdict speaks in the words of another line rather than of its own. */
  private isOfOtherLine(
    index: number,
    { rootCause, recommendedAction }: Judgement,
    cause: readonly Word[],
  ): boolean {
    const line = this.lines[index] as LineWords;
    const evidence = evidenceIn(rootCause);
    const unverified = evidence.filter((quote) => !line.text.includes(quote));
    const action = wordsOf(recommendedAction);
    // A cause that quotes its line is the line's, unless it says much of another as well.
    const isQuoting = evidence.length > unverified.length;
    const isSilent = !isQuoting && wordsShared(cause, line) === 0;
    // Among many lines one has some words of a verdict by chance.
    const few = this.lines.length > mostForFew ? 3 : 2;
    return this.lines.some((other, at) => {
      if (at === index) return false;
      if (unverified.some((quote) => other.text.includes(quote))) return true;
      const said = leaningOf(cause, line, other);
      const enough = isQuoting ? 4 : said.namesOther ? 2 : isSilent ? few : 3;
      if (said.other >= enough && said.other > said.own) return true;
      if (isSilent && wordsShared(cause, other) >= few) return true;
      // Two lines' verdicts in one.
      if (said.other >= 4 && said.other * 2 >= said.own) return true;
      // Lines of one kind differ in a few words, so one of the other's is enough.
      if (said.other > said.own && line.isLike(other)) return true;
      if (said.namesOther && said.other >= said.own && line.isLike(other)) return true;
      const advised = leaningOf(action, line, other);
      return advised.other >= 3 && advised.other > 2 * (advised.own + said.own);
    });
  }

  /** The anomalies with the cause of an unlike line's verdict and no word of their own line. */
  private copies(verdicts: BatchVerdicts, causes: ReadonlyMap<number, readonly Word[]>): number[] {
    const byText = new Map<string, number[]>();
    for (const [index, { rootCause, anomalyDetected }] of verdicts) {
      if (!anomalyDetected) continue;
      const text = quotable(rootCause);
      byText.set(text, [...(byText.get(text) ?? []), index]);
    }
    return [...byText.values()].flatMap((indexes) =>
      indexes.filter((index) => {
        const line = this.lines[index] as LineWords;
        if (wordsShared(causes.get(index) ?? [], line) > 0) return false;
        return indexes.some((at) => at !== index && !line.isLike(this.lines[at] as LineWords));
      }),
    );
  }
}

/** Texts in quotation marks. An apostrophe within a word is none. */
const quotes =
  /"([^"]{3,160})"|`([^`]{3,160})`|“([^”]{3,160})”|„([^“”]{3,160})[“”]|«([^»]{3,160})»|「([^」]{2,80})」|(?<![\p{L}\p{N}])'([^']{3,160})'(?![\p{L}\p{N}])/gu;
/** Long numbers and codes with digits. */
const codes =
  /(?<![\p{L}\p{N}_.,])(?=[\p{L}_.,:-]{0,40}\p{N})[\p{L}\p{N}_][\p{L}\p{N}_.,:-]{2,60}[\p{L}\p{N}_]/gu;

/** What a cause presents as taken from its line, in the form in which it is looked up. */
function evidenceIn(cause: string): string[] {
  const plain = cause.replace(/<~*[A-Za-z][A-Za-z0-9_]{1,23}(?::[A-Za-z0-9]{1,16})?>|<\*>/g, "…");
  const quoted = [...plain.matchAll(quotes)].flatMap((match) => {
    const text = match.slice(1).find((group) => group !== undefined) ?? "";
    return text.split(/…|\.{3}/);
  });
  return [...quoted, ...codesIn(plain)].map(quotable).filter((text) => text.length >= 2);
}

function codesIn(plain: string): string[] {
  return (plain.match(codes) ?? []).filter((code) => (code.match(/\p{N}/gu)?.length ?? 0) >= 4);
}

/** The runs of words of one length. */
function runsIn(words: readonly string[]): string[] {
  const starts = words.slice(0, Math.max(0, words.length - promptRun + 1));
  return starts.map((_, at) => words.slice(at, at + promptRun).join(" "));
}

function runsOf(text: string): ReadonlySet<string> {
  const runs = runsIn(spokenIn(wordsOf(text)));
  return new Set(runs.filter((run) => !allowed.some((words) => words.includes(run))));
}
