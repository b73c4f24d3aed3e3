import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { AdaptiveLimit } from "../src/engine/asking/adaptive-limit.ts";
import { BatchScheduler } from "../src/engine/asking/batch-scheduler.ts";
import { Budget, type Limits } from "../src/engine/asking/budget.ts";
import { CallPace } from "../src/engine/asking/call-pace.ts";
import type { AskOptions, Judge } from "../src/engine/asking/judge.ts";
import type { ModelEndpoint } from "../src/engine/asking/model-endpoint.ts";
import type { Answer, Question } from "../src/engine/asking/question.ts";
import { RetryingClient } from "../src/engine/asking/retrying-client.ts";
import { noMasking } from "../src/engine/masking/prompt-masking.ts";
import { Reading } from "../src/engine/reading/reading.ts";
import { TemplateMiner } from "../src/engine/templates/template-miner.ts";
import { Triage } from "../src/engine/triage.ts";
import { type LabelledEvent, mixedLog } from "./mixed-log.ts";

const rowsInChunk = 2_500;
/** As the search command reads ahead of its replies. */
const readAheadBytes = 4_000_000;
export const budgets = [0.05, 0.1, 0.25] as const;
/** As prose has. */
const bytesPerToken = 4;
/** Of a verdict. */
const verdictTokens = 60;
const hdfs = "../shared/data/hdfs-2pct";

/** In which order what waits is asked: as the product does, as it comes, or as one who knows the labels would. */
type Order = "risk" | "first-come" | "labels";

interface Case {
  readonly name: string;
  /** In the order in which they are read. */
  readonly events: readonly LabelledEvent[];
  readonly perEvent: boolean;
  /** Bytes of chunks that are read before the first of them is answered; 0 where each waits for its reply. */
  readonly ahead: number;
  /** A log of an earlier run, whose templates are known. */
  readonly earlier?: readonly LabelledEvent[];
}

export interface RecallRow {
  readonly name: string;
  /** By budget: the part of the anomalous events that the model judged. */
  readonly recalls: Readonly<Record<Order, readonly number[]>>;
}

/** Recall of anomalous events when a part of the tokens is spent that asking about everything would take. */
export async function benchBudget(
  quick: boolean,
): Promise<{ rows: RecallRow[]; skipped: string | undefined }> {
  const rows: RecallRow[] = [];
  for (const each of [...generatedCases(quick), ...hdfsCases(quick)]) rows.push(await recallsOf(each));
  return { rows, skipped: existsSync(hdfs) ? undefined : "HDFS_2pct: left out, ../shared/data is not there" };
}

function generatedCases(quick: boolean): Case[] {
  const count = quick ? 10_000 : 60_000;
  const events = mixedLog(1, count);
  const earlier = mixedLog(2, count, false);
  const base = { perEvent: false };
  return directions(events).flatMap(([direction, ordered]) => [
    { ...base, name: `generated, ${direction}`, events: ordered, ahead: 0 },
    { ...base, name: `generated, ${direction}, read ahead`, events: ordered, ahead: readAheadBytes },
    { ...base, name: `generated, ${direction}, second run`, events: ordered, ahead: 0, earlier },
  ]);
}

function hdfsCases(quick: boolean): Case[] {
  if (!existsSync(hdfs)) return [];
  const labels = readFileSync(`${hdfs}/anomaly_label.csv`, "utf8").matchAll(/^(blk_-?\d+),Anomaly/gm);
  const anomalous = new Set([...labels].map(([, block]) => block));
  const lines = gunzipSync(readFileSync(`${hdfs}/HDFS_2pct.log.gz`))
    .toString("utf8")
    .trimEnd()
    .split("\n");
  const events = lines.slice(0, quick ? 5_000 : 30_000).map((text, at) => ({
    text,
    time: 1_226_000_000 + at,
    anomalous: (text.match(/blk_-?\d+/g) ?? []).some((block) => anomalous.has(block)),
  }));
  return directions(events).flatMap(([direction, ordered]) =>
    [false, true].map((perEvent) => ({
      name: `HDFS_2pct, ${direction}, read ahead, unit=${perEvent ? "event" : "template"}`,
      events: ordered,
      perEvent,
      ahead: readAheadBytes,
    })),
  );
}

function directions(events: readonly LabelledEvent[]): (readonly [string, readonly LabelledEvent[]])[] {
  return [
    ["newest first", [...events].reverse()],
    ["oldest first", events],
  ];
}

async function recallsOf(each: Case): Promise<RecallRow> {
  const all = await run(each, "first-come", {});
  const recalls: Record<Order, number[]> = { risk: [], "first-come": [], labels: [] };
  for (const part of budgets) {
    const most = Math.floor(all.tokens * part);
    // Who reads chunk by chunk cannot know what is to come, and gains little from knowing the labels.
    for (const order of each.ahead > 0
      ? (["risk", "first-come", "labels"] as const)
      : (["risk", "first-come"] as const)) {
      const { recall, tokens } = await run(each, order, { tokens: { most, sentence: "" } });
      if (tokens > most) throw new Error(`${each.name} spent ${tokens} of ${most} tokens`);
      recalls[order].push(recall);
    }
  }
  return { name: each.name, recalls };
}

