import { expect, test } from "vitest";
import type { ModelReply, ModelRequest } from "../../../src/engine/asking/model-endpoint.ts";
import { logsOf } from "../../support/model-endpoint/reply-content.ts";
import { FakeEndpoint } from "./fake-endpoint.ts";

const sentences = {
  English:
    "The disk of node 7 is full, so the database refuses writes and every order of the last minute has failed. ",
  German:
    "Die Festplatte von Knoten 7 ist voll, deshalb lehnt die Datenbank Schreibzugriffe ab und Bestellungen schlagen fehl. ",
  Japanese:
    "ノード7のディスクが満杯のためデータベースが書き込みを拒否し、直近一分間の注文がすべて失敗しています。",
};

/** Writes each verdict at full length, in so many tokens a character, and is cut where a server cuts it. */
class WordyEndpoint extends FakeEndpoint {
  private readonly text: string;
  private readonly tokensPerCharacter: number;

  constructor(sentence: string, tokensPerVerdict: number) {
    super();
    this.text = sentence.repeat(5).slice(0, 240);
    this.tokensPerCharacter = tokensPerVerdict / this.verdict(1).length;
  }

  override async ask(request: ModelRequest): Promise<ModelReply> {
    const logs = logsOf({ messages: [{ role: "user", content: request.user }] });
    this.asked.push(logs.map(({ log }) => log));
    const whole = `{"verdicts": {${logs.map(({ id }) => this.verdict(Number(id))).join(", ")}}}`;
    const written = whole.slice(0, Math.floor(request.answerTokens / this.tokensPerCharacter));
    return {
      content: written,
      finishReason: written === whole ? "stop" : "length",
      promptTokens: 1_000,
      answerTokens: Math.ceil(written.length * this.tokensPerCharacter),
    };
  }

  private verdict(id: number): string {
    const texts = { root_cause: this.text, recommended_action: this.text, confidence: 80 };
    return `"${id}": ${JSON.stringify({ anomaly_detected: true, severity: "P1", ...texts })}`;
  }
}

// Tokens of a verdict of full length as tokenizers of real models count them, the last as one that knows bytes alone.
test.each([
  ["English", 155, 1],
  ["German", 181, 1],
  ["Japanese", 193, 1],
  ["German", 320, 2],
  ["Japanese", 1_500, 3],
] as const)(
  "no row is lost to the answer's limit: %s, %i tokens a verdict",
  async (language, tokens, most) => {
    for (const batchSize of [1, 8]) {
      const endpoint = new WordyEndpoint(sentences[language], tokens);
      const judge = endpoint.judge({ batchSize, concurrency: 1 });
      const asked = Array.from({ length: 16 }, (_, at) =>
        judge.ask({ log: `WARN job-${at} node 7 ノード7` }),
      );
      judge.flush(true);
      const answers = await Promise.all(asked);
      expect(answers.filter((answer) => "reason" in answer)).toEqual([]);
      expect(Math.max(...endpoint.attempts.values())).toBeLessThanOrEqual(most);
      // What was learnt from the first call holds for the others.
      expect(endpoint.attempts.get("WARN job-15 node 7 ノード7")).toBe(1);
    }
  },
);
