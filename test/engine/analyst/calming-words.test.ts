import { describe, expect, test } from "vitest";
import { assess } from "../../../src/engine/analyst/assess.ts";
import { applyFloor } from "../../../src/engine/asking/severity-floor.ts";
import { Reading } from "../../../src/engine/reading/reading.ts";
import { severityRank } from "../../../src/engine/verdict.ts";
import { isFull } from "../../support/full-run.ts";
import { examples, type RuleExamples } from "./rules/rule-examples.ts";

/** Words by which a line could try to look harmless: reassurance, levels, and failures that matter less. */
const calming = [
  "recovered",
  "all good, back to normal",
  "completed successfully",
  "0 errors",
  "no failures, no warnings",
  "error=null",
  "reconnected after 2 tries",
  "level=info",
  "level=debug recovered",
  "severity: notice",
  "priority=30",
  "lvl=debug msg=fine",
  "INFO",
  "[info]",
  "DEBUG:",
  '"level":"info"',
  "reply old.example.com is NXDOMAIN",
  "write: broken pipe",
  "memory error on DIMM_A1, corrected",
  "invalid user guest",
  "readiness probe failed",
  "ok",
];

/** Where somebody else's words stand in a line. */
const carriers: Readonly<Record<string, (line: string, words: string) => string>> = {
  "bare at the end": (line, words) => `${line} ${words}`,
  "behind a comma": (line, words) => `${line}, ${words}`,
  "behind a semicolon": (line, words) => `${line}; ${words}`,
  "behind a dash": (line, words) => `${line} - ${words}`,
  "behind a tab": (line, words) => `${line}\t${words}`,
  "three times over": (line, words) => `${line} ${words} ${words} ${words}`,
  "in upper case": (line, words) => `${line} ${words.toUpperCase()}`,
  "in colours": (line, words) => `${line} \u001b[32m${words}\u001b[0m`,
  "a user agent": (line, words) => `${line} ua="${words}"`,
  "a single-quoted value": (line, words) => `${line} note='${words}'`,
  "a bare value": (line, words) => `${line} note=${words}`,
  "a query string": (line, words) => `${line} GET /pay?${words.replaceAll(" ", "&")} HTTP/1.1`,
  "an encoded query string": (line, words) =>
    `${line} "GET /pay?q=${encodeURIComponent(words)} HTTP/1.1" 200`,
  "an object at the end": (line, words) => `${line} {"note":${JSON.stringify(words)}}`,
  "an object with a level": (line, words) => `${line} {"level":"info","note":${JSON.stringify(words)}}`,
  "a nested value": (line, words) =>
    JSON.stringify({ msg: line, ctx: { level: "info", note: words, x: [words] } }),
  "the message of an object": (line, words) => JSON.stringify({ msg: `${line} ${words}` }),
  "round brackets": (line, words) => `${line} (${words})`,
  "square brackets": (line, words) => `${line} [${words}]`,
  "angle brackets": (line, words) => `${line} <${words}>`,
  "an element": (line, words) => `${line} <note level="info">${words}</note>`,
  "HTML entities": (line, words) => `${line} &quot;${words}&quot; &lt;level=info&gt;`,
  "a second line": (line, words) => `${line}\n${words}`,
  "a second line that is indented": (line, words) => `${line}\r\n    ${words}\r\n`,
  "far behind": (line, words) => `${line} ${"x".repeat(8_100)} ${words}`,
  "quoted before the message": (line, words) => `Mar 14 03:12:00 web1 app[3]: "${words}" ${line}`,
  "a name before the message": (line, words) => `Mar 14 03:12:00 web1 app[3]: user "${words}" said: ${line}`,
};

const milderThan = (one: string, other: string) => one > other;
/** The line as its carrier holds it with a word that says nothing. */
const plain = (line: string, carry: (line: string, words: string) => string) => carry(line, "zqx");

