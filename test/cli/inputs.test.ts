import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { namedOrPiped, somethingComes } from "../../src/cli/parse/inputs.ts";

test("what is named is read, else standard input, but for a terminal", () => {
  expect(namedOrPiped(["app.log", "-"], true)).toEqual(["app.log", "-"]);
  expect(namedOrPiped(["app.log"], false)).toEqual(["app.log"]);
  expect(namedOrPiped([], false)).toEqual(["-"]);
  expect(namedOrPiped([], true)).toEqual([]);
});

test("what comes is looked at without being taken", async () => {
  const input = new PassThrough();
  const comes = somethingComes(input);
  input.write("one\n");
  expect(await comes).toBe(true);
  input.end("two\n");
  let text = "";
  for await (const piece of input) text += piece;
  expect(text).toBe("one\ntwo\n");
});

test("an end, or an error, is nothing that comes", async () => {
  expect(await somethingComes(new PassThrough().end())).toBe(false);
  const broken = new PassThrough();
  const comes = somethingComes(broken);
  broken.destroy(new Error("EAGAIN"));
  expect(await comes).toBe(false);
});
