/** What is known of a server or a vendor's OpenAI-style interface, each fact from a dated document. */
export interface ServerProfile {
  readonly name: string;
  /** Tells it by the host of the URL; undefined for a server that people run themselves. */
  readonly host?: RegExp;
  /** Tells it by the port that it listens on unless told otherwise. */
  readonly port?: string;
  /** Members of a request that switch a model's thinking off; undefined where there is no such option. */
  readonly thinkingOff?: Readonly<Record<string, unknown>>;
  /** What to change where no member of a request helps. */
  readonly mend: string;
  readonly document: string;
  /** The version or the day of the document. */
  readonly dated: string;
}

/** Templates of Qwen read the one, those of DeepSeek the other (docs.sglang.io, "Reasoning Parser"). */
const chatTemplate = { chat_template_kwargs: { enable_thinking: false, thinking: false } };
const noEffort = { reasoning_effort: "none" };
const otherModel = "choose a model that does not reason";

/** The first that fits wins; docs/model-servers.md shows them to users. */
export const serverProfiles: readonly ServerProfile[] = [
  {
    name: "OpenRouter",
    host: /(?:^|\.)openrouter\.ai$/,
    thinkingOff: { reasoning: { effort: "none" } },
    mend: otherModel,
    document: "https://openrouter.ai/docs/use-cases/reasoning-tokens",
    dated: "read 2026-11-30",
  },
  {
    name: "OpenAI",
    host: /(?:^|\.)api\.openai\.com$/,
    thinkingOff: noEffort,
    mend: otherModel,
    document: "https://learn.microsoft.com/en-us/javascript/api/@azure/ai-projects/reasoningeffort",
    dated: "read 2026-11-30",
  },
  {
    name: "Azure OpenAI",
    host: /\.(?:openai|services\.ai)\.azure\.com$/,
    thinkingOff: noEffort,
    mend: otherModel,
    document: "https://learn.microsoft.com/en-us/javascript/api/@azure/ai-projects/reasoningeffort",
    dated: "read 2026-11-30",
  },
  {
    name: "Google Gemini",
    host: /(?:^|\.)generativelanguage\.googleapis\.com$/,
    thinkingOff: noEffort,
    mend: otherModel,
    document: "https://ai.google.dev/gemini-api/docs/openai",
    dated: "read 2026-11-30",
  },
  {
    name: "Anthropic",
    host: /(?:^|\.)api\.anthropic\.com$/,
    mend: otherModel,
    document: "https://platform.claude.com/docs/en/api/openai-sdk",
    dated: "read 2026-11-30",
  },
  {
    name: "DeepSeek",
    host: /(?:^|\.)api\.deepseek\.com$/,
    thinkingOff: { thinking: { type: "disabled" } },
    mend: otherModel,
    document: "https://api-docs.deepseek.com/guides/thinking_mode",
    dated: "read 2026-11-30",
  },
  {
    name: "Alibaba Model Studio",
    host: /(?:^|\.)dashscope(?:-[a-z]+)?\.aliyuncs\.com$/,
    thinkingOff: { enable_thinking: false },
    mend: otherModel,
    document: "https://www.alibabacloud.com/help/en/model-studio/deep-thinking",
    dated: "2026-06-18",
  },
  {
    name: "Ollama",
    host: /(?:^|\.)ollama\.com$/,
    port: "11434",
    thinkingOff: noEffort,
    mend: otherModel,
    document: "https://github.com/aictrl-dev/cli/issues/75",
    dated: "read 2026-11-30",
  },
  {
    name: "LM Studio",
    port: "1234",
    mend: otherModel,
    document: "https://lmstudio.ai/docs/advanced/structured-output",
    dated: "read 2026-11-30",
  },
  {
    name: "LiteLLM",
    mend: "set the model's own option against thinking in the proxy's configuration",
    document: "https://docs.litellm.ai/docs/completion/drop_params",
    dated: "2026-10-09",
  },
  {
    name: "SGLang",
    thinkingOff: chatTemplate,
    mend: otherModel,
    document: "https://docs.sglang.io/docs/advanced_features/separate_reasoning",
    dated: "read 2026-11-30",
  },
  {
    name: "llama.cpp",
    port: "8080",
    thinkingOff: { ...chatTemplate, ...noEffort },
    mend: "start llama-server with --reasoning-budget 0",
    document: "https://github.com/ggml-org/llama.cpp/pull/26045",
    dated: "2026-07-24",
  },
  {
    name: "TGI",
    port: "3000",
    mend: otherModel,
    document: "https://huggingface.co/docs/text-generation-inference/messages_api",
    dated: "read 2026-11-30",
  },
  {
    name: "vLLM",
    port: "8000",
    thinkingOff: chatTemplate,
    mend: otherModel,
    document: "https://docs.vllm.ai/en/v0.26.0/features/reasoning_outputs/",
    dated: "v0.26.0",
  },
];

/** A server that no profile fits: most that people run themselves take the option of vLLM, and others ignore it. */
const unknownServer: ServerProfile = {
  name: "",
  thinkingOff: chatTemplate,
  mend: otherModel,
  document: "https://docs.vllm.ai/en/v0.26.0/features/reasoning_outputs/",
  dated: "v0.26.0",
};

/** The profile of the server at a URL. A port is only a guess: no fact that could do harm may rest on it. */
export function profileOf(url: string): ServerProfile {
  const { hostname, port } = new URL(url);
  return (
    serverProfiles.find(({ host }) => host?.test(hostname) === true) ??
    serverProfiles.find((profile) => port !== "" && profile.port === port) ??
    unknownServer
  );
}
