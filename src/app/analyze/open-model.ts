import { type Configuration, loadConfiguration } from "../../adapters/configuration/configuration.ts";
import { ConfigurationError, RequestError } from "../../adapters/configuration/configuration-error.ts";
import type { ConfigurationPlaces } from "../../adapters/configuration/layers.ts";
import type { EndpointSettings } from "../../adapters/configuration/stanzas/endpoint.ts";
import { openCalibration } from "../../adapters/store/calibration-file.ts";
import { stateFolder } from "../../adapters/store/state-folder.ts";
import type { SearchInfo } from "../../splunk/search-command.ts";
import { UserError } from "../../splunk/user-error.ts";
import { createPromptMasking } from "./create-prompt-masking.ts";
import { stackJudge } from "./judge-stack.ts";
import type { ModelOpening, ModelOptions } from "./model.ts";
import { openBudget } from "./open-budget.ts";
import { openClient } from "./open-client.ts";
import { planModel } from "./plan-model.ts";

/**
 * Opens the model for a search: its endpoint from llama.conf and the judge in front of it. It reads files, and splunkd's
 * password store if a key is stored there. The client that talks to the endpoint is loaded with the first call. Faults
 * that an administrator has to fix do not end the search.
 *
 * @param cancelled aborts when the search ends early
 * @throws UserError when the search names an endpoint that is not listed
 */
export async function openModel(
  options: ModelOptions,
  places: ConfigurationPlaces,
  info: SearchInfo,
  cancelled: AbortSignal,
): Promise<ModelOpening> {
  const warnings: string[] = [];
  try {
    const configuration = loadConfiguration(places);
    const requested = options.llm_endpoint === "" ? undefined : options.llm_endpoint;
    warnings.push(...warningsAbout(`endpoint:${requested ?? "default"}`, configuration));
    const listed = askable(configuration.endpoints.find(requested));
    const planned = options.mode === "plan";
    if (listed === undefined && !planned)
      return { model: undefined, problem: undefined, warnings: () => warnings };
    const masking = await createPromptMasking(
      configuration,
      options.mask === "off" ? "off" : "on",
      places.environment,
      (problem) => warnings.push(problem),
    );
    const settings =
      listed && (options.model_name === "" ? listed : { ...listed, model: options.model_name });
    const cacheContext = { configuration, info, environment: places.environment, cancelled };
    if (planned || settings === undefined) {
      const calibration =
        settings &&
        openCalibration(stateFolder(places.environment), { endpoint: settings.name, model: settings.model });
      if (calibration?.problem !== undefined) warnings.push(calibration.problem);
      const endpoints = settings === undefined ? [] : [settings];
      const context = { endpoints, configuration, places, info, cancelled, plans: true };
      const { budget } = await openBudget(options, context);
      const planned = { settings, masking, calibration: calibration?.calibration, budget };
      const model = await planModel(options, planned, { ...cacheContext, signal: cancelled });
      return { model, problem: undefined, warnings: () => warnings };
    }
    const client = await openClient(options, { settings, configuration, places, info, cancelled });
    const cache = await stackJudge(options, client, masking, cacheContext);
    return {
      model: {
        name: settings.model,
        endpoint: settings.name,
        judge: cache.judge,
        masking,
        store: cache.store,
        close: () => cache.close().finally(client.release),
        answeredBy: () => client.chain.answeredBy,
        cost: () => client.chain.cost,
        authorityOf: (model) => client.chain.authorityOf(model),
        saveCalibration: client.saveCalibration,
      },
      problem: undefined,
      warnings: () => [...warnings, ...client.problems(), ...cache.problems],
    };
  } catch (error) {
    if (error instanceof RequestError) throw new UserError(error.message);
    if (error instanceof ConfigurationError)
      return { model: undefined, problem: error.message, warnings: () => warnings };
    throw error;
  }
}

/** The warnings about the files as such and about one stanza; the doctor reports all others. */
export function warningsAbout(stanza: string, { warnings }: Configuration): string[] {
  return warnings
    .filter((each) => each.stanza === undefined || [stanza, "default"].includes(each.stanza))
    .map(({ finding, fix }) => `${finding}: ${fix}.`);
}

/** An endpoint whose model may do anything at all; undefined otherwise. */
export function askable(settings: EndpointSettings | undefined): EndpointSettings | undefined {
  return settings?.authority === "none" ? undefined : settings;
}
