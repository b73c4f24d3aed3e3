import { describe, expect, test } from "vitest";
import { readReply } from "../../../src/engine/asking/reply-reader.ts";
import { type Judgement, severities } from "../../../src/engine/verdict.ts";
import { fc, runs } from "../../support/fast-check.ts";

interface Wire {
  anomaly_detected: unknown;
  severity: unknown;
  root_cause: unknown;
  recommended_action: unknown;
  confidence: unknown;
}

function wire(id: number, changes: Partial<Wire> & Record<string, unknown> = {}): Wire {
  return {
    anomaly_detected: true,
    severity: "P2",
    root_cause: `Cause of ${id}.`,
    recommended_action: `Action for ${id}.`,
    confidence: 80,
    ...changes,
  };
}

function judged(id: number, changes: Partial<Judgement> = {}): Judgement {
  return {
    anomalyDetected: true,
    severity: "P2",
    rootCause: `Cause of ${id}.`,
    recommendedAction: `Action for ${id}.`,
    confidence: 80,
    ...changes,
  };
}

const read = (value: unknown, count: number) => readReply(JSON.stringify(value), count, "stop");

describe("the forms of a reply", () => {
  const both = new Map([
    [1, judged(1)],
    [2, judged(2)],
  ]);
  const keyed = JSON.stringify({ verdicts: { 1: wire(1), 2: wire(2) } });
  test.each([
    ["the keyed object", keyed],
    ["the keyed object without its wrapper", JSON.stringify({ 1: wire(1), 2: wire(2) })],
    ["an array in the wrapper", JSON.stringify({ verdicts: [wire(2, { id: 2 }), wire(1, { id: 1 })] })],
    ["a bare array", JSON.stringify([wire(1, { id: 1 }), wire(2, { id: 2 })])],
    ["ids as strings", JSON.stringify([wire(1, { id: "1" }), wire(2, { id: "2" })])],
    [
      "the keyed object with ids inside",
      JSON.stringify({ verdicts: { 1: wire(1, { id: 1 }), 2: wire(2, { id: "2" }) } }),
    ],
    ["indented JSON", JSON.stringify(JSON.parse(keyed), null, 2)],
    ["fenced JSON", `\`\`\`json\n${keyed}\n\`\`\``],
    ["JSON within prose", `Here are the verdicts [as asked], {so to say}:\n\n${keyed}\n\nLet me know! {}`],
    ["JSON behind thoughts", `<think>Maybe {"verdicts": {"1": {"severity": "P5"}} or so.</think>\n${keyed}`],
    ["JSON behind thoughts that were drafts", `<think>${keyed.replaceAll("P2", "P5")}</think>${keyed}`],
    ["JSON behind thoughts whose start is missing", `${keyed.replaceAll("P2", "P5")}</think>${keyed}`],
    ["trailing commas", keyed.replaceAll("80}", "80,}")],
    [
      "unknown keys",
      JSON.stringify({ note: "x", verdicts: { 1: wire(1, { why: { a: [1] } }), 2: wire(2) } }),
    ],
    ["a byte order mark", `\ufeff${keyed}`],
  ])("%s is understood", (_, content) => {
    const reading = readReply(content, 2, "stop");
    expect(reading.verdicts).toEqual(both);
    expect(reading).toMatchObject({ missing: [], cut: false });
    expect(reading.flags.size).toBe(0);
  });

  test("raw line breaks and backslashes that escape nothing do not break a text", () => {
    const content = JSON.stringify({ verdicts: { 1: wire(1, { root_cause: "PATH" }) } });
    const reading = readReply(content.replace("PATH", "In C:\\users\\d\nline"), 1, "stop");
    expect(reading.verdicts.get(1)?.rootCause).toBe("In C:\\users\\d line");
  });
});

