/** Counts the open braces and brackets of an object that is written over several lines. */
export class ObjectDepth {
  private depth = 0;

  constructor(head: string) {
    this.take(head);
  }

  /** @returns the depth after the line: 0 where the object ends */
  take(line: string): number {
    let isInString = false;
    for (let at = 0; at < line.length; at++) {
      const character = line[at];
      if (isInString && character === "\\") at++;
      else if (character === '"') isInString = !isInString;
      else if (!isInString && (character === "{" || character === "[")) this.depth++;
      else if (!isInString && (character === "}" || character === "]")) this.depth--;
    }
    return Math.max(0, this.depth);
  }
}
