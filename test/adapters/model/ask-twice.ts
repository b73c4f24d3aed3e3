// A process of its own, to see what it prints: asks the endpoint in argv twice, exits 0 after one reply and one fault.
import { createModelEndpoint } from "../../../src/adapters/model/openai-endpoint.ts";
import type { ModelRequest } from "../../../src/engine/asking/model-endpoint.ts";
import { endpointSettings } from "../../support/endpoint-settings.ts";

const url = process.argv[2] as string;
const endpoint = createModelEndpoint({ ...endpointSettings(url), url, apiKey: undefined });
const request: ModelRequest = {
  system: "You triage logs.",
  user: JSON.stringify({ id: 1, log: "disk full" }),
  form: "text",
  schema: {},
  answerTokens: 126,
  temperature: 0,
  timeout: 20_000,
  signal: new AbortController().signal,
};
const results = await Promise.allSettled([await endpoint.ask(request), endpoint.ask(request)]);
process.exitCode = results.map(({ status }) => status).join() === "fulfilled,rejected" ? 0 : 1;