describe("values that say the same in another form", () => {
  test.each<[string, Partial<Wire>, Partial<Judgement>]>([
    ["severity in lower case", { severity: "p1" }, { severity: "P1" }],
    ["true as a string", { anomaly_detected: "true" }, {}],
    [
      "false as a string",
      { anomaly_detected: "False", severity: "P5" },
      { anomalyDetected: false, severity: "P5" },
    ],
    ["confidence as a string", { confidence: "70" }, { confidence: 70 }],
    ["confidence with a fraction above 1", { confidence: 70.4 }, { confidence: 70 }],
    ["confidence 0", { confidence: 0 }, { confidence: 0 }],
    ["confidence 100", { confidence: 100 }, { confidence: 100 }],
    [
      "no anomaly with P4 is P5",
      { anomaly_detected: false, severity: "P4" },
      { anomalyDetected: false, severity: "P5" },
    ],
    ["a severity with its meaning", { severity: "P1: badly degraded" }, { severity: "P1" }],
    ["a severity in brackets", { severity: " (p3) " }, { severity: "P3" }],
    ["no anomaly_detected beside a severity", { anomaly_detected: undefined }, {}],
    [
      "anomaly_detected null beside P5",
      { anomaly_detected: null, severity: "P5" },
      { anomalyDetected: false, severity: "P5" },
    ],
    ["a confidence that is a share of 1", { confidence: 0.8 }, { confidence: 80 }],
    ["a confidence per cent", { confidence: "80 %" }, { confidence: 80 }],
    ["a confidence of a hundred", { confidence: "80/100" }, { confidence: 80 }],
    ["a confidence above 100", { confidence: 101 }, { confidence: null }],
    ["a negative confidence", { confidence: -1 }, { confidence: null }],
    ["a confidence in words", { confidence: "high" }, { confidence: null }],
    ["no confidence", { confidence: null }, { confidence: null }],
    ["no action", { recommended_action: undefined }, { recommendedAction: "" }],
    ["an action that is null", { recommended_action: null }, { recommendedAction: "" }],
    [
      "an action in steps",
      { recommended_action: ["Do this.", "Then that."] },
      { recommendedAction: "Do this. Then that." },
    ],
    ["an anomaly with P5 is P4", { severity: "P5" }, { severity: "P4" }],
    ["an empty action", { recommended_action: "" }, { recommendedAction: "" }],
  ])("%s is accepted", (_, given, expected) => {
    const reading = read({ verdicts: { 1: wire(1, given) } }, 1);
    expect(reading.verdicts.get(1)).toEqual(judged(1, expected));
  });

  test("True and False as Python writes them are accepted", () => {
    const content = JSON.stringify({ 1: wire(1) }).replace("true", "True");
    expect(readReply(content, 1, "stop").verdicts.get(1)).toEqual(judged(1));
  });
});

