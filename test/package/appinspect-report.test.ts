import { expect, test } from "vitest";
import { explanationsIn, findingsOf, isExplained, isFatal } from "../../scripts/package/appinspect/report.ts";

const message = (result: string, file: string | null, text = "said") => ({
  result,
  message: text,
  message_filename: file,
  code: "",
  line: 1,
});
const reportOf = (...checks: { name: string; result: string; messages: unknown[] }[]) =>
  JSON.stringify({ summary: { warning: 1 }, reports: [{ groups: [{ checks }] }] });

test("findings are counted by check and file; what passed is none", () => {
  const { findings, summary } = findingsOf(
    reportOf(
      { name: "check_a", result: "success", messages: [] },
      { name: "check_b", result: "not_applicable", messages: [message("not_applicable", "None")] },
      { name: "check_c", result: "warning", messages: [message("warning", "x"), message("warning", "x")] },
      { name: "check_d", result: "error", messages: [] },
      { name: "check_e", result: "manual_check", messages: [message("manual_check", null)] },
    ),
  );
  expect(summary).toEqual({ warning: 1 });
  expect(findings.map(({ check, result, file, count }) => [check, result, file, count])).toEqual([
    ["check_c", "warning", "x", 2],
    ["check_d", "error", undefined, 1],
    ["check_e", "manual_check", undefined, 1],
  ]);
  expect(findings.map(isFatal)).toEqual([false, true, false]);
});

test("a finding is explained by a section of its name that names its file", () => {
  const page =
    "# Page\n`check_b`\n### `check_a`\n\nOf `bin/*.cjs` and `LICENSE`.\n\n### Other\n\n`default/app.conf`\n";
  const explanations = explanationsIn(page);
  const explained = (check: string, file?: string) =>
    isExplained(explanations, { result: "warning", check, file, count: 1, message: "" });
  expect([...explanations.keys()]).toEqual(["check_a"]);
  expect([explained("check_a"), explained("check_a", "bin/x.cjs"), explained("check_a", "LICENSE")]).toEqual([
    ...[true, true, true],
  ]);
  const others = ["bin/y/x.cjs", "bin/xzcjs", "LICENSES", "default/app.conf"];
  for (const file of others) expect(explained("check_a", file)).toBe(false);
  expect(explained("check_b")).toBe(false);
});
