import { distance } from "fastest-levenshtein";
import { type Conf, type ConfValue, defaultStanza } from "./conf-file.ts";
import { type ConfigurationWarning, isShown, quoted } from "./configuration-error.ts";
import { stanzas } from "./stanzas/all.ts";

/** Warns of stanzas and settings that nothing reads. Most are misspelt. */
export function warningsOfUnknown(conf: Conf): ConfigurationWarning[] {
  return [...conf].flatMap(([stanza, settings]) => {
    const known = keysOf(stanza);
    if (known === undefined) return [unknownStanza(stanza, settings)];
    return [...settings]
      .filter(([key]) => !known.includes(key))
      .map(([key, { file, line }]) => ({
        stanza,
        finding: `The setting ${nameOf(key)} of [${stanza}] in ${file}, line ${line}, is unknown and left out`,
        fix: advice(key, known),
      }));
  });
}

/** In `[default]` every key may stand. @returns undefined for a stanza that is not known */
function keysOf(stanza: string): readonly string[] | undefined {
  if (stanza === defaultStanza) return stanzas.flatMap(({ settings }) => Object.keys(settings));
  const [kind = "", ...name] = stanza.split(":");
  const known = stanzas.find((one) => one.kind === kind && (one.named !== undefined) === name.length > 0);
  return known && Object.keys(known.settings);
}

function unknownStanza(stanza: string, settings: ReadonlyMap<string, ConfValue>): ConfigurationWarning {
  const [first] = settings.values();
  const place = first === undefined ? "llama.conf" : `${first.file}, before line ${first.line},`;
  const kinds = stanzas.map(({ kind, named }) => (named === undefined ? `[${kind}]` : `[${kind}:NAME]`));
  return {
    stanza,
    finding: `The stanza [${isShown(stanza) ? quoted(stanza).slice(1, -1) : "…"}] in ${place} is none of llama.conf`,
    fix: `there are ${kinds.join(", ")}; correct the name or take it out`,
  };
}

/** A text that does not look like a setting's name may be part of a key, so it is not repeated. */
function nameOf(key: string): string {
  return /^[A-Za-z][A-Za-z_-]{0,30}$/.test(key) ? quoted(key) : "(not shown)";
}

function advice(key: string, known: readonly string[]): string {
  const edits = (name: string): number =>
    distance(key.toLowerCase().replaceAll("-", "_").slice(0, 100), name);
  const [nearest = ""] = [...known].sort((a, b) => edits(a) - edits(b));
  const guess = edits(nearest) <= Math.max(2, nearest.length / 2) ? `probably ${nearest} is meant; ` : "";
  return `${guess}there are ${known.join(", ")}`;
}
