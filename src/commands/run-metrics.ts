type Metric = readonly [seconds: number, invocations: number, rowsIn: number, rowsOut: number];

/** Counts and timings of one search, for the job inspector. */
export class RunMetrics {
  rows = 0;
  /** Rows without text. */
  emptyRows = 0;
  private chunks = 0;
  private decodingMilliseconds = 0;
  private judgingMilliseconds = 0;

  /** Adds one chunk; times in milliseconds. */
  add(chunk: { rows: number; emptyRows: number; decoding: number; judging: number }): void {
    this.chunks++;
    this.rows += chunk.rows;
    this.emptyRows += chunk.emptyRows;
    this.decodingMilliseconds += chunk.decoding;
    this.judgingMilliseconds += chunk.judging;
  }

  /** @param units distinct texts met */
  inspector(units: number): Record<`metric.${string}`, Metric> {
    const { chunks, rows } = this;
    return {
      "metric.llamaanalyze.decode": [this.decodingMilliseconds / 1000, chunks, rows, rows],
      "metric.llamaanalyze.judge": [this.judgingMilliseconds / 1000, chunks, rows, rows],
      "metric.llamaanalyze.units": [0, units, rows, units],
    };
  }
}
