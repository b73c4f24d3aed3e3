import { expect, test } from "vitest";
import { runLlamaLog } from "./run-llama-log.ts";

const begin = Date.UTC(2026, 2, 2, 10);

/** Twenty minutes of a shop whose database refuses connections in the second half, by when each line says it was. */
function outage(timeOf: (second: number, line: number) => string): string[] {
  const lines: string[] = [];
  const say = (second: number, text: string): void => {
    lines.push(`${timeOf(second, lines.length)}${text}`);
  };
  for (let second = 0; second < 1_200; second++) {
    say(second, `INFO shop page ${second} served`);
    if (second % 5 === 0) say(second, `INFO orders-db checkpoint ${second}`);
    if (second >= 600 && second % 2 === 0)
      say(second, "ERROR orders cannot reach orders-db:5432: connection refused");
  }
  return lines;
}
const iso = (second: number, shift = 0): string =>
  `${new Date(begin + (second + shift) * 1_000).toISOString().slice(0, 19)}Z `;
const plain = outage((second) => iso(second));
const berlin = (second: number): string => iso(second, 7_200).replace("Z ", "+02:00 ");
const origin = /^P\d {2}orders-db: /m;

const readable: readonly (readonly [name: string, log: string | Buffer, says: RegExp])[] = [
  ["has blank lines only", "\n\n \n", /^No incident: there is no line to read\.$/m],
  ["is one line", `${plain.at(-1)}\n`, /^No incident: 1 line does not tell what is usual\./m],
  [
    "has the same line all along",
    `${iso(0)}ERROR orders failed\n`.repeat(500),
    /^500 events, [01] incidents?$/m,
  ],
  ["has no times", outage(() => "").join("\n"), /No line has a time that is understood: their order stands/],
  ["is newest first", plain.toReversed().join("\n"), origin],
  ["is one session", plain.map((line) => `${line} session_id=4f1c22ab90`).join("\n"), origin],
  [
    "has a line of a megabyte",
    [...plain, `${iso(1_200)}ERROR orders ${"x".repeat(1_000_000)}`].join("\n"),
    origin,
  ],
  [
    "has formats mixed",
    plain.map((line, at) => (at % 9 === 0 ? `{"log":${JSON.stringify(line)}}` : line)).join("\n"),
    origin,
  ],
  [
    "has clocks that jump",
    outage((second) => iso(second, second > 300 && second < 330 ? -7_200 : 0)).join("\n"),
    /the times jump back and forth/,
  ],
  ["has times of twenty years later", outage((second) => iso(second, 631_152_000)).join("\n"), origin],
  [
    "has two time zones",
    outage((second, line) => (line % 2 === 0 ? iso(second) : berlin(second))).join("\n"),
    origin,
  ],
];

test("where no line has a time, the numbers of lines stand for it", async () => {
  const { stdout } = await runLlamaLog(["incidents", "--no-record", "-"], {
    input: [outage(() => "").join("\n")],
  });
  expect(stdout).toMatch(/^since {3}line \d+, to line [\d,]+/m);
  expect(stdout).toMatch(/^#\d+/m);
  expect(stdout).not.toContain("1970");
});

test.each(readable)("of a log that %s, incidents are told in clear words", async (_, log, says) => {
  const { code, stdout, stderr } = await runLlamaLog(["incidents", "-", "--no-record", "--offline"], {
    input: [log],
  });
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout).toMatch(says);
});

test("of a log that is binary nothing is told, and why", async () => {
  const binary = Buffer.from(Array.from({ length: 20_000 }, (_, at) => (at * 7_919) % 256));
  const { code, stdout, stderr } = await runLlamaLog(["incidents", "-", "--no-record"], { input: [binary] });
  expect([code, stdout]).toEqual([3, ""]);
  expect(stderr).toMatch(/is binary/);
});

test("an id that no line carries links by time alone", async () => {
  const { stdout } = await runLlamaLog(
    ["incidents", "-", "--no-record", "--offline", "--json", "--by", "basket"],
    {
      input: [plain.join("\n")],
    },
  );
  expect(JSON.parse(stdout).incidents[0].linked_by).toEqual({ by: "time" });
});
