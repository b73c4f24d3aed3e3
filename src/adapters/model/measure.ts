import * as z from "zod";
import { type ModelEndpoint, notMeasured, type Prompt } from "../../engine/asking/model-endpoint.ts";
import { CallDeadline } from "../call-deadline.ts";
import { besideInterface } from "./health.ts";
import type { LimitedFetch } from "./limited-fetch.ts";

/** Milliseconds. The tokenizer takes a few for the longest prompt; a call that waits longer had better be made. */
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
 * Asks a server how long its model's context is (`/v1/models`, as vLLM answers it) and how long a prompt is to it
 * (`/tokenize`, beside its OpenAI-style interface). Whatever else comes back says nothing.
 */
export function createMeasure(
  { url, model, apiKey }: MeasureSettings,
  fetch: LimitedFetch,
): NonNullable<ModelEndpoint["measure"]> {
  const authorization = apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` };

  const askFor = async (address: string, signal: AbortSignal, body?: object): Promise<unknown> => {
    const deadline = new CallDeadline(timeout, [signal]);
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
      const messages = messagesOf(prompt);
      const told = Tokens.safeParse(
        await askFor(besideInterface(url, "tokenize"), signal, { model, messages }),
      );
      if (!told.success) return notMeasured;
      return { contextTokens: told.data.max_model_len, promptTokens: told.data.count };
    }
    const told = Models.safeParse(await askFor(`${url}/models`, signal));
    const byId = new Map(told.data?.data.map((each) => [each.id, each]));
    const served = byId.get(model);
    // An adapter has the length of the model it was made for.
    const contextTokens = served?.max_model_len ?? byId.get(served?.parent)?.max_model_len;
    return { contextTokens, promptTokens: undefined };
  };
}

function messagesOf({ system, user }: Prompt): object[] {
  return [
    { role: "system", content: system },
    { role: "user", content: user },
  ];
}
