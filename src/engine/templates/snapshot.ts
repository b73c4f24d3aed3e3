import { finalOf, type Template } from "./template.ts";

/** Grows when the same text gets another shape or id than before: older snapshots are then of no use. */
export const tokeniserVersion = 1;

/** One template as it is stored. */
export interface StoredTemplate {
  readonly id: string;
  /** As in `Template.tokens`. */
  readonly tokens: readonly string[];
  readonly count: number;
  /** The order in which they were met last. */
  readonly lastMet: number;
  /** Ids of templates that were taken in. */
  readonly aliases?: readonly string[];
}

/** Templates as JSON, the oldest first. */
export interface TemplateSnapshot {
  readonly version: 1;
  readonly tokeniser: number;
  readonly templates: readonly StoredTemplate[];
}

/** @param aliases former ids, of templates that were taken in */
export function snapshotOf(
  templates: readonly Template[],
  aliases: ReadonlyMap<string, Template>,
): TemplateSnapshot {
  const former = new Map<Template, string[]>();
  for (const [alias, template] of aliases) {
    const final = finalOf(template);
    const known = former.get(final);
    if (known === undefined) former.set(final, [alias]);
    else known.push(alias);
  }
  const stored = templates.map((template) => {
    const { id, tokens, count, lastMet } = template;
    const own = former.get(template);
    return { id, tokens: [...tokens], count, lastMet, ...(own === undefined ? {} : { aliases: own }) };
  });
  return { version: 1, tokeniser: tokeniserVersion, templates: stored };
}

/** @returns undefined for what is no snapshot, or one of another version: a fresh start is then the way on */
export function readSnapshot(value: unknown): TemplateSnapshot | undefined {
  // Checked by hand: a search reads up to 10,000 of them before its first event.
  if (!isRecord(value) || value.version !== 1 || value.tokeniser !== tokeniserVersion) return undefined;
  const { templates } = value;
  if (!Array.isArray(templates) || !templates.every(isStoredTemplate)) return undefined;
  return { version: 1, tokeniser: tokeniserVersion, templates };
}

function isStoredTemplate(value: unknown): value is StoredTemplate {
  if (!isRecord(value)) return false;
  const { id, tokens, count, lastMet, aliases = [] } = value;
  return isId(id) && isTexts(tokens) && isCount(count) && isCount(lastMet) && isTexts(aliases);
}

function isId(value: unknown): boolean {
  return typeof value === "string" && /^t[a-z2-7]{12}$/.test(value);
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((text) => typeof text === "string");
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
