import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { characterClass, classOf } from "../../../src/engine/templates/character-class.ts";
import { fillIn, parametersOf } from "../../../src/engine/templates/parameters.ts";
import { TemplateMiner } from "../../../src/engine/templates/template-miner.ts";
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

  test("finds a learned text's values, which put back give its tokens", () => {
    fc.assert(
      fc.property(lines, (texts) => {
        const miner = new TemplateMiner();
        learnAll(miner, texts);
        for (const text of texts) {
          const { template } = miner.learn(text);
          const parameters = parametersOf(text, template);
          expect(parameters, `${JSON.stringify(text)} of ${template.text}`).toBeDefined();
          expect(tokensOf(fillIn(template, parameters ?? []))).toEqual(tokensOf(text));
        }
      }),
      { numRuns: 300 },
    );
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
      { numRuns: 300 },
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
        expect(template.text.split("<*>").length - 1).toBe(parametersOf(text, template)?.length);
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
