import { describe, expect, test } from "vitest";
import {
  answer,
  type Behaviour,
  type BehaviourOf,
  type SeenBody,
  type SeenLog,
  status,
} from "../../support/model-endpoint/behaviour.ts";
import { replyContent } from "../../support/model-endpoint/reply-content.ts";
import { endpointAt, outcome, requestOf, started } from "./asking.ts";
import { serve } from "./judge-at.ts";

const good = (logs: readonly SeenLog[]): string => replyContent(logs, "by-id").content;
const body = (value: unknown): Behaviour => ({
  does: "body",
  body: typeof value === "string" ? value : JSON.stringify(value),
});
const completion = (message: object, finishReason = "stop", more: object = {}) => ({
  choices: [{ index: 0, finish_reason: finishReason, message, ...more }],
});
/** A server that answers well, in an envelope of its own. */
const enveloped =
  (envelope: (content: string) => unknown): BehaviourOf =>
  (_, __, logs) =>
    body(envelope(good(logs)));
/** A server that refuses what it does not take, and answers the rest well. */
const refusing =
  (refusal: (sent: SeenBody & Record<string, unknown>) => Behaviour | false): BehaviourOf =>
  (_, sent) =>
    refusal(sent as SeenBody & Record<string, unknown>) || answer();
const refusal = (code: number, text: unknown): Behaviour => ({
  does: "status",
  status: code,
  body: typeof text === "string" ? text : JSON.stringify(text),
});
const hasSystem = ({ messages = [] }: SeenBody) => messages.some(({ role }) => role === "system");
const form = ({ response_format }: SeenBody) => response_format?.type;
const events = (...data: unknown[]) =>
  data.map((each) => `data: ${typeof each === "string" ? each : JSON.stringify(each)}\n\n`).join("");
const delta = (part: object, finishReason: string | null = null) => ({
  object: "chat.completion.chunk",
  choices: [{ index: 0, delta: part, finish_reason: finishReason }],
});
const halves = (content: string) => [content.slice(0, 40), content.slice(40)] as const;

describe("a server that answers in an envelope of its own is understood at the first call", () => {
  test.each<[string, (content: string) => unknown]>([
    ["content in one part", (content) => completion({ content: [{ type: "text", text: content }] })],
    [
      "content in two parts",
      (content) => {
        const [one, two] = halves(content);
        return completion({
          content: [
            { type: "text", text: one },
            { type: "text", text: two },
          ],
        });
      },
    ],
    ["content in bare texts", (content) => completion({ content: [...halves(content)] })],
    [
      "thinking in a part beside the text",
      (content) =>
        completion({
          content: [
            { type: "thinking", thinking: [{ type: "text", text: content.replaceAll("P2", "P5") }] },
            { type: "text", text: content },
          ],
        }),
    ],
    ["content that the server has parsed", (content) => completion({ content: JSON.parse(content) })],
    ["thinking in reasoning", (content) => completion({ content, reasoning: "Let me see." })],
    ["thinking in reasoning_content", (content) => completion({ content, reasoning_content: "Let me see." })],
    [
      "the envelope of Ollama's own interface",
      (content) => ({
        model: "tiny",
        message: { role: "assistant", content },
        done: true,
        done_reason: "stop",
      }),
    ],
    ["the text beside no message", (content) => ({ choices: [{ text: content, finish_reason: "stop" }] })],
    ["no finish_reason", (content) => ({ choices: [{ message: { content } }] })],
    [
      "an error that is null",
      (content) => ({ error: null, ...completion({ content }, "stop", { error: null }) }),
    ],
    ["a byte order mark", (content) => `\ufeff${JSON.stringify(completion({ content }))}`],
    ["blank lines while it works", (content) => `\n\n\n${JSON.stringify(completion({ content }))}`],
    [
      "comments while it works",
      (content) => `: PROCESSING\n\n: PROCESSING\n\n${JSON.stringify(completion({ content }))}`,
    ],
    [
      "events",
      (content) => {
        const [one, two] = halves(content);
        return events(
          delta({ role: "assistant" }),
          delta({ content: one }),
          delta({ content: two }),
          delta({}, "stop"),
          "[DONE]",
        );
      },
    ],
    [
      "events with comments between",
      (content) =>
        `: PROCESSING\n\n${events(delta({ content }))}: PROCESSING\n\n${events(delta({}, "stop"), "[DONE]")}`,
    ],
    ["events without an end", (content) => events(delta({ content }))],
    [
      "events with thinking before",
      (content) =>
        events(delta({ reasoning: "Hm." }), delta({ content }, "stop"), {
          choices: [],
          usage: { prompt_tokens: 9 },
        }),
    ],
    [
      "events with line ends of Windows",
      (content) => events(delta({ content }, "stop"), "[DONE]").replaceAll("\n", "\r\n"),
    ],
    [
      "events that are not parted",
      (content) => `data: ${JSON.stringify(delta({ content }, "stop"))}\ndata: [DONE]\n`,
    ],
    ["one event with the whole completion", (content) => events(completion({ content }), "[DONE]")],
    ["events with names", (content) => `event: message\n${events(delta({ content }, "stop"))}`],
  ])("%s", async (_, envelope) => {
    const { judged, requests, sentences } = await serve(enveloped(envelope));
    expect([judged, requests.length, sentences]).toEqual([3, 1, ""]);
  });
});

