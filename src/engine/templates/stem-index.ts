import { isRestOf, isSamePlace, type OptionalPart, optionalPartsOf } from "./optional-parts.ts";
import type { Stem } from "./stem.ts";
import { finalOf, type Template } from "./template.ts";
import { KeyMap, keyOf } from "./token-keys.ts";

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
  private index = new KeyMap<Template>();
  /** By the stem without the part. */
  private parts = new KeyMap<FormWithPart | FormWithPart[]>();

  /** Enters a form. @param hashes of its stem's tokens @returns forms that belong to its template */
  add(form: Template, hashes: Int32Array): Template[] {
    const { stem } = form;
    const key = keyOf(hashes);
    const known = this.formWith(key, (tokens) => isEqual(tokens, stem.tokens));
    const alike = known === undefined || known === form ? [] : [known];
    if (known === undefined) this.index.set(key, form);
    for (const part of optionalPartsOf(stem, form.form)) {
      const base = keyOf(hashes, part.at, part.restFrom);
      const others = this.enter({ form, part }, base);
      const without = this.formWith(base, (tokens) => isRestOf(part, tokens));
      if (without !== undefined) alike.push(...optionalAmong(others, part, without));
    }
    const own = listOf(this.parts.get(key));
    for (const [at, { part }] of own.entries())
      if (own.findIndex((other) => isSamePlace(other.part, part)) === at)
        alike.push(...optionalAmong(own, part, form));
    return alike;
  }

  /** Number of stems, and of stems without a part. */
  get size(): number {
    return this.index.size + this.parts.size;
  }

  clear(): void {
    this.index = new KeyMap();
    this.parts = new KeyMap();
  }

  private formWith(key: number, isSuch: (stem: readonly string[]) => boolean): Template | undefined {
    const known = this.index.get(key);
    return known === undefined ? undefined : formOf(known, isSuch);
  }

  private enter(entry: FormWithPart, base: number): readonly FormWithPart[] {
    const { part } = entry;
    const known = this.parts.get(base);
    if (known === undefined) {
      this.parts.set(base, entry);
      return [entry];
    }
    const text = textOf(part);
    const others = listOf(known).filter(
      (other) => !isSamePlace(other.part, part) || textOf(other.part) !== text,
    );
    if (others.length < mostParts) others.push(entry);
    this.parts.set(base, others);
    return others;
  }
}

function isEqual(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((token, at) => token === other[at]);
}

function textOf({ tokens, at, end }: OptionalPart): string {
  return tokens.slice(at, end).join(" ");
}

function listOf<Item>(items: Item | Item[] | undefined): Item[] {
  if (items === undefined) return [];
  return Array.isArray(items) ? items : [items];
}

/**
 * The forms with a part at one place, if there are so many that it is optional.
 *
 * @param entries of one stem without the part
 * @param place a part at that place
 * @param without the form without the part
 */
function optionalAmong(
  entries: readonly FormWithPart[],
  place: OptionalPart,
  without: Template,
): readonly Template[] {
  const forms: Template[] = [];
  const evident: Template[] = [];
  for (const { form, part } of entries) {
    if (!isSamePlace(part, place) || !isRestOf(part, without.stem.tokens)) continue;
    const text = textOf(part);
    const living = formOf(
      form,
      (tokens) => tokens.length >= part.tokens.length && tokens.join(" ").includes(text),
    );
    if (living === undefined) continue;
    forms.push(living);
    if (part.isEvident) evident.push(living);
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
function formOf(form: Template, hasStem: (tokens: readonly string[]) => boolean): Template | undefined {
  const isSuch = ({ isForm, stem }: Template) => isForm && hasStem(stem.tokens);
  return isSuch(form) ? form : finalOf(form).forms.find(isSuch);
}
