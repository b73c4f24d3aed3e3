import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { profileOf, serverProfiles } from "../../../src/adapters/model/server-profiles.ts";

describe("the server at a URL", () => {
  test.each([
    ["https://openrouter.ai/api/v1", "OpenRouter"],
    ["https://api.openai.com/v1", "OpenAI"],
    ["https://alice.openai.azure.com/openai/v1", "Azure OpenAI"],
    ["https://generativelanguage.googleapis.com/v1beta/openai", "Google Gemini"],
    ["https://api.anthropic.com/v1", "Anthropic"],
    ["https://api.deepseek.com/v1", "DeepSeek"],
    ["https://dashscope-intl.aliyuncs.com/compatible-mode/v1", "Alibaba Model Studio"],
    ["http://llama-1:11434/v1", "Ollama"],
    ["http://192.0.2.7:8080/v1", "llama.cpp"],
    ["http://[2001:db8::7]:8000/v1", "vLLM"],
    ["http://llama-1:1234/v1", "LM Studio"],
    ["https://openrouter.ai.example.com/v1", ""],
    ["https://llm.example.com/v1", ""],
  ])("%s is told by its host or port", (url, name) => {
    expect(profileOf(url).name).toBe(name);
  });

  test("a server that is not known is asked not to think as vLLM is", () => {
    const vllm = serverProfiles.find(({ name }) => name === "vLLM");
    expect(profileOf("https://llm.example.com/v1").thinkingOff).toEqual(vllm?.thinkingOff);
  });
});

test("docs/model-servers.md has each server, its members and the document that they are from", () => {
  const page = readFileSync("docs/model-servers.md", "utf8");
  for (const { name, thinkingOff, mend, document, dated } of serverProfiles) {
    const members = thinkingOff === undefined ? "none" : `\`${JSON.stringify(thinkingOff)}\``;
    expect(page).toContain(`| ${name} | ${members} | ${mend} | [${dated}](${document}) |`);
  }
});
