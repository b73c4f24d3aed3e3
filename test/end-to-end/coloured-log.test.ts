/** A log with colours is judged, told apart and timed as the same log without them. */
import { expect, test } from "vitest";
import { runLlamaLog } from "../cli/run-llama-log.ts";

const plain = [
  "2026-05-04T12:34:56Z INFO payment handled for order 17",
  "2026-05-04T12:34:57Z ERROR payment handled for order 18",
  "2026-05-04T12:34:58Z FATAL payment handled for order 19",
];
/** How a colour reaches a file: as it is, or as what transports leave of it. */
const writings: readonly (readonly [string, (code: string) => string])[] = [
  ["as it is", (code) => `\x1b[${code}m`],
  ["as rsyslog writes it", (code) => `#033[${code}m`],
  ["as a pager shows it", (code) => `^[[${code}m`],
  ["without its first sign", (code) => `[${code}m`],
];

const judged = async (lines: readonly string[]) => {
  const { stdout } = await runLlamaLog(["analyze", "-", "--json"], { input: [`${lines.join("\n")}\n`] });
  return stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line))
    .map(({ _time, severity, llama_template_id }) => [_time, severity, llama_template_id]);
};

test.each(writings)("%s", async (_, colour) => {
  const coloured = plain.map((line) =>
    line.replace(/^(\S+) ([A-Z]+)/, `${colour("2")}$1${colour("0")} ${colour("31")}$2${colour("0")}`),
  );
  const expected = await judged(plain);
  expect(expected.map(([, severity]) => severity)).toEqual(["P5", "P3", "P1"]);
  expect(await judged(coloured)).toEqual(expected);
});