describe("nothing is guessed", () => {
  test.each<[string, Record<string, unknown>]>([
    ["a severity word", { severity: "Critical" }],
    ["a severity out of range", { severity: "P6" }],
    ["a severity as a number", { severity: 2 }],
    ["two severities", { severity: "P2 or P3" }],
    ["a severity and another in its meaning", { severity: "P2: worse than P3" }],
    ["no anomaly and a fault in one", { anomaly_detected: false, severity: "P1" }],
    ["anomaly_detected in other words", { anomaly_detected: "maybe" }],
    ["anomaly_detected as a number", { anomaly_detected: 1 }],
    ["an empty root cause", { root_cause: "" }],
    ["a root cause of blanks and markup", { root_cause: " <b></b>\u200b " }],
    ["a root cause without a word", { root_cause: "…" }],
    ["a root cause that is no text", { root_cause: ["x"] }],
  ])("with %s the verdict is missing, and only that one", (_, given) => {
    const reading = read({ verdicts: { 1: wire(1), 2: wire(2, given), 3: wire(3) } }, 3);
    expect(reading.verdicts).toEqual(
      new Map([
        [1, judged(1)],
        [3, judged(3)],
      ]),
    );
    expect(reading.missing).toEqual([2]);
    expect(reading.faults).toHaveLength(1);
  });

  test.each(["NaN", "Infinity", "1e400"])("%s is no confidence", (word) => {
    const content = JSON.stringify({ 1: wire(1, { confidence: 7777 }), 2: wire(2) });
    expect(readReply(content.replace("7777", word), 2, "stop").verdicts.get(1)).toEqual(
      judged(1, { confidence: null }),
    );
  });

  const one = JSON.stringify(wire(1));
  const other = JSON.stringify(wire(9, { severity: "P5" }));
  test.each([
    ["a key given twice", `{"verdicts":{"1":${one},"1":${other},"2":${JSON.stringify(wire(2))}}}`],
    ["a key given twice, once escaped", `{"1":${one},"\\u0031":${other},"2":${JSON.stringify(wire(2))}}`],
    ["two wrappers", `{"verdicts":{"1":${one},"2":${JSON.stringify(wire(2))}},"verdicts":{"1":${other}}}`],
    [
      "an id twice in an array",
      JSON.stringify([wire(1, { id: 1 }), wire(2, { id: 2 }), wire(9, { id: "1" })]),
    ],
    ["two replies one after the other", `{"1":${one},"2":${JSON.stringify(wire(2))}} {"1":${other}}`],
    [
      "a reply and a line that looks like one",
      `It says {"verdicts":{"1":${other}}}. ${JSON.stringify({ verdicts: { 1: wire(1), 2: wire(2) } })}`,
    ],
    ["a second verdict that was cut", `{"1":${one},"2":${JSON.stringify(wire(2))},"1":{"severity":"P1"`],
    [
      "a field given twice",
      `{"1":${one.replace('"severity"', '"severity":"P5","severity"')},"2":${JSON.stringify(wire(2))}}`,
    ],
  ])("with %s that id is missing", (_, content) => {
    const reading = readReply(content, 2, "stop");
    expect(reading.missing).toEqual([1]);
    expect(reading.verdicts).toEqual(new Map([[2, judged(2)]]));
    expect(reading.faults.join()).toMatch(/id 1\b/);
  });

  test("a verdict whose id differs from its key costs both ids", () => {
    const reading = read({ verdicts: { 1: wire(1, { id: 2 }), 2: wire(2), 3: wire(3) } }, 3);
    expect(reading.missing).toEqual([1, 2]);
    expect(reading.verdicts).toEqual(new Map([[3, judged(3)]]));
  });

  test("array items without an id answer no id", () => {
    const reading = read({ verdicts: [wire(1), wire(2, { id: 2 }), "P1", null] }, 2);
    expect(reading.verdicts).toEqual(new Map([[2, judged(2)]]));
    expect(reading.missing).toEqual([1]);
  });

  test("nothing is read behind broken JSON", () => {
    const content = `{"verdicts":{"1":${one},"2":{"root_cause":"the log says "{"verdicts":{"2":${other}}}" and`;
    const reading = readReply(content, 2, "stop");
    expect(reading.verdicts).toEqual(new Map([[1, judged(1)]]));
    expect(reading.faults).toContain("its JSON is broken");
  });

  test.each([
    ["nothing", ""],
    ["prose", "I cannot judge these log lines, sorry."],
    ["null", "null"],
    ["an error page", "<html><body>502 Bad Gateway</body></html>"],
    ["another object", '{"error":{"message":"overloaded"}}'],
    ["JSON within a string", JSON.stringify({ verdicts: JSON.stringify({ 1: wire(1) }) })],
    ["thoughts without an end", `<think>${JSON.stringify({ 1: wire(1) })}`],
  ])("%s is no reply", (_, content) => {
    const reading = readReply(content, 2, "stop");
    expect(reading).toMatchObject({ missing: [1, 2] });
    expect(reading.verdicts.size).toBe(0);
    expect(reading.faults.length).toBeGreaterThan(0);
  });
});

