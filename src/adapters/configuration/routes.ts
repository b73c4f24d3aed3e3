import type { Route } from "../../engine/alerts/routing.ts";
import { type Severity, severities } from "../../engine/verdict.ts";
import type { Conf } from "./conf-file.ts";
import { ConfigurationError, quoted } from "./configuration-error.ts";
import type { DestinationBook } from "./destination-settings.ts";
import { orFault, Settings } from "./setting.ts";

/** Every `[route:NN]` that leads somewhere, the lowest number first. */
export interface RouteBook {
  /** None: the routes that hold where llama.conf says nothing. */
  readonly routes: readonly Route[];
  readonly faults: readonly ConfigurationError[];
}

export const routeKeys = ["severity", "policy", "service", "destinations", "stop"] as const;

const prefix = "route:";
const longestPattern = 200;
/** P5 is normal: nobody is told of it. */
const alertable = severities.slice(0, 5);

/**
 * A route with a fault is left out as a whole, but for destinations that do not exist: the others of it still count. A
 * destination that exists and cannot be used is no fault of the route.
 */
export function routesOf(conf: Conf, book: DestinationBook): RouteBook {
  const routes: Route[] = [];
  const faults: ConfigurationError[] = [];
  for (const stanza of conf.keys()) {
    if (!stanza.startsWith(prefix)) continue;
    const settings = new Settings(conf, stanza, []);
    const route = orFault(() => routeOf(stanza.slice(prefix.length), settings));
    if (route instanceof ConfigurationError) {
      faults.push(route);
      continue;
    }
    const unknown = route.destinations.filter((name) => !book.names.has(name));
    faults.push(...unknown.map((name) => notThere(name, settings, book)));
    routes.push({ ...route, destinations: route.destinations.filter((name) => book.destinations.has(name)) });
  }
  return { routes: routes.sort((a, b) => a.number - b.number), faults };
}

function routeOf(number: string, settings: Settings): Route {
  if (!/^\d{1,6}$/.test(number)) {
    throw new ConfigurationError(
      `The stanza [route:…] in ${settings.home} has no number of at most six digits for a name`,
      "rename it like [route:10]; the lowest number is asked first",
    );
  }
  const destinations = settings.read("destinations", "names of destinations, separated by commas", (text) => {
    const names = listOf(text);
    return names.length > 0 ? names : undefined;
  });
  if (destinations === undefined) {
    throw new ConfigurationError(
      `The stanza [${settings.stanza}] in ${settings.home} has no destinations`,
      "add destinations = NAME, with the names of [destination:NAME] stanzas separated by commas",
    );
  }
  return {
    number: Number(number),
    severities: settings.read("severity", "P0 to P4, separated by commas, or *", severitiesOf) ?? alertable,
    policy: patternOf("policy", settings),
    service: patternOf("service", settings),
    destinations: [...new Set(destinations)],
    stop: settings.flag("stop") ?? false,
  };
}

function severitiesOf(text: string): readonly Severity[] | undefined {
  if (text.trim() === "*") return alertable;
  const names = listOf(text.toUpperCase());
  const known = alertable.filter((severity) => names.includes(severity));
  return known.length > 0 && names.every((name) => known.some((each) => each === name)) ? known : undefined;
}

function patternOf(key: "policy" | "service", settings: Settings): string {
  const wanted = `a pattern of at most ${longestPattern} characters, where * stands for any and ? for one`;
  return settings.read(key, wanted, (text) => (text.length <= longestPattern ? text : undefined)) ?? "*";
}

function listOf(text: string): string[] {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

function notThere(name: string, settings: Settings, { names }: DestinationBook): ConfigurationError {
  const there = names.size === 0 ? "There is none yet" : `There are: ${[...names].join(", ")}`;
  return new ConfigurationError(
    `The ${settings.place("destinations")} names ${quoted(name)}, and there is no such destination`,
    `correct the name or add [destination:NAME] for it. ${there}`,
  );
}
