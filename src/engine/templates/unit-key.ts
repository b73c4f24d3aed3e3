import { type Level, levelByWord } from "../reading/level/level-words.ts";
import type { Reading } from "../reading/reading.ts";
import type { ShapeEntry } from "./shape-map.ts";
import { tokensOf } from "./shape-tokens.ts";
import { longestScanned, valueMark } from "./shape-writer.ts";
import type { Template } from "./template.ts";
import type { TemplateMiner } from "./template-miner.ts";
import { variableMark } from "./token-match.ts";
import { levelVaries } from "./unit-level.ts";
import { httpStatus, type ValueReading } from "./unit-readings.ts";
import type { UnitRule } from "./unit-rule.ts";
import { unitRules } from "./unit-rules.ts";
import { readValueWords, type Values } from "./value-words.ts";
import { saysOutcome, saysState } from "./word-kind.ts";

/**
 * Part of the verdict key: raise it when lines share a unit that had two before, or the other way round. Then no verdict
 * of another division of lines is applied.
 */
export const unitVersion = 3;

/** What one scan found in a line. The line's unit may still change while more lines are read. */
export interface LineReading {
  readonly entry: ShapeEntry;
  /** The kept values: the values that change the line's meaning, each as ` name=value`. */
  readonly keptValues: string;
  /** A hash of the words within the values; see `readValueWords`. */
  readonly wordHash: number;
}

/** A template and the values that change its meaning. All lines of a unit share one verdict. */
export interface TemplateUnit {
  /** It changes as soon as the template loses a constant word. */
  readonly key: string;
  readonly template: Template;
  /** States and values that all lines of the unit share, as in `LineReading.keptValues`. */
  readonly keptValues: string;
}

/** What is known about all lines of a shape until its template changes. */
interface ShapeFacts {
  readonly template: Template;
  readonly tokens: readonly string[];
  /** The values that may be kept. */
  readonly slots: readonly ValueSlot[];
  /** The key without the kept values. */
  readonly base: string;
  /** What the shape says where the template has a variable: its state words and its level, ` state=… level=…`. */
  readonly states: string;
  /** The level of the shape's lines; `none` where a value is part of it. */
  readonly level: Level;
  /** A value is part of the level, so it is read for each line. */
  readonly levelVaries: boolean;
}

type LevelFacts = Pick<ShapeFacts, "slots" | "level" | "levelVaries">;

/** A rule as it reads the values of one shape. */
type SlotRule = Pick<UnitRule, "name" | "isGuess"> & { readonly read: ValueReading };

interface ValueSlot {
  /** The value's index among the shape's values. */
  readonly value: number;
  /** The rules to try, in order. */
  readonly rules: readonly SlotRule[];
}

/** Characters before and after a value that rules look at. */
const contextLength = 80;

/** Finds the units of lines, and counts the lines in the miner. */
export class UnitReader {
  private readonly miner: TemplateMiner;

  constructor(miner: TemplateMiner) {
    this.miner = miner;
  }

  /** Counts a line. The reading is small, however long the line. */
  read(line: Reading): LineReading {
    const { text } = line;
    const entry = this.miner.observe(text);
    const { slots, levelVaries } = (entry.facts as ShapeFacts | undefined) ?? this.learnShape(entry, line);
    let keptValues = levelVaries ? ` level=${line.level.level}` : "";
    const { starts, ends, isText } = this.miner.scanner;
    for (const { value, rules } of slots) {
      if (isText[value] === 1) continue;
      const written = text.slice(starts[value], ends[value]);
      for (const { name, read } of rules) {
        const kept = read(written);
        if (kept === undefined) continue;
        keptValues += ` ${name}=${kept}`;
        break;
      }
    }
    const { hash, outcomes } = readValueWords(text, this.miner.scanner, longestScanned);
    return { entry, keptValues: keptValues + outcomes, wordHash: hash };
  }

  /** The unit of a line, by what the miner knows so far. */
  unitOf({ entry, keptValues }: Pick<LineReading, "entry" | "keptValues">): TemplateUnit {
    const { base, states, template } = this.factsOf(entry);
    return { key: base + keptValues, template, keptValues: (states + keptValues).trimStart() };
  }

  private factsOf(entry: ShapeEntry): ShapeFacts {
    const template = this.miner.current(entry);
    const known = entry.facts as ShapeFacts;
    if (known.template === template && known.tokens === template.tokens) return known;
    return this.learnTemplate(entry, known);
  }

