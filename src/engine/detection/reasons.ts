import type { DistinctRows } from "./matrix.ts";
import { ambientColumns } from "./signature-rarity.ts";

/** Why a session is strange: what it has of one template, and how many sessions have the same. */
export interface Reason {
  /** The template's column. */
  readonly column: number;
  readonly count: number;
  /** The count that most sessions have. */
  readonly usual: number;
  /** Of the sessions: those that have this count, or, of a template that comes in any number, as this one none or some. */
  readonly share: number;
}

/** Counts that at least this share of the sessions have are no reason. */
const leastUsual = 0.1;
const mostReasons = 3;

/** What sessions usually have of each template. */
export class Reasons {
  private readonly sessions: number;
  private readonly columns: {
    readonly shares: ReadonlyMap<number, number>;
    readonly usual: number;
    readonly isAmbient: boolean;
  }[];

  /** @param counts of templates */
  constructor(counts: DistinctRows) {
    const { matrix, weights } = counts;
    this.sessions = weights.reduce((sum, weight) => sum + weight, 0);
    const ambient = ambientColumns(counts, this.sessions);
    this.columns = Array.from({ length: matrix.columns }, (_, column) => {
      const isAmbient = ambient.has(column);
      const shares = new Map<number, number>();
      for (let row = 0; row < matrix.rows; row++) {
        const count = kindOf(matrix.values[row * matrix.columns + column] as number, isAmbient);
        shares.set(count, (shares.get(count) ?? 0) + (weights[row] as number));
      }
      const [usual = 0] = [...shares].reduce((best, each) => (each[1] > best[1] ? each : best), [0, 0]);
      return { shares, usual, isAmbient };
    });
  }

  /** The rarest first. @param row of counts in the same columns; columns behind them are new templates */
  of(row: Float64Array): Reason[] {
    return Array.from(row, (count, column) => {
      const { shares, usual, isAmbient } = this.columns[column] ?? {
        shares: new Map(),
        usual: 0,
        isAmbient: false,
      };
      const holders =
        column < this.columns.length ? (shares.get(kindOf(count, isAmbient)) ?? 0) : Number(count === 0);
      return { column, count, usual, share: holders / Math.max(1, this.sessions) };
    })
      .filter(
        ({ count, column, share }) => share < leastUsual && (count !== 0 || column < this.columns.length),
      )
      .sort((one, other) => one.share - other.share || one.column - other.column)
      .slice(0, mostReasons);
  }
}

function kindOf(count: number, isAmbient: boolean): number {
  return isAmbient ? Math.min(1, count) : count;
}
