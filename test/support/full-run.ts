/** Whether all is tried at its full size, as `npm run check:full` has it (TESTS=full). */
export const isFull = process.env.TESTS === "full";

/**
 * A size at which a thing that takes its square in time would not end: a tenth of it shows that as well.
 *
 * @param whole a multiple of ten
 */
export function size(whole: number): number {
  return isFull ? whole : whole / 10;
}
