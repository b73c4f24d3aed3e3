import { expect, test } from "vitest";
import { breakerAfterAttempt, breakerState } from "../../../src/engine/delivery/breaker.ts";
import { newBreakerRecord } from "../../../src/engine/delivery/rate.ts";
import type { BreakerRecord } from "../../../src/engine/ledger/delivery.ts";

const fresh = newBreakerRecord({ perSecond: 1, burst: 3 }, 0);
const failed = (times: number): BreakerRecord =>
  Array.from({ length: times }).reduce<BreakerRecord>(
    (record) => breakerAfterAttempt(record, false, 0, "f"),
    fresh,
  );

test("a breaker opens at the fifth failure in a row, and lets one message through after a minute", () => {
  expect(breakerState(failed(4), 0, "f")).toBe("closed");
  expect(breakerState(failed(5), 59_999, "f")).toBe("open");
  expect(breakerState(failed(5), 60_000, "f")).toBe("probe");
});

test("a breaker is closed again after a message that arrived, and with another configuration", () => {
  expect(breakerState(breakerAfterAttempt(failed(9), true, 0, "f"), 0, "f")).toBe("closed");
  expect(breakerState(failed(9), 0, "g")).toBe("closed");
});
