import { optionalPartsOf } from "./optional-parts.ts";
import type { Stem } from "./stem.ts";
import { finalOf, type Template } from "./template.ts";

/** So many different parts at one place, a missing one among them, show that the part is optional. */
const leastParts = 3;
const mostParts = 16;

/** Forms that have different parts at one place and are the same beside. */
type Parts = Map<string, { readonly form: Template; readonly isEvident: boolean }>;

/** Finds forms that differ only in what depends on values: those with the same stem, and those with an optional part. */
export class StemIndex {
  private index = new Map<string, Template>();
  /** By the stem without a part, then by the part's place. */
  private parts = new Map<string, Map<string, Parts>>();

  /** Enters a form. @returns forms that belong to its template */
  add(form: Template): Template[] {
    const { stem } = form;
    const key = stem.tokens.join(" ");
    const known = this.formWith(key);
    const alike = known === undefined || known === form ? [] : [known];
    if (known === undefined) this.index.set(key, form);
    for (const { base, place, text, isEvident } of optionalPartsOf(stem, form.form)) {
      const others = this.partsAt(base, place);
      if (others.size < mostParts) others.set(text, { form, isEvident });
      const without = this.formWith(base);
      if (without !== undefined) alike.push(...optionalAmong(others, base, without));
    }
    for (const others of this.parts.get(key)?.values() ?? []) alike.push(...optionalAmong(others, key, form));
    return alike;
  }

  /** Number of stems and of places of parts. */
  get size(): number {
    return this.index.size + this.parts.size;
  }

  clear(): void {
    this.index = new Map();
    this.parts = new Map();
  }

  private formWith(key: string): Template | undefined {
    const known = this.index.get(key);
    return known === undefined ? undefined : formOf(known, (stem) => stem === key);
  }

  private partsAt(base: string, place: string): Parts {
    let places = this.parts.get(base);
    if (places === undefined) {
      places = new Map();
      this.parts.set(base, places);
    }
    let parts = places.get(place);
    if (parts === undefined) {
      parts = new Map();
      places.set(place, parts);
    }
    return parts;
  }
}

/**
 * The forms with a part, if there are so many that it is optional.
 *
 * @param base their stem without the part
 * @param without the form without the part
 */
function optionalAmong(parts: Parts, base: string, without: Template): Template[] {
  const forms: Template[] = [];
  const evident: Template[] = [];
  for (const [text, { form, isEvident }] of parts) {
    const living = formOf(
      form,
      (stem) => stem.length >= base.length + text.length + 1 && stem.includes(text),
    );
    if (living === undefined) continue;
    forms.push(living);
    if (isEvident) evident.push(living);
  }
  if (forms.length + 1 >= leastParts) return [...forms, without];
  if (evident.length > 0) return [...evident, without];
  // In a form of as many tokens a value stands in the part's place.
  const beside = forms.filter(
    ({ form, stem }) => form.length === without.form.length && !addsCapitals(stem, base),
  );
  return beside.length > 0 ? [...beside, without] : [];
}

/** Whether a stem has a word in capitals more: the names of protocols say what happened. */
function addsCapitals({ tokens }: Stem, base: string): boolean {
  return tokens.some((token) => /^[A-Z_-]{2,}$/.test(token) && !base.includes(token));
}

/** The form, or one of the same template, with such a stem: a form that has grown may have another one now. */
function formOf(form: Template, hasStem: (stem: string) => boolean): Template | undefined {
  const isSuch = ({ isForm, stem }: Template) => isForm && hasStem(stem.tokens.join(" "));
  return isSuch(form) ? form : finalOf(form).forms.find(isSuch);
}
