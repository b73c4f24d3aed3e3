import type { ShapeEntry } from "./shape-map.ts";
import { tokensOf } from "./shape-tokens.ts";
import { valueMark } from "./shape-writer.ts";
import type { Template } from "./template.ts";
import type { TemplateMiner } from "./template-miner.ts";
import { variableMark } from "./token-match.ts";
import { type UnitRule, unitRules } from "./unit-rules.ts";
import { saysState } from "./word-kind.ts";

/** What is judged once for all its lines: a template and the values that change its meaning. */
export interface TemplateUnit {
  /** The template's id, then each value that counts as ` name=what counts`. */
  readonly key: string;
  readonly template: Template;
  /** Whether this line made the template. */
  readonly isNew: boolean;
}

/** What is known about all lines of a shape, as long as its template stays as it is. */
interface ShapeFacts {
  readonly template: Template;
  readonly tokens: readonly string[];
  /** For the values that may count: their place among the shape's values, and what to try. */
  readonly slots: readonly { readonly value: number; readonly rules: readonly UnitRule[] }[];
  /** The key without the values. */
  readonly base: string;
  readonly plain: TemplateUnit;
}

const contextLength = 80;

/** Tells the unit of a line, and counts the line with the miner. */
export class UnitReader {
  private readonly miner: TemplateMiner;

  constructor(miner: TemplateMiner) {
    this.miner = miner;
  }

  unitOf(text: string): TemplateUnit {
    const entry = this.miner.observe(text);
    const { template } = entry;
    const isNew = template.count === 1;
    let facts = entry.facts as ShapeFacts | undefined;
    if (facts === undefined || facts.template !== template || facts.tokens !== template.tokens) {
      facts = factsOf(entry);
      entry.facts = facts;
    }
    if (facts.slots.length === 0 && !isNew) return facts.plain;
    const { starts, ends } = this.miner.scanner;
    let key = facts.base;
    for (const { value, rules } of facts.slots) {
      const written = text.slice(starts[value], ends[value]);
      for (const { name, read } of rules) {
        const counts = read(written);
        if (counts === undefined) continue;
        key += ` ${name}=${counts}`;
        break;
      }
    }
    return { key, template, isNew };
  }
}

function factsOf({ shape, template }: ShapeEntry): ShapeFacts {
  const slots: { value: number; rules: UnitRule[] }[] = [];
  const lowerCase = shape.toLowerCase();
  let value = 0;
  for (let at = lowerCase.indexOf(valueMark); at >= 0; at = lowerCase.indexOf(valueMark, at + 1)) {
    const before = lowerCase.slice(Math.max(0, at - contextLength), at).replaceAll(valueMark, "¤");
    const after = lowerCase.slice(at + 1, at + 1 + contextLength).replaceAll(valueMark, "¤");
    const rules = unitRules.filter(
      (rule) => (rule.before?.test(before) ?? true) && (rule.after?.test(after) ?? true),
    );
    if (rules.length > 0) slots.push({ value, rules });
    value++;
  }
  const base = template.id + statesIn(shape, template);
  return { template, tokens: template.tokens, slots, base, plain: { key: base, template, isNew: false } };
}

/** A word that says the state, where the template has a variable, counts. */
function statesIn(shape: string, template: Template): string {
  const { tokens } = tokensOf(shape);
  let states = "";
  for (const [at, pattern] of template.tokens.entries()) {
    if (!pattern.includes(variableMark)) continue;
    const word = (tokens[at] ?? "").replace(/^[^A-Za-z]+|[^A-Za-z]+$/g, "");
    if (word !== "" && saysState(word)) states += ` state=${word.toLowerCase()}`;
  }
  return states;
}