describe("what a server refuses by name is left out, at once and for the rest of the run", () => {
  const vendor = (param: string, code = "unsupported_parameter") => ({
    error: { message: `Unsupported parameter: '${param}' is not supported with this model.`, param, code },
  });
  test.each<[string, string, (sent: SeenBody & Record<string, unknown>) => Behaviour | false]>([
    [
      "a system role that the template of Gemma refuses",
      "system",
      (sent) =>
        hasSystem(sent) &&
        refusal(400, { error: { message: "System role not supported", type: "BadRequestError", code: 400 } }),
    ],
    [
      "a system role refused with 500",
      "system",
      (sent) =>
        hasSystem(sent) &&
        refusal(500, {
          error: {
            code: 500,
            message: "Error: Jinja Exception: System role not supported",
            type: "server_error",
          },
        }),
    ],
    [
      "roles that must alternate",
      "system",
      (sent) =>
        hasSystem(sent) &&
        refusal(400, {
          object: "error",
          message: "Conversation roles must alternate user/assistant/user/assistant/...",
          code: 400,
        }),
    ],
    [
      "roles that must alternate, with 424",
      "system",
      (sent) =>
        hasSystem(sent) &&
        refusal(424, {
          error:
            "Request failed during generation: Server error: Conversation roles must alternate user/assistant/...",
          error_type: "generation",
        }),
    ],
    [
      "a role that is none of those supported",
      "system",
      (sent) =>
        hasSystem(sent) &&
        refusal(400, {
          error: { message: "Only user, assistant and tool roles are supported, got system.", code: 400 },
        }),
    ],
    [
      "an instruction that the model does not take",
      "system",
      (sent) =>
        hasSystem(sent) &&
        refusal(400, {
          error: {
            message: "Developer instruction is not enabled for models/tiny",
            status: "INVALID_ARGUMENT",
            code: 400,
          },
        }),
    ],
    [
      "a role whose value is refused",
      "system",
      (sent) =>
        hasSystem(sent) &&
        refusal(400, {
          error: {
            message: "Unsupported value: 'messages[0].role' does not support 'system' with this model.",
            param: "messages[0].role",
            code: "unsupported_value",
          },
        }),
    ],
    [
      "temperature, by its value",
      "temperature",
      ({ temperature }) =>
        temperature === 0 &&
        refusal(400, {
          error: {
            message:
              "Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) value is supported.",
            param: "temperature",
            code: "unsupported_value",
          },
        }),
    ],
    [
      "temperature, in words alone",
      "temperature",
      ({ temperature }) =>
        temperature !== undefined && refusal(400, "temperature is not supported by this model"),
    ],
    [
      "temperature, by a gateway with 500",
      "temperature",
      ({ temperature }) =>
        temperature !== undefined &&
        refusal(500, {
          error: {
            message: "UnsupportedParamsError: tiny does not support parameters: ['temperature']",
            code: "500",
          },
        }),
    ],
    [
      "stream, as a field that is extra",
      "stream",
      ({ stream }) =>
        stream !== undefined &&
        refusal(422, {
          detail: [
            { type: "extra_forbidden", loc: ["body", "stream"], msg: "Extra inputs are not permitted" },
          ],
        }),
    ],
    [
      "the newer name of the answer cap",
      "max_completion_tokens",
      ({ max_completion_tokens }) =>
        max_completion_tokens !== undefined &&
        refusal(422, {
          detail: [
            {
              type: "extra_forbidden",
              loc: ["body", "max_completion_tokens"],
              msg: "Extra inputs are not permitted",
              input: 346,
            },
          ],
        }),
    ],
    [
      "the newer name, with the whole request repeated",
      "max_completion_tokens",
      ({ max_completion_tokens, messages }) =>
        max_completion_tokens !== undefined &&
        refusal(400, {
          object: "error",
          message: `[{'type': 'extra_forbidden', 'loc': ('body', 'max_completion_tokens'), 'input': ${JSON.stringify({ temperature: 0, messages })}}]`,
        }),
    ],
    [
      "the newer name, as an unknown argument",
      "max_completion_tokens",
      ({ max_completion_tokens }) =>
        max_completion_tokens !== undefined &&
        refusal(400, {
          error: {
            message: "Unrecognized request argument supplied: max_completion_tokens",
            type: "invalid_request_error",
            param: null,
          },
        }),
    ],
    [
      "a parameter under HTTP 200",
      "temperature",
      ({ temperature }) => temperature !== undefined && body(vendor("temperature", "invalid_request_error")),
    ],
  ])("%s", async (_, left, refuses) => {
    const { judged, requests, sentences } = await serve(refusing(refuses));
    expect([judged, requests.length, sentences]).toEqual([3, 2, ""]);
    const [, last] = requests;
    if (left === "system") {
      expect(last?.body.messages?.map(({ role }) => role)).toEqual(["user"]);
      expect(last?.body.messages?.[0]?.content).toContain("site reliability engineer");
    } else {
      expect(last?.body).not.toHaveProperty(left);
    }
  });

  describe("a system role that a server fails on without a word", () => {
    const failing = refusing((sent) => hasSystem(sent) && refusal(500, ""));

    test("is blamed once every form has failed", async () => {
      const { judged, requests, sentences } = await serve(failing, 4);
      expect([judged, requests.length, sentences]).toEqual([3, 4, ""]);
      expect(requests[3]?.body.messages?.map(({ role }) => role)).toEqual(["user"]);
    });

    test("is left out by the next call where no attempt is left for this one", async () => {
      const server = await started({ behaviour: failing });
      const endpoint = endpointAt(server.url);
      const request = requestOf(["disk full"], { form: "text", beginAnotherAttempt: () => false });
      expect(await outcome(endpoint.ask(request))).toMatchObject({ fault: "server_error" });
      expect(await outcome(endpoint.ask(request))).toMatchObject({ finishReason: "stop" });
      expect(server.requests).toHaveLength(2);
    });

    test("is not blamed for long where everything fails", async () => {
      const { judged, requests, sentences } = await serve(() => refusal(500, ""));
      expect([judged, requests.length]).toEqual([0, 3]);
      expect(sentences).toContain("it failed within");
      const server = await started({ behaviour: () => refusal(500, "") });
      const endpoint = endpointAt(server.url);
      const request = requestOf(["disk full"], { form: "text" });
      for (let call = 0; call < 4; call++) await outcome(endpoint.ask(request));
      expect(server.requests.map(({ body: sent }) => hasSystem(sent))).toEqual([
        true,
        false,
        true,
        true,
        true,
        true,
      ]);
    });
  });

  test("several at once are left out one after the other", async () => {
    const { judged, requests } = await serve(
      refusing((sent) => {
        if (hasSystem(sent)) return refusal(400, "System role not supported");
        if (sent.temperature !== undefined) return refusal(400, vendor("temperature"));
        return sent.max_completion_tokens !== undefined && refusal(400, vendor("max_completion_tokens"));
      }),
    );
    expect([judged, requests.length]).toEqual([3, 4]);
    expect(requests[3]?.body).toMatchObject({ max_tokens: 616 });
  });

  test("what is refused by every name ends, and the sentence says where to look", async () => {
    const { judged, requests, sentences } = await serve(() => refusal(400, "temperature must be 1"));
    expect([judged, requests.length]).toEqual([0, 2]);
    expect(sentences).toContain("refuses the request");
  });
});

