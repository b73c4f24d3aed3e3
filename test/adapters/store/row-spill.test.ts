import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { RowSpill } from "../../../src/adapters/store/row-spill.ts";

const folder = mkdtempSync(join(tmpdir(), "llama-spill-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const bodies = Array.from({ length: 20 }, (_, at) => Buffer.alloc(1_000 + at, String.fromCharCode(97 + at)));

describe("rows that wait for the end of a search", () => {
  test.each([0, 5_000, 1_000_000])(
    "come back in order, as often as they are asked for, with %s bytes of memory",
    (most) => {
      const spill = new RowSpill(folder, most);
      for (const body of bodies) spill.add(body);
      expect([...spill.bodies()]).toEqual(bodies);
      expect([...spill.bodies()]).toEqual(bodies);
      spill.close();
    },
  );

  test("leave nothing in the folder, not even while they wait", () => {
    const spill = new RowSpill(folder, 0);
    spill.add(Buffer.from("x"));
    expect(readdirSync(folder)).toEqual([]);
    spill.close();
  });

  test("are not written while they fit into memory", () => {
    const spill = new RowSpill(join(folder, "missing"), 100);
    spill.add(Buffer.alloc(100));
    expect(() => spill.add(Buffer.alloc(1))).toThrow("ENOENT");
  });
});
