import type { FormIndex } from "./form-index.ts";
import { finalOf, type Template } from "./template.ts";
import type { TemplateIds } from "./template-ids.ts";
import { tokensMatch } from "./token-match.ts";
import { variablePositionsOf } from "./variable-position.ts";
import type { Span, Variant, Variants } from "./variant-index.ts";

/** Forms of a template; what they have in common is found in time that grows with their number. */
const mostForms = 128;

/** Enters forms into the index, and makes one template of those that belong together. */
export class FormMerger {
  private readonly forms: FormIndex;
  private readonly ids: TemplateIds;
  /** Grows whenever a template or a form becomes another. */
  merges = 0;
  /** Templates that have grown more general and may cover others now. */
  private readonly grown = new Set<Template>();

  constructor(forms: FormIndex, ids: TemplateIds) {
    this.forms = forms;
    this.ids = ids;
  }

  /** Indexes a form, merges the forms in which it reveals a variable, and joins it with those of the same stem. */
  enter(form: Template): void {
    this.enterForm(form);
    if (form.isForm) this.joinCovering(form);
    while (this.grown.size > 0) {
      const [template] = this.grown;
      this.grown.delete(template as Template);
      if (template?.mergedInto === undefined) this.joinCovered(template as Template);
    }
  }

  /** Joins a form that is alone so far with the templates that cover it. */
  private joinCovering(form: Template): void {
    for (const { by, names } of this.forms.covering.covering(form)) this.joinStraggler(by, form, names);
  }

  private joinCovered(template: Template): void {
    this.forms.covering.addBroad(template);
    for (const { form, names } of this.forms.covering.coveredBy(template))
      this.joinStraggler(template, form, names);
  }

  private joinStraggler(template: Template, form: Template, names: readonly Span[]): void {
    if (!form.isForm) return;
    this.join(template, form);
    this.widen(form, widened(form, names));
  }

  private enterForm(form: Template): void {
    const { variants, alike } = this.forms.add(form);
    for (const other of alike) {
      if (other.isForm && tokensMatch(form.form, other.form) && other !== form) this.absorb(form, other);
      else this.join(other, form);
    }
    for (const group of variants) {
      if (!form.isForm) return;
      if (group.every(({ template }) => template.isForm)) this.mergeVariants(group);
    }
  }

  private mergeVariants(variants: Variants): void {
    const oldest = elderOf(variants.map(({ template }) => template));
    const varying = (variants[0] as Variant).spans.map((_, index) => {
      const texts = new Set(variants.map((variant) => textOf(variant, index)));
      return texts.size > 1;
    });
    const wider = [...variants]
      .sort((one, two) => one.template.birth - two.template.birth)
      .map(({ template, spans }) => ({
        form: template,
        tokens: widened(
          template,
          spans.filter((_, index) => varying[index]),
        ),
      }));
    for (const { form, tokens } of wider) {
      this.join(oldest, form);
      if (form.isForm) this.widen(form, tokens);
    }
  }

  /** Gives a form more general tokens; it covers the forms that they match. */
  private widen(form: Template, tokens: readonly string[]): void {
    if (tokensMatch(form.form, tokens)) return;
    this.forms.remove(form);
    const covered = this.forms.coveredBy(tokens);
    const first = elderOf([form, ...covered]);
    for (const member of [form, ...covered])
      if (member !== first && member.isForm) this.absorb(first, member);
    this.forms.remove(first);
    first.generalise(tokens);
    this.merges++;
    this.grown.add(finalOf(first));
    this.enterForm(first);
  }

  /** Lets a form cover another one: their templates become one, and the other is no form any more. */
  private absorb(form: Template, covered: Template): void {
    this.forms.remove(covered);
    this.unite(finalOf(form), finalOf(covered));
    form.hideAsIn(covered);
    finalOf(form).dropForm(covered);
  }

  /** Makes the templates of two forms one, unless that would have too many forms. */
  join(one: Template, other: Template): void {
    const [first, second] = [finalOf(one), finalOf(other)];
    if (first.forms.length + second.forms.length <= mostForms) this.unite(first, second);
  }

  private unite(one: Template, other: Template): void {
    if (one === other) return;
    this.grown.add(this.ids.merge(one, other));
    this.merges++;
  }
}

export function elderOf(templates: readonly Template[]): Template {
  return templates.reduce((one, other) => (other.birth < one.birth ? other : one));
}

function textOf({ template, spans }: Variant, index: number): string {
  const { at, length } = spans[index] as Span;
  return template.stem.tokens.slice(at, at + length).join(" ");
}

/** The form's tokens, with variables in these spans of its stem. */
function widened(form: Template, spans: readonly Span[]): readonly string[] {
  const patterns = new Map(variablePositionsOf(form.form).map(({ at, pattern }) => [at, pattern]));
  const tokens = [...form.form];
  for (const { at, length } of spans) {
    for (const place of form.stem.places.slice(at, at + length))
      tokens[place] = patterns.get(place) ?? (tokens[place] as string);
  }
  return tokens;
}

export function inOrderOfBirth(forms: readonly Template[]): Template[] {
  return [...forms].sort((one, other) => one.birth - other.birth);
}