describe("a form that a server does not know is left for a simpler one", () => {
  const noSchema = (sent: SeenBody) => form(sent) === "json_schema";
  const noForm = (sent: SeenBody) => form(sent) !== undefined;
  test.each<[string, number, (sent: SeenBody) => Behaviour | false]>([
    [
      "json_schema refused with 400",
      2,
      (sent) => noSchema(sent) && refusal(400, "response_format.type must be text or json_object"),
    ],
    [
      "json_schema refused with 500 and a reason",
      2,
      (sent) => noSchema(sent) && refusal(500, "Failed to compile the JSON schema"),
    ],
    [
      "json_schema refused with 500 and no reason",
      2,
      (sent) => noSchema(sent) && refusal(500, "Internal Server Error"),
    ],
    ["every form refused with 500", 3, (sent) => noForm(sent) && refusal(500, "")],
    [
      "a type that is unavailable",
      2,
      (sent) =>
        noSchema(sent) &&
        refusal(400, {
          error: { message: "This response_format type is unavailable now", type: "invalid_request_error" },
        }),
    ],
    [
      "a schema whose references are unknown",
      2,
      (sent) =>
        noSchema(sent) &&
        refusal(400, {
          error: {
            code: 400,
            message:
              'Invalid JSON payload received. Unknown name "$defs" at generation_config.response_schema',
            status: "INVALID_ARGUMENT",
          },
        }),
    ],
    [
      "no provider that takes it",
      2,
      (sent) =>
        noSchema(sent) &&
        refusal(404, {
          error: { message: "No endpoints found that support the requested parameters", code: 404 },
        }),
    ],
    [
      "a form refused under HTTP 200",
      2,
      (sent) => noSchema(sent) && body({ error: { code: 400, message: "json_schema is not supported" } }),
    ],
  ])("%s", async (_, calls, refuses) => {
    const { judged, requests, sentences } = await serve(refusing(refuses));
    expect([judged, requests.length, sentences]).toEqual([3, calls, ""]);
  });

  test("blanks up to the limit", async () => {
    const { judged, requests, sentences } = await serve((_, sent) =>
      form(sent) === "json_schema"
        ? body(completion({ content: `{"verdicts":${" \n".repeat(400)}` }, "length"))
        : answer(),
    );
    expect([judged, requests.map(({ body: sent }) => form(sent))]).toEqual([
      3,
      ["json_schema", "json_object"],
    ]);
    expect(sentences).toContain("blanks");
  });
});

