/** Bytes of one line: a row with a whole event or multivalue field in it. */
const longestLine = 16 * 1024 * 1024;
const newline = 0x0a;

/** A line was longer than any row is. */
export class LineTooLong extends Error {
  readonly longest = longestLine;
}

/**
 * A body's lines, without their ends and without empty ones. Lines are cut in bytes and only then read as
 * UTF-8, so that it does not matter where a block ends.
 *
 * @throws LineTooLong
 */
export async function* linesOf(
  blocks: AsyncIterable<Buffer>,
  longest = longestLine,
): AsyncGenerator<string, void, void> {
  let pending: Buffer[] = [];
  let length = 0;
  for await (const block of blocks) {
    let start = 0;
    for (let end = block.indexOf(newline); end >= 0; end = block.indexOf(newline, start)) {
      const line = textOf([...pending, block.subarray(start, end)]);
      pending = [];
      length = 0;
      start = end + 1;
      if (line !== "") yield line;
    }
    if (start === block.length) continue;
    length += block.length - start;
    if (length > longest) throw new LineTooLong();
    pending.push(block.subarray(start));
  }
  const last = textOf(pending);
  if (last !== "") yield last;
}

function textOf(parts: readonly Buffer[]): string {
  const [only] = parts;
  return (parts.length === 1 && only !== undefined ? only : Buffer.concat(parts)).toString("utf8").trim();
}
