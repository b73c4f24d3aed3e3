import { type Conf, type ConfValue, defaultStanza } from "./conf-file.ts";
import { ConfigurationError, quoted } from "./configuration-error.ts";
import { type EndpointSettings, endpointKeys, endpointSettings } from "./endpoint-settings.ts";
import { endpointUrl } from "./endpoint-url.ts";
import { type ConfigurationPlaces, readLayers } from "./layers.ts";

/** The endpoints that an administrator allows; a search can name no other. */
export interface EndpointBook {
  /** The stanzas' names, in the order of the files. */
  readonly names: readonly string[];
  /**
   * The endpoint for a search's `llm_endpoint=`, by stanza name or URL. Without one it is the stanza
   * `default`, and undefined where there is none: then the embedded analyst answers.
   *
   * @throws ConfigurationError when the one asked for is not listed
   */
  find(requested: string | undefined): EndpointSettings | undefined;
}

const prefix = "endpoint:";
/** So that a name in a message cannot be anything but a name, and never be taken for a URL. */
const properName = /^[\w.-]+$/;

/** @throws ConfigurationError for the first thing that does not check, in whichever stanza */
export function loadEndpoints(places: ConfigurationPlaces): EndpointBook {
  const endpoints = new Map<string, EndpointSettings>();
  const conf = readLayers(places);
  for (const [stanza, settings] of conf) {
    if (!stanza.startsWith(prefix)) continue;
    const name = stanza.slice(prefix.length);
    const home = [...settings.values()][0]?.file ?? "llama.conf";
    if (!properName.test(name)) {
      throw new ConfigurationError(
        `The stanza [endpoint:…] in ${home} has a name with other characters than letters, digits, _, - and dot, or none: rename it.`,
      );
    }
    endpoints.set(name, endpointSettings(name, withDefaults(settings, conf), home));
  }
  const own = environmentEndpoint(places.environment);
  if (own !== undefined) endpoints.set(own.name, own);
  return bookOf(endpoints);
}

/** Splunk's [default] stanza serves every other; there may be keys in it that no endpoint has. */
function withDefaults(settings: ReadonlyMap<string, ConfValue>, conf: Conf): ReadonlyMap<string, ConfValue> {
  const shared = [...(conf.get(defaultStanza) ?? [])].filter(([key]) =>
    (endpointKeys as readonly string[]).includes(key),
  );
  return new Map([...shared, ...settings]);
}

/**
 * On a laptop three variables are enough, and stand in place of a stanza `default`. Inside Splunk they count
 * for nothing: there the endpoint is the administrator's to choose, in a file.
 */
function environmentEndpoint(environment: ConfigurationPlaces["environment"]): EndpointSettings | undefined {
  const url = environment.LLAMA_ENDPOINT;
  if (environment.SPLUNK_HOME !== undefined || url === undefined || url === "") return undefined;
  const model = environment.LLAMA_MODEL ?? "";
  if (model === "") {
    throw new ConfigurationError(
      "LLAMA_ENDPOINT is set and LLAMA_MODEL is not: set it to the model's name as the server knows it.",
    );
  }
  const settings = new Map<string, ConfValue>([
    ["url", { value: url, file: "given by LLAMA_ENDPOINT", line: 0 }],
    ["model", { value: model, file: "given by LLAMA_MODEL", line: 0 }],
  ]);
  if ((environment.LLAMA_API_KEY ?? "") !== "") {
    settings.set("api_key", { value: "env:LLAMA_API_KEY", file: "given by LLAMA_API_KEY", line: 0 });
  }
  return endpointSettings("default", settings, "the environment");
}

function bookOf(endpoints: ReadonlyMap<string, EndpointSettings>): EndpointBook {
  const names = [...endpoints.keys()];
  return {
    names,
    find(requested) {
      const wanted = requested?.trim() ?? "";
      if (wanted === "") return endpoints.get("default");
      return properName.test(wanted) ? byName(wanted, endpoints) : byUrl(wanted, endpoints);
    },
  };
}

function byName(name: string, endpoints: ReadonlyMap<string, EndpointSettings>): EndpointSettings {
  const found = endpoints.get(name);
  if (found !== undefined) return found;
  throw notListed(quoted(name), `[endpoint:${name.slice(0, 80)}]`, endpoints);
}

function byUrl(text: string, endpoints: ReadonlyMap<string, EndpointSettings>): EndpointSettings {
  const asked = endpointUrl(text);
  // What is no proper URL is not repeated: "name:password@host" is none.
  if (!asked.ok) throw new ConfigurationError(`The URL in llm_endpoint= ${asked.problem}.`);
  const found = [...endpoints.values()].find(({ urls }) => urls.includes(asked.url));
  if (found !== undefined) return found;
  throw notListed(quoted(asked.url), "[endpoint:NAME]", endpoints);
}

function notListed(
  what: string,
  stanza: string,
  endpoints: ReadonlyMap<string, EndpointSettings>,
): ConfigurationError {
  const listed = [...endpoints.keys()].join(", ");
  return new ConfigurationError(
    `llm_endpoint=${what} is not listed in llama.conf, so nothing was sent to it; an administrator can add it as ${stanza} in local/llama.conf. ${listed === "" ? "No endpoint is listed" : `Listed are: ${listed}`}.`,
  );
}
