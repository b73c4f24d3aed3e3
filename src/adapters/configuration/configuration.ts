import { type AlertSection, alertSettings } from "./alert-settings.ts";
import { ConfigurationError, type ConfigurationRemark } from "./configuration-error.ts";
import { type DestinationBook, destinationsOf } from "./destination-settings.ts";
import { type EndpointBook, endpointsOf } from "./endpoints.ts";
import { remarksOnUnknown } from "./known-settings.ts";
import { type ConfigurationPlaces, readLayers } from "./layers.ts";
import { type MaskingSettings, maskingSettings } from "./masking-settings.ts";
import { type QuotaSettings, quotasOf } from "./quota-settings.ts";
import { type RouteBook, routesOf } from "./routes.ts";
import { type SplunkdSettings, splunkdSettings } from "./splunkd-settings.ts";
import { type StoreSettings, storeSettings } from "./store-settings.ts";

/** llama.conf as it holds for one run. */
export interface Configuration {
  /** The files it comes from, in the order of the layers. */
  readonly files: readonly string[];
  readonly endpoints: EndpointBook;
  readonly destinations: DestinationBook;
  readonly routes: RouteBook;
  readonly alert: AlertSection;
  /** @throws ConfigurationError when `[splunkd]` cannot be used */
  splunkd(): SplunkdSettings;
  /** @throws ConfigurationError when `[masking]` or a `[mask:NAME]` cannot be used: then nothing may leave */
  masking(): MaskingSettings;
  /** @throws ConfigurationError when `[store]` cannot be used */
  store(): StoreSettings;
  /** @throws ConfigurationError when a `[quota:NAME]` cannot be used: then no model is asked */
  quotas(): readonly QuotaSettings[];
  /** What is worth saying and stopped nothing, in the order of the files. */
  readonly remarks: readonly ConfigurationRemark[];
}

/**
 * Reads every layer. What is wrong in one stanza is told by whoever wants that stanza; all others work.
 *
 * @throws ConfigurationError for a file that cannot be read
 * @throws RequestError for a fault in the environment of one who works outside Splunk
 */
export function loadConfiguration(places: ConfigurationPlaces): Configuration {
  const { conf, remarks, files } = readLayers(places);
  const destinations = destinationsOf(conf);
  const endpoints = endpointsOf(conf, places.environment);
  return {
    files,
    endpoints,
    destinations,
    routes: routesOf(conf, destinations),
    alert: alertSettings(conf),
    splunkd: () => splunkdSettings(conf),
    masking: () => maskingSettings(conf),
    store: () => storeSettings(conf),
    quotas: () => quotasOf(conf),
    remarks: [...remarks, ...remarksOnUnknown(conf), ...endpoints.remarks],
  };
}

/** What cannot be used, stanza by stanza: for the doctor, who wants to know it all. */
export function faultsOf(configuration: Configuration): ConfigurationError[] {
  const { endpoints, destinations, routes, alert, splunkd, masking, store, quotas } = configuration;
  const others = [splunkd, masking, store, quotas].flatMap((read) => {
    try {
      read();
      return [];
    } catch (error) {
      if (error instanceof ConfigurationError) return [error];
      throw error;
    }
  });
  return [...others, ...endpoints.faults, ...destinations.faults, ...routes.faults, ...alert.faults];
}
