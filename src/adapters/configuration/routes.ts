import type { Route } from "../../engine/incidents/routing.ts";
import type { Conf } from "./conf-file.ts";
import { ConfigurationError, shown } from "./configuration-error.ts";
import type { Destinations } from "./destinations.ts";
import { readStanzas } from "./read-stanza.ts";
import { route } from "./stanzas/route.ts";

/** Every `[route:NN]` that can be used, the lowest number first. */
export interface Routes {
  /** Empty where llama.conf has no usable route: then the built-in routing holds. */
  readonly routes: readonly Route[];
  readonly faults: readonly ConfigurationError[];
}

/**
 * A route with a fault is left out as a whole. A destination that does not exist is a fault too, and only that destination
 * is left out. A destination that exists and cannot be used is no fault of the route.
 */
export function routesOf(conf: Conf, known: Destinations): Routes {
  const routes: Route[] = [];
  const faults: ConfigurationError[] = [];
  for (const reading of readStanzas(route, conf).values()) {
    faults.push(...reading.faults);
    if (reading.faults.length > 0) continue;
    const { name, destinations, ...rest } = reading.values;
    const missing = destinations.filter((each) => !known.names.has(each));
    faults.push(...missing.map((each) => notThere(each, reading.placeOf("destinations"), known)));
    const usable = destinations.filter((each) => known.destinations.has(each));
    routes.push({ number: Number(name), ...rest, destinations: usable });
  }
  return { routes: routes.sort((a, b) => a.number - b.number), faults };
}

function notThere(name: string, place: string, { names }: Destinations): ConfigurationError {
  const there = names.size === 0 ? "There is none yet" : `There are: ${[...names].join(", ")}`;
  return new ConfigurationError(
    `The ${place} names ${shown(name)}, and there is no such destination`,
    `correct the name or add [destination:NAME] for it. ${there}`,
  );
}
