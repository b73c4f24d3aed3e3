import { type Conf, type ConfValue, defaultStanza } from "./conf-file.ts";
import { ConfigurationError, type ConfigurationRemark, quoted, RequestError } from "./configuration-error.ts";
import { type EndpointSettings, endpointKeys, endpointSettings, properName } from "./endpoint-settings.ts";
import { endpointUrl } from "./endpoint-url.ts";

type Endpoints = ReadonlyMap<string, EndpointSettings | ConfigurationError>;

/** The endpoints that an administrator allows; a search can name no other. */
export class EndpointBook {
  private readonly endpoints: Endpoints;

  constructor(endpoints: Endpoints) {
    this.endpoints = endpoints;
  }

  /** The stanzas' names, in the order of the files, those that cannot be used included. */
  get names(): string[] {
    return [...this.endpoints.keys()];
  }

  /** Why stanzas cannot be used. */
  get faults(): ConfigurationError[] {
    return [...this.endpoints.values()].filter((entry) => entry instanceof ConfigurationError);
  }

  /**
   * The stanzas to ask after this one, in their order, as far as each names a usable other: its fallback, that
   * one's fallback, and so on.
   */
  fallbacksOf(first: EndpointSettings): EndpointSettings[] {
    const chain = [first];
    for (let at: EndpointSettings | undefined = first; at !== undefined; ) {
      const next: EndpointSettings | ConfigurationError | undefined = this.endpoints.get(at.fallback ?? "");
      const goesOn =
        next !== undefined &&
        !(next instanceof ConfigurationError) &&
        !chain.some((one) => one.name === next.name);
      at = goesOn ? next : undefined;
      if (at !== undefined) chain.push(at);
    }
    return chain.slice(1);
  }

  /** Fallbacks that lead nowhere. The stanzas that name them work without. */
  get remarks(): ConfigurationRemark[] {
    return [...this.endpoints.values()].flatMap((entry) => {
      if (entry instanceof ConfigurationError || entry.fallback === undefined) return [];
      const problem = this.problemOfFallback(entry, entry.fallback);
      return problem === undefined ? [] : { stanza: `${prefix}${entry.name}`, ...problem };
    });
  }

  private problemOfFallback(
    entry: EndpointSettings,
    fallback: string,
  ): { finding: string; mend: string } | undefined {
    const said = `The fallback of [endpoint:${entry.name}] is ${quoted(fallback)}`;
    const next = this.endpoints.get(fallback);
    if (next === undefined) {
      const others = this.names.filter((name) => name !== entry.name).join(", ");
      return {
        finding: `${said}, and llama.conf has no [endpoint:${fallback.slice(0, 80)}], so there is none`,
        mend: others === "" ? "add that stanza or take the line out" : `name one of these: ${others}`,
      };
    }
    if (next instanceof ConfigurationError) {
      return { finding: `${said}, which cannot be used`, mend: "mend that stanza first" };
    }
    const chain = [entry, ...this.fallbacksOf(entry)];
    const last = chain.at(-1) as EndpointSettings;
    if (last.fallback !== entry.name) return undefined;
    const circle = [...chain, entry].map(({ name }) => name).join(" → ");
    return {
      finding: `${said}, which leads back to it (${circle}); it is asked once`,
      mend: "take one of these lines out",
    };
  }

  /**
   * The endpoint for a search's `llm_endpoint=`, by stanza name or URL. Without one it is the stanza
   * `default`, and undefined where there is none: then the embedded analyst answers.
   *
   * @throws RequestError when the one asked for is not listed
   * @throws ConfigurationError when its stanza cannot be used
   */
  find(requested: string | undefined): EndpointSettings | undefined {
    const wanted = requested?.trim() ?? "";
    const found =
      wanted === ""
        ? this.endpoints.get("default")
        : properName.test(wanted)
          ? this.byName(wanted)
          : this.byUrl(wanted);
    if (found instanceof ConfigurationError) throw found;
    return found;
  }

  private byName(name: string): EndpointSettings | ConfigurationError {
    return this.endpoints.get(name) ?? this.notListed(quoted(name), `[endpoint:${name.slice(0, 80)}]`);
  }

  private byUrl(text: string): EndpointSettings | ConfigurationError {
    const asked = endpointUrl(text);
    // What is no proper URL is not repeated: "name:password@host" is none.
    if (!asked.ok) throw new RequestError(`The URL in llm_endpoint= ${asked.problem}`, asked.mend);
    const found = [...this.endpoints.values()].find(
      (entry) => !(entry instanceof ConfigurationError) && entry.urls.includes(asked.url),
    );
    return found ?? this.notListed(quoted(asked.url), "[endpoint:NAME]");
  }

  private notListed(what: string, stanza: string): never {
    const listed = this.names.join(", ");
    throw new RequestError(
      `llm_endpoint=${what} is not listed in llama.conf, so nothing was sent to it`,
      `an administrator can add it as ${stanza} in local/llama.conf. ${listed === "" ? "No endpoint is listed" : `Listed are: ${listed}`}`,
    );
  }
}

const prefix = "endpoint:";

/**
 * Every `[endpoint:NAME]`, each by itself: one that cannot be used leaves the others alone.
 *
 * @throws RequestError for a fault of LLAMA_ENDPOINT and its kin, which the one who searches has set
 */
export function endpointsOf(
  conf: Conf,
  environment: Readonly<Record<string, string | undefined>>,
): EndpointBook {
  const endpoints = new Map<string, EndpointSettings | ConfigurationError>();
  for (const [stanza, settings] of conf) {
    if (!stanza.startsWith(prefix)) continue;
    const name = stanza.slice(prefix.length);
    endpoints.set(properName.test(name) ? name : "…", endpointOrError(name, settings, conf));
  }
  const own = environmentEndpoint(environment);
  if (own !== undefined) endpoints.set(own.name, own);
  return new EndpointBook(endpoints);
}

function endpointOrError(
  name: string,
  settings: ReadonlyMap<string, ConfValue>,
  conf: Conf,
): EndpointSettings | ConfigurationError {
  const home = [...settings.values()][0]?.file ?? "llama.conf";
  if (!properName.test(name)) {
    return new ConfigurationError(
      `The stanza [endpoint:…] in ${home} has a name with other characters than letters, digits, _, - and dot, or none`,
      "rename it",
    );
  }
  try {
    return endpointSettings(name, withDefaults(settings, conf), home);
  } catch (error) {
    if (error instanceof ConfigurationError) return error;
    throw error;
  }
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
function environmentEndpoint(
  environment: Readonly<Record<string, string | undefined>>,
): EndpointSettings | undefined {
  const url = environment.LLAMA_ENDPOINT;
  if (environment.SPLUNK_HOME !== undefined || url === undefined || url === "") return undefined;
  const model = environment.LLAMA_MODEL ?? "";
  if (model === "") {
    throw new RequestError(
      "LLAMA_ENDPOINT is set and LLAMA_MODEL is not",
      "set it to the model's name as the server knows it",
    );
  }
  const settings = new Map<string, ConfValue>([
    ["url", { value: url, file: "given by LLAMA_ENDPOINT", line: 0 }],
    ["model", { value: model, file: "given by LLAMA_MODEL", line: 0 }],
  ]);
  if ((environment.LLAMA_API_KEY ?? "") !== "") {
    settings.set("api_key", { value: "env:LLAMA_API_KEY", file: "given by LLAMA_API_KEY", line: 0 });
  }
  try {
    return endpointSettings("default", settings, "the environment");
  } catch (error) {
    if (error instanceof ConfigurationError) throw new RequestError(error.finding, error.mend);
    throw error;
  }
}
