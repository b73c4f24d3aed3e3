import { readAnswers } from "../../engine/asking/answer-reading.ts";
import type { ModelReply } from "../../engine/asking/model-endpoint.ts";
import type { RetryingClient } from "../../engine/asking/retrying-client.ts";
import { type TestLine, testLines } from "../../engine/asking/test-lines.ts";
import { verdictCall } from "../../engine/asking/verdict-call.ts";
import type { Doubt } from "../../engine/asking/verdict-doubt.ts";
import { type Judgement, severityRank } from "../../engine/verdict.ts";
import { type Finding, ok, problem, warning } from "./finding.ts";

const check = "model";

/** The answer about some made-up lines. */
export interface TestAnswer {
  readonly reply: ModelReply;
  readonly milliseconds: number;
  readonly judgements: ReadonlyMap<TestLine, Judgement>;
  readonly doubts: readonly Doubt[];
}

/** Asks about made-up lines in one call, as a search would. @param now milliseconds @throws EndpointError */
export async function askAbout(
  lines: readonly TestLine[],
  client: RetryingClient,
  now: () => number,
): Promise<TestAnswer> {
  const started = now();
  const questions = lines.map(({ log }) => ({ log }));
  const reply = await client.call(verdictCall(questions, client.pace.calibration.longestVerdict), {
    attempts: 1,
    onAttempt: () => {},
    mayRetry: () => true,
  });
  const milliseconds = now() - started;
  const { verdicts, doubts } = readAnswers(questions, reply.content, reply.finishReason);
  const judgements = new Map(
    [...verdicts].map(([at, { judgement }]) => [lines[at] as TestLine, judgement] as const),
  );
  return { reply, milliseconds, judgements, doubts: [...doubts.values()] };
}

export interface ModelCheck {
  /** The model, its stanza and its server, as a sentence names them. */
  readonly named: string;
  readonly stanza: string;
  readonly client: RetryingClient;
  /** The answer about the first made-up line alone. */
  readonly first: TestAnswer;
  /** Tokens of the model's context, where the server tells. */
  readonly contextTokens: number | undefined;
  /** Milliseconds. */
  readonly now: () => number;
}

/** A batch of the usual size that takes longer than this leaves a search of four minutes few of them. */
const longestBatch = 60_000;
const usualBatch = 8;
/** Two calls side by side that bring less than this much of what they would one after the other are not worth it. */
const leastGain = 1.3;
/** Milliseconds of one verdict, from which on calls side by side may make each other late. */
const leastSlow = 2_000;

/**
 * Looks at what a model makes of made-up lines (healthy ones, outages, two whose causes must not be mixed up, one in
 * another language, one that talks to the model), together in one call and alone, and suggests settings.
 *
 * @throws EndpointError
 */
export async function checkModel({
  named,
  stanza,
  client,
  first,
  contextTokens,
  now,
}: ModelCheck): Promise<Finding> {
  const together = await askAbout(testLines, client, now);
  const wrong = testLines.filter((line) => !isSeen(line, together.judgements.get(line)));
  // At least two, because two calls side by side tell whether more of them bring more.
  const [one, other, ...others] = [...wrong, ...testLines.filter((line) => !wrong.includes(line))] as [
    TestLine,
    TestLine,
    ...TestLine[],
  ];
  const pair = await Promise.all([askAbout([one], client, now), askAbout([other], client, now)]);
  const alone = new Map([...first.judgements, ...pair.flatMap(({ judgements }) => [...judgements])]);
  for (const line of others.filter((each) => wrong.includes(each)))
    for (const [, judgement] of (await askAbout([line], client, now)).judgements) alone.set(line, judgement);

  const judged = (line: TestLine): Judgement | undefined => alone.get(line) ?? together.judgements.get(line);
  const missed = testLines.filter((line) => !isSeen(line, judged(line)));
  const isMild = testLines.some((line) => line.isOutage && !isPage(judged(line)));
  const speed = speedOf(first);
  const pairGain = Math.min(...pair.map(speedOf)) * 2;
  const perVerdict = together.milliseconds / testLines.length;
  const facts = [
    `told ${wholeOf(missed, false)} healthy lines and ${wholeOf(missed, true)} outages rightly`,
    ...(wrong.length > missed.length
      ? [`${wrong.length - missed.length} of them only where asked alone`]
      : []),
    ...(Number.isFinite(speed) ? [`${speed.toFixed(speed < 10 ? 1 : 0)} tokens a second`] : []),
    ...(contextTokens === undefined ? [] : [`a context of ${contextTokens.toLocaleString("en")} tokens`]),
  ];
  const batch =
    wrong.length > missed.length + 1 ? 1 : Math.max(1, Math.floor(longestBatch / Math.max(1, perVerdict)));
  const isSlow = first.milliseconds >= leastSlow;
  const settings = [
    ...(batch < usualBatch ? [`batch_size = ${batch}`] : []),
    ...(isSlow && pairGain < speed * leastGain ? ["concurrency = 1"] : []),
    ...(missed.length > 0 ? ["authority = explain"] : isMild ? ["authority = raise"] : []),
  ];
  const finding = `${named} ${facts.join(", ")}`;
  const fix = `set ${settings.join(" and ")} in [endpoint:${stanza}]`;
  if (missed.length > 0)
    return problem(check, {
      finding: `${finding}. It does not tell an outage from a healthy line`,
      fix: `choose a larger model, or ${fix}, so that the embedded analyst decides`,
    });
  return settings.length > 0 ? warning(check, { finding, fix }) : ok(check, `${finding}.`);
}

function wholeOf(missed: readonly TestLine[], isOutage: boolean): string {
  const all = testLines.filter((line) => line.isOutage === isOutage).length;
  return `${all - missed.filter((line) => line.isOutage === isOutage).length} of ${all}`;
}

/** Whether an outage is a fault at least, and a healthy line none. */
function isSeen({ isOutage }: TestLine, judgement: Judgement | undefined): boolean {
  if (judgement === undefined) return false;
  const rank = severityRank(judgement.severity);
  return isOutage ? rank <= severityRank("P2") : rank >= severityRank("P4");
}

function isPage(judgement: Judgement | undefined): boolean {
  return judgement !== undefined && severityRank(judgement.severity) <= severityRank("P1");
}

/** Tokens of an answer a second; not a number where the server does not count. */
function speedOf({ reply, milliseconds }: TestAnswer): number {
  return reply.answerTokens === 0 ? Number.NaN : (reply.answerTokens / Math.max(1, milliseconds)) * 1000;
}
