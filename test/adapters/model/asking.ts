import { onTestFinished } from "vitest";
import type { EndpointSettings } from "../../../src/adapters/configuration/stanzas/endpoint.ts";
import { createModelEndpoint } from "../../../src/adapters/model/openai-endpoint.ts";
import {
  EndpointError,
  type ModelReply,
  type ModelRequest,
} from "../../../src/engine/asking/model-endpoint.ts";
import { endpointSettings } from "../../support/endpoint-settings.ts";
import type { Behaviour, BehaviourOf } from "../../support/model-endpoint/behaviour.ts";
import {
  type ModelEndpointOptions,
  startModelEndpoint,
} from "../../support/model-endpoint/start-model-endpoint.ts";

export const apiKey = "sk-very-secret-0123456789";
/** What the clock says that Retry-After dates are counted from. */
const now = Date.parse("2026-11-21T12:00:00Z");

/** Starts a server that lives as long as the test. */
export async function started(options: ModelEndpointOptions = {}) {
  const server = await startModelEndpoint(options);
  onTestFinished(() => server.close());
  return server;
}

export function endpointAt(
  url: string,
  settings: Partial<EndpointSettings> & { apiKey?: string | undefined } = {},
) {
  return createModelEndpoint(
    { ...endpointSettings(url, { model: "llama-3.3-70b" }), url, apiKey, ...settings },
    () => now,
  );
}

export function requestOf(logs: readonly string[], more: Partial<ModelRequest> = {}): ModelRequest {
  const lines = logs.map((log, at) => JSON.stringify({ id: at + 1, log }));
  return {
    system: "You triage logs.",
    user: ["-----x7f3-----", ...lines, "-----x7f3-----"].join("\n"),
    form: "json_schema",
    schema: { type: "object", properties: { verdicts: { type: "object" } } },
    answerTokens: 126,
    temperature: 0,
    timeout: 20_000,
    signal: new AbortController().signal,
    ...more,
  };
}

/** A reply, or the error that came in its place; anything but an EndpointError fails the test. */
export async function outcome(asked: Promise<ModelReply>): Promise<ModelReply | EndpointError> {
  return asked.catch((error: unknown) => {
    if (error instanceof EndpointError) return error;
    throw error;
  });
}

/** What becomes of one call when the server does this. */
export async function faultAfter(
  behaviour: Behaviour | BehaviourOf,
  more: Partial<ModelRequest> = {},
): Promise<EndpointError> {
  const behaviourOf = typeof behaviour === "function" ? behaviour : () => behaviour;
  const server = await started({ behaviour: behaviourOf });
  const result = await outcome(endpointAt(server.url).ask(requestOf(["disk full"], more)));
  if (result instanceof EndpointError) return result;
  throw new Error(`an answer came: ${result.content}`);
}