async function run(
  { events, perEvent, ahead, earlier = [] }: Case,
  order: Order,
  limits: Limits,
): Promise<{ recall: number; tokens: number }> {
  const known = new TemplateMiner();
  for (const { text } of earlier) known.learn(text);
  const miner = TemplateMiner.restore(known.snapshot()) as TemplateMiner;
  // Only the product's own order gains from holding a part of the budget back.
  const budget = new Budget({
    limits: () => limits,
    costOf: () => 0,
    ...(order === "risk" ? {} : { heldBack: 0 }),
  });
  const judge = schedulerOf(fakeModel(), budget);
  const anomalous = new Set(events.filter((event) => event.anomalous).map(({ text }) => text));
  const triage = new Triage({
    fallback: "local",
    perEvent,
    miner,
    model: { name: "bench", judge: inOrder(judge, order, anomalous), masking: noMasking },
  });
  let found = 0;
  let waitingBytes = 0;
  const waiting: { bytes: number; answered: Promise<void> }[] = [];
  for (let at = 0; at < events.length; at += rowsInChunk) {
    const chunk = events.slice(at, at + rowsInChunk);
    const texts = chunk.map(({ text }) => triage.known(text) ?? triage.read(text, new Reading(text)));
    const units = texts.map((text, row) => {
      const unit = triage.assign(text);
      triage.observe(unit, chunk[row]?.time);
      return unit;
    });
    const answered = triage.settle(units, at + rowsInChunk >= events.length).then(() => {
      for (const [row, { verdict }] of units.entries())
        if (verdict?.status === "llm" && chunk[row]?.anomalous === true) found++;
    });
    const bytes = chunk.reduce((sum, { text }) => sum + text.length, 0);
    waiting.push({ bytes, answered });
    waitingBytes += bytes;
    // Up to here nothing waited, so that the model answers nothing before.
    for (; waitingBytes > ahead; waitingBytes -= waiting.shift()?.bytes ?? 0) await waiting[0]?.answered;
  }
  await Promise.all(waiting.map(({ answered }) => answered));
  const total = events.filter((event) => event.anomalous).length;
  return { recall: found / total, tokens: budget.spent.tokens };
}

/** The same questions, of another risk. */
function inOrder(judge: BatchScheduler, order: Order, anomalous: ReadonlySet<string>): Judge {
  if (order === "risk") return judge;
  let come = 0;
  return {
    counts: judge.counts,
    faults: judge.faults,
    flush: (last) => judge.flush(last),
    ask: (question: Question, asking?: AskOptions): Promise<Answer> => {
      const risk = order === "labels" ? Number(anomalous.has(question.log)) : -come++;
      return judge.ask(question, { ...asking, risk: () => risk });
    },
  };
}

function schedulerOf(endpoint: ModelEndpoint, budget: Budget): BatchScheduler {
  const now = (): number => 0;
  const limit = new AdaptiveLimit({ ceiling: () => 8, now });
  const client = new RetryingClient(limit.watch(endpoint), {
    maxAttempts: 1,
    temperature: 0,
    timeLeft: () => Number.MAX_SAFE_INTEGER,
    pace: new CallPace({ timeLeft: () => Number.MAX_SAFE_INTEGER, requestTimeout: 30_000 }),
    signal: new AbortController().signal,
    sleep: async () => {},
    newTag: () => "tag0123456789abcdef",
    random: () => 0,
    now,
  });
  const ended = (): undefined => undefined;
  // As a run knows that has seen a few replies.
  const promptTokens = (bytes: number): number => Math.ceil(bytes / bytesPerToken);
  return new BatchScheduler(client, { batchSize: 8, limit, maxAttempts: 1, ended, budget, promptTokens });
}

/** Gives every line the same severity, and says what it saw: one text for different lines would be refused. */
function fakeModel(): ModelEndpoint {
  const verdictOn = (log: string): string =>
    JSON.stringify({
      ...{ anomaly_detected: true, severity: "P3", root_cause: `Saw: ${log.slice(0, 200)}` },
      ...{ recommended_action: "Look.", confidence: 50 },
    });
  return {
    ask: async ({ system, user }) => {
      const logs = user
        .split("\n")
        .slice(1, -1)
        .map((line) => (JSON.parse(line) as { log: string }).log);
      return {
        content: `{"verdicts":{${logs.map((log, at) => `"${at + 1}":${verdictOn(log)}`)}}}`,
        finishReason: "stop",
        promptTokens: Math.ceil(Buffer.byteLength(system + user) / bytesPerToken),
        answerTokens: verdictTokens * logs.length,
      };
    },
  };
}
