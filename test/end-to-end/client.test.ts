import { describe, expect, test } from "vitest";
import { requestsOf } from "../support/chunks.ts";
import { CommandProcess, launcher } from "../support/command-process.ts";
import { indexedBody, splunkdBody } from "../support/csv.ts";
import { converse } from "../support/protocol-client.ts";

const rows = [
  { _raw: "ERROR disk full on db-1", n: "first" },
  { _raw: "INFO all is well", n: "middle" },
  { _raw: "ERROR disk full on db-1", n: "third" },
  { _raw: "", n: "empty" },
];
const chunks = requestsOf([indexedBody(["_raw"], rows), splunkdBody(["_raw", "n"], rows)]);

/** The command, with `change` done to every piece of its output: JavaScript over `out`, in latin1. */
function tampered(change: string): string[] {
  const program = `
    const child = require("node:child_process").spawn(${JSON.stringify(launcher[0])}, ${JSON.stringify(launcher.slice(1))}, { stdio: ["inherit", "pipe", "inherit"] });
    child.stdout.on("data", (bytes) => { let out = bytes.toString("latin1"); ${change}; process.stdout.write(out, "latin1"); });
    child.on("exit", (code) => { process.exitCode ||= code; });`;
  return [process.execPath, "-e", program];
}

describe("the test side's client", () => {
  test("accepts the command when nothing is tampered with", async () => {
    await converse({ command: tampered(""), chunks });
  });

  test.each([
    [
      "a newline after the reply to getinfo",
      'if (out.includes("stateful")) out += "\\n"',
      /unasked|after the reply|header/,
    ],
    ["another reply type", 'out = out.replace("stateful", "eventing")', /type/],
    ["a forgotten required field", 'out = out.replace("sourcetype", "sourcetypo")', /required_fields/],
    [
      "a finished flag that is not mirrored",
      "out = out.replace('\"finished\":true', '\"finished\":null')",
      /finished/,
    ],
    ["another index", 'out = out.replace("\\n1,", "\\n7,")', /_chunked_idx/],
    ["a column of theirs that changed", 'out = out.replace("middle", "m1ddle")', /byte for byte/],
    [
      "a column of theirs that is missing",
      'out = out.replace(",_raw,", ",_row,")',
      /their columns come first/,
    ],
    ["a column that is missing", 'out = out.replace(",llama_model,", ",llama_modem,")', /column/],
    ["a control field with a value", 'out = out.replace(/(.),,\\n1,/, ",$1,\\n1,")', /llama_state is empty/],
    ["a status of its own", 'out = out.replace(",local,", ",loyal,")', /llama_status/],
    ["a reason of its own", 'out = out.replace("no_endpoint", "no_endp0int")', /llama_reason/],
    ["a severity that is not in the analysis", 'out = out.replace(/,P[0-4],/, ",P9,")', /severity/],
    ["a verdict on an empty text", 'out = out.replace("skipped", "local  ")', /llama_status|skipped/],
    ["analysis that is not JSON", 'out = out.replace("{\\"\\"", "[\\"\\"")', /JSON|Unexpected|Expected/],
    ["a row too few", 'out = out.replace("\\n1,", " 1,")', /rows in = rows out/],
    ["a word on standard error", 'process.stderr.write("warning")', /standard error/],
    ["another exit code", "process.exitCode = 3", /exit code/],
  ])("notices %s", async (_, change, message) => {
    await expect(converse({ command: tampered(change), chunks })).rejects.toThrow(message);
  });

  test("notices a command that dies without a word", async () => {
    const command = [process.execPath, "-e", "process.exit(4)"];
    await expect(converse({ command, chunks })).rejects.toThrow(/no reply to getinfo: exit code 4/);
  });

  test("ends a command that hangs, and says how far it came", async () => {
    const command = [process.execPath, "-e", "process.stdin.resume()"];
    await expect(converse({ command, chunks, guard: 1_000 })).rejects.toThrow(
      /hangs: \d+ bytes sent, received 0 bytes/,
    );
  });

  test("notices an output that ends inside a chunk", async () => {
    const process_ = new CommandProcess({
      command: [process.execPath, "-e", 'process.stdout.write("chunked 1.0,9,9\\n{}")'],
    });
    await expect(process_.readChunk()).rejects.toThrow(/inside a chunk/);
  });
});
