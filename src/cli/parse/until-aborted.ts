/** What a source gives until the signal is aborted: it is not waited for any longer then, however idle it is. */
export async function* untilAborted<Item>(
  source: AsyncIterable<Item>,
  signal: AbortSignal,
): AsyncGenerator<Item, void, void> {
  const aborted = new Promise<undefined>((resolve) => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener("abort", () => resolve(undefined), { once: true });
  });
  const items = source[Symbol.asyncIterator]();
  while (!signal.aborted) {
    const next = await Promise.race([items.next(), aborted]);
    if (next === undefined || next.done === true) return;
    yield next.value;
  }
}
