import type { ReplyShape, SeenBody, SeenLog } from "./behaviour.ts";

/** As many characters of a log text as `root_cause` repeats, so that tests see which text a verdict is of. */
const echoLength = 200;

/** What the server writes into `root_cause` of the verdict on this text. */
export function echoOf(log: string): string {
  return `Saw: ${Array.from(log).slice(0, echoLength).join("")}`;
}

/** The logs of a request: lines that are JSON objects with an id and a text, between two marker lines. */
export function logsOf(body: SeenBody): SeenLog[] {
  const user = body.messages?.findLast(({ role }) => role === "user")?.content ?? "";
  return user.split("\n").flatMap((line) => {
    try {
      const { id, log } = JSON.parse(line) as Partial<SeenLog>;
      return typeof id === "number" && typeof log === "string" ? [{ id, log }] : [];
    } catch {
      return [];
    }
  });
}

export interface ReplyContent {
  readonly content: string;
  readonly finishReason: "stop" | "length";
}

export function replyContent(logs: readonly SeenLog[], shape: ReplyShape): ReplyContent {
  const content = contentOf(logs, shape);
  return shape === "cut"
    ? { content: content.slice(0, Math.floor(content.length * 0.7)), finishReason: "length" }
    : { content, finishReason: "stop" };
}

function contentOf(logs: readonly SeenLog[], shape: ReplyShape): string {
  const byId = JSON.stringify({
    verdicts: Object.fromEntries(logs.map(({ id, log }) => [id, verdictOn(log)])),
  });
  const array = (entries: readonly object[]) => JSON.stringify({ verdicts: entries });
  const entries = logs.map(({ id, log }) => ({ id, ...verdictOn(log) }));
  switch (shape) {
    case "by-id":
    case "cut":
      return byId;
    case "array":
      return array(entries);
    case "array-with-string-ids":
      return array(entries.map((entry) => ({ ...entry, id: String(entry.id) })));
    case "missing-ids":
      return contentOf(
        logs.filter((_, at) => at % 2 === 1),
        "by-id",
      );
    case "foreign-ids":
      return contentOf(
        logs.map(({ id, log }) => ({ id: id + 1_000, log })),
        "by-id",
      );
    case "ids-from-zero":
      return contentOf(
        logs.map(({ id, log }) => ({ id: id - 1, log })),
        "by-id",
      );
    case "duplicate-ids":
      return array(entries.map((entry) => ({ ...entry, id: entries[0]?.id ?? 1 })));
    case "fenced":
      return `\`\`\`json\n${byId}\n\`\`\`\n`;
    case "framed-by-prose":
      return `Certainly! Here is my analysis:\n\n${byId}\n\nLet me know if you need more.`;
    case "prose":
      return "I am sorry, but as a language model I would rather talk about the weather {today}.";
    case "severity-out-of-range":
      return JSON.stringify({
        verdicts: Object.fromEntries(
          logs.map(({ id, log }) => [id, { ...verdictOn(log), severity: "P9", confidence: 4_000 }]),
        ),
      });
    case "wrong-types":
      return JSON.stringify({
        verdicts: Object.fromEntries(
          logs.map(({ id, log }) => [
            id,
            { ...verdictOn(log), anomaly_detected: "maybe", severity: 2, root_cause: [1], confidence: null },
          ]),
        ),
      });
    case "empty":
      return "";
  }
}

function verdictOn(log: string) {
  return {
    anomaly_detected: true,
    severity: "P2",
    root_cause: echoOf(log),
    recommended_action: "Look at the host.",
    confidence: 80,
  };
}
