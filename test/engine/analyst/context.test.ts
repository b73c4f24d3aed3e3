import { describe, expect, test } from "vitest";
import { assess } from "../../../src/engine/analyst/assess.ts";
import { SearchContext, withContext } from "../../../src/engine/analyst/context.ts";
import { Reading } from "../../../src/engine/reading/reading.ts";
import { severityRank } from "../../../src/engine/verdict.ts";
import { fc } from "../../support/fast-check.ts";

type Seen = readonly [template: string, time: number | undefined];

function contextOf(events: readonly Seen[]): SearchContext {
  const context = new SearchContext();
  for (const [template, time] of events) context.observe(context.statsFor(template), time);
  return context;
}

function judge(events: readonly Seen[], template: string) {
  const context = contextOf(events);
  return context.judge(context.statsFor(template));
}

const steady: Seen[] = Array.from({ length: 6_000 }, (_, second) => ["steady", 1_700_000_000 + second]);

describe("rarity", () => {
  test("is unknown among few events", () => {
    expect(judge([...steady.slice(0, 500), ["odd", undefined]], "odd").rarity).toBe("unknown");
  });

  test("is told where most things repeat", () => {
    const events: Seen[] = [...steady, ["odd", 1_700_003_000]];
    expect(judge(events, "odd").rarity).toBe("rare");
    expect(judge(events, "steady").rarity).toBe("usual");
  });

  test("is unknown of what came when the log began, because programs say so once when they start", () => {
    expect(judge([...steady, ["odd", 1_700_000_001]], "odd").rarity).toBe("unknown");
  });

  test("is unknown where many things come only once", () => {
    const varied = Array.from({ length: 400 }, (_, at): Seen => [`only${at}`, undefined]);
    expect(judge([...steady, ...varied], "only7").rarity).toBe("unknown");
  });
});

describe("changes of rate", () => {
  const burst = Array.from({ length: 60 }, (_, at): Seen => ["failing", 1_700_003_000 + at / 2]);
  const background = Array.from({ length: 60 }, (_, at): Seen => ["failing", 1_700_000_000 + at * 100]);

  test("are told by how many times the usual rate was passed", () => {
    expect(judge([...steady, ...background, ...burst], "failing").burst?.factor).toBeGreaterThanOrEqual(10);
  });

  test("are none within a few minutes, because a short run has stages and no usual rate", () => {
    const short = Array.from({ length: 3_000 }, (_, at): Seen => ["steady", 1_700_000_000 + at / 10]);
    const few = Array.from({ length: 60 }, (_, at): Seen => ["failing", 1_700_000_000 + at * 5]);
    const many = Array.from({ length: 60 }, (_, at): Seen => ["failing", 1_700_000_200 + at / 60]);
    expect(judge([...short, ...few, ...many], "failing").burst).toBeUndefined();
  });

  test("are none of what comes at one time only, or as the log begins", () => {
    expect(judge([...steady, ...burst], "failing").burst).toBeUndefined();
    const atStart = burst.map(([template], at): Seen => [template, 1_700_000_000 + at / 60]);
    expect(judge([...steady, ...background, ...atStart], "failing").burst).toBeUndefined();
  });

  test("are none where all traffic rises together", () => {
    const busy = steady.flatMap((event): Seen[] => {
      const inRush = (event[1] as number) >= 1_700_003_000 && (event[1] as number) < 1_700_003_600;
      return Array.from({ length: inRush ? 20 : 1 }, () => event);
    });
    const share = busy.filter((_, at) => at % 10 === 0).map(([, time]): Seen => ["failing", time]);
    expect(judge([...busy, ...share], "failing").burst).toBeUndefined();
  });

  test("are none without times, and none for what is no time", () => {
    const untimed = [...steady, ...burst].map(([template]): Seen => [template, undefined]);
    expect(judge(untimed, "failing").burst).toBeUndefined();
    expect(judge([...steady.slice(0, 20), ["failing", 1e300]], "failing").burst).toBeUndefined();
  });

  test("depend on what came, not on its order", () => {
    const event = fc.tuple(
      fc.constantFrom("a", "b", "c"),
      fc.oneof(fc.integer({ min: -500, max: 500 }), fc.double({ noNaN: true, min: 0, max: 2e9 })),
    );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 300 }), fc.integer({ min: 1, max: 40 }), (events, repeat) => {
        const all = events.flatMap((seen) => Array.from({ length: 1 + (repeat % 5) }, () => seen as Seen));
        const forward = contextOf(all);
        const backward = contextOf(all.toReversed());
        for (const template of ["a", "b", "c"]) {
          expect(backward.judge(backward.statsFor(template))).toEqual(
            forward.judge(forward.statsFor(template)),
          );
        }
      }),
    );
  });
});

describe("a judgement with context", () => {
  const lines = [
    "INFO all is well",
    "plain words",
    "WARN slow",
    "ERROR broken",
    "FATAL gone",
    "connection refused",
  ];
  const findings = [
    { rarity: "unknown" as const },
    { rarity: "rare" as const },
    { rarity: "usual" as const, burst: { factor: 5 } },
    { rarity: "usual" as const, burst: { factor: 50 } },
  ];

  test.each(lines)("is never milder than the words of %j, and stays within its limits", (line) => {
    const assessment = assess(new Reading(line));
    for (const finding of findings) {
      const judgement = withContext(assessment, finding);
      expect(severityRank(judgement.severity)).toBeLessThanOrEqual(severityRank(assessment.severity));
      expect(judgement.anomalyDetected).toBe(judgement.severity !== "P5");
      expect(judgement.rootCause.length).toBeLessThanOrEqual(240);
    }
  });

  test.each([
    "\tat com.example.PaymentService.pay(PaymentService.java:142)",
    "    at Object.<anonymous> (/srv/app/index.js:12:9)",
    "\t... 23 more",
    '  File "/srv/app/main.py", line 12, in <module>',
  ])("leaves a line of a stack trace alone, however rare: %s", (text) => {
    expect(withContext(assess(new Reading(text)), { rarity: "rare" })).toMatchObject({ severity: "P5" });
  });

  test("takes a burst of errors one step further, and leaves rare info lines alone", () => {
    expect(
      withContext(assess(new Reading("ERROR broken")), { rarity: "usual", burst: { factor: 10 } }).severity,
    ).toBe("P2");
    expect(withContext(assess(new Reading("INFO once")), { rarity: "rare" }).severity).toBe("P5");
    expect(withContext(assess(new Reading("plain words")), { rarity: "rare" }).severity).toBe("P4");
  });

  test("leaves bursts of info lines alone, and of known noise", () => {
    const finding = { rarity: "usual", burst: { factor: 50 } } as const;
    expect(withContext(assess(new Reading("INFO stage done")), finding).severity).toBe("P5");
    expect(withContext(assess(new Reading("write: broken pipe")), finding).severity).toBe("P4");
    expect(withContext(assess(new Reading("WARN slow")), finding).severity).toBe("P3");
  });
});
