import { expect, test } from "vitest";
import {
  answer,
  type Behaviour,
  type BehaviourOf,
  capRefused,
  formRefused,
  type ReplyShape,
  status,
} from "../support/model-endpoint/behaviour.ts";
import { echoOf } from "../support/model-endpoint/reply-content.ts";
import { reasonsOf, search, statusesOf, textsOf, withSplunk } from "../support/model-search.ts";

const texts = textsOf(12);
const allBy = (status: string) => new Array(texts.length).fill(status);

test.concurrent.each<ReplyShape>(["by-id", "array", "array-with-string-ids", "fenced", "framed-by-prose"])(
  "a reply of the form %s is understood at once",
  async (shape) => {
    await withSplunk({ behaviour: answer(shape) }, async (splunk) => {
      const { verdicts } = await search(splunk, { chunks: [texts] });
      expect(statusesOf(verdicts)).toEqual(allBy("llm"));
      expect(splunk.server.requests).toHaveLength(2);
    });
  },
);

const useless: readonly ReplyShape[] = [
  "foreign-ids",
  "ids-from-zero",
  "prose",
  "severity-out-of-range",
  "wrong-types",
  "empty",
];

test.concurrent.each(useless)("after %s every time no row has a model's verdict", async (shape) => {
  await withSplunk({ behaviour: answer(shape) }, async (splunk) => {
    const { verdicts } = await search(splunk, { args: ["timeout=20"], chunks: [texts] });
    expect(statusesOf(verdicts)).toEqual(allBy("local"));
    expect(reasonsOf(verdicts)).toEqual(["bad_reply"]);
    expectTriesAtMost(splunk.server.requests, 3);
  });
});

test.concurrent.each<ReplyShape>([
  "foreign-ids",
  "ids-from-zero",
  "prose",
  "severity-out-of-range",
  "wrong-types",
  "empty",
  "missing-ids",
  "duplicate-ids",
])("what %s leaves out is asked again, alone", async (shape) => {
  const behaviour: BehaviourOf = (_, __, logs) => answer(logs.length > 1 ? shape : "by-id");
  await withSplunk({ behaviour }, async (splunk) => {
    const { verdicts } = await search(splunk, { args: ["batch_size=6"], chunks: [texts] });
    expect(statusesOf(verdicts)).toEqual(allBy("llm"));
    const sizes = splunk.server.requests.map(({ logs }) => logs.length);
    expect(sizes.filter((size) => size > 1)).toEqual([6, 6]);
    expect(sizes.filter((size) => size === 1)).toHaveLength(shape === "missing-ids" ? 6 : 12);
  });
});

test.concurrent("of a reply numbered from 0 no line gets another line's verdict", async () => {
  const behaviour: BehaviourOf = (_, __, logs) => answer(logs.length > 1 ? "ids-from-zero" : "by-id");
  await withSplunk({ behaviour }, async (splunk) => {
    const three = textsOf(3);
    const { verdicts } = await search(splunk, { chunks: [three] });
    expect(statusesOf(verdicts)).toEqual(["llm", "llm", "llm"]);
    expect(verdicts.map(({ root_cause }) => root_cause)).toEqual(three.map(echoOf));
    expect(splunk.server.requests.map(({ logs }) => logs.length)).toEqual([3, 1, 1, 1]);
  });
});

test.concurrent("ids that come twice contradict each other, and ask-agains end", async () => {
  await withSplunk({ behaviour: answer("duplicate-ids") }, async (splunk) => {
    // A single text cannot be doubled, so that the second round answers.
    const { verdicts } = await search(splunk, { chunks: [texts] });
    expect(statusesOf(verdicts)).toEqual(allBy("llm"));
    expectTriesAtMost(splunk.server.requests, 2);
  });
});

test.concurrent("half of the ids missing every time, or one text never answered", async () => {
  const behaviour: BehaviourOf = (_, __, logs) =>
    answer(logs.some(({ log }) => log.includes("job-5 ")) ? "missing-ids" : "by-id");
  await withSplunk({ behaviour }, async (splunk) => {
    const { verdicts } = await search(splunk, { args: ["batch_size=4"], chunks: [texts] });
    const reasons = verdicts.map(({ llama_reason }) => llama_reason);
    expect(reasons).toEqual(texts.map((_, at) => (at === 4 ? "bad_reply" : "")));
    expectTriesAtMost(splunk.server.requests, 3);
  });
});

test.concurrent("of a reply cut at the cap the whole verdicts are kept, the rest is asked again", async () => {
  const behaviour: BehaviourOf = (number) => answer(number === 1 ? "cut" : "by-id");
  await withSplunk({ behaviour }, async (splunk) => {
    const { verdicts } = await search(splunk, { chunks: [textsOf(8)] });
    expect(new Set(statusesOf(verdicts))).toEqual(new Set(["llm"]));
    const [first, ...rest] = splunk.server.requests.map(({ logs }) => logs.length);
    expect(first).toBe(8);
    expect(rest).toHaveLength(1);
    expect(rest[0]).toBeLessThan(8);
  });
});

test.concurrent("a reply that is always cut is too_long, and asked for no more than three times", async () => {
  await withSplunk({ behaviour: answer("cut") }, async (splunk) => {
    const { verdicts } = await search(splunk, { chunks: [texts] });
    expect(reasonsOf(verdicts)).toEqual(["", "too_long"]);
    expectTriesAtMost(splunk.server.requests, 3);
  });
});

