import { expect, test } from "vitest";
import { ProgressBar } from "../../src/cli/render/progress-bar.ts";

function onTerminal(totalBytes: number | undefined, isTTY = true) {
  const written: string[] = [];
  const clock = { time: 0 };
  const terminal = { isTTY, columns: 80, write: (text: string) => written.push(text) };
  return { bar: new ProgressBar(terminal, totalBytes, () => clock.time), written, clock };
}

test("short work shows no bar, and leaves nothing to erase", () => {
  const { bar, written, clock } = onTerminal(100);
  clock.time = 400;
  bar.update();
  bar.erase();
  expect(written).toEqual([]);
});

test("long work shows the share that is answered and the time that is left, and is erased", () => {
  const { bar, written, clock } = onTerminal(200);
  clock.time = 6_000;
  bar.bytesRead = 150;
  bar.linesRead = 1234;
  bar.lines = 617;
  bar.update();
  bar.erase();
  expect(written).toEqual([
    `\r\u001b[K${"█".repeat(11)}${"░".repeat(19)}  37 %  617 lines, about 10 s left`,
    "\r\u001b[K",
  ]);
});

test.each([
  [10, ""],
  [100, ", about 9 min left"],
  [500, ", about 60 s left"],
  [999, ", about 1 s left"],
] as const)("after a minute and %d thousandths it says%s", (lines, left) => {
  const { bar, written, clock } = onTerminal(1_000);
  clock.time = 60_000;
  Object.assign(bar, { bytesRead: 1_000, linesRead: 1_000, lines });
  bar.update();
  expect(written[0]).toMatch(new RegExp(`${lines} lines${left}$`));
});

test("what was asked of a model so far stands at its end", () => {
  const { bar, written, clock } = onTerminal(undefined);
  clock.time = 6_000;
  bar.lines = 20;
  bar.asked = "3 calls, 1,200 tokens, 8 units answered";
  bar.update();
  expect(written).toEqual(["\r\u001b[K20 lines, 3 calls, 1,200 tokens, 8 units answered"]);
});

test("hours are told with a digit behind the point", () => {
  const { bar, written, clock } = onTerminal(1_000);
  clock.time = 3_600_000;
  Object.assign(bar, { bytesRead: 400, linesRead: 8, lines: 8 });
  bar.update();
  expect(written[0]).toMatch(/8 lines, about 90 min left$/);
  clock.time = 7_200_000;
  bar.update();
  expect(written[1]).toMatch(/8 lines, about 3.0 h left$/);
});

test("of standard input only the lines are known", () => {
  const { bar, written, clock } = onTerminal(undefined);
  clock.time = 600;
  bar.lines = 7;
  bar.update();
  expect(written).toEqual(["\r\u001b[K7 lines"]);
});

test("it is drawn at most ten times a second", () => {
  const { bar, written, clock } = onTerminal(100);
  for (clock.time = 500; clock.time < 1500; clock.time += 5) bar.update();
  expect(written).toHaveLength(10);
});

test("nothing is drawn where there is no terminal", () => {
  const { bar, written, clock } = onTerminal(100, false);
  clock.time = 5000;
  bar.update();
  bar.erase();
  expect(written).toEqual([]);
});
