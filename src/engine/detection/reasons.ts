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

/** What sessions have of each template; JSON. */
export interface UsualCounts {
  readonly sessions: number;
  /** By column; `holders` are counts and how many sessions have them. */
  readonly columns: readonly {
    readonly isAmbient: boolean;
    readonly usual: number;
    readonly holders: readonly (readonly [count: number, sessions: number])[];
  }[];
}

/** Counts that at least this share of the sessions have are no reason. */
const leastUsual = 0.1;
const mostReasons = 3;

/** @param counts of templates */
export function learnUsualCounts(counts: DistinctRows): UsualCounts {
  const { matrix, weights } = counts;
  const sessions = weights.reduce((sum, weight) => sum + weight, 0);
  const ambient = ambientColumns(counts, sessions);
  const columns = Array.from({ length: matrix.columns }, (_, column) => {
    const isAmbient = ambient.has(column);
    const holders = new Map<number, number>();
    for (let row = 0; row < matrix.rows; row++) {
      const count = kindOf(matrix.values[row * matrix.columns + column] as number, isAmbient);
      holders.set(count, (holders.get(count) ?? 0) + (weights[row] as number));
    }
    const [usual = 0] = [...holders].reduce((best, each) => (each[1] > best[1] ? each : best), [0, 0]);
    return { isAmbient, usual, holders: [...holders] };
  });
  return { sessions, columns };
}

/** Finds what few sessions have as one has it. */
export class Reasons {
  private readonly sessions: number;
  private readonly columns: readonly {
    isAmbient: boolean;
    usual: number;
    holders: ReadonlyMap<number, number>;
  }[];

  constructor({ sessions, columns }: UsualCounts) {
    this.sessions = sessions;
    this.columns = columns.map((column) => ({ ...column, holders: new Map(column.holders) }));
  }

  /**
   * The rarest first, of two what is there before what is missing.
   *
   * @param row of counts in the same columns; columns behind them are new templates
   */
  of(row: Float64Array): Reason[] {
    return Array.from(row, (count, column) => this.reasonOf(count, column))
      .filter(
        ({ count, column, share }) => share < leastUsual && (count !== 0 || column < this.columns.length),
      )
      .sort(
        (one, other) =>
          one.share - other.share ||
          Number(one.count === 0) - Number(other.count === 0) ||
          one.column - other.column,
      )
      .slice(0, mostReasons);
  }

  private reasonOf(count: number, column: number): Reason {
    const known = this.columns[column];
    if (known === undefined) return { column, count, usual: 0, share: 0 };
    const holders = known.holders.get(kindOf(count, known.isAmbient)) ?? 0;
    return { column, count, usual: known.usual, share: holders / this.sessions };
  }
}

function kindOf(count: number, isAmbient: boolean): number {
  return isAmbient ? Math.min(1, count) : count;
}
