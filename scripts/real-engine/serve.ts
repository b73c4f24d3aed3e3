// node scripts/run.mjs scripts/real-engine/serve.ts MODEL.gguf: an OpenAI-style server before a real engine.
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { Engine, RefusedRequest } from "./engine.ts";

/** The process ends with this when the engine does not run here; the reason is on standard error. */
const noEngine = 3;

/** As much of a chat request as is read. */
interface ChatRequest {
  readonly model?: string;
  readonly messages?: readonly { readonly role: string; readonly content: string }[];
  readonly temperature?: number;
  readonly max_completion_tokens?: number;
  readonly max_tokens?: number;
  readonly response_format?: { readonly type: string; readonly json_schema?: { readonly schema: object } };
}

const [modelPath] = process.argv.slice(2);
if (modelPath === undefined) {
  process.stderr.write("usage: node scripts/run.mjs scripts/real-engine/serve.ts MODEL.gguf\n");
  process.exit(2);
}
let engine: Engine;
try {
  engine = await Engine.start(modelPath);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(noEngine);
}

const server = createServer((request, response) => {
  serve(request, response).catch((error: unknown) => {
    const refused = error instanceof RefusedRequest || error instanceof SyntaxError;
    const message = error instanceof Error ? error.message : String(error);
    if (!refused) process.stderr.write(`${message}\n`);
    send(response, refused ? 400 : 500, { error: { code: refused ? 400 : 500, message } });
  });
});
server.listen(0, "127.0.0.1");
await once(server, "listening");
process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}/v1\n`);

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method === "GET" && request.url === "/health") {
    send(response, 200, { status: "ok" });
  } else if (request.method === "POST" && request.url === "/v1/chat/completions") {
    await complete(JSON.parse(await text(request)) as ChatRequest, response);
  } else {
    send(response, 404, { error: { code: 404, message: "there is nothing here" } });
  }
}

async function complete(chat: ChatRequest, response: ServerResponse): Promise<void> {
  // Who hangs up does not want the answer any more, and the slot is needed.
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  const { content, finishReason, promptTokens, answerTokens } = await engine.complete({
    prompt: promptOf(chat),
    schema: chat.response_format?.json_schema?.schema,
    maxTokens: chat.max_completion_tokens ?? chat.max_tokens ?? 1024,
    temperature: chat.temperature ?? 1,
    signal: gone.signal,
  });
  send(response, 200, {
    id: "chatcmpl-real-engine",
    object: "chat.completion",
    created: Math.floor(Date.now() / 1000),
    model: chat.model ?? "",
    choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: finishReason }],
    usage: {
      prompt_tokens: promptTokens,
      completion_tokens: answerTokens,
      total_tokens: promptTokens + answerTokens,
    },
  });
}

/** A chat template of no model in particular: this one was never taught any. */
function promptOf({ messages = [] }: ChatRequest): string {
  return `${messages.map(({ role, content }) => `[${role}]\n${content}\n`).join("")}[assistant]\n`;
}

function send(response: ServerResponse, status: number, body: object): void {
  if (response.destroyed) return;
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}
