import type { ShapeEntry } from "./shape-map.ts";
import { tokensOf } from "./shape-tokens.ts";
import { valueMark } from "./shape-writer.ts";
import type { Template } from "./template.ts";
import type { TemplateMiner } from "./template-miner.ts";
import { variableMark } from "./token-match.ts";
import { type UnitRule, unitRules } from "./unit-rules.ts";
import { saysState } from "./word-kind.ts";

/** What is known of a line when it is read; its unit may change while more lines are read. */
export interface LineReading {
  readonly entry: ShapeEntry;
  /** Each value that counts as ` name=what counts`. */
  readonly counts: string;
}

/** What is judged once for all its lines: a template and the values that change its meaning. */
export interface TemplateUnit {
  /** Another one as soon as the template has lost a constant word. */
  readonly key: string;
  readonly template: Template;
  /** Values and states that all lines of the unit share, as in `LineReading.counts`. */
  readonly counts: string;
}

/** What is known about all lines of a shape, as long as its template stays as it is. */
interface ShapeFacts {
  readonly template: Template;
  readonly tokens: readonly string[];
  /** For the values that may count: their place among the shape's values, and what to try. */
  readonly slots: readonly Slot[];
  /** The key without the values. */
  readonly base: string;
  /** Words that say the state, where the template has a variable: ` state=…`. */
  readonly states: string;
}

interface Slot {
  readonly value: number;
  readonly rules: readonly UnitRule[];
}

const contextLength = 80;

/** Tells the units of lines, and counts them with the miner. */
export class UnitReader {
  private readonly miner: TemplateMiner;

  constructor(miner: TemplateMiner) {
    this.miner = miner;
  }

  /** Counts a line. What is kept of it is small, however long it is. */
  read(text: string): LineReading {
    const entry = this.miner.observe(text);
    const { slots } = this.factsOf(entry);
    let counts = "";
    const { starts, ends } = this.miner.scanner;
    for (const { value, rules } of slots) {
      const written = text.slice(starts[value], ends[value]);
      for (const { name, read } of rules) {
        const counted = read(written);
        if (counted === undefined) continue;
        counts += ` ${name}=${counted}`;
        break;
      }
    }
    return { entry, counts };
  }

  /** The unit of a line, by what the miner knows until now. */
  unitOf({ entry, counts }: LineReading): TemplateUnit {
    const { base, states, template } = this.factsOf(entry);
    return { key: base + counts, template, counts: (states + counts).trimStart() };
  }

  private factsOf(entry: ShapeEntry): ShapeFacts {
    const template = this.miner.current(entry);
    const known = entry.facts as ShapeFacts | undefined;
    if (known !== undefined && known.template === template && known.tokens === template.tokens) return known;
    const states = statesIn(entry.shape, template);
    const facts = {
      template,
      tokens: template.tokens,
      slots: known?.slots ?? slotsOf(entry.shape),
      base: `${template.id}.${template.revision}${states}`,
      states,
    };
    entry.facts = facts;
    return facts;
  }
}

function slotsOf(shape: string): Slot[] {
  const slots: Slot[] = [];
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
  return slots;
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
