import { describe, expect, test } from "vitest";
import { percentText, reasonText } from "../../../src/app/detect/detection-report.ts";

const reason = {
  template_id: "t1",
  template: "<*> <*> WARN disk <*> is slow",
  count: 1,
  usual: 0,
  share: 0.02,
};

describe("why a session is strange", () => {
  test("is said with the template, how often it came, and how many sessions have the same", () => {
    expect(reasonText(reason)).toBe('"WARN disk <*> is slow" once, as 2 % of all');
    expect(reasonText({ ...reason, count: 5, usual: 2, share: 0.00001 })).toBe(
      '"WARN disk <*> is slow" 5 times, as under 0.01 % of all (most: twice)',
    );
    expect(reasonText({ ...reason, share: 0 })).toBe('"WARN disk <*> is slow" once, as no other');
    expect(reasonText({ ...reason, count: 0, usual: 1 })).toBe('no "WARN disk <*> is slow", which most have');
  });

  test("quotes no more than the beginning of a long template", () => {
    expect(reasonText({ ...reason, template: "word ".repeat(50) }).length).toBeLessThan(110);
  });
});

test("shares are said in percent with two digits that matter", () => {
  expect([0, 0.00001, 0.0012, 0.033, 1].map(percentText)).toEqual([
    "0 %",
    "under 0.01 %",
    "0.12 %",
    "3.3 %",
    "100 %",
  ]);
});