describe("thinking in place of an answer is switched off", () => {
  const thinksOn = ({ chat_template_kwargs }: Record<string, unknown>) => chat_template_kwargs === undefined;
  test.each<[string, object]>([
    ["thoughts in reasoning_content", { content: null, reasoning_content: "Hm." }],
    ["thoughts in reasoning", { content: "", reasoning: "Hm." }],
    ["thoughts in a part", { content: [{ type: "thinking", thinking: "Hm." }] }],
    ["a thought that has no end", { content: '<think>Maybe {"1": {"severity": "P5"' }],
    ["a thought that has no end, by another name", { content: "<reasoning>Well, well" }],
    ["a channel that has no end", { content: "<|channel|>analysis<|message|>Well" }],
  ])("%s", async (_, message) => {
    const { judged, requests } = await serve((_number, sent) =>
      thinksOn(sent as Record<string, unknown>) ? body(completion(message, "length")) : answer(),
    );
    expect([judged, requests.length]).toEqual([3, 2]);
  });

  test("a server that thinks on, or refuses to be told, is named with what to change", async () => {
    const on = await serve(() => body(completion({ content: "", reasoning: "Hm." }, "length")));
    expect([on.judged, on.requests.length]).toEqual([0, 3]);
    expect(on.sentences).toMatch(
      /thought up to the answer's limit .*switch the model's reasoning off at the server/,
    );
    const refused = await serve((_, sent) =>
      "chat_template_kwargs" in sent
        ? refusal(400, "Unrecognized request argument supplied: chat_template_kwargs")
        : body(completion({ content: null, reasoning: "Hm." })),
    );
    expect(refused.judged).toBe(0);
    expect(refused.sentences).toContain("sent thoughts and no answer: switch");
  });
});