const withoutForms: readonly [string, readonly string[]][] = [
  ["json_schema", ["json_schema"]],
  ["json_schema and json_object", ["json_schema", "json_object"]],
];

test.concurrent.each(withoutForms)(
  "a server without %s is asked in the next form, and that is remembered",
  async (_, forms) => {
    const behaviour: BehaviourOf = (__, { response_format }) =>
      response_format !== undefined && forms.includes(response_format.type)
        ? formRefused()
        : answer("fenced");
    await withSplunk({ behaviour }, async (splunk) => {
      const { verdicts } = await search(splunk, {
        args: ["concurrency=1", "batch_size=3", "max_retries=1"],
        chunks: [texts],
      });
      expect(statusesOf(verdicts)).toEqual(allBy("llm"));
      expect(splunk.server.requests).toHaveLength(4 + forms.length);
    });
  },
);

test.concurrent("calls side by side go down the ladder together", async () => {
  const behaviour: BehaviourOf = (_, { response_format }) =>
    response_format === undefined ? answer() : formRefused();
  await withSplunk({ behaviour }, async (splunk) => {
    const { verdicts } = await search(splunk, { args: ["batch_size=1"], chunks: [textsOf(24)] });
    expect(new Set(statusesOf(verdicts))).toEqual(new Set(["llm"]));
    expect(splunk.server.requests.length).toBeLessThanOrEqual(24 + 2 * 8);
  });
});

test.concurrent.each([["json_schema"], ["json_schema", "json_object"]])(
  "a server that fails within on %s, side by side, still answers all",
  async (...forms) => {
    const behaviour: BehaviourOf = (_, { response_format }) =>
      response_format !== undefined && forms.includes(response_format.type) ? status(500) : answer();
    await withSplunk({ behaviour }, async (splunk) => {
      const { verdicts } = await search(splunk, { args: ["batch_size=1"], chunks: [textsOf(24)] });
      expect(new Set(statusesOf(verdicts))).toEqual(new Set(["llm"]));
      expect(splunk.server.requests.at(-1)?.body.response_format?.type).toBe(
        forms.length === 1 ? "json_object" : undefined,
      );
    });
  },
);

test.concurrent("a verdict of another line reaches no row, and the run line counts what was doubted", async () => {
  const lines = [
    "nginx: upstream cart-api timed out while reading response header",
    "certbot: DNS problem: NXDOMAIN looking up A for shop.example.com",
    "kernel: EXT4-fs error (device sda2): ext4_find_entry: reading directory lblock 0",
    "sshd[77]: Failed password for invalid user oracle from 203.0.113.9 port 40022 ssh2",
  ];
  const behaviour: BehaviourOf = (_, __, logs) => {
    const verdicts = logs.map((_log, at) => {
      const { log = "" } = logs[(at + 1) % logs.length] ?? {};
      return [
        at + 1,
        {
          anomaly_detected: true,
          severity: "P2",
          root_cause: echoOf(log),
          recommended_action: "Look at the host.",
          confidence: 80,
        },
      ] as const;
    });
    const content = JSON.stringify({ verdicts: Object.fromEntries(verdicts) });
    return { does: "answer", message: { role: "assistant", content } };
  };
  await withSplunk({ behaviour }, async (splunk) => {
    const { verdicts, runLine } = await search(splunk, { args: ["batch_size=4"], chunks: [lines] });
    expect(statusesOf(verdicts)).toEqual(["llm", "llm", "llm", "llm"]);
    const words = ["cart-api", "NXDOMAIN", "EXT4-fs", "sshd"];
    for (const [at, { root_cause: cause }] of verdicts.entries()) expect(cause).toContain(words[at]);
    expect(splunk.server.requests.map(({ logs }) => logs.length)).toEqual([4, 1, 1, 1, 1]);
    expect(runLine.doubts).toEqual({ foreign_placeholder: 1, other_line: 3 });
  });
});

test.concurrent.each<[string, (behaviour: Behaviour) => BehaviourOf]>([
  [
    "max_completion_tokens",
    (otherwise) => (_, body) => (body.max_completion_tokens === undefined ? otherwise : capRefused()),
  ],
  [
    "max_completion_tokens and json_schema",
    (otherwise) => (_, body) => {
      if (body.max_completion_tokens !== undefined) return capRefused();
      return body.response_format?.type === "json_schema" ? formRefused() : otherwise;
    },
  ],
])("a server without %s still answers all, side by side", async (_, without) => {
  await withSplunk({ behaviour: without(answer()) }, async (splunk) => {
    const { verdicts } = await search(splunk, { args: ["batch_size=2"], chunks: [texts] });
    expect(statusesOf(verdicts)).toEqual(allBy("llm"));
    const last = splunk.server.requests.at(-1)?.body;
    expect(last).toMatchObject({ max_tokens: 16 + 200 * 2 });
    expect(last).not.toHaveProperty("max_completion_tokens");
  });
});

/** How often each text was asked about. */
function expectTriesAtMost(requests: readonly { logs: readonly { log: string }[] }[], most: number): void {
  const tries = new Map<string, number>();
  for (const { log } of requests.flatMap(({ logs }) => logs)) tries.set(log, (tries.get(log) ?? 0) + 1);
  expect(Math.max(...tries.values())).toBeLessThanOrEqual(most);
}
