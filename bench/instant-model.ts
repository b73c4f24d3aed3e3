import { once } from "node:events";
import { createServer, type Server } from "node:http";

/** A model that takes no time and says the same of every line. */
export async function startInstantModel(cause: string): Promise<{ server: Server; calls: () => number }> {
  let calls = 0;
  const verdict = {
    anomaly_detected: true,
    severity: "P2",
    root_cause: cause,
    recommended_action: "Look whether the database runs.",
    confidence: 80,
  };
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (text: string) => {
      body += text;
    });
    request.on("end", () => {
      calls++;
      const user = (JSON.parse(body) as { messages: { content: string }[] }).messages.at(-1)?.content ?? "";
      const ids = user.split("\n").flatMap((line) => /^\{"id":(\d+)/.exec(line)?.[1] ?? []);
      const content = JSON.stringify({ verdicts: Object.fromEntries(ids.map((id) => [id, verdict])) });
      response.setHeader("content-type", "application/json");
      response.end(
        JSON.stringify({
          choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: "stop" }],
          usage: { prompt_tokens: 100, completion_tokens: 60 },
        }),
      );
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { server, calls: () => calls };
}
