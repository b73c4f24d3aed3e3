import { createHash } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import type { ModelEndpoint, ModelReply, ModelRequest } from "../../src/engine/asking/model-endpoint.ts";

interface Recorded {
  readonly key: string;
  readonly reply: ModelReply;
  readonly milliseconds: number;
}

/**
 * An endpoint that keeps each reply in a file, and answers from it what it was asked before: a check of hours goes on
 * where it was interrupted, and a change that leaves the prompts alone costs nothing. Only for prompts with a fixed tag.
 */
export class RecordedReplies implements ModelEndpoint {
  private readonly endpoint: ModelEndpoint | undefined;
  private readonly file: string;
  private readonly replies = new Map<string, ModelReply>();
  /** Requests that the file did not answer. */
  asked = 0;

  /** @param endpoint without one, only the file answers */
  constructor(endpoint: ModelEndpoint | undefined, file: string) {
    this.endpoint = endpoint;
    this.file = file;
    mkdirSync(dirname(file), { recursive: true });
    const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
    // A line that was cut by the interruption is asked for again.
    for (const line of lines) if (line.endsWith("}")) this.remember(JSON.parse(line) as Recorded);
  }

  async ask(request: ModelRequest): Promise<ModelReply> {
    const { system, user, form, schema, temperature, answerTokens } = request;
    const key = createHash("sha256")
      .update(JSON.stringify([system, user, form, form === "json_schema" ? schema : null, temperature]))
      .digest("base64url");
    const known = this.replies.get(key);
    // A reply that was not cut is the same under any limit that it keeps to.
    if (known !== undefined && known.finishReason !== "length" && known.answerTokens <= answerTokens)
      return known;
    if (this.endpoint === undefined)
      throw new Error("This prompt was never asked; let the check ask a model.");
    this.asked++;
    const started = performance.now();
    const reply = await this.endpoint.ask(request);
    const recorded = { key, reply, milliseconds: Math.round(performance.now() - started) };
    appendFileSync(this.file, `${JSON.stringify(recorded)}\n`);
    this.remember(recorded);
    return reply;
  }

  private remember({ key, reply }: Recorded): void {
    this.replies.set(key, reply);
  }
}
