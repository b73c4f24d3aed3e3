import { finalOf, type Template, templateIdOf } from "./template.ts";

/** Templates by their ids and by the ids of templates that were merged into them. */
export class TemplateIds {
  private readonly mostAliases: number;
  private byId = new Map<string, Template>();
  /** Templates that were merged into others, by their former ids. */
  readonly aliases = new Map<string, Template>();

  constructor(mostAliases: number) {
    this.mostAliases = mostAliases;
  }

  get size(): number {
    return this.byId.size;
  }

  get(id: string): Template | undefined {
    const template = this.byId.get(id) ?? this.aliases.get(id);
    return template === undefined ? undefined : finalOf(template);
  }

  has(id: string): boolean {
    return this.byId.has(id) || this.aliases.has(id);
  }

  /** From the oldest to the youngest. */
  templates(): Template[] {
    return [...this.byId.values()].sort((one, other) => one.birth - other.birth);
  }

  /** Gives a template its id, or another one where that is taken. */
  assign(template: Template, id = templateIdOf(template.form)): void {
    template.id = this.has(id) ? templateIdOf(template.form, true) : id;
    this.byId.set(template.id, template);
  }

  /** As stored: the id is the template's own. */
  set(template: Template): void {
    this.byId.set(template.id, template);
  }

  addAlias(id: string, template: Template): void {
    if (this.byId.has(id)) return;
    this.aliases.set(id, template);
    if (this.aliases.size <= this.mostAliases) return;
    const [oldest] = this.aliases.keys();
    this.aliases.delete(oldest as string);
  }

  /** Lets the elder of two templates take in the younger. @returns the elder */
  merge(one: Template, other: Template): Template {
    const [elder, younger] = one.birth < other.birth ? [one, other] : [other, one];
    const { id, count } = younger;
    elder.takeIn(younger);
    this.byId.delete(id);
    if (count > 0) this.addAlias(id, younger);
    return elder;
  }

  /** Forgets all templates but these. */
  keep(templates: readonly Template[]): void {
    this.byId = new Map(templates.map((template) => [template.id, template]));
    for (const [alias, template] of this.aliases) {
      if (!this.byId.has(finalOf(template).id)) this.aliases.delete(alias);
    }
  }
}
