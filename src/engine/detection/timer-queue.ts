/** A timer that has not come yet, and the place of its delay. */
export interface PendingTimer<Timer> {
  readonly delay: number;
  readonly due: number;
  readonly timer: Timer;
}

/**
 * Timers that all have one of a few delays. Times never go back, so those of one delay come due in the order in which they
 * were set, and each has a queue.
 */
export class TimerQueue<Timer> {
  private readonly queues: {
    readonly delay: number;
    items: { due: number; number: number; timer: Timer }[];
    first: number;
  }[];
  private count = 0;

  /** @param delays seconds */
  constructor(delays: readonly number[]) {
    this.queues = delays.map((delay) => ({ delay, items: [], first: 0 }));
  }

  /** Sets a timer of each delay, in their order. @param now not before the one of any earlier call */
  push(now: number, ...timers: readonly Timer[]): void {
    for (const [delay, timer] of timers.entries()) {
      const queue = this.queues[delay];
      queue?.items.push({ due: now + queue.delay, number: this.count++, timer });
    }
  }

  /** In the order in which they were set. */
  pending(): PendingTimer<Timer>[] {
    return this.queues
      .flatMap(({ items, first }, delay) => items.slice(first).map((item) => ({ ...item, delay })))
      .sort((one, other) => one.number - other.number);
  }

  /** Sets timers again that another queue of the same delays had. */
  resume(pending: readonly PendingTimer<Timer>[]): void {
    for (const { delay, due, timer } of pending)
      this.queues[delay]?.items.push({ due, number: this.count++, timer });
  }

  /** The earliest timer that is due, and takes it away. Of two at the same time the one set first. */
  next(now: number): Timer | undefined {
    let earliest: (typeof this.queues)[number] | undefined;
    for (const queue of this.queues) {
      const head = queue.items[queue.first];
      if (head === undefined || head.due > now) continue;
      const best = earliest?.items[earliest.first];
      if (best === undefined || head.due < best.due || (head.due === best.due && head.number < best.number))
        earliest = queue;
    }
    if (earliest === undefined) return undefined;
    const { timer } = earliest.items[earliest.first++] as { timer: Timer };
    // What is behind is let go in one go, not item by item.
    if (earliest.first > 1_024 && 2 * earliest.first > earliest.items.length) {
      earliest.items = earliest.items.slice(earliest.first);
      earliest.first = 0;
    }
    return timer;
  }
}
