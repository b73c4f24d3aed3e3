/** Checks during one wait. */
const checks = 10;

/** A wait took too long. */
export class TimeoutError extends Error {
  override readonly name = "TimeoutError";
}

/**
 * The promise's result, with a timeout. The time is counted in ten steps by an interval timer, so a pause in which this
 * process itself was too busy counts as one step at most.
 *
 * @throws TimeoutError after `milliseconds`
 */
export async function withTimeout<Result>(promise: Promise<Result>, milliseconds: number): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_, reject) => {
    let checked = 0;
    timer = setInterval(() => {
      if (++checked >= checks) reject(new TimeoutError());
    }, milliseconds / checks);
  });
  try {
    return await Promise.race([promise, over]);
  } finally {
    clearInterval(timer);
  }
}
