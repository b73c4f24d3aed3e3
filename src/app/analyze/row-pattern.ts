import { randomUUID } from "node:crypto";
import { readable } from "../../engine/masking/readable.ts";
import type { SlotValue } from "../../engine/masking/slots.ts";

/** Stands for a value while a row is rendered. Nobody who writes a log can know it, and no encoding changes it. */
const mark = randomUUID().replaceAll("-", "");
const marks = new RegExp(`${mark}(\\d+)z`);
/** Printable ASCII that CSV and JSON leave as it is. */
const plain = /^[^",\\\x00-\x1f\x7f-\uffff]+$/;

/** The row of a unit whose sentences name values: rendered once, and cut where the values of each event stand. */
export class RowPattern {
  private readonly pieces: readonly string[];
  /** Of each gap between two pieces. */
  private readonly slots: readonly number[];

  /** @param render the row as a byte string, with these values in its sentences */
  constructor(slots: number, render: (values: readonly string[]) => string) {
    const parts = render(Array.from({ length: slots }, (_, slot) => `${mark}${slot}z`)).split(marks);
    this.pieces = parts.filter((_, part) => part % 2 === 0);
    this.slots = parts.filter((_, part) => part % 2 === 1).map(Number);
  }

  /** The row with an event's values; undefined where one is missing, or has to be encoded. */
  filled(values: readonly SlotValue[]): string | undefined {
    const shown = values.map(readable);
    if (!shown.every((value) => value !== undefined && plain.test(value))) return undefined;
    let row = this.pieces[0] as string;
    for (let gap = 0; gap < this.slots.length; gap++)
      row += `${shown[this.slots[gap] as number]}${this.pieces[gap + 1]}`;
    return row;
  }
}
