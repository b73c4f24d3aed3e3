import { endOfField, unquoteField } from "./csv.ts";
import type { Cut, Table } from "./table.ts";

/** The places of replaced columns with a value in any row, except those that are `known`. */
export function placesWithValues(table: Table, known: (place: number) => boolean): Set<number> {
  const found = new Set<number>();
  for (const cut of table.cuts) {
    const open = new Set<number>();
    for (let place = cut.first; place <= cut.last; place++) if (!known(place)) open.add(place);
    for (let row = 0; row < table.rowCount && open.size > 0; row++) {
      for (const place of valuesOf(table, row, cut)) if (open.delete(place)) found.add(place);
    }
  }
  return found;
}

function valuesOf(table: Table, row: number, cut: Cut): readonly number[] {
  if (table.isMalformed(row)) {
    const fields = table.rawFields(row).slice(cut.first, cut.last + 1);
    return fields.flatMap((raw, index) => (unquoteField(raw) === "" ? [] : [cut.first + index]));
  }
  const start = table.cutStart(row, cut);
  const end = table.cutEnd(row, cut);
  // Only the commas between empty columns.
  if (end - start === cut.last - cut.first) return none;
  const text = table.slice(start, end);
  const places: number[] = [];
  for (let place = cut.first, at = 0; place <= cut.last; place++) {
    const fieldEnd = endOfField(text, at);
    const length = fieldEnd - at;
    if (length > 2 || (length > 0 && unquoteField(text.slice(at, fieldEnd)) !== "")) places.push(place);
    at = fieldEnd + 1;
  }
  return places;
}

const none: readonly number[] = [];
