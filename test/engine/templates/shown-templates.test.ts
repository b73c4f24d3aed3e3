import { describe, expect, test } from "vitest";
import { findSensitive } from "../../../src/engine/masking/masking.ts";
import { tokensWithout } from "../../../src/engine/templates/parameters.ts";
import { ShapeScanner } from "../../../src/engine/templates/shape-scanner.ts";
import { TemplateMiner } from "../../../src/engine/templates/template-miner.ts";
import { commonPattern, tokensMatch } from "../../../src/engine/templates/token-match.ts";
import { fc, runs } from "../../support/fast-check.ts";
import { labelledLines } from "../masking/labelled-lines.ts";

const sensitive = (text: string) => findSensitive(text);
const newMiner = () => new TemplateMiner({ sensitive });

/** Lines with names that are words of their template, and the template as it is shown. */
const cases: readonly [string, string, string][] = [
  ["cron", "CRON[12]: (qwertolf) CMD (run)", "CRON[<*>]: (<*>) CMD (run)"],
  ["sudo", "sudo: qwertolf : TTY=pts/0 ; USER=root", "sudo: <*> : TTY=<*> ; USER=<*>"],
  ["su", "su: (to root) qwertolf on pts/1", "su: (to root) <*> on <*>"],
  ["a numeric id", "denied uid=1001(qwertolf) here", "denied uid=<*>(<*>) here"],
  [
    "an access log",
    '203.0.113.8 - qwertolf [14/Mar/2026:03:12:00 +0000] "GET /a HTTP/1.1" 500 12',
    '<*> - <*> [<*>] "GET <*>" <*> <*>',
  ],
  ["a header", 'mail From: "Ann Qwertolf" <ann@shop.example> lost', 'mail From: "<*>" <<*>> lost'],
  [
    "sshd before login",
    "closed by authenticating user qwertolf 203.0.113.9 port 22 [preauth]",
    "closed by authenticating user <*> <*> port <*> [preauth]",
  ],
  ["a sentence", "session opened for user qwertolf by root", "session opened for user <*> by root"],
  ["a secret", "login of app with password is Plum_x! now", "login of app with password is <*> now"],
  ["OpenVPN", "openvpn[3]: qwertolf/203.0.113.7 TLS error", "openvpn[<*>]: <*> TLS error"],
];

describe("a template shows nothing that is masked in its lines", () => {
  test.each(cases)("%s", (_, line, shown) => {
    const miner = newMiner();
    const { template } = miner.learn(line);
    expect(template.shownText).toBe(shown);
    expect(template.id).toBe(new TemplateMiner().learn(line).template.id);
    expect(JSON.stringify(miner.snapshot())).not.toMatch(/qwertolf|Plum/i);
  });

  test.each(cases)(
    "%s: the next search knows the line under the same id, and shows it alike",
    (_, line, shown) => {
      const miner = newMiner();
      const { id } = miner.learn(line).template;
      const next = TemplateMiner.restore(JSON.parse(JSON.stringify(miner.snapshot())), { sensitive });
      const { template, isNew } = next?.learn(line) ?? {};
      expect(template).toMatchObject({ id, shownText: shown });
      expect(isNew).toBe(false);
    },
  );

  test("templates that differ only in masked words are stored as the elder, with the other's id as an alias", () => {
    const miner = newMiner();
    const ids = ["qwertolf", "asdfmann"].map(
      (name) => miner.learn(`CRON[1]: (${name}) CMD (run)`).template.id,
    );
    expect(new Set(ids).size).toBe(2);
    const { templates } = miner.snapshot();
    expect(templates).toMatchObject([{ id: ids[0], count: 2, aliases: [ids[1]] }]);
    expect(TemplateMiner.restore(miner.snapshot())?.get(ids[1] as string)?.id).toBe(ids[0]);
  });

  test("a template that grows more general still hides its masked words", () => {
    const miner = newMiner();
    for (const state of ["alpha", "beta", "gamma", "delta", "kappa", "omega", "sigma", "theta", "zeta"])
      miner.learn(`CRON[1]: (qwertolf) CMD (run ${state} again)`);
    expect(miner.templates().map(({ shownText }) => shownText)).toEqual([
      "CRON[<*>]: (<*>) CMD (run <*> again)",
    ]);
    expect(miner.templates()[0]?.text).toContain("(qwertolf)");
  });

  test("a word that a later line shows to be masked is hidden from then on", () => {
    const { template } = newMiner().learn("door of house opened by qwertolf on monday");
    const without = template.tokens.map((token) => token.replace("qwertolf", "\u0002"));
    expect(template.hide(without)).toBe(true);
    expect(template.hide(without)).toBe(false);
    expect(template.shownText).toBe("door of house opened by <*> on monday");
  });

  test("without masks a template shows all its words", () => {
    const { template } = new TemplateMiner().learn("CRON[12]: (qwertolf) CMD (run)");
    expect(template.shownText).toBe(template.text);
    expect(template.shownTokens).toBe(template.tokens);
  });
});

describe("whatever the lines are", () => {
  const lines = fc.array(fc.constantFrom(...labelledLines), { minLength: 1, maxLength: 12 });

  test("no template that is shown or stored holds a masked value that its lines' other words do not", () => {
    fc.assert(
      fc.property(lines, (some) => {
        const miner = newMiner();
        for (const { text } of some) miner.learn(text);
        for (const { text } of some) {
          const { template } = miner.learn(text);
          const stored = miner.snapshot().templates.map(({ tokens }) => tokens.join(""));
          let rest = text;
          for (const { start, end } of [...findSensitive(text)].reverse())
            rest = `${rest.slice(0, start)} ${rest.slice(end)}`;
          for (const { start, end } of findSensitive(text)) {
            const value = text.slice(start, end);
            if (value.length < 5 || rest.includes(value)) continue;
            expect(template.shownText).not.toContain(value);
            expect(stored.join("\n")).not.toContain(value);
          }
        }
      }),
      runs(150),
    );
  });

  test("tokens without parts of a text still match that text", () => {
    const scanner = new ShapeScanner();
    fc.assert(
      fc.property(fc.constantFrom(...labelledLines), fc.nat(), fc.nat(60), ({ text }, from, length) => {
        const { template } = new TemplateMiner().learn(text);
        const start = from % text.length;
        const tokens = tokensWithout([{ start, end: start + length + 1 }], text, template, scanner);
        expect(tokens).toBeDefined();
        const again = tokensWithout([], text, { tokens: tokens ?? [] }, scanner);
        expect(again).toEqual(tokens);
      }),
      runs(1_000),
    );
  });

  test("a common pattern matches what either pattern matches", () => {
    const token = fc.string({ unit: fc.constantFrom(..."ab=\u0001\u0002"), maxLength: 6 }).map((text) => {
      const at = text.indexOf("\u0002");
      return at < 0 ? text : text.slice(0, at + 1) + text.slice(at + 1).replaceAll("\u0002", "");
    });
    fc.assert(
      fc.property(
        token,
        token,
        fc.string({ unit: fc.constantFrom(..."ab"), maxLength: 3 }),
        (one, other, word) => {
          const common = commonPattern(one, other);
          for (const pattern of [one, other])
            expect(tokensMatch([common], [pattern.replace("\u0002", word)])).toBe(true);
        },
      ),
      runs(2_000),
    );
  });
});
