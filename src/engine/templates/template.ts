import { hash } from "node:crypto";
import { base32 } from "../base32.ts";
import { commonTokens } from "./common-tokens.ts";
import { type Stem, stemOf } from "./stem.ts";
import { commonPattern, holdsMark, renderTokens } from "./token-match.ts";

/**
 * A group of lines that differ only in their values. Its lines may have several forms, each of a fixed number of tokens:
 * with and without an optional part. A form is a template that was merged into the one that it is a form of.
 * `TemplateMiner` makes and changes templates.
 */
export class Template {
  /** `t` and 12 base32 characters. It stays while the template grows more general; empty until it is assigned. */
  id = "";
  /** Number of lines. */
  count = 0;
  /** The miner's count of lines at the last line of this template. */
  lastMet = 0;
  /** The miner's number of templates when this one was made: the order of age. */
  readonly birth: number;
  /** The template that this one was merged into. */
  mergedInto: Template | undefined;
  /** Whether lines are still found by this template's own form. */
  isForm = true;
  /** How often it has grown more general. */
  revision = 0;
  /** The templates whose forms its lines have, the elder first; itself at first. */
  readonly forms: Template[] = [this];
  private currentForm: readonly string[];
  private currentStem: Stem | undefined;
  private currentTokens: readonly string[] | undefined;
  private currentPattern: readonly string[] | undefined;
  private rendered: string | undefined;
  /** By position, for tokens with constant words that are masked in lines: the token without these words. */
  private masked: Map<number, string> | undefined;
  private currentShown: readonly string[] | undefined;
  /** The match of a line that did not make the template; one object for all such lines. */
  readonly known: TemplateMatch = { template: this, isNew: false };

  constructor(form: readonly string[], birth: number) {
    this.currentForm = form;
    this.birth = birth;
  }

  /** The tokens of its own form, each with the space before it and with marks for what varies, never with a gap. */
  get form(): readonly string[] {
    return this.currentForm;
  }

  get stem(): Stem {
    this.currentStem ??= stemOf(this.currentForm);
    return this.currentStem;
  }

  /** The tokens that match the lines of all its forms; see `alignTokens`. */
  get tokens(): readonly string[] {
    this.currentTokens ??= this.forms.map(({ form }) => form).reduce(commonTokens);
    return this.currentTokens;
  }

  /** What the stems of all its forms have in common, with variables and gaps. */
  get stemPattern(): readonly string[] {
    this.currentPattern ??= this.forms.map(({ stem }) => stem.pattern).reduce(commonTokens);
    return this.currentPattern;
  }

  /** The template with `<*>` for what varies. */
  get text(): string {
    this.rendered ??= renderTokens(this.tokens);
    return this.rendered;
  }

  /** The tokens as they may be stored, shown and sent: words that are masked in lines vary. */
  get shownTokens(): readonly string[] {
    this.currentShown ??= this.forms.map(({ shownForm }) => shownForm).reduce(commonTokens);
    return this.currentShown;
  }

  get shownForm(): readonly string[] {
    const { masked } = this;
    if (masked === undefined) return this.currentForm;
    return this.currentForm.map((token, at) => commonPattern(masked.get(at) ?? token, token));
  }

  /** The template with `<*>` for what varies and for masked words. */
  get shownText(): string {
    return renderTokens(this.shownTokens);
  }

  /** Widens its own form. */
  generalise(form: readonly string[]): void {
    this.currentForm = form;
    this.currentStem = undefined;
    const whole = finalOf(this);
    whole.revision++;
    whole.forget();
  }

  /** Takes in another template as one of its forms or with its forms. */
  takeIn(other: Template): void {
    const before = this.tokens;
    other.mergedInto = this;
    this.count += other.count;
    this.lastMet = Math.max(this.lastMet, other.lastMet);
    this.forms.push(...other.forms);
    const [pattern, otherPattern] = [this.currentPattern, other.currentPattern];
    this.forget();
    // Its forms need not be compared again.
    if (pattern !== undefined && otherPattern !== undefined)
      this.currentPattern = commonTokens(pattern, otherPattern);
    if (losesWord(before, this.tokens)) this.revision++;
  }

  /** Gives a stored template its forms. Its own is one of them, or has been covered by one. */
  setForms(forms: readonly Template[]): void {
    this.forms.splice(0, this.forms.length, ...forms);
    for (const form of forms) if (form !== this) form.mergedInto = this;
    this.isForm = forms.includes(this);
  }

  /** Removes a form whose lines another form covers. */
  dropForm(form: Template): void {
    form.isForm = false;
    this.forms.splice(this.forms.indexOf(form), 1);
    this.forget();
  }

  /**
   * Hides masked words of its own form in what is shown.
   *
   * @param form its form, without the words that are masked in one of its lines
   * @returns whether what is shown changed
   */
  hide(form: readonly string[]): boolean {
    const before = this.shownForm;
    const changed = form.some((token, at) => commonPattern(before[at] as string, token) !== before[at]);
    for (const [at, token] of form.entries()) if (token !== this.currentForm[at]) this.hideAt(at, token);
    finalOf(this).forget();
    return changed;
  }

  /** Hides the words that another form of as many tokens hides: this one is about to cover it. */
  hideAsIn(other: Template): void {
    for (const [at, token] of other.masked ?? []) this.hideAt(at, token);
    finalOf(this).forget();
  }

  private hideAt(at: number, token: string): void {
    this.masked ??= new Map();
    this.masked.set(at, commonPattern(this.masked.get(at) ?? token, token));
  }

  private forget(): void {
    this.currentTokens = undefined;
    this.currentPattern = undefined;
    this.rendered = undefined;
    this.currentShown = undefined;
  }
}

export interface TemplateMatch {
  readonly template: Template;
  /** Whether this line made the template. */
  readonly isNew: boolean;
}

/** The template that a template ended up in after all merges, or the template itself. */
export function finalOf(template: Template): Template {
  let final = template;
  while (final.mergedInto !== undefined) final = final.mergedInto;
  // Path compression: chains stay short, however often templates are merged.
  for (let at = template; at.mergedInto !== undefined && at.mergedInto !== final; ) {
    const next = at.mergedInto;
    at.mergedInto = final;
    at = next;
  }
  return final;
}

/** Whether a constant token is lost. Lines that lose none keep what is known about them. */
function losesWord(before: readonly string[], after: readonly string[]): boolean {
  const constant = (tokens: readonly string[]) => tokens.filter((token) => !holdsMark(token)).length;
  return constant(after) < constant(before);
}

/**
 * The id of a new template: from the SHA-256 of the number of its tokens and of its constant tokens without a digit.
 *
 * @param distinct includes all tokens in the hash, when another template already has the plain id
 */
export function templateIdOf(tokens: readonly string[], distinct = false): string {
  const words = tokens.map((token) => token.trim());
  const constant = words.filter((word) => !holdsMark(word) && !/\d/.test(word));
  const parts = distinct ? [tokens.length, ...constant, "", ...tokens] : [tokens.length, ...constant];
  // Twelve characters need no more of the hash, and a hash in digits takes a third of the time.
  const digits = hash("sha256", JSON.stringify(parts)).slice(0, 16);
  return `t${base32(Buffer.from(digits, "hex"), 12)}`;
}
