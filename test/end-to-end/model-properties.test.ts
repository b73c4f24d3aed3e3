import { expect, test } from "vitest";
import { fc, runs } from "../support/fast-check.ts";
import {
  answer,
  type Behaviour,
  capRefused,
  contextOverflow,
  formRefused,
  html,
  type ReplyShape,
  redirect,
  status,
} from "../support/model-endpoint/behaviour.ts";
import { search, withSplunk } from "../support/model-search.ts";

const shapes: readonly ReplyShape[] = [
  "by-id",
  "array",
  "array-with-string-ids",
  "missing-ids",
  "foreign-ids",
  "duplicate-ids",
  "fenced",
  "framed-by-prose",
  "prose",
  "cut",
  "severity-out-of-range",
  "wrong-types",
  "empty",
];

const fault = fc.constantFrom<Behaviour>(
  { does: "reset before the body" },
  { does: "reset inside the body" },
  { does: "no HTTP" },
  { does: "body", body: "" },
  { does: "body", body: '{"choices":[]}' },
  { does: "big body", bytes: 50_000_000 },
  { does: "endless body" },
  status(429),
  status(429, "1"),
  status(429, "0"),
  status(500),
  status(502),
  status(503, "Thu, 01 Jan 2099 00:00:00 GMT"),
  html(),
  html(502),
  contextOverflow("vllm"),
  contextOverflow("llamaCpp"),
  formRefused(),
  capRefused(),
);
/** These make a search last until its end, or end it. */
const rareFault = fc.constantFrom<Behaviour>(
  { does: "hang" },
  { does: "drip", milliseconds: 1_000 },
  status(401),
  redirect("http://127.0.0.1:1/v1"),
);
const reply = fc.record({
  does: fc.constant("answer" as const),
  shape: fc.oneof(fc.constant("by-id" as const), fc.constantFrom(...shapes)),
  after: fc.constantFrom(0, 0, 5, 60),
});

/** What is done to the requests in turn, over and over. */
const behaviours = fc.array(
  fc.oneof(
    { weight: 12, arbitrary: reply },
    { weight: 6, arbitrary: fault },
    { weight: 1, arbitrary: rareFault },
  ),
  { minLength: 1, maxLength: 12 },
);

/** Texts of which no two that differ have the same echo, and that are sent as they are. */
const text = fc.oneof(
  {
    weight: 9,
    arbitrary: fc
      .tuple(
        fc.constantFrom("ERROR", "WARN", "INFO", "FATAL"),
        fc.nat(30),
        fc.constantFrom("disk full", "ok", "timeout after 3 s", "数据库 ü 👩‍🚒".normalize(), "a,b;c'd\\e"),
      )
      .map(([level, job, about]) => `${level} job-${job} ${about.replaceAll("\u200d", "")}`),
  },
  { weight: 1, arbitrary: fc.constant("") },
);

const run = fc.record({
  chunks: fc.array(fc.array(text, { maxLength: 14 }), { minLength: 1, maxLength: 5 }),
  behaviours,
  pace: fc.constantFrom("lockstep" as const, "ahead" as const),
  batchSize: fc.constantFrom(1, 3, 8, 16),
  concurrency: fc.constantFrom(1, 4, 8),
  retries: fc.constantFrom(1, 3),
  fallback: fc.constantFrom("local", "none"),
  unit: fc.constantFrom("template", "event"),
});

const timeout = 10;

// Rows in = rows out, the belonging of verdicts, the deadline, messages and the run line are checked by `search`.
// Side by side, for many a run waits for its deadline.
test.concurrent.each([1, 2, 3, 4, 5])(
  "whatever the endpoint does (%i): every row comes back, in order, with its own verdict or a reason",
  async () => {
    await fc.assert(
      fc.asyncProperty(run, async ({ chunks, behaviours: turns, pace, ...options }) => {
        const behaviour = (number: number) => turns[(number - 1) % turns.length] ?? answer();
        await withSplunk({ behaviour }, async (splunk) => {
          const { batchSize, concurrency, retries, fallback, unit } = options;
          const args = [
            `timeout=${timeout}`,
            `batch_size=${batchSize}`,
            `concurrency=${concurrency}`,
            `max_retries=${retries}`,
            `fallback=${fallback}`,
            `unit=${unit}`,
          ];
          // The number of a job is no reason to ask twice.
          const kindOf = unit === "event" ? undefined : (log: string) => log.replace(/job-\d+/, "job-");
          await search(splunk, { args, chunks, pace, kindOf });
          for (const { logs } of splunk.server.requests) expect(logs.length).toBeLessThanOrEqual(batchSize);
        });
      }),
      { ...runs(5), endOnFailure: true },
    );
  },
);