  /** Works out what does not depend on the template. The scanner has just read the line. */
  private learnShape(entry: ShapeEntry, line: Reading): ShapeFacts {
    const { shape } = entry;
    const { scanner } = this.miner;
    const slots = withStatus(slotsOf(shape), line.placeOfStatus, scanner);
    const isKept = slots.some(({ rules }) =>
      rules.some(({ name }) => name === "level" || name === "severity"),
    );
    const varies = !isKept && levelVaries(shape, line, scanner);
    const level = isKept || varies ? "none" : line.level.level;
    return this.learnTemplate(entry, { slots, level, levelVaries: varies });
  }

  private learnTemplate(entry: ShapeEntry, { slots, level, levelVaries }: LevelFacts): ShapeFacts {
    const template = this.miner.current(entry);
    const states = statesIn(entry.shape, entry.form, level);
    const base = `${template.id}.${template.revision} ${level}${states}`;
    const facts = { template, tokens: template.tokens, slots, base, states, level, levelVaries };
    entry.facts = facts;
    return facts;
  }
}

/** The status in its place of an access line; the value may have more in it, such as `TCP_MISS/503`. */
const statusRule: SlotRule = {
  name: "http-status",
  read: (value) => httpStatus(/(?<!\d)[1-5]\d\d(?!\d)/.exec(value)?.[0] ?? ""),
};

/** @param place where an access format has the status of the line's request */
function withStatus(
  slots: ValueSlot[],
  place: number | undefined,
  { starts, ends, count }: Values,
): ValueSlot[] {
  if (place === undefined) return slots;
  const others = slots
    .map(({ value, rules }) => ({ value, rules: rules.filter(({ isGuess }) => isGuess !== true) }))
    .filter(({ rules }) => rules.length > 0);
  for (let value = 0; value < count; value++) {
    if ((starts[value] as number) > place || place >= (ends[value] as number)) continue;
    if (!others.some((slot) => slot.value === value)) others.push({ value, rules: [statusRule] });
  }
  return others;
}

function slotsOf(shape: string): ValueSlot[] {
  const slots: ValueSlot[] = [];
  const lowerCase = shape.toLowerCase();
  let value = 0;
  for (let at = lowerCase.indexOf(valueMark); at >= 0; at = lowerCase.indexOf(valueMark, at + 1)) {
    const before = lowerCase.slice(Math.max(0, at - contextLength), at).replaceAll(valueMark, "¤");
    const after = lowerCase.slice(at + 1, at + 1 + contextLength).replaceAll(valueMark, "¤");
    const rules = unitRules
      .filter((rule) => (rule.before?.test(before) ?? true) && (rule.after?.test(after) ?? true))
      .map((rule) => ({ ...rule, read: "readIn" in rule ? rule.readIn(before, after) : rule.read }));
    if (rules.length > 0) slots.push({ value, rules });
    value++;
  }
  return slots;
}

/** The shape's state words and level where its form has variables: they are said beside the template. */
function statesIn(shape: string, { form }: Template, level: Level): string {
  let states = "";
  let varies = false;
  let saysLevel = level === "none";
  const { tokens } = tokensOf(shape);
  for (const [at, pattern] of form.entries()) {
    if (!pattern.includes(variableMark)) {
      saysLevel ||= levelIn(pattern) === level;
      continue;
    }
    varies = true;
    const word = (tokens[at] ?? "").replace(/^[^\p{L}]+|[^\p{L}]+$/gu, "");
    // In a longer token, as in `job:17:failed` and `app.err`, only an outcome or a level counts.
    const said = saysState(word) ? [word] : (word.match(/\p{L}+/gu) ?? []).filter(saysOutcomeOrLevel);
    for (const each of said) {
      states += ` state=${each.toLowerCase()}`;
      saysLevel ||= levelByWord.get(each.toLowerCase()) === level;
    }
  }
  return saysLevel || !varies ? states : `${states} level=${level}`;
}

function saysOutcomeOrLevel(word: string): boolean {
  return saysOutcome(word) || levelByWord.has(word.toLowerCase());
}

function levelIn(token: string): Level | undefined {
  return levelByWord.get(/\p{L}+/u.exec(token)?.[0].toLowerCase() ?? "");
}
