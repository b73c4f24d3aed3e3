import { type OptionalPart, optionalPartsOf } from "./optional-parts.ts";
import type { Stem } from "./stem.ts";
import { finalOf, type Template } from "./template.ts";

/** So many different parts at one place, a missing one among them, show that the part is optional. */
const leastParts = 3;
const mostParts = 64;

/** A form that has a part where another one has none. */
interface FormWithPart {
  readonly form: Template;
  readonly part: OptionalPart;
}

/** Finds forms that differ only in what depends on values: those with the same stem, and those with an optional part. */
export class StemIndex {
  private index = new Map<string, Template>();
  /** By the stem without the part. */
  private parts = new Map<string, FormWithPart | FormWithPart[]>();

  /** Enters a form. @returns forms that belong to its template */
  add(form: Template): Template[] {
    const { stem } = form;
    const key = stem.tokens.join(" ");
    const known = this.formWith(key);
    const alike = known === undefined || known === form ? [] : [known];
    if (known === undefined) this.index.set(key, form);
    for (const part of optionalPartsOf(stem, form.form)) {
      const others = this.enter({ form, part });
      const without = this.formWith(part.base);
      if (without !== undefined) alike.push(...optionalAmong(others, part.place, without));
    }
    const own = listOf(this.parts.get(key));
    for (const place of new Set(own.map(({ part }) => part.place)))
      alike.push(...optionalAmong(own, place, form));
    return alike;
  }

  /** Number of stems, and of stems without a part. */
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

  private enter(entry: FormWithPart): readonly FormWithPart[] {
    const { base, place, text } = entry.part;
    const known = this.parts.get(base);
    if (known === undefined) {
      this.parts.set(base, entry);
      return [entry];
    }
    const others = listOf(known).filter(({ part }) => part.place !== place || part.text !== text);
    if (others.length < mostParts) others.push(entry);
    this.parts.set(base, others);
    return others;
  }
}

function listOf<Item>(items: Item | Item[] | undefined): Item[] {
  if (items === undefined) return [];
  return Array.isArray(items) ? items : [items];
}

/**
 * The forms with a part at one place, if there are so many that it is optional.
 *
 * @param entries of one stem without the part
 * @param without the form without the part
 */
function optionalAmong(
  entries: readonly FormWithPart[],
  place: string,
  without: Template,
): readonly Template[] {
  const forms: Template[] = [];
  const evident: Template[] = [];
  for (const { form, part } of entries) {
    if (part.place !== place) continue;
    const { base, text, isEvident } = part;
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
    ({ form, stem }) => form.length === without.form.length && !addsCapitals(stem, without.stem),
  );
  return beside.length > 0 ? [...beside, without] : [];
}

/** Whether a stem has a word in capitals more: the names of protocols say what happened. */
function addsCapitals({ tokens }: Stem, base: Stem): boolean {
  return tokens.some((token) => /^[A-Z_-]{2,}$/.test(token) && !base.tokens.includes(token));
}

/** The form, or one of the same template, with such a stem: a form that has grown may have another one now. */
function formOf(form: Template, hasStem: (stem: string) => boolean): Template | undefined {
  const isSuch = ({ isForm, stem }: Template) => isForm && hasStem(stem.tokens.join(" "));
  return isSuch(form) ? form : finalOf(form).forms.find(isSuch);
}
