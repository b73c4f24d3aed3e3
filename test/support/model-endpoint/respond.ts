import type { ServerResponse } from "node:http";
import type { Behaviour, SeenLog, SeenRequest } from "./behaviour.ts";
import { replyContent } from "./reply-content.ts";

/** Does to one request what the behaviour says. */
export function respond(response: ServerResponse, request: SeenRequest, behaviour: Behaviour): void {
  switch (behaviour.does) {
    case "answer":
      unlessClosed(response, behaviour.after ?? 0, () => sendJson(response, completion(request, behaviour)));
      return;
    case "reset before the body":
      response.socket?.resetAndDestroy();
      return;
    case "reset inside the body":
      response.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
      response.write('{"choices":[{"message":{"content":"', () => response.socket?.resetAndDestroy());
      return;
    case "hang":
      return;
    case "drip":
      drip(response, completion(request, { does: "answer" }), behaviour.milliseconds);
      return;
    case "status":
      response.writeHead(behaviour.status, { "content-type": "application/json", ...behaviour.headers });
      response.end(behaviour.body ?? "");
      return;
    case "body":
      response.writeHead(200, { "content-type": behaviour.type ?? "application/json" });
      response.end(behaviour.body);
      return;
    case "big body":
      pour(response, behaviour.bytes);
      return;
    case "endless body":
      pour(response, Number.POSITIVE_INFINITY);
      return;
    case "no HTTP":
      response.socket?.end("220 mail.example.com ESMTP ready\r\n");
      return;
  }
}

function completion(request: SeenRequest, behaviour: Behaviour & { does: "answer" }): string {
  const { content, finishReason } =
    behaviour.content === undefined
      ? replyContent(request.logs, behaviour.shape ?? "by-id")
      : { content: behaviour.content, finishReason: behaviour.finishReason ?? "stop" };
  return JSON.stringify({
    id: `chatcmpl-${request.number}`,
    object: "chat.completion",
    created: 0,
    model: request.body.model,
    choices: [
      {
        index: 0,
        message: behaviour.message ?? { role: "assistant", content },
        finish_reason: finishReason,
      },
    ],
    ...(behaviour.usage === null ? {} : { usage: behaviour.usage ?? usageOf(request.logs, content) }),
  });
}

/** Made up, and the same each time. */
function usageOf(logs: readonly SeenLog[], content: string) {
  const prompt = 100 + logs.reduce((sum, { log }) => sum + Math.ceil(log.length / 3), 0);
  const answer = Math.ceil(content.length / 4);
  return { prompt_tokens: prompt, completion_tokens: answer, total_tokens: prompt + answer };
}

function sendJson(response: ServerResponse, json: string): void {
  response.writeHead(200, { "content-type": "application/json" });
  response.end(json);
}

function drip(response: ServerResponse, json: string, milliseconds: number): void {
  response.writeHead(200, { "content-type": "application/json" });
  const bytes = Buffer.from(json);
  let at = 0;
  const timer = setInterval(() => {
    if (at < bytes.length) response.write(bytes.subarray(at, ++at));
    else response.end();
  }, milliseconds);
  response.on("close", () => clearInterval(timer));
}

/** Writes valid JSON string characters for as long as the client takes them. */
function pour(response: ServerResponse, bytes: number): void {
  const block = Buffer.alloc(64 * 1024, "x");
  let left = bytes;
  response.writeHead(200, { "content-type": "application/json" });
  response.write('{"choices":[{"message":{"content":"');
  const more = () => {
    while (left > 0 && !response.destroyed) {
      left -= block.length;
      if (!response.write(block)) {
        response.once("drain", more);
        return;
      }
    }
    response.end('"}}]}');
  };
  more();
}

function unlessClosed(response: ServerResponse, milliseconds: number, act: () => void): void {
  if (milliseconds === 0) {
    act();
    return;
  }
  const timer = setTimeout(act, milliseconds);
  response.on("close", () => clearTimeout(timer));
}