describe("an error under HTTP 200 counts as what it says", () => {
  test.each<[string, object, number, string]>([
    [
      "a rate limit by number",
      { error: { code: 429, message: "slow down" } },
      3,
      "code 429: it is overloaded",
    ],
    [
      "a rate limit by word",
      { error: { code: "rate_limit_exceeded", message: "slow down" } },
      3,
      "code 429: it is overloaded",
    ],
    [
      "an overload by type",
      { type: "error", error: { type: "overloaded_error", message: "busy" } },
      3,
      "code 503: it is overloaded",
    ],
    ["a wrong key by number", { error: { code: 401, message: "no" } }, 1, "does not accept the API key"],
    [
      "a wrong key by word",
      { error: { code: "invalid_api_key", message: "no" } },
      1,
      "does not accept the API key",
    ],
    [
      "an unknown model",
      { error: { code: "model_not_found", message: "no" } },
      1,
      'the model "llama-3.3-70b"',
    ],
    [
      "a word of Azure",
      { error: { code: "DeploymentNotFound", message: "no" } },
      1,
      'the model "llama-3.3-70b"',
    ],
    ["an error without a frame", { code: 429, message: "slow down" }, 3, "code 429: it is overloaded"],
    [
      "several errors",
      { errors: [{ code: "TooManyRequests", message: "slow down" }] },
      3,
      "code 429: it is overloaded",
    ],
    ["no credit", { error: { code: 402, message: "no" } }, 1, "no credit left"],
    ["an error object", { object: "error", message: "no", code: 403 }, 1, "check api_key and model"],
    [
      "an error on the choice",
      {
        choices: [{ finish_reason: "error", message: { content: "" }, error: { code: 401, message: "no" } }],
      },
      1,
      "does not accept the API key",
    ],
  ])("%s", async (_, error, calls, sentence) => {
    const { judged, requests, sentences } = await serve(() => body(error));
    expect([judged, requests.length]).toEqual([0, calls]);
    expect(sentences).toContain(sentence);
  });

  test("a context overflow has the batch halved", async () => {
    const { judged, requests } = await serve((_, __, logs) =>
      logs.length > 1
        ? body({ error: { code: 400, message: "This model's maximum context length is 4096 tokens." } })
        : answer(),
    );
    expect([judged, requests.map(({ logs }) => logs.length)]).toEqual([3, [3, 2, 1, 1, 1]]);
  });

  test("an error of the moment is tried again", async () => {
    const { judged, requests } = await serve((number) =>
      number === 1 ? body({ choices: [{ finish_reason: "error", message: { content: "{" } }] }) : answer(),
    );
    expect([judged, requests.length]).toEqual([3, 2]);
  });
});

describe("what cannot be read has a sentence that says what came and what to change", () => {
  test.each<[string, Behaviour, string]>([
    ["events that are no JSON", body("data: hello\n\ndata: [DONE]\n\n"), "switch streaming off"],
    ["an error with no code", body({ error: "mayhem" }), "answered HTTP 200 with an error"],
    ["a content filter", body(completion({ content: null }, "content_filter")), "content filter"],
    [
      "a refusal",
      body(completion({ content: null, refusal: "I cannot help with that." })),
      "refused to answer",
    ],
    ["a tool call", body(completion({ content: null, tool_calls: [{ id: "a" }] })), "switch tools off"],
    [
      "an empty answer that was cut",
      body(completion({ content: "" }, "length")),
      "switch the model's reasoning off",
    ],
    ["a page", body("<html><body>Sign in</body></html>"), "check url"],
    ["choices that are null", body({ id: null, choices: null }), "no chat completion"],
    [
      "a filter's refusal",
      status(400, undefined, "content_filter: the prompt was filtered"),
      "content filter refuses this text",
    ],
  ])("%s", async (_, behaviour, sentence) => {
    const { judged, sentences } = await serve(() => behaviour);
    expect(judged).toBe(0);
    expect(sentences).toContain(sentence);
    expect(sentences).not.toMatch(/sda1|nightly|hello|mayhem|prompt was filtered/);
  });
});
