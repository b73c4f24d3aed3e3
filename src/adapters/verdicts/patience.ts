/** How often a wait looks whether its time is over. */
const looks = 10;

/** A wait whose time was over. */
export class OutOfPatience extends Error {
  override readonly name = "OutOfPatience";
}

/**
 * The promise's result, unless it takes longer than it may. Time in which this process itself was too busy to take
 * notice of a result counts once for each look only, for that is no fault of what is waited for.
 *
 * @param milliseconds how long it may take
 * @throws OutOfPatience
 */
export async function withPatience<Result>(promise: Promise<Result>, milliseconds: number): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_, reject) => {
    let looked = 0;
    timer = setInterval(() => {
      if (++looked >= looks) reject(new OutOfPatience());
    }, milliseconds / looks);
  });
  try {
    return await Promise.race([promise, over]);
  } finally {
    clearInterval(timer);
  }
}
