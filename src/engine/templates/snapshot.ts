import { finalOf, type Template } from "./template.ts";

/**
 * Raise it when a text gets another shape or id than before, or when older snapshots may hold words that are masked
 * now: such snapshots are not read.
 */
export const tokeniserVersion = 6;

/** A form of a template, as it is stored. */
export interface StoredForm {
  /** As in `Template.shownForm`. */
  readonly tokens: readonly string[];
  /** As in `Template.birth`. */
  readonly birth: number;
}

/** One template as it is stored. */
export interface StoredTemplate {
  readonly id: string;
  /** As in `Template.shownTokens`. */
  readonly tokens: readonly string[];
  readonly count: number;
  /** The miner's count of lines at the last line of this template: the order of last use. */
  readonly lastMet: number;
  /** As in `Template.birth`; the order in the snapshot, where there is none. */
  readonly birth?: number;
  /** Its forms, where they are others than its tokens. */
  readonly forms?: readonly StoredForm[];
  /** Ids of templates that were merged into this one. */
  readonly aliases?: readonly string[];
}

/** Templates as JSON, the oldest first. */
export interface TemplateSnapshot {
  readonly version: 1;
  readonly tokeniser: number;
  readonly templates: readonly StoredTemplate[];
}

/** @param aliases ids of templates that were merged into others */
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
  // Templates that differ only in masked words are stored as one.
  const stored = new Map<string, StoredTemplate>();
  for (const template of templates) {
    const { id, shownTokens, count, lastMet, birth } = template;
    const key = shownTokens.join("");
    const older = stored.get(key);
    const aliases = [
      ...(older === undefined ? [] : [...(older.aliases ?? []), id]),
      ...(former.get(template) ?? []),
    ];
    const forms = [...(older?.forms ?? []), ...storedForms(template)];
    stored.set(key, {
      id: older?.id ?? id,
      tokens: [...shownTokens],
      count: (older?.count ?? 0) + count,
      lastMet: Math.max(older?.lastMet ?? 0, lastMet),
      birth: older?.birth ?? birth,
      ...(forms.length === 0 ? {} : { forms: distinct(forms) }),
      ...(aliases.length === 0 ? {} : { aliases }),
    });
  }
  return { version: 1, tokeniser: tokeniserVersion, templates: [...stored.values()] };
}

function storedForms(template: Template): StoredForm[] {
  const { forms } = template;
  if (forms.length === 1 && forms[0] === template) return [];
  return forms.map(({ shownForm, birth }) => ({ tokens: [...shownForm], birth }));
}

/** Forms may differ in masked words only. */
function distinct(forms: readonly StoredForm[]): StoredForm[] {
  const byTokens = new Map<string, StoredForm>();
  for (const form of forms) {
    const key = form.tokens.join("");
    if (!byTokens.has(key)) byTokens.set(key, form);
  }
  return [...byTokens.values()];
}

/** The forms of a stored template: at least one. @param place of the template in the snapshot */
export function formsOf({ tokens, birth, forms }: StoredTemplate, place: number): readonly StoredForm[] {
  return forms ?? [{ tokens, birth: birth ?? place }];
}

/** @returns undefined for anything but a snapshot of this version; the miner then starts empty */
export function readSnapshot(value: unknown): TemplateSnapshot | undefined {
  // Checked without a schema library: a search reads up to 10,000 templates before its first event.
  if (!isRecord(value) || value.version !== 1 || value.tokeniser !== tokeniserVersion) return undefined;
  const { templates } = value;
  if (!Array.isArray(templates) || !templates.every(isStoredTemplate)) return undefined;
  return { version: 1, tokeniser: tokeniserVersion, templates };
}

function isStoredTemplate(value: unknown): value is StoredTemplate {
  if (!isRecord(value)) return false;
  const { id, tokens, count, lastMet, birth = 0, forms, aliases = [] } = value;
  if (forms !== undefined && !isForms(forms)) return false;
  return (
    isId(id) && isTexts(tokens) && isCount(count) && isCount(lastMet) && isCount(birth) && isTexts(aliases)
  );
}

function isForms(value: unknown): boolean {
  if (!Array.isArray(value) || value.length === 0) return false;
  return value.every((form) => isRecord(form) && isTexts(form.tokens) && isCount(form.birth));
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
