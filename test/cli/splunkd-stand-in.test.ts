import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { JoinedReply } from "../../src/cli/search/joined-reply.ts";
import { runSearch } from "../../src/cli/search/splunkd-stand-in.ts";

const folder = mkdtempSync(join(tmpdir(), "stand-in-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A search command that writes `replies`, one for each request it reads, whatever the requests are. */
function commandThatReplies(name: string, replies: readonly string[], afterwards = ""): string {
  writeFileSync(
    join(folder, `${name}.cjs`),
    `const replies = ${JSON.stringify(replies)};
     let text = "", requests = 0;
     process.stdin.on("data", (data) => {
       text += data.toString("latin1");
       for (let header; (header = /^chunked 1\\.0,(\\d+),(\\d+)\\n/.exec(text)); ) {
         const length = header[0].length + Number(header[1]) + Number(header[2]);
         if (text.length < length) return;
         text = text.slice(length);
         if (requests < replies.length) process.stdout.write(replies[requests++]);
         if (requests === replies.length) { ${afterwards} }
       }
     });`,
  );
  const launcher = join(folder, `${name}.sh`);
  writeFileSync(launcher, `#!/bin/sh\nexec "$LLAMA_NODE" "\${0%/*}/${name}.cjs"\n`);
  chmodSync(launcher, 0o755);
  return name;
}

function chunk(metadata: object, body = ""): string {
  const json = JSON.stringify(metadata);
  return `chunked 1.0,${Buffer.byteLength(json)},${Buffer.byteLength(body)}\n${json}${body}`;
}

const configuration = chunk({ type: "stateful" });

async function search(command: string, lines: readonly string[] = ["one", "two"]) {
  const seen: JoinedReply[] = [];
  const messages: string[] = [];
  async function* batches() {
    yield lines.map((raw) => ({ raw, time: undefined, source: "app.log" }));
  }
  const inspector = await runSearch({
    binFolder: folder,
    command,
    searchArguments: [],
    batches: batches(),
    onAnswers: async (answers) => void seen.push(answers),
    onProgress: (text) => messages.push(`so far ${text}`),
    onMessage: (level, text) => messages.push(`${level} ${text}`),
    onStart: () => {},
  });
  return { seen, messages, inspector };
}

test("answers are joined by _chunked_idx, in whatever order they come", async () => {
  const body = "_chunked_idx,severity\n1,P2\n0,P1\n";
  const command = commandThatReplies("swaps", [configuration, chunk({ finished: true }, body)]);
  const { seen } = await search(command);
  const place = seen[0]?.place("severity") ?? -1;
  expect([seen[0]?.text(0, place), seen[0]?.text(1, place)]).toEqual(["P1", "P2"]);
});

test("the events' own columns may come back with them", async () => {
  const body = '_chunked_idx,_raw,host,__mv__raw,severity\n0,"one, again",h,,P1\n1,two,h,,P2\n';
  const command = commandThatReplies("echoes", [configuration, chunk({ finished: true }, body)]);
  const { seen } = await search(command);
  const place = seen[0]?.place("severity") ?? -1;
  expect([seen[0]?.text(0, place), seen[0]?.text(1, place)]).toEqual(["P1", "P2"]);
  expect(seen[0]?.events[0]?.raw).toBe("one");
});

test("messages and metrics of the replies are passed on", async () => {
  const inspector = { messages: [["WARN", "slow\u001b[2J"]], "metric.x": [0, 1, 2, 3] };
  const body = "_chunked_idx,severity\n0,P5\n1,P5\n";
  const command = commandThatReplies("warns", [configuration, chunk({ inspector, finished: true }, body)]);
  const result = await search(command);
  expect([result.messages, result.inspector["metric.x"]]).toEqual([["WARN slow␛[2J"], [0, 1, 2, 3]]);
});

test("how far the asking of a model has come is passed on, in whatever pieces it arrives", async () => {
  const body = "_chunked_idx,severity\n0,P5\n1,P5\n";
  const command = commandThatReplies(
    "tells",
    [configuration, chunk({ finished: true }, body)],
    'process.stderr.write("a word\\nINFO so far: 3 ca"); process.stderr.write("lls, 8 units answered\\n");',
  );
  expect((await search(command)).messages).toEqual(["so far 3 calls, 8 units answered"]);
});

describe("a search command that does not do its part is reported in a sentence:", () => {
  const cases: readonly [what: string, replies: readonly string[], afterwards: string, sentence: RegExp][] = [
    ["it refuses", [chunk({ finished: true, error: "No such option." })], "", /^No such option\.$/],
    ["it dies at once", [], "process.exit(3)", /ended before it had answered \(exit code 3\)/],
    [
      "it dies with words",
      [configuration],
      "process.stderr.write('out of luck'); process.exit(1)",
      /last words: out of luck/,
    ],
    [
      "it loses a row",
      [configuration, chunk({ finished: true }, "_chunked_idx,severity\n0,P5\n")],
      "",
      /answered 1 of 2 events/,
    ],
    [
      "it answers a row twice",
      [configuration, chunk({ finished: true }, "_chunked_idx,severity\n0,P5\n0,P5\n")],
      "",
      /twice/,
    ],
    [
      "it answers a row of its own",
      [configuration, chunk({ finished: true }, "_chunked_idx,severity\n0,P5\n7,P5\n")],
      "",
      /not given/,
    ],
    [
      "it forgets the index",
      [configuration, chunk({ finished: true }, "severity\nP5\nP5\n")],
      "",
      /not given/,
    ],
    ["it does not speak the protocol", ["hello, this is no chunk at all\n"], "", /no valid header/],
  ];
  test.each(cases)("%s", async (what, replies, afterwards, sentence) => {
    const command = commandThatReplies(what.replaceAll(" ", "-"), replies, afterwards);
    await expect(search(command)).rejects.toThrow(sentence);
  });

  test("it is not there", async () => {
    await expect(search("missing")).rejects.toThrow(/ended before it had answered/);
  });
});
