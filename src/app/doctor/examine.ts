import { type Configuration, loadConfiguration } from "../../adapters/configuration/configuration.ts";
import { ConfigurationError } from "../../adapters/configuration/configuration-error.ts";
import type { EndpointSettings } from "../../adapters/configuration/stanzas/endpoint.ts";
import type { ModelEndpoint } from "../../engine/asking/model-endpoint.ts";
import type { SearchInfo } from "../../splunk/search-command.ts";
import { openSession, passwordsOf } from "../open-session.ts";
import type { SplunkdSession } from "../splunkd-session.ts";
import { checkAuthorities } from "./check-authorities.ts";
import { checkConfiguration } from "./check-configuration.ts";
import { checkEndpoint } from "./check-endpoint.ts";
import { checkProgram, type ProgramPlaces } from "./check-program.ts";
import { checkSecret } from "./check-secret.ts";
import { checkSplunkd } from "./check-splunkd.ts";
import { type Finding, problem, skipped } from "./finding.ts";

export interface Examination {
  readonly places: ProgramPlaces;
  /** splunkd's searchinfo; empty on the command line. */
  readonly info: SearchInfo;
  /** Checks this endpoint only; all if empty. */
  readonly endpoint: string;
  /** Whether to ask each endpoint a question. */
  readonly ask: boolean;
  readonly cancelled: AbortSignal;
}

/** Runs all checks one after the other and yields each finding at once. */
export async function* examine(examination: Examination): AsyncGenerator<Finding, void, void> {
  const { places } = examination;
  yield* checkProgram(places);
  let configuration: Configuration;
  try {
    configuration = loadConfiguration(places);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    yield problem("configuration", error);
    return;
  }
  yield* await checkConfiguration(configuration);
  yield* checkEndpoints(examination, configuration);
  yield* checkSplunk(examination, configuration);
}

async function* checkEndpoints(
  examination: Examination,
  configuration: Configuration,
): AsyncGenerator<Finding, void, void> {
  const { endpoint: wanted, places, info, ask, cancelled } = examination;
  const passwords = passwordsOf(info, configuration, places.environment, cancelled);
  for (const settings of wantedEndpoints(wanted, configuration)) {
    if (!("urls" in settings)) {
      yield settings;
      continue;
    }
    const { caFile, secret: reference } = settings;
    if (caFile !== undefined) yield checkAuthorities(caFile, `[endpoint:${settings.name}]`, Date.now());
    let apiKey: string | undefined;
    if (reference !== undefined) {
      const { findings, secret } = await checkSecret(reference, {
        environment: places.environment,
        passwords,
      });
      yield* findings;
      if (secret === undefined) continue;
      apiKey = secret;
    }
    if (!ask) yield skipped("endpoint", `[endpoint:${settings.name}] was not asked (ask=false).`);
    else yield* askEach(settings, apiKey, cancelled);
  }
}

/** The usable endpoints. The faults of the others have been reported already. */
function wantedEndpoints(wanted: string, { endpoints }: Configuration): (EndpointSettings | Finding)[] {
  const names = wanted === "" ? endpoints.names : [wanted];
  return names.flatMap((name) => {
    try {
      return endpoints.find(name) ?? [];
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error;
      return wanted === "" ? [] : problem("endpoint", error);
    }
  });
}

async function* askEach(
  settings: EndpointSettings,
  apiKey: string | undefined,
  signal: AbortSignal,
): AsyncGenerator<Finding, void, void> {
  // The client is loaded only here, because it takes long to load.
  const { createModelEndpoint } = await import("../../adapters/model/openai-endpoint.ts");
  for (const url of settings.urls) {
    let endpoint: ModelEndpoint;
    try {
      endpoint = createModelEndpoint({ ...settings, url, apiKey });
    } catch (error) {
      // The fault of ca_file has been reported already.
      if (error instanceof ConfigurationError) return;
      throw error;
    }
    yield* checkEndpoint({ settings, url, endpoint, signal });
  }
}

async function* checkSplunk(
  { places, info, cancelled }: Examination,
  configuration: Configuration,
): AsyncGenerator<Finding, void, void> {
  let session: SplunkdSession | undefined;
  try {
    session = await openSession(info, configuration, places.environment, cancelled);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    yield problem("splunkd", error);
    return;
  }
  if (session === undefined) {
    yield skipped(
      "splunkd",
      "KV store, indexes and rights are looked at inside Splunk only.",
      "Run | llamadoctor in a search.",
    );
    return;
  }
  try {
    yield* checkSplunkd(session);
  } finally {
    session.close();
  }
}
