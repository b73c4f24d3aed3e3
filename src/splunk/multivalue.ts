/**
 * Multivalue fields. The plain column holds the values joined by newlines. Its twin `__mv_<field>` holds
 * `$first$;$second$`, with dollar signs doubled, and is empty for fewer than two values.
 */

/** The values in a `__mv_` cell, up to its first fault. Takes linear time, because cells may be 10 MB of dollar signs. */
export function decodeMultivalue(cell: string): string[] {
  const values: string[] = [];
  let at = 0;
  while (cell[at] === "$") {
    let value = "";
    let from = at + 1;
    let close = cell.indexOf("$", from);
    while (close !== -1 && cell[close + 1] === "$") {
      value += cell.slice(from, close + 1);
      from = close + 2;
      close = cell.indexOf("$", from);
    }
    if (close === -1) break;
    values.push(value + cell.slice(from, close));
    at = cell[close + 1] === ";" ? close + 2 : cell.length;
  }
  return values;
}

/** The plain cell and the `__mv_` cell of a list of values. */
export function encodeMultivalue(values: readonly string[]): { plain: string; multivalue: string } {
  const plain = values.join("\n");
  if (values.length < 2) return { plain, multivalue: "" };
  return { plain, multivalue: values.map((value) => `$${value.replaceAll("$", () => "$$")}$`).join(";") };
}

/** The name of a field's multivalue twin. */
export function multivalueColumn(field: string): string {
  return `__mv_${field}`;
}
