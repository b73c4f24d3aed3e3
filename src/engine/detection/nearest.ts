import type { DistinctRows, Matrix } from "./matrix.ts";
import { NeighbourSearch } from "./neighbour-search.ts";

/** The nearest rows of one row, the nearest first; together they stand for `k` rows. */
export interface Nearest {
  /** Places of distinct rows. */
  readonly places: Int32Array;
  readonly distances: Float64Array;
  /** How many rows each of them stands for; of the last only as many as are needed. */
  readonly weights: Float64Array;
}

/** Finds the `k` nearest rows, where equal rows are held once with a weight. */
export class NearestRows {
  private readonly rows: DistinctRows;
  private readonly search: NeighbourSearch;
  private readonly k: number;

  constructor(rows: DistinctRows, k: number) {
    this.rows = rows;
    this.search = new NeighbourSearch(rows.matrix);
    this.k = k;
  }

  /** @param ownPlace of a row that is not to be its own neighbour; its equals are */
  of(matrix: Matrix, row: number, ownPlace?: number): Nearest {
    const { weights } = this.rows;
    const weightOf = (place: number): number => (weights[place] as number) - Number(place === ownPlace);
    const places: number[] = [];
    const squares: number[] = [];
    let total = 0;
    const limit = (): number => (total < this.k ? Number.MAX_VALUE : (squares.at(-1) as number));
    this.search.visit(matrix, row, limit, (place, squared) => {
      const weight = weightOf(place);
      if (weight === 0) return;
      let at = squares.length;
      while (at > 0 && (squares[at - 1] as number) > squared) at--;
      places.splice(at, 0, place);
      squares.splice(at, 0, squared);
      total += weight;
      // The farthest are not needed any more.
      for (
        let last = weightOf(places.at(-1) as number);
        total - last >= this.k;
        last = weightOf(places.at(-1) as number)
      ) {
        total -= last;
        places.pop();
        squares.pop();
      }
    });
    const taken = Float64Array.from(places, weightOf);
    if (taken.length > 0) taken[taken.length - 1] = (taken.at(-1) as number) - Math.max(0, total - this.k);
    return {
      places: Int32Array.from(places),
      distances: Float64Array.from(squares, Math.sqrt),
      weights: taken,
    };
  }
}
