import * as z from "zod";
import { type ModelEndpoint, notMeasured } from "../../engine/asking/model-endpoint.ts";
import { Deadline } from "../process/deadline.ts";
import { besideInterface } from "./health.ts";
import type { LimitedFetch } from "./limited-fetch.ts";
import { messagesOf } from "./request-style.ts";

/** Milliseconds. Tokenizing the longest prompt takes a few; if it takes longer, the call itself is the better test. */
const timeout = 5_000;

const Length = z.int().positive().optional().catch(undefined);
const Model = z.object({ id: z.unknown(), parent: z.unknown(), max_model_len: Length });
const Models = z.object({ data: z.array(Model) });
const Tokens = z.object({ count: z.int().nonnegative(), max_model_len: Length });

export interface MeasureSettings {
  readonly url: string;
  readonly model: string;
  readonly apiKey: string | undefined;
}

/**
 * Asks a server for the length of its model's context (`/v1/models`, as in vLLM) and of a prompt (`/tokenize`, outside
 * the OpenAI-style interface), both in tokens. Any other answer counts as not measured.
 *
 * @param instructsAsUser whether the server wants the instructions in the user's message
 */
export function createMeasure(
  { url, model, apiKey }: MeasureSettings,
  fetch: LimitedFetch,
  instructsAsUser: () => boolean,
): NonNullable<ModelEndpoint["measure"]> {
  const authorization = apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` };

  const askFor = async (address: string, signal: AbortSignal, body?: object): Promise<unknown> => {
    const deadline = new Deadline(timeout, [signal]);
    try {
      const post = body && { method: "POST", body: JSON.stringify(body) };
      const headers = { ...authorization, ...(post && { "content-type": "application/json" }) };
      const answer = await fetch(address, { ...post, headers, signal: deadline.signal });
      return await answer.json();
    } catch {
      return undefined;
    } finally {
      deadline.release();
    }
  };

  return async (signal, prompt) => {
    if (prompt !== undefined) {
      const messages = messagesOf(prompt, instructsAsUser());
      const measured = Tokens.safeParse(
        await askFor(besideInterface(url, "tokenize"), signal, { model, messages }),
      );
      if (!measured.success) return notMeasured;
      return { contextTokens: measured.data.max_model_len, promptTokens: measured.data.count };
    }
    const models = Models.safeParse(await askFor(`${url}/models`, signal));
    const byId = new Map(models.data?.data.map((each) => [each.id, each]));
    const served = byId.get(model);
    // A LoRA adapter has the context length of its base model.
    const contextTokens = served?.max_model_len ?? byId.get(served?.parent)?.max_model_len;
    return { contextTokens, promptTokens: undefined };
  };
}