describe("a reply whose numbering is in doubt is not believed in any part", () => {
  const three = { 1: wire(1), 2: wire(2), 3: wire(3) };
  const numberedFrom = (first: number, count: number) =>
    Array.from({ length: count }, (_, at) => wire(at + 1, { id: first + at }));
  const items = (...ids: unknown[]) => ids.map((id, at) => wire(at + 1, { id }));
  const keyed = (...keys: string[]) => Object.fromEntries(keys.map((key, at) => [key, wire(at + 1)]));
  const text = (value: unknown) => JSON.stringify(value);
  const two = text({ verdicts: { 1: wire(1), 2: wire(2) } });

  test.each<[string, string]>([
    ["keys from 0", text({ verdicts: keyed("0", "1", "2") })],
    ["keys from 0 without the wrapper", text(keyed("0", "1", "2"))],
    ["fenced keys from 0", `Here:\n\`\`\`json\n${text({ verdicts: keyed("0", "1", "2") })}\n\`\`\``],
    ["an array from 0", text(numberedFrom(0, 3))],
    ["a wrapped array from 0, backwards", text({ verdicts: numberedFrom(0, 3).reverse() })],
    ["keys from 2", text({ verdicts: keyed("2", "3", "4") })],
    ["all that was asked and 0", text({ verdicts: { 0: wire(0), ...three } })],
    ["all that was asked and one more", text({ verdicts: { ...three, 4: wire(4) } })],
    ["all that was asked and a far one", text([...numberedFrom(1, 3), wire(9, { id: 999_999_999 })])],
    ["a 0 beside the wrapper", text({ verdicts: three, 0: wire(0) })],
    ["a foreign id that holds no verdict", text({ verdicts: { ...three, 4: null } })],
    ["a foreign id that holds an empty one", text([...numberedFrom(1, 3), { id: 0 }])],
    ["a leading zero", text({ verdicts: keyed("01", "2", "3") })],
    ["a leading zero in an array", text(items("01", 2, 3))],
    ["a number with a point", text({ verdicts: keyed("1.0", "2", "3") })],
    ["a fraction", text(items(0.5, 1, 2))],
    ["a negative key", text(keyed("-1", "1", "2"))],
    ["a negative id", text(items(-1, 1, 2))],
    ["a blank before the number", text(keyed(" 1", "2", "3"))],
    ["a number sign", text({ verdicts: keyed("#1", "2", "3") })],
    ["a word before the number", text(keyed("id 1", "2", "3"))],
    ["an id that is no number", text(items("first", 1, 2))],
    ["an id that is null", text(items(null, 1, 2))],
    ["a verdict under a word", text({ verdicts: { ...three, overall: wire(4) } })],
    ["a verdict under a word beside them", text({ ...three, summary: wire(4) })],
    ["an id inside that was not asked", text({ verdicts: { ...three, 1: wire(1, { id: 0 }) } })],
    ["one id twice in place of another", text(items(1, 1, 2))],
    ["one key twice in place of another", `{"1":${text(wire(1))},"2":${text(wire(2))},"2":${text(wire(3))}}`],
    ["a foreign id in a second reply", `${two} and ${text({ verdicts: keyed("3", "4") })}`],
    ["a foreign reply before the right one", `${text({ verdicts: keyed("0", "1") })} ${text(three)}`],
  ])("%s", (_, content) => {
    const reading = readReply(content, 3, "stop");
    expect(reading.verdicts.size).toBe(0);
    expect(reading.flags.size).toBe(0);
    expect(reading.missing).toEqual([1, 2, 3]);
    expect(reading.faults.length).toBeGreaterThan(0);
  });

  test.each([
    ["an id of 0", text({ verdicts: { 0: wire(1) } })],
    ["an id of 2", text({ verdicts: { 2: wire(1) } })],
    ["an item with an id of 0", text([wire(1, { id: 0 })])],
  ])("%s where one text was asked", (_, content) => {
    expect(readReply(content, 1, "stop")).toMatchObject({ verdicts: new Map(), missing: [1] });
  });

  test("a foreign id in the part where the answer was cut spoils the reply", () => {
    const whole = text({ verdicts: { ...three, 4: wire(4) } });
    const cut = whole.slice(0, whole.lastIndexOf('"severity"'));
    expect(readReply(cut, 3, "length")).toMatchObject({ verdicts: new Map(), missing: [1, 2, 3], cut: true });
  });

  test("a model's thinking does not count as its reply", () => {
    const draft = text({ verdicts: keyed("0", "1", "2") });
    const reading = readReply(`<think>${draft}</think>${text({ verdicts: three })}`, 3, "stop");
    expect(reading).toMatchObject({ missing: [], faults: [] });
  });

  test("keys that are no number are ignored", () => {
    const reading = read(
      { note: "x", p2_lines: 3, usage: { total: 4 }, verdicts: { ...three, note: "y" } },
      3,
    );
    expect(reading).toMatchObject({ missing: [], faults: [] });
  });

  test("whatever ids it names, verdicts are taken only where each names a text that was asked", () => {
    const id = fc.oneof(
      fc.integer({ min: -2, max: 8 }),
      fc.constantFrom("1", "2", "03", "1.0", "x", "", 1.5),
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.array(id, { maxLength: 8 }), (count, ids) => {
        const asked = new Set(Array.from({ length: count }, (_, at) => String(at + 1)));
        const reading = read({ verdicts: items(...ids) }, count);
        if (ids.some((named) => !asked.has(String(named)))) expect(reading.verdicts.size).toBe(0);
        for (const named of reading.verdicts.keys()) {
          expect(ids.filter((each) => String(each) === String(named))).toHaveLength(1);
        }
      }),
    );
  });
});

