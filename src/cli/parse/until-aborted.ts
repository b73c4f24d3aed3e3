/** What a source gives until the signal is aborted: it is not waited for any longer then, however idle it is. */
export async function* untilAborted<Item>(
  source: AsyncIterable<Item>,
  signal: AbortSignal,
): AsyncGenerator<Item, void, void> {
  let stopWaiting = (): void => {};
  const onAbort = (): void => stopWaiting();
  signal.addEventListener("abort", onAbort, { once: true });
  const items = source[Symbol.asyncIterator]();
  try {
    while (!signal.aborted) {
      // Not Promise.race: racing against a long-lived promise would keep every item in memory.
      const next = await new Promise<IteratorResult<Item> | undefined>((resolve, reject) => {
        stopWaiting = () => resolve(undefined);
        items.next().then(resolve, reject);
      });
      if (next === undefined || next.done === true) return;
      yield next.value;
    }
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}
