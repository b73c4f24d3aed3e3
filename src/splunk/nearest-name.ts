import { distance } from "fastest-levenshtein";

/** The name that a mistyped one was probably meant to be; undefined when none is near. */
export function nearestName(typed: string, names: readonly string[]): string | undefined {
  const plain = typed.toLowerCase().replaceAll("-", "_");
  const ranked = names.map((name) => ({ name, edits: distance(plain.slice(0, 100), name) }));
  ranked.sort((a, b) => a.edits - b.edits);
  const best = ranked[0];
  return best !== undefined && best.edits <= Math.max(2, best.name.length / 2) ? best.name : undefined;
}
