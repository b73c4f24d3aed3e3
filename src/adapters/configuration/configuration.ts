import type { AlertSettings } from "../../engine/incidents/alert-settings.ts";
import type { Conf } from "./conf-file.ts";
import type { ConfigurationError, ConfigurationWarning } from "./configuration-error.ts";
import { type Destinations, destinationsOf } from "./destinations.ts";
import { type Endpoints, endpointsOf } from "./endpoints.ts";
import { type ConfigurationPlaces, readLayers } from "./layers.ts";
import { readStanzas, type StanzaReading } from "./read-stanza.ts";
import { type Routes, routesOf } from "./routes.ts";
import { alert } from "./stanzas/alert.ts";
import { stanzas } from "./stanzas/all.ts";
import type { StanzaDeclaration, StanzaValues } from "./stanzas/declaration.ts";
import { destination } from "./stanzas/destination.ts";
import { endpoint } from "./stanzas/endpoint.ts";
import { kindOf, mask } from "./stanzas/mask.ts";
import { type MaskingSettings, masking } from "./stanzas/masking.ts";
import { route } from "./stanzas/route.ts";
import { warningsOfUnknown } from "./unknown-settings.ts";

/** llama.conf as it holds for one run. */
export interface Configuration {
  /** The files it comes from, in the order of the layers. */
  readonly files: readonly string[];
  readonly endpoints: Endpoints;
  readonly destinations: Destinations;
  readonly routes: Routes;
  /** A setting with a fault has its default, so that a typing mistake suppresses no page. */
  readonly alert: { readonly settings: AlertSettings; readonly faults: readonly ConfigurationError[] };
  /** @throws ConfigurationError when `[masking]` or a `[mask:NAME]` cannot be used: then no event may be sent */
  masking(): MaskingSettings;
  /** The stanza of a kind that has no names. @throws ConfigurationError when it cannot be used */
  one<Declaration extends StanzaDeclaration>(declaration: Declaration): StanzaValues<Declaration>;
  /** The stanzas of a kind, in the order of the files. @throws ConfigurationError for the first that cannot be used */
  all<Declaration extends StanzaDeclaration>(declaration: Declaration): StanzaValues<Declaration>[];
  /** Every fault of every stanza. */
  readonly faults: readonly ConfigurationError[];
  /** Mistakes that stopped nothing, in the order of the files. */
  readonly warnings: readonly ConfigurationWarning[];
}

/**
 * Reads every layer. A fault in one stanza is thrown when that stanza is asked for; all others work.
 *
 * @throws ConfigurationError for a file that cannot be read
 * @throws RequestError for a fault in the environment of one who works outside Splunk
 */
export function loadConfiguration(places: ConfigurationPlaces): Configuration {
  const { conf, warnings, files } = readLayers(places);
  const destinations = destinationsOf(conf);
  const endpoints = endpointsOf(conf, places.environment);
  const routes = routesOf(conf, destinations);
  const [alertReading] = readStanzas(alert, conf).values();
  const { values: settings, faults } = alertReading as StanzaReading<typeof alert>;
  return {
    files,
    endpoints,
    destinations,
    routes,
    alert: { settings, faults },
    masking: () => maskingOf(conf),
    one: (declaration) => valuesOf(declaration, conf)[0] as StanzaValues<typeof declaration>,
    all: (declaration) => valuesOf(declaration, conf),
    get faults() {
      const others = stanzas.filter((each) => each !== endpoint && each !== destination && each !== route);
      const ofOthers = others.flatMap((each) =>
        [...readStanzas(each, conf).values()].flatMap((reading) => reading.faults),
      );
      return [...ofOthers, ...endpoints.faults, ...destinations.faults, ...routes.faults];
    },
    warnings: [...warnings, ...warningsOfUnknown(conf), ...endpoints.warnings],
  };
}

function maskingOf(conf: Conf): MaskingSettings {
  const [settings] = valuesOf(masking, conf);
  const masks = usable(mask, conf).map(({ values: { name, pattern, kind }, placeOf }) => ({
    name,
    pattern,
    kind: kind ?? kindOf(name),
    place: placeOf("pattern"),
  }));
  return { ...(settings as StanzaValues<typeof masking>), masks };
}

function valuesOf<Declaration extends StanzaDeclaration>(
  declaration: Declaration,
  conf: Conf,
): StanzaValues<Declaration>[] {
  return usable(declaration, conf).map(({ values }) => values);
}

/** @throws ConfigurationError for the first that cannot be used */
function usable<Declaration extends StanzaDeclaration>(
  declaration: Declaration,
  conf: Conf,
): StanzaReading<Declaration>[] {
  return [...readStanzas(declaration, conf).values()].map((reading) => {
    if (reading.faults[0] !== undefined) throw reading.faults[0];
    return reading;
  });
}
