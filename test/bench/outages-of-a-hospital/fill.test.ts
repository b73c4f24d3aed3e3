import { expect, test } from "vitest";
import { fill } from "../../../bench/outages-of-a-hospital/fill.ts";
import { RandomStream } from "../../../bench/outages-of-a-hospital/random.ts";

const filled = (text: string): string =>
  fill(text, new RandomStream("fill"), (name) => ({ self: "mq-1", "peer.port": "1414" })[name]);

test.each([
  ["{self} at {peer.port}", /^mq-1 at 1414$/],
  ["{10..12} ms", /^1[0-2] ms$/],
  ["{up|down}", /^(?:up|down)$/],
  ["0x{hex:8}", /^0x[0-9a-f]{8}$/],
  ["{client}", /^203\.0\.113\.\d{1,3}$/],
  ["{user}", /^[a-z]+$/],
  ["at Arrays.copyOf {inconsistent_database, other}", /^at Arrays\.copyOf \{inconsistent_database, other\}$/],
  ["two { } braces", /^two \{ \} braces$/],
])("%s is filled as %s", (text, wanted) => {
  expect(filled(text)).toMatch(wanted);
});
