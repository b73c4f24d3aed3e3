import { distance } from "fastest-levenshtein";
import { alertKeys } from "./alert-settings.ts";
import { type Conf, defaultStanza } from "./conf-file.ts";
import { type ConfigurationRemark, quoted } from "./configuration-error.ts";
import { destinationKeys } from "./destination-settings.ts";
import { endpointKeys } from "./endpoint-settings.ts";
import { maskingKeys, ownMaskKeys } from "./masking-settings.ts";
import { quotaKeys } from "./quota-settings.ts";
import { routeKeys } from "./routes.ts";
import { splunkdKeys } from "./splunkd-settings.ts";
import { storeKeys } from "./store-settings.ts";

/** Every stanza of llama.conf and its settings; `app/README/llama.conf.spec` explains each. */
export const knownStanzas: Readonly<Record<string, { named: boolean; keys: readonly string[] }>> = {
  endpoint: { named: true, keys: endpointKeys },
  destination: { named: true, keys: destinationKeys },
  route: { named: true, keys: routeKeys },
  alert: { named: false, keys: alertKeys },
  splunkd: { named: false, keys: splunkdKeys },
  masking: { named: false, keys: maskingKeys },
  mask: { named: true, keys: ownMaskKeys },
  store: { named: false, keys: storeKeys },
  quota: { named: true, keys: quotaKeys },
};

/** What nothing reads: most often a name that is misspelt. */
export function remarksOnUnknown(conf: Conf): ConfigurationRemark[] {
  return [...conf].flatMap(([stanza, settings]) => {
    const known = stanza === defaultStanza ? everyKey : keysOf(stanza);
    if (known === undefined) {
      const first = [...settings.values()][0];
      const place = first === undefined ? "llama.conf" : `${first.file}, before line ${first.line},`;
      const kinds = Object.entries(knownStanzas).map(([kind, { named }]) =>
        named ? `[${kind}:NAME]` : `[${kind}]`,
      );
      const finding = `The stanza [${quoted(stanza).slice(1, -1)}] in ${place} is none of llama.conf`;
      return [{ stanza, finding, mend: `there are ${kinds.join(", ")}; correct the name or take it out` }];
    }
    return [...settings]
      .filter(([key]) => !known.includes(key))
      .map(([key, { file, line }]) => ({
        stanza,
        finding: `The setting ${quoted(key)} of [${stanza}] in ${file}, line ${line}, is unknown and left out`,
        mend: advice(key, known),
      }));
  });
}

const everyKey = Object.values(knownStanzas).flatMap(({ keys }) => keys);

function keysOf(stanza: string): readonly string[] | undefined {
  const [kind = "", ...name] = stanza.split(":");
  const known = Object.hasOwn(knownStanzas, kind) ? knownStanzas[kind] : undefined;
  return known?.named === name.length > 0 ? known.keys : undefined;
}

function advice(key: string, known: readonly string[]): string {
  const edits = (name: string): number =>
    distance(key.toLowerCase().replaceAll("-", "_").slice(0, 100), name);
  const [nearest = ""] = [...known].sort((a, b) => edits(a) - edits(b));
  const guess = edits(nearest) <= Math.max(2, nearest.length / 2) ? `probably ${nearest} is meant; ` : "";
  return `${guess}there are ${known.join(", ")}`;
}
