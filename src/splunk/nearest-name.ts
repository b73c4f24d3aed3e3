import { distance } from "fastest-levenshtein";

/** The name that was probably meant by a mistyped one; undefined if none is similar. */
export function nearestName(typed: string, names: readonly string[]): string | undefined {
  const plain = typed.toLowerCase().replaceAll("-", "_");
  const ranked = names.map((name) => ({ name, edits: distance(plain.slice(0, 100), name) }));
  ranked.sort((a, b) => a.edits - b.edits);
  const best = ranked[0];
  return best !== undefined && best.edits <= Math.max(2, best.name.length / 2) ? best.name : undefined;
}
