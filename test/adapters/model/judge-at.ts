import { AdaptiveLimit } from "../../../src/engine/asking/adaptive-limit.ts";
import { BatchScheduler } from "../../../src/engine/asking/batch-scheduler.ts";
import { CallPace } from "../../../src/engine/asking/call-pace.ts";
import { RetryingClient } from "../../../src/engine/asking/retrying-client.ts";
import type { BehaviourOf, SeenRequest } from "../../support/model-endpoint/behaviour.ts";
import { endpointAt, started } from "./asking.ts";

/** What a search gets from a server: how many of its texts the model judged, with which calls and words. */
export interface Served {
  readonly judged: number;
  readonly causes: readonly string[];
  readonly requests: readonly SeenRequest[];
  /** The sentences of the job's message. */
  readonly sentences: string;
}

/** Asks a real server about three texts in one batch, as a search does, without waiting between attempts. */
export async function serve(behaviour: BehaviourOf, maxAttempts = 3): Promise<Served> {
  const server = await started({ behaviour });
  const { signal } = new AbortController();
  const now = () => 0;
  const limit = new AdaptiveLimit({ ceiling: () => 1, now });
  const client = new RetryingClient(limit.watch(endpointAt(server.url)), {
    maxAttempts,
    temperature: 0,
    timeLeft: () => 240_000,
    pace: new CallPace({ timeLeft: () => 240_000, requestTimeout: 20_000 }),
    signal,
    sleep: async () => undefined,
    newTag: () => "tag0123456789abcdef",
    random: () => 0,
    now,
  });
  const judge = new BatchScheduler(client, { batchSize: 8, limit, maxAttempts, ended: () => undefined });
  const asked = ["ERROR disk sda1 is full", "WARN job nightly is late", "INFO started in 3 s"].map((log) =>
    judge.ask({ log }),
  );
  judge.flush(true);
  const answers = await Promise.all(asked);
  const judged = answers.flatMap((answer) => ("judgement" in answer ? [answer.judgement] : []));
  return {
    judged: judged.length,
    causes: judged.map(({ rootCause }) => rootCause),
    requests: server.requests,
    sentences: [...judge.faults.values()].join(" "),
  };
}