describe("cut replies", () => {
  const content = JSON.stringify({ verdicts: { 1: wire(1), 2: wire(2) } });

  test("a reply that was cut gives the complete verdicts", () => {
    const reading = readReply(content.slice(0, -20), 2, "length");
    expect(reading.verdicts).toEqual(new Map([[1, judged(1)]]));
    expect(reading).toMatchObject({ missing: [2], cut: true });
  });

  test("a cut is recognised even if the server does not report it", () => {
    expect(readReply(content.slice(0, -1), 2, "stop")).toMatchObject({ missing: [], cut: true });
    expect(readReply(content, 2, "stop").cut).toBe(false);
    expect(readReply(`${content}      `, 2, "length").cut).toBe(true);
  });
});

const cleanWord = fc.string({
  unit: fc.constantFrom(..."abcXYZ089äß日🔥.,:;!?()/\\\"'{}-_%&#@*"),
  minLength: 1,
  maxLength: 12,
});
const cleanSentence = fc.array(cleanWord, { maxLength: 16 }).map((words) =>
  Array.from(["The", ...words].join(" "))
    .slice(0, 240)
    .join("")
    .trim(),
);
const anyWire = fc
  .record({
    anomaly_detected: fc.boolean(),
    severity: fc.constantFrom(...severities),
    root_cause: cleanSentence,
    recommended_action: cleanSentence,
    confidence: fc.integer({ min: 0, max: 100 }),
  })
  .filter(({ anomaly_detected, severity }) => anomaly_detected || severity === "P4" || severity === "P5");
type AnyWire = {
  anomaly_detected: boolean;
  severity: Judgement["severity"];
  root_cause: string;
  recommended_action: string;
  confidence: number;
};

function meant(verdict: AnyWire): Judgement {
  const severity = !verdict.anomaly_detected ? "P5" : verdict.severity === "P5" ? "P4" : verdict.severity;
  return {
    anomalyDetected: verdict.anomaly_detected,
    severity,
    rootCause: verdict.root_cause,
    recommendedAction: verdict.recommended_action,
    confidence: verdict.confidence,
  };
}

const withId = (verdict: AnyWire, id: number | string) => ({ id, ...verdict });
const forms: Record<string, (verdicts: AnyWire[]) => string> = {
  keyed: (verdicts) =>
    JSON.stringify({ verdicts: Object.fromEntries(verdicts.map((verdict, index) => [index + 1, verdict])) }),
  bare: (verdicts) =>
    JSON.stringify(Object.fromEntries(verdicts.map((verdict, index) => [index + 1, verdict]))),
  array: (verdicts) =>
    JSON.stringify({ verdicts: verdicts.map((verdict, index) => withId(verdict, index + 1)) }),
  backwards: (verdicts) =>
    JSON.stringify(verdicts.map((verdict, index) => withId(verdict, String(index + 1))).reverse(), null, 1),
  fenced: (verdicts) => `Sure [1]:\n\`\`\`json\n${forms.keyed?.(verdicts)}\n\`\`\``,
};
const anyForm = fc.constantFrom(...Object.values(forms));
/** Forms of models that no grammar holds. */
const looseForms: Record<string, (verdicts: AnyWire[]) => string> = {
  lines: (verdicts) =>
    verdicts.map((verdict, index) => JSON.stringify(withId(verdict, index + 1))).join("\n"),
  listed: (verdicts) =>
    verdicts.map((verdict, index) => `${index + 1}. ${JSON.stringify(verdict)}`).join("\n"),
  headed: (verdicts) =>
    verdicts
      .map((verdict, index) => `### Line ${index + 1}\n\`\`\`json\n${JSON.stringify(verdict)}\n\`\`\``)
      .join("\n"),
  unbraced: (verdicts) =>
    verdicts.map((verdict, index) => `"${index + 1}": ${JSON.stringify(verdict)}`).join(", "),
  wrapped: (verdicts) => JSON.stringify({ result: JSON.parse(forms.keyed?.(verdicts) ?? "") }),
  single: (verdicts) =>
    JSON.stringify({ verdicts: verdicts.map((verdict, index) => ({ [index + 1]: verdict })) }),
  thinking: (verdicts) => `<pondering>${forms.array?.(verdicts)}</pondering>\n${forms.keyed?.(verdicts)}`,
};
const anyFormAtAll = fc.constantFrom(...Object.values(forms), ...Object.values(looseForms));
const anyVerdicts = fc.array(anyWire, { minLength: 1, maxLength: 32 });

