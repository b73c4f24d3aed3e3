import { ConfigurationError, type ConfigurationRemark } from "./configuration-error.ts";
import { type EndpointBook, endpointsOf } from "./endpoints.ts";
import { remarksOnUnknown } from "./known-settings.ts";
import { type ConfigurationPlaces, readLayers } from "./layers.ts";
import { type SplunkdSettings, splunkdSettings } from "./splunkd-settings.ts";

/** llama.conf as it holds for one run. */
export interface Configuration {
  /** The files it comes from, in the order of the layers. */
  readonly files: readonly string[];
  readonly endpoints: EndpointBook;
  /** @throws ConfigurationError when `[splunkd]` cannot be used */
  splunkd(): SplunkdSettings;
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
  return {
    files,
    endpoints: endpointsOf(conf, places.environment),
    splunkd: () => splunkdSettings(conf),
    remarks: [...remarks, ...remarksOnUnknown(conf)],
  };
}

/** What cannot be used, stanza by stanza: for the doctor, who wants to know it all. */
export function faultsOf({ endpoints, splunkd }: Configuration): ConfigurationError[] {
  try {
    splunkd();
    return endpoints.faults;
  } catch (error) {
    if (error instanceof ConfigurationError) return [error, ...endpoints.faults];
    throw error;
  }
}
