import { describe, expect, test } from "vitest";
import { characterClass, classOf } from "../../../src/engine/templates/characters.ts";
import { parameterReader } from "../../../src/engine/templates/parameters.ts";
import { valueMark } from "../../../src/engine/templates/shape-writer.ts";
import type { Template } from "../../../src/engine/templates/template.ts";
import { TemplateMiner } from "../../../src/engine/templates/template-miner.ts";
import { gapMark, variableMark } from "../../../src/engine/templates/token-match.ts";
import { fc, runs } from "../../support/fast-check.ts";
import { line, lines } from "./arbitrary-lines.ts";

function tokensOf(text: string): string[] {
  const spaced = [...text].map((character) =>
    character.length === 1 && classOf[character.charCodeAt(0)] === characterClass.space ? " " : character,
  );
  return spaced
    .join("")
    .split(" ")
    .filter((token) => token !== "");
}

/** The text that a template and its values make; white space between tokens is one space. */
function fillIn({ tokens }: Pick<Template, "tokens">, parameters: readonly string[]): string {
  const values = parameters[Symbol.iterator]();
  const isMark = (character: string) => [valueMark, variableMark, gapMark].includes(character);
  return Array.from(tokens.join(""), (character) =>
    isMark(character) ? (values.next().value ?? "") : character,
  ).join("");
}

function learnAll(miner: TemplateMiner, texts: readonly string[]): string[] {
  return texts.map((text) => miner.learn(text).template.id);
}

describe("a miner", () => {
  test("gives the same templates for the same lines in the same order", () => {
    fc.assert(
      fc.property(lines, (texts) => {
        const [one, other] = [new TemplateMiner(), new TemplateMiner()];
        expect(learnAll(one, texts)).toEqual(learnAll(other, texts));
        expect(one.snapshot()).toEqual(other.snapshot());
      }),
    );
  });

  test("finds the values of a learned text, and filling them in gives its tokens", () => {
    fc.assert(
      fc.property(lines, (texts) => {
        const miner = new TemplateMiner();
        learnAll(miner, texts);
        for (const text of texts) {
          const { template } = miner.learn(text);
          const parameters = parameterReader(template)(text);
          expect(parameters, `${JSON.stringify(text)} of ${template.text}`).toBeDefined();
          expect(tokensOf(fillIn(template, parameters ?? []))).toEqual(tokensOf(text));
        }
      }),
      runs(300),
    );
  });

  test("takes over variables for a line that has half of the constant words, and not for a third of them", () => {
    const shown = (line: string) => {
      const miner = new TemplateMiner();
      const names = ["abe", "bea", "cal", "dan", "eve", "fay"];
      for (const name of names) miner.learn(`login of ${name} was refused today by old gate rules`);
      return miner.learn(line).template.text;
    };
    expect(shown("login of zed was refused today through new doors maybe")).toMatch(/^login of <\*> was/);
    expect(shown("login of zed was granted soon through new doors maybe")).toMatch(/^login of zed was/);
  });

  test("knows a line by the template that has taken its own in meanwhile", () => {
    const linesOf = (names: string) => names.split(" ").map((name) => `login of ${name} at ${name}2 failed`);
    const before = linesOf("abe bea");
    const after = [...linesOf("cal dan eve fay gus hal"), ...before];
    const miner = new TemplateMiner();
    learnAll(miner, before);
    const fresh = TemplateMiner.restore(JSON.parse(JSON.stringify(miner.snapshot()))) as TemplateMiner;
    const ids = learnAll(miner, after);
    expect(ids).toEqual(learnAll(fresh, after));
    expect(ids.at(-1)).toBe(ids.at(-3));
  });

  test("goes on from a snapshot as if it had never stopped", () => {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const miner = new TemplateMiner();
        learnAll(miner, before);
        const restored = TemplateMiner.restore(JSON.parse(JSON.stringify(miner.snapshot())));
        expect(restored).toBeDefined();
        expect(learnAll(restored as TemplateMiner, after)).toEqual(learnAll(miner, after));
      }),
      runs(300),
    );
  });

  test("counts every line once", () => {
    fc.assert(
      fc.property(lines, (texts) => {
        const miner = new TemplateMiner();
        learnAll(miner, texts);
        expect(miner.templates().reduce((sum, { count }) => sum + count, 0)).toBe(texts.length);
      }),
    );
  });

  test("has one id for each template", () => {
    fc.assert(
      fc.property(lines, (texts) => {
        const miner = new TemplateMiner();
        learnAll(miner, texts);
        const templates = miner.templates();
        expect(new Set(templates.map(({ id }) => id)).size).toBe(templates.length);
        for (const template of templates) expect(miner.get(template.id)).toBe(template);
      }),
    );
  });

  test("shows a wildcard only where its tokens vary", () => {
    fc.assert(
      fc.property(line, (text) => {
        const { template } = new TemplateMiner().learn(text);
        expect(template.text.split("<*>").length - 1).toBe(parameterReader(template)(text)?.length);
      }),
    );
  });

  test("knows the templates of a store that was merged into it", () => {
    fc.assert(
      fc.property(lines, lines, (own, foreign) => {
        const [miner, other] = [new TemplateMiner(), new TemplateMiner()];
        learnAll(miner, own);
        learnAll(other, foreign);
        miner.merge(other.snapshot());
        for (const { id } of other.templates()) expect(miner.get(id)).toBeDefined();
        expect(miner.templates().reduce((sum, { count }) => sum + count, 0)).toBe(
          own.length + foreign.length,
        );
      }),
    );
  });
});
