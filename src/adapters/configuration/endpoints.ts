import type { Conf, ConfValue } from "./conf-file.ts";
import {
  type ConfigurationError,
  type ConfigurationWarning,
  isShown,
  quoted,
  RequestError,
  shown,
} from "./configuration-error.ts";
import { readSettings, readStanzas } from "./read-stanza.ts";
import { plainName } from "./stanzas/declaration.ts";
import { type EndpointSettings, endpoint, endpointUrl } from "./stanzas/endpoint.ts";
import { Problem } from "./stanzas/value-types.ts";

/** A stanza's settings, or why it cannot be used. */
type Entry = EndpointSettings | readonly ConfigurationError[];

/** The endpoints that an administrator allows; a search can name no other. */
export class Endpoints {
  private readonly endpoints: ReadonlyMap<string, Entry>;

  constructor(endpoints: ReadonlyMap<string, Entry>) {
    this.endpoints = endpoints;
  }

  /** The stanzas' names, in the order of the files, those that cannot be used included. */
  get names(): string[] {
    return [...this.endpoints.keys()];
  }

  /** Why stanzas cannot be used. */
  get faults(): ConfigurationError[] {
    return [...this.endpoints.values()].flatMap((entry) => (isUsable(entry) ? [] : entry));
  }

  /**
   * The stanzas to ask after this one, in their order, as far as each names a usable other: its fallback, that
   * one's fallback, and so on.
   */
  fallbacksOf(first: EndpointSettings): EndpointSettings[] {
    const chain = [first];
    for (let at: EndpointSettings | undefined = first; at !== undefined; ) {
      const next: Entry | undefined = this.endpoints.get(at.fallback ?? "");
      const goesOn = next !== undefined && isUsable(next) && !chain.some((one) => one.name === next.name);
      at = goesOn ? next : undefined;
      if (at !== undefined) chain.push(at);
    }
    return chain.slice(1);
  }

  /** Fallbacks that lead nowhere. The stanzas that name them work without. */
  get warnings(): ConfigurationWarning[] {
    return [...this.endpoints.values()].flatMap((entry) => {
      if (!isUsable(entry) || entry.fallback === undefined) return [];
      const problem = this.problemOfFallback(entry, entry.fallback);
      return problem === undefined ? [] : { stanza: `endpoint:${entry.name}`, ...problem };
    });
  }

  private problemOfFallback(
    entry: EndpointSettings,
    fallback: string,
  ): { finding: string; fix: string } | undefined {
    const said = `The fallback of [endpoint:${entry.name}] is ${shown(fallback)}`;
    const next = this.endpoints.get(fallback);
    if (next === undefined) {
      const others = this.names.filter((name) => name !== entry.name).join(", ");
      return {
        finding: `${said}, and llama.conf has no [endpoint:${isShown(fallback) ? fallback : "…"}], so there is none`,
        fix: others === "" ? "add that stanza or take the line out" : `name one of these: ${others}`,
      };
    }
    if (!isUsable(next)) {
      return { finding: `${said}, which cannot be used`, fix: "correct that stanza first" };
    }
    const chain = [entry, ...this.fallbacksOf(entry)];
    const last = chain.at(-1) as EndpointSettings;
    if (last.fallback !== entry.name) return undefined;
    const circle = [...chain, entry].map(({ name }) => name).join(" → ");
    return {
      finding: `${said}, which leads back to it (${circle}); it is asked once`,
      fix: "take one of these lines out",
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
        : plainName.pattern.test(wanted)
          ? this.byName(wanted)
          : this.byUrl(wanted);
    if (found !== undefined && !isUsable(found)) throw found[0];
    return found;
  }

  private byName(name: string): Entry {
    return this.endpoints.get(name) ?? this.notListed(quoted(name), `[endpoint:${name.slice(0, 80)}]`);
  }

  private byUrl(text: string): Entry {
    const asked = endpointUrl.read(text, "");
    // What is no proper URL is not repeated: "name:password@host" is none.
    if (asked instanceof Problem)
      throw new RequestError(`The URL in llm_endpoint= ${asked.finding}`, asked.fix);
    const url = asked as string;
    const found = [...this.endpoints.values()].find((entry) => isUsable(entry) && entry.urls.includes(url));
    return found ?? this.notListed(quoted(url), "[endpoint:NAME]");
  }

  private notListed(what: string, stanza: string): never {
    const listed = this.names.join(", ");
    throw new RequestError(
      `llm_endpoint=${what} is not listed in llama.conf, so nothing was sent to it`,
      `an administrator can add it as ${stanza} in local/llama.conf. ${listed === "" ? "No endpoint is listed" : `Listed are: ${listed}`}`,
    );
  }
}

function isUsable(entry: Entry): entry is EndpointSettings {
  return "urls" in entry;
}

/**
 * Every `[endpoint:NAME]`, each by itself: one that cannot be used leaves the others alone.
 *
 * @throws RequestError for a fault of LLAMA_ENDPOINT and its kin, which the one who searches has set
 */
export function endpointsOf(
  conf: Conf,
  environment: Readonly<Record<string, string | undefined>>,
): Endpoints {
  const endpoints = new Map<string, Entry>(
    [...readStanzas(endpoint, conf)].map(([name, { values, faults }]) => [
      plainName.pattern.test(name) ? name : "…",
      faults.length === 0 ? values : faults,
    ]),
  );
  const own = environmentEndpoint(environment);
  if (own !== undefined) endpoints.set(own.name, own);
  return new Endpoints(endpoints);
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
  const { values, faults } = readSettings(endpoint, "default", settings);
  if (faults[0] !== undefined) throw new RequestError(faults[0].finding, faults[0].fix);
  return values;
}
