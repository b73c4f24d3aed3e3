import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readReply } from "../../../src/engine/asking/reply-reader.ts";
import { type Judgement, severities } from "../../../src/engine/verdict.ts";

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
      "no anomaly with a severity is P5",
      { anomaly_detected: false, severity: "P1" },
      { anomalyDetected: false, severity: "P5" },
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
    ["a confidence above 100", { confidence: 101 }],
    ["a negative confidence", { confidence: -1 }],
    ["a confidence that may be a fraction of 1", { confidence: 0.8 }],
    ["a confidence with a sign for per cent", { confidence: "80%" }],
    ["a confidence in words", { confidence: "high" }],
    ["no confidence", { confidence: null }],
    ["anomaly_detected in other words", { anomaly_detected: "maybe" }],
    ["anomaly_detected as a number", { anomaly_detected: 1 }],
    ["an empty root cause", { root_cause: "" }],
    ["a root cause of blanks and markup", { root_cause: " <b></b>\u200b " }],
    ["a root cause without a word", { root_cause: "…" }],
    ["a root cause that is no text", { root_cause: ["x"] }],
    ["no action", { recommended_action: undefined }],
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

  test("NaN and Infinity are no confidence", () => {
    const content = JSON.stringify({ 1: wire(1, { confidence: 7777 }), 2: wire(2) });
    expect(readReply(content.replace("7777", "NaN"), 2, "stop").missing).toEqual([1]);
    expect(readReply(content.replace("7777", "Infinity"), 2, "stop").missing).toEqual([1]);
    expect(readReply(content.replace("7777", "1e400"), 2, "stop").missing).toEqual([1]);
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
    expect(reading.faults.join()).toMatch(/id 1 /);
  });

  test("a verdict whose id differs from its key costs both ids", () => {
    const reading = read({ verdicts: { 1: wire(1, { id: 2 }), 2: wire(2), 3: wire(3) } }, 3);
    expect(reading.missing).toEqual([1, 2]);
    expect(reading.verdicts).toEqual(new Map([[3, judged(3)]]));
  });

  test("foreign ids are ignored and named", () => {
    const reading = read(
      { verdicts: { 0: wire(0), 1: wire(1), 7: wire(7), "01": wire(1), x: wire(1), __proto__: wire(1) } },
      1,
    );
    expect(reading.verdicts).toEqual(new Map([[1, judged(1)]]));
    expect(reading.faults).toContain("id 7 was not asked");
  });

  test("array items without an id are nobody's", () => {
    const reading = read({ verdicts: [wire(1), wire(2, { id: 2 }), "P1", null] }, 2);
    expect(reading.verdicts).toEqual(new Map([[2, judged(2)]]));
    expect(reading.missing).toEqual([1]);
  });

  test("behind JSON that broke nothing more is believed", () => {
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

describe("cut replies", () => {
  const content = JSON.stringify({ verdicts: { 1: wire(1), 2: wire(2) } });

  test("give what was complete", () => {
    const reading = readReply(content.slice(0, -20), 2, "length");
    expect(reading.verdicts).toEqual(new Map([[1, judged(1)]]));
    expect(reading).toMatchObject({ missing: [2], cut: true });
  });

  test("are noticed without the server's word", () => {
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
const anyWire = fc.record({
  anomaly_detected: fc.boolean(),
  severity: fc.constantFrom(...severities),
  root_cause: cleanSentence,
  recommended_action: cleanSentence,
  confidence: fc.integer({ min: 0, max: 100 }),
});
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
const anyVerdicts = fc.array(anyWire, { minLength: 1, maxLength: 32 });

describe("whatever the verdicts are", () => {
  test("each form is read to the same verdicts", () => {
    fc.assert(
      fc.property(anyVerdicts, anyForm, (verdicts, form) => {
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
      { numRuns: 400 },
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
        ),
      }),
      { minLength: 1, maxLength: 3 },
    );
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        anyForm,
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
      { numRuns: 2_000 },
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
      { numRuns: 1_000 },
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
