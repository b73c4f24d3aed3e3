import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import { bundledProgram } from "../support/bundled-program.ts";

const program = bundledProgram("test/support/stuck-program.ts");
afterAll(() => rmSync(program));

function ran(milliseconds: number): { code: number | null; said: string } {
  const { status, stderr } = spawnSync(process.execPath, [program, String(milliseconds)], {
    encoding: "utf8",
  });
  return { code: status, said: stderr };
}

describe("a program", () => {
  test("whose work waits for what never comes does not end as if all were well", () => {
    expect(ran(0)).toEqual({
      code: 1,
      said: "The program stopped before its work was done, because what it waited for never came. Please report it.\n",
    });
  });

  test("whose work fails says so in one sentence, without a stack trace and without the error's text", () => {
    expect(ran(-1)).toEqual({
      code: 1,
      said: "stuck-program met a fault of its own (TypeError) and stopped. Please report it.\n",
    });
  });

  test("whose work takes its time ends with the code that it comes to", () => {
    expect(ran(50)).toEqual({ code: 4, said: "" });
  });
});
