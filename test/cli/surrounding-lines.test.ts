import { expect, test } from "vitest";
import { SurroundingLines } from "../../src/cli/search/surrounding-lines.ts";

const event = (raw: string, source = "a.log") => ({ raw, time: undefined, source });
const texts = (lines: readonly { readonly text: string }[]) => lines.map(({ text }) => text);

test("the two lines before and the one after an event are found", () => {
  const lines = new SurroundingLines();
  const events = ["1", "2", "3", "4", "5"].map((raw) => event(raw));
  lines.begin(events);
  const { before, after } = lines.around(events, 3);
  expect([texts(before), texts(after)]).toEqual([["2", "3"], ["5"]]);
});

test("lines of the replies before and behind belong to them too", () => {
  const lines = new SurroundingLines();
  const first = [event("1"), event("2")];
  lines.begin(first);
  const last = lines.around(first, 1);
  lines.end(first);
  const second = [event("3"), event("4")];
  lines.begin(second);
  expect(texts(last.after)).toEqual(["3"]);
  expect(texts(lines.around(second, 0).before)).toEqual(["1", "2"]);
});

test("a line of another source is none of them", () => {
  const lines = new SurroundingLines();
  const events = [event("1", "b.log"), event("2"), event("3", "b.log")];
  lines.begin(events);
  expect(lines.around(events, 1)).toEqual({ before: [], after: [] });
});

test("a reply without events changes nothing", () => {
  const lines = new SurroundingLines();
  const first = [event("1")];
  lines.begin(first);
  const { after } = lines.around(first, 0);
  lines.end(first);
  lines.begin([]);
  lines.end([]);
  lines.begin([event("2")]);
  expect(texts(after)).toEqual(["2"]);
});