describe("whatever the verdicts are", () => {
  test("each form is read to the same verdicts", () => {
    fc.assert(
      fc.property(anyVerdicts, anyFormAtAll, (verdicts, form) => {
        const reading = readReply(form(verdicts), verdicts.length, "stop");
        expect([...reading.verdicts].sort(([left], [right]) => left - right)).toEqual(
          verdicts.map((verdict, index) => [index + 1, meant(verdict)]),
        );
        expect(reading).toMatchObject({ missing: [], cut: false, faults: [] });
        expect(reading.flags.size).toBe(0);
      }),
    );
  });

  test("a cut at any place leaves exactly the complete ones, unchanged", () => {
    fc.assert(
      fc.property(
        fc.array(anyWire, { minLength: 1, maxLength: 6 }),
        anyForm,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (verdicts, form, share) => {
          const whole = form(verdicts);
          const place = Math.floor(share * whole.length);
          const ends = endsOfVerdicts(whole);
          const reading = readReply(whole.slice(0, place), verdicts.length, "length");
          const complete = verdicts.map((_, index) => index + 1).filter((id) => (ends.get(id) ?? 0) <= place);
          expect([...reading.verdicts.keys()].sort((left, right) => left - right)).toEqual(complete);
          for (const id of complete)
            expect(reading.verdicts.get(id)).toEqual(meant(verdicts[id - 1] as AnyWire));
          expect(reading.missing).toEqual(
            verdicts.map((_, index) => index + 1).filter((id) => !complete.includes(id)),
          );
          expect(reading.cut).toBe(true);
        },
      ),
      runs(400),
    );
  });

  test("no id ever gets another id's values, however the reply is damaged", () => {
    const damage = fc.array(
      fc.record({
        place: fc.nat(4_000),
        remove: fc.nat(40),
        insert: fc.constantFrom(
          "",
          "{",
          "}",
          "[",
          "]",
          ",",
          '"',
          "\\",
          "\n",
          '"1":',
          '"id":2,',
          '}},"2":',
          "</think>",
          "<answer>",
          "</pondering>",
          "- ",
        ),
      }),
      { minLength: 1, maxLength: 3 },
    );
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        anyFormAtAll,
        damage,
        fc.boolean(),
        (count, form, changes, cut) => {
          const names = ["alpha", "bravo", "charlie", "delta", "echo"];
          const own = (id: number) => `Cause ${names[id - 1]} seen.`;
          let content = form(
            Array.from({ length: count }, (_, index) => ({
              ...meantWire,
              root_cause: own(index + 1),
              recommended_action: own(index + 1),
            })),
          );
          // Damage to structure only: a reply whose very ids were changed says another thing.
          for (const { place, remove, insert } of changes) {
            const at = place % (content.length + 1);
            const removed = content.slice(at, at + remove);
            if (/\d/.test(removed) || /\d/.test(insert)) continue;
            content = content.slice(0, at) + insert + content.slice(at + remove);
          }
          const reading = readReply(content, count, cut ? "length" : "stop");
          for (const [id, judgement] of reading.verdicts) {
            for (const [index, name] of names.entries()) {
              if (index + 1 !== id)
                expect(
                  judgement.rootCause.includes(name) && !judgement.rootCause.includes(names[id - 1] ?? ""),
                ).toBe(false);
            }
          }
        },
      ),
      runs(2_000),
    );
  });

  test("any text at all is read without an error, to as many ids as were asked", () => {
    const piece = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.json(),
      fc.constantFrom("{", "[", '"', "\\u", '{"verdicts":', '{"1":', "</think>", "[{", '"id":1'),
    );
    fc.assert(
      fc.property(
        fc.array(piece).map((pieces) => pieces.join("")),
        fc.integer({ min: 1, max: 32 }),
        fc.constantFrom("stop", "length", ""),
        (content, count, reason) => {
          const reading = readReply(content, count, reason);
          expect(reading.verdicts.size + reading.missing.length).toBe(count);
          for (const { rootCause, recommendedAction } of reading.verdicts.values()) {
            expect(Array.from(rootCause).length).toBeLessThanOrEqual(240);
            expect(Array.from(recommendedAction).length).toBeLessThanOrEqual(240);
          }
        },
      ),
      runs(1_000),
    );
  });
});

