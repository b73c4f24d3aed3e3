import { launcher, measureThroughput } from "./conversation.ts";
import { pythonPassThrough } from "./python-peer.ts";
import { distinctBodies, requestShapes, rowsInChunk, tableBody } from "./row-requests.ts";

interface RowFigure {
  readonly name: string;
  /** Rows a second. */
  readonly ours: number;
  /** Undefined where the peer cannot be had. */
  readonly theirs: number | undefined;
  /** Median over the pairs. */
  readonly ratio: number | undefined;
  readonly runs: number;
}

/** The same 500 lines over and over, or lines of which no two are equal in 100,000. */
const kinds = {
  "known lines": (fields: readonly string[]) => [tableBody(rowsInChunk, 500, { fields })],
  "no two lines equal": distinctBodies,
};

/** Rows a second with all columns sent back, beside a command of Splunk's SDK that gets the same bytes. */
export async function* benchRows(
  quick: boolean,
  median: (values: readonly number[]) => number,
): AsyncGenerator<RowFigure> {
  const python = pythonPassThrough().command;
  const chunks = quick ? 80 : 200;
  for (const [shape, fields] of Object.entries(requestShapes)) {
    for (const [kind, bodiesOf] of Object.entries(kinds)) {
      const bodies = bodiesOf(fields);
      const measure = async (command: readonly string[]): Promise<number> =>
        (await measureThroughput(command, bodies, { rowsInChunk, chunks })).rowsPerSecond;
      const ours: number[] = [];
      const theirs: number[] = [];
      for (let run = 0; run < (quick ? 1 : 5); run++) {
        ours.push(await measure([launcher]));
        if (python !== undefined) theirs.push(await measure(python));
      }
      const ratios = theirs.map((value, run) => (ours[run] as number) / value);
      yield {
        name: `${kind}, ${shape}`,
        ours: median(ours),
        theirs: python && median(theirs),
        ratio: python && median(ratios),
        runs: ours.length,
      };
    }
  }
}
