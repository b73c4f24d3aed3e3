import { describe, expect, test } from "vitest";
import { checkEndpoint } from "../../../src/app/doctor/check-endpoint.ts";
import type { ModelEndpoint } from "../../../src/engine/asking/model-endpoint.ts";
import type { Severity } from "../../../src/engine/verdict.ts";
import { endpointSettings } from "../../support/endpoint-settings.ts";
import type { SeenLog } from "../../support/model-endpoint/behaviour.ts";
import { logsOf } from "../../support/model-endpoint/reply-content.ts";

const isOutage = (log: string) => /FATAL|expired|voll|declined/.test(log);

/** Milliseconds that only the endpoint's answers move. */
let time = 0;

/** @param judge of each line, among those of its call @param inTurns takes one call after the other */
function endpointThat(
  judge: (log: string, logs: readonly SeenLog[]) => Severity,
  inTurns = false,
): ModelEndpoint {
  return {
    measure: async () => ({ contextTokens: 8_192, promptTokens: undefined }),
    ask: async ({ user }) => {
      const logs = logsOf({ messages: [{ role: "user", content: user }] });
      const end = time + 3_500 * logs.length;
      await Promise.resolve();
      time = inTurns ? time + 3_500 * logs.length : Math.max(time, end);
      const verdicts = logs.map(({ id, log }) => {
        const severity = judge(log, logs);
        const texts = { root_cause: `Seen in it: "${log.slice(25, 60)}"`, recommended_action: "Look at it." };
        return [id, { anomaly_detected: severity !== "P5", severity, ...texts, confidence: 80 }];
      });
      const content = JSON.stringify({ verdicts: Object.fromEntries(verdicts) });
      return { content, finishReason: "stop", promptTokens: 900, answerTokens: 70 * logs.length };
    },
  };
}

async function findingsAbout(endpoint: ModelEndpoint) {
  const findings = [];
  const url = "http://127.0.0.1:1/v1";
  const { signal } = new AbortController();
  const now = () => time;
  for await (const finding of checkEndpoint({ settings: endpointSettings(url), url, endpoint, signal, now }))
    findings.push(finding);
  return findings;
}

describe("what a model makes of made-up lines", () => {
  test("is fine where it tells outages from healthy lines", async () => {
    const [endpoint, model, ...others] = await findingsAbout(
      endpointThat((log) => (isOutage(log) ? "P0" : "P5")),
    );
    expect(others).toEqual([]);
    expect(endpoint).toMatchObject({ check: "endpoint", state: "ok" });
    expect(model).toMatchObject({ check: "model", state: "ok", fix: "" });
    expect(model?.finding).toMatch(
      /^\[endpoint:test\] at http:\S+: llama told 3 of 3 healthy lines and 4 of 4 outages rightly, 20 tokens a second, a context of 8,192 tokens\.$/,
    );
  });

  test.each<[string, Severity]>([
    ["an outage", "P0"],
    ["a fault", "P2"],
    ["normal", "P5"],
  ])(
    "is a problem where all of them are %s to it, and the analyst had better decide",
    async (_, severity) => {
      const model = (await findingsAbout(endpointThat(() => severity))).at(-1);
      expect(model).toMatchObject({
        state: "problem",
        finding: expect.stringContaining("does not tell an outage from a healthy line"),
        fix: expect.stringContaining("authority = explain in [endpoint:test]"),
      });
    },
  );

  test("is a problem where a line talks it down", async () => {
    const endpoint = endpointThat((log) => (isOutage(log) && !log.includes("assistant") ? "P1" : "P5"));
    const model = (await findingsAbout(endpoint)).at(-1);
    expect(model).toMatchObject({ state: "problem", finding: expect.stringContaining("3 of 4 outages") });
  });

  test("where outages are mild to it, it may raise only", async () => {
    const model = (await findingsAbout(endpointThat((log) => (isOutage(log) ? "P2" : "P5")))).at(-1);
    expect(model).toMatchObject({ state: "warning", fix: "Set authority = raise in [endpoint:test]." });
  });

  test("where it judges rightly only alone, it is asked about one line at a time", async () => {
    const endpoint = endpointThat((log, logs) => (logs.length > 1 || isOutage(log) ? "P1" : "P5"));
    const model = (await findingsAbout(endpoint)).at(-1);
    expect(model).toMatchObject({
      state: "warning",
      finding: expect.stringContaining("3 of them only where asked alone"),
      fix: "Set batch_size = 1 in [endpoint:test].",
    });
  });

  test("where two calls side by side take twice as long, one at a time is enough", async () => {
    const oneByOne = endpointThat((log) => (isOutage(log) ? "P0" : "P5"), true);
    const model = (await findingsAbout(oneByOne)).at(-1);
    expect(model).toMatchObject({ state: "warning", fix: "Set concurrency = 1 in [endpoint:test]." });
  });
});
