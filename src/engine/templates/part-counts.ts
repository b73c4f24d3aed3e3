/** Parts that a log is counted in, at most. When the log outgrows them, pairs of parts are joined. */
export const mostParts = 128;

/** Lines in each part of a log, of one kind. */
export type PartCounts = Uint32Array;

/** Divides a log whose length nobody knows into parts of equal numbers of lines. */
export class Parts {
  lines = 0;
  private linesPerPart = 1;

  /** Counts a line of the log. @param joinParts is called when all counts are to be halved @returns its part */
  next(joinParts: () => void): number {
    if (this.lines === mostParts * this.linesPerPart) {
      this.linesPerPart *= 2;
      joinParts();
    }
    return Math.floor(this.lines++ / this.linesPerPart);
  }

  /** Parts so far; the last one may not be whole. */
  get count(): number {
    return this.lines / this.linesPerPart;
  }
}

/** Joins each pair of parts. */
export function halve(parts: PartCounts): void {
  for (let part = 0; part < mostParts / 2; part++)
    parts[part] = (parts[2 * part] as number) + (parts[2 * part + 1] as number);
  parts.fill(0, mostParts / 2);
}
