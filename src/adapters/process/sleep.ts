/**
 * Resolves after this many milliseconds, or as soon as the signal aborts; never rejects. Node's own version creates an
 * error for each abort, which costs more than everything else in a cancelled wait.
 */
export function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted === true) return resolve();
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal?.addEventListener("abort", end);
  });
}
