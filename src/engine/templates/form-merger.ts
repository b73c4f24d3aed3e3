import type { FormIndex } from "./form-index.ts";
import { finalOf, type Template } from "./template.ts";
import type { TemplateIds } from "./template-ids.ts";
import { tokensMatch } from "./token-match.ts";
import { type VariablePosition, variablePositionsOf } from "./variable-position.ts";
import type { Variants } from "./variant-index.ts";

/** Forms of a template; what they have in common is found in time that grows with their number. */
const mostForms = 128;

/** Enters forms into the index, and makes one template of those that belong together. */
export class FormMerger {
  private readonly forms: FormIndex;
  private readonly ids: TemplateIds;
  /** Grows whenever a template or a form becomes another. */
  merges = 0;

  constructor(forms: FormIndex, ids: TemplateIds) {
    this.forms = forms;
    this.ids = ids;
  }

  /** Indexes a form, merges the forms in which it reveals a variable, and joins it with those of the same stem. */
  enter(form: Template): void {
    const { variants, alike } = this.forms.add(form);
    for (const other of alike) {
      if (other.isForm && tokensMatch(form.form, other.form) && other !== form) this.absorb(form, other);
      else this.join(other, form);
    }
    for (const group of variants) {
      if (!form.isForm) return;
      if (group.templates.every((member) => member.isForm)) this.mergeVariants(group);
    }
  }

  private mergeVariants({ templates, positions }: Variants): void {
    const oldest = elderOf(templates);
    const varying = positions.filter(({ at }) =>
      templates.some(({ stem }) => stem.tokens[at] !== oldest.stem.tokens[at]),
    );
    const wider = inOrderOfBirth(templates).map((form) => ({ form, tokens: widened(form, varying) }));
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
    this.enter(first);
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
    this.ids.merge(one, other);
    this.merges++;
  }
}

export function elderOf(templates: readonly Template[]): Template {
  return templates.reduce((one, other) => (other.birth < one.birth ? other : one));
}

/** The form's tokens, with variables at these positions of its stem. */
function widened(form: Template, positions: readonly VariablePosition[]): readonly string[] {
  const patterns = new Map(variablePositionsOf(form.form).map(({ at, pattern }) => [at, pattern]));
  const tokens = [...form.form];
  for (const { at } of positions) {
    const place = form.stem.places[at] as number;
    tokens[place] = patterns.get(place) ?? (tokens[place] as string);
  }
  return tokens;
}

export function inOrderOfBirth(forms: readonly Template[]): Template[] {
  return [...forms].sort((one, other) => one.birth - other.birth);
}
