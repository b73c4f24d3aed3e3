import { expect, test } from "vitest";
import { requestsWith, search, withSplunk } from "../support/model-search.ts";
import { converse } from "../support/protocol-client.ts";

/** The analyst says P1, P5 and P3 of these; the model of the test says P2 of everything. */
const chunks = [
  [
    "2026-03-10T09:32:01Z kernel: Out of memory: Killed process 4711 (java)",
    "2026-03-10T09:32:02Z INFO request 17 served in 12 ms",
    "2026-03-10T09:32:03Z ERROR the frobnicator is out of tune",
  ],
];

test.each<[string, readonly string[]]>([
  ["lower", ["P1", "P2", "P2"]],
  ["raise", ["P1", "P2", "P2"]],
  ["explain", ["P1", "P5", "P3"]],
])("with authority = %s the severities are %j", async (authority, severities) => {
  await withSplunk({ stanza: { authority } }, async (splunk) => {
    const { verdicts } = await search(splunk, { chunks });
    expect(verdicts.map(({ severity }) => severity)).toEqual(severities);
    expect(new Set(verdicts.map(({ llama_status }) => llama_status))).toEqual(new Set(["llm"]));
    for (const { severity, anomaly_detected: anomaly } of verdicts)
      expect(anomaly).toBe(String(severity !== "P5"));
  });
});

test("with authority = none the model is not asked, and the analyst answers", async () => {
  await withSplunk({ stanza: { authority: "none" } }, async ({ env, server }) => {
    const { verdicts } = await converse({ args: [], chunks: requestsWith(chunks), env });
    expect(verdicts.map(({ severity }) => severity)).toEqual(["P1", "P5", "P3"]);
    expect(new Set(verdicts.map(({ llama_reason }) => llama_reason))).toEqual(new Set(["no_endpoint"]));
    expect(server.requests).toEqual([]);
  });
});
