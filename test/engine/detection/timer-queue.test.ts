import { expect, test } from "vitest";
import { TimerQueue } from "../../../src/engine/detection/timer-queue.ts";
import { fc } from "../../support/fast-check.ts";

test("timers come in the order in which they are due, of two at once the one set first", () => {
  const waits = fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 60 });
  fc.assert(
    fc.property(waits, (steps) => {
      const delays = [10, 25];
      const queue = new TimerQueue<string>(delays);
      const expected: { due: number; number: number; name: string }[] = [];
      const came: string[] = [];
      let now = 0;
      const take = (until: number): void => {
        for (let timer = queue.next(until); timer !== undefined; timer = queue.next(until)) came.push(timer);
      };
      for (const [at, step] of steps.entries()) {
        now += step;
        take(now);
        queue.push(now, `${at} first`, `${at} second`);
        for (const [which, delay] of delays.entries())
          expected.push({
            due: now + delay,
            number: 2 * at + which,
            name: `${at} ${which === 0 ? "first" : "second"}`,
          });
      }
      take(Number.POSITIVE_INFINITY);
      expected.sort((one, other) => one.due - other.due || one.number - other.number);
      expect(came).toEqual(expected.map(({ name }) => name));
    }),
  );
});

test("timers that came are let go", () => {
  const queue = new TimerQueue<number>([1]);
  for (let now = 0; now < 5_000; now++) {
    queue.push(now, now);
    if (now > 0) expect(queue.next(now)).toBe(now - 1);
  }
});