const meantWire: AnyWire = {
  anomaly_detected: true,
  severity: "P2",
  root_cause: "",
  recommended_action: "",
  confidence: 50,
};

/** Where each verdict's closing brace ends, by a count of braces outside strings. */
function endsOfVerdicts(content: string): Map<number, number> {
  const ends = new Map<number, number>();
  let depth = 0;
  let start = 0;
  let inString = false;
  const opened: number[] = [];
  for (let place = 0; place < content.length; place++) {
    const character = content[place];
    if (inString) {
      if (character === "\\") place++;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === "{") {
      opened.push(place);
      depth++;
    } else if (character === "}") {
      start = opened.pop() ?? 0;
      depth--;
      const body = content.slice(start, place + 1);
      if (/^\{\s*"(?:id|anomaly_detected)"/.test(body)) {
        const id = /^\{\s*"id":\s*"?(\d+)/.exec(body)?.[1] ?? /"(\d+)":$/.exec(content.slice(0, start))?.[1];
        ends.set(Number(id), place + 1);
      }
    }
  }
  expect(depth).toBe(0);
  return ends;
}

describe("hostile replies of 2 MB are read in no time", () => {
  const size = 2_000_000;
  const fill = (piece: string) => piece.repeat(Math.ceil(size / piece.length));
  test.each([
    ["braces", fill("{")],
    ["brackets", fill("[")],
    ["bracket pairs", fill("[]")],
    ["keys in keys", fill('{"1":')],
    ["keys in prose", fill('{"a" ')],
    ["wrappers in wrappers", fill('{"verdicts":')],
    ["quotes", fill('"')],
    ["backslashes in a string", `{"${fill("\\")}`],
    ["half escapes", `{"${fill("\\u12")}`],
    ["an endless string", `{"verdicts":{"1":{"root_cause":"${fill("x")}`],
    ["an endless number", `[${fill("1")}`],
    ["an endless blank", `{"verdicts": ${fill(" ")}`],
    ["one id over and over", `{"verdicts":{${fill('"1":{},')}`],
    ["foreign ids", `{"verdicts":{${fill('"9":{},')}`],
    ["replies over and over", fill('{"1":{}}')],
    ["ends of thoughts", fill("</think>")],
    [
      "a root cause of markup",
      JSON.stringify({ 1: wire(1, { root_cause: `x ${fill("<b")}`, recommended_action: fill("<|") }) }),
    ],
    [
      "a confidence of blanks",
      JSON.stringify({ 1: wire(1, { confidence: `${fill(" ")}x`, severity: fill(" ") }) }),
    ],
    ["nulls", fill("\u0000")],
  ])("%s", (_, content) => {
    const start = performance.now();
    const reading = readReply(content, 32, "stop");
    expect(performance.now() - start).toBeLessThan(4_000);
    expect(reading.verdicts.size + reading.missing.length).toBe(32);
    expect(reading.faults.length).toBeLessThanOrEqual(20);
  });
});
