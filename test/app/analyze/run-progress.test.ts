import { afterEach, expect, test, vi } from "vitest";
import { progressMark, tellProgress } from "../../../src/app/analyze/run-progress.ts";

afterEach(() => vi.useRealTimers());

test("how far the asking has come is told while it goes on, and no line twice", () => {
  vi.useFakeTimers();
  const counts = { calls: 0, promptTokens: 0, answerTokens: 0, verdicts: 0, latencies: [] };
  const lines: string[] = [];
  const end = tellProgress(counts, true, (line) => lines.push(line));
  vi.advanceTimersByTime(10_000);
  expect(lines).toEqual([]);
  Object.assign(counts, { calls: 3, promptTokens: 1_000, answerTokens: 234, verdicts: 8 });
  vi.advanceTimersByTime(10_000);
  expect(lines).toEqual([`${progressMark}3 calls, 1,234 tokens, 8 units answered\n`]);
  counts.calls = 4;
  end();
  vi.advanceTimersByTime(10_000);
  expect(lines).toHaveLength(1);
});
