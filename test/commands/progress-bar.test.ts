import { expect, test } from "vitest";
import { ProgressBar } from "../../src/commands/command-line/progress-bar.ts";

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

test("long work shows the share of the bytes, and is erased", () => {
  const { bar, written, clock } = onTerminal(200);
  clock.time = 600;
  bar.bytes = 100;
  bar.lines = 1234;
  bar.update();
  bar.erase();
  expect(written).toEqual([`\r\u001b[K${"█".repeat(15)}${"░".repeat(15)}  50 %  1,234 lines`, "\r\u001b[K"]);
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