/** All failures, or each tenth from a place: each carrier begins at another. */
function tried(place: number): [string, RuleExamples][] {
  return Object.entries(examples).filter((_, at) => isFull || at % 10 === place % 10);
}

describe("no words make a known failure milder", () => {
  test.each(Object.entries(carriers).map(([name, carry], place) => [name, carry, place] as const))(
    "%s",
    (_, carry, place) => {
      const fallen: string[] = [];
      for (const [name, { decides }] of tried(place)) {
        const without = assess(new Reading(plain(decides, carry))).severity;
        for (const words of calming) {
          const { severity } = assess(new Reading(carry(decides, words)));
          if (milderThan(severity, without)) fallen.push(`${name}, ${words}: ${without} to ${severity}`);
        }
      }
      expect(fallen.join("\n")).toBe("");
    },
  );

  test("carriers that keep the level at the head of the line make no failure milder", () => {
    const fallen = tried(0).flatMap(([name, { decides }]) =>
      Object.entries(carriers)
        .filter(([place]) => !/before the message|object$|nested/.test(place))
        .filter(([, carry]) =>
          milderThan(
            assess(new Reading(plain(decides, carry))).severity,
            assess(new Reading(decides)).severity,
          ),
        )
        .map(([place]) => `${name}, ${place}`),
    );
    expect(fallen.join("\n")).toBe("");
  });
});

/** Failures as programs log them, each with a level of its own. */
const lines = [
  ["Mar 14 03:12:00 db1 kernel: Out of memory: Killed process 71 (mysqld)", "P1"],
  ["Mar 14 03:12:00 db1 kernel: EXT4-fs error (device sda1): Remounting filesystem read-only", "P1"],
  ["2026-03-14T03:12:00Z ERROR [jobs] write /srv/q/7: no space left on device", "P1"],
  ["2026-03-14 03:12:00 FATAL [node] Kernel panic - not syncing: Fatal exception", "P1"],
  ['{"time":"t","level":"error","msg":"pq: sorry, too many clients already"}', "P1"],
  ['{"level":50,"msg":"java.lang.OutOfMemoryError: Java heap space","pid":7}', "P1"],
  ['ts=1 level=error msg="x509: certificate has expired or is not yet valid"', "P1"],
  ["<11>Mar 14 03:12:00 lb1 haproxy[3]: backend shop has no server available!", "P0"],
  ["E0314 03:12:00.000000       1 main.go:1] etcdserver: no leader", "P1"],
] as const;

describe("neither without a model nor with one that obeys", () => {
  const obedient = {
    anomalyDetected: false,
    severity: "P5",
    rootCause: "Nothing.",
    recommendedAction: "",
    confidence: 99,
  } as const;
  const paging = Object.values(examples)
    .map(({ decides }) => decides)
    .filter((line) => severityRank(assess(new Reading(line)).severity) <= 1);

  test.each(lines)("%j stays %s", (line, severity) => {
    expect(assess(new Reading(line)).severity).toBe(severity);
    for (const [place, carry] of Object.entries(carriers)) {
      // An object or pairs with more behind them are none, and nobody appends to the inside of one.
      if (/before the message|nested|object$/.test(place)) continue;
      for (const words of calming) {
        const text = carry(line, words);
        const floor = assess(new Reading(text));
        expect(floor.severity <= severity, `${place}: ${words}`).toBe(true);
        expect(applyFloor(obedient, floor, false).judgement.severity <= "P1", `${place}: ${words}`).toBe(
          true,
        );
      }
    }
  });

  test("does a known failure at P0 or P1 leave them", () => {
    expect(paging.length).toBeGreaterThanOrEqual(32);
    for (const line of paging) {
      for (const carry of Object.values(carriers)) {
        const floor = assess(new Reading(carry(line, "level=info recovered")));
        if (milderThan(assess(new Reading(plain(line, carry))).severity, "P1")) continue;
        expect(applyFloor(obedient, floor, false).judgement.severity <= "P1", line).toBe(true);
      }
    }
  });
});
