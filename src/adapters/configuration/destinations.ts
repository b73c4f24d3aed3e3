import type { Conf } from "./conf-file.ts";
import type { ConfigurationError } from "./configuration-error.ts";
import { readStanzas } from "./read-stanza.ts";
import { plainName } from "./stanzas/declaration.ts";
import { type DestinationSettings, destination } from "./stanzas/destination.ts";

/** Every `[destination:NAME]`, each by itself: one that cannot be used leaves the others alone. */
export interface Destinations {
  /** By name, in the order of the files, without those that cannot be used. */
  readonly destinations: ReadonlyMap<string, DestinationSettings>;
  /** All names, those that cannot be used included. */
  readonly names: ReadonlySet<string>;
  readonly faults: readonly ConfigurationError[];
}

export function destinationsOf(conf: Conf): Destinations {
  const readings = [...readStanzas(destination, conf)];
  return {
    destinations: new Map(
      readings
        .filter(([, { faults }]) => faults.length === 0)
        .map(([name, { values }]) => [name, asCalled(values)]),
    ),
    names: new Set(readings.map(([name]) => name).filter((name) => plainName.pattern.test(name))),
    faults: readings.flatMap(([, { faults }]) => faults),
  };
}

/** Paths are added to the address of an API; that of a webhook is called as it stands. */
function asCalled(settings: DestinationSettings): DestinationSettings {
  const { type, baseUrl } = settings;
  return type === "webhook" ? settings : { ...settings, baseUrl: baseUrl?.replace(/\/+$/, "") };
}
