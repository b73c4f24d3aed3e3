import { once } from "node:events";
import { createServer, type Server } from "node:http";

/**
 * A model that takes no time.
 *
 * @param causeOf what it says of a line: the same of different lines would be refused
 */
export async function startInstantModel(
  causeOf: (log: string) => string,
): Promise<{ server: Server; calls: () => number }> {
  let calls = 0;
  const verdictOn = (log: string) => ({
    anomaly_detected: true,
    severity: "P2",
    root_cause: causeOf(log),
    recommended_action: "Look whether the database runs.",
    confidence: 80,
  });
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (text: string) => {
      body += text;
    });
    request.on("end", () => {
      calls++;
      const user = (JSON.parse(body) as { messages: { content: string }[] }).messages.at(-1)?.content ?? "";
      const questions = user
        .split("\n")
        .filter((line) => line.startsWith('{"id":'))
        .map((line) => JSON.parse(line) as { id: number; log: string });
      const verdicts = Object.fromEntries(questions.map(({ id, log }) => [id, verdictOn(log)]));
      const content = JSON.stringify({ verdicts });
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
