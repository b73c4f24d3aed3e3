import { describe, expect, test } from "vitest";
import type { Incident } from "../../../src/engine/correlation/incident.ts";
import { Masker } from "../../../src/engine/masking/masker.ts";
import { Grounding } from "../../../src/engine/narrative/grounding.ts";
import { shownIncident } from "../../../src/engine/narrative/timeline-lines.ts";
import {
  invented,
  inventedOfMixed,
  inventedOfMixedToo,
  inventedOfRelease,
  inventedOfReleaseToo,
  inventedToo,
  type LabelledClaim,
  restingOnLines,
  restingOnLinesToo,
  restingOnMixedLines,
  restingOnMixedLinesToo,
  restingOnReleaseLines,
  restingOnReleaseLinesToo,
} from "./labelled-claims.ts";
import { mixedIncident, outageIncident, releaseIncident } from "./outage-incident.ts";

function groundingOf(incident: Incident): Grounding {
  return new Grounding(incident, shownIncident(incident, new Masker()));
}

const outage = groundingOf(outageIncident);
const dropOf = (text: string, lines: readonly number[], isStep = false) =>
  outage.dropOf({ text, lines }, isStep);

interface LabelledSet {
  readonly incident: Incident;
  readonly claims: readonly LabelledClaim[];
}

function judged(sets: readonly LabelledSet[]): { claim: LabelledClaim; dropped: boolean }[] {
  return sets.flatMap(({ incident, claims }) => {
    const grounding = groundingOf(incident);
    return claims.map((claim) => ({
      claim,
      dropped: grounding.dropOf(claim, claim.step === true) !== undefined,
    }));
  });
}

describe("of labelled claims in nine languages", () => {
  test("at most one in twenty that rests on its lines is dropped", () => {
    const all = judged([
      { incident: outageIncident, claims: restingOnLines },
      { incident: releaseIncident, claims: restingOnReleaseLines },
      { incident: mixedIncident, claims: restingOnMixedLines },
      { incident: outageIncident, claims: restingOnLinesToo },
      { incident: releaseIncident, claims: restingOnReleaseLinesToo },
      { incident: mixedIncident, claims: restingOnMixedLinesToo },
    ]);
    expect(all.length).toBeGreaterThan(230);
    const wrong = all.filter(({ dropped }) => dropped).map(({ claim }) => claim.text);
    expect(wrong.length, wrong.join("\n")).toBeLessThanOrEqual(all.length / 20);
  });

  test("at most one in twenty that is invented is shown", () => {
    const all = judged([
      { incident: outageIncident, claims: invented },
      { incident: releaseIncident, claims: inventedOfRelease },
      { incident: mixedIncident, claims: inventedOfMixed },
      { incident: outageIncident, claims: inventedToo },
      { incident: releaseIncident, claims: inventedOfReleaseToo },
      { incident: mixedIncident, claims: inventedOfMixedToo },
    ]);
    expect(all.length).toBeGreaterThan(230);
    const wrong = all.filter(({ dropped }) => !dropped).map(({ claim }) => claim.text);
    expect(wrong.length, wrong.join("\n")).toBeLessThanOrEqual(all.length / 20);
  });
});

describe("a claim is dropped, with the reason,", () => {
  test.each([
    ["no_lines", "nvme0 timed out.", []],
    ["no_lines", "nvme0 timed out.", [1, 99]],
    ["placeholder", "Orders of <USER:zzzz222222> failed.", [4]],
    ["quote", 'Postgres said "too many clients".', [6]],
    ["moment", "At 10:01:02 postgres panicked.", [6]],
    ["quantity", "The pool of 77 connections was full.", [3]],
    ["name", "The disk of orders-db-3 failed.", [1]],
    ["unrelated", "P1", [2]],
    ["unrelated", "The user was able to use the keyboard of the host.", [4]],
    ["unrelated", "The moon is made of cheese by the mice.", [6]],
  ])("%s: %s", (reason, text, lines) => {
    expect(dropOf(text, lines)).toBe(reason);
  });

  test("each alone: the others of the narrative stay, and are counted by reason", () => {
    const { summary, cause, steps, dropped } = outage.grounded({
      summary: [
        { text: "The disk nvme0 timed out.", lines: [1] },
        { text: "Kafka lost its leader.", lines: [1] },
      ],
      cause: { text: "The disk of orders-db-9 failed.", lines: [1] },
      steps: [
        { text: "Look at nvme0 with `dmesg`.", lines: [1] },
        { text: "Look at nvme0 with dmesg!", lines: [2, 1] },
      ],
      confidence: 50,
    });
    expect([summary.length, cause, steps.length]).toEqual([1, undefined, 1]);
    expect([...dropped]).toEqual([
      ["name", 2],
      ["repeated", 1],
    ]);
  });
});

describe("what is the same in another notation is the same", () => {
  test.each([
    ["1204 connections failed, or 1,204, or 1.204, or 1 204, or 1'204.", 3],
    ["It waited 30 seconds, 30s, 0.5 minutes, 30,000 ms, ３０秒.", 4],
    ["It began at 09:32, at 09:32:01, at 9:32 AM, at 09h32, on 2026-03-10T09:32:01Z, on 10 March 2026.", 1],
    ["orders-db-0 and orders-db-0.prod.shop.example are one host.", 1],
    ["The heap of 1536 MB, 1.5 GB or 1,536 MB was used to 97 % or 97 percent.", 7],
    ["Die Warteschlange hat 3.412 Nachrichten, la file 3 412, la cola 3412.", 9],
  ])("%s", (text, line) => {
    expect(dropOf(text, [line])).toBeUndefined();
  });

  test.each([
    ["It waited 31 seconds.", 4],
    ["1,205 connections failed.", 3],
    ["It began at 09:33:01.", 1],
    ["orders-db-0.prod.other.example failed.", 1],
    ["The heap was used to 79 %.", 7],
  ])("but not %s", (text, line) => {
    expect(dropOf(text, [line])).toBeDefined();
  });
});
