import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { pythonWith } from "./python.ts";

/** The least a command can do with Splunk's own SDK: give every row back as it came. */
const program = `import sys
from splunklib.searchcommands import Configuration, StreamingCommand, dispatch

@Configuration()
class PassThrough(StreamingCommand):
    def stream(self, records):
        return records

dispatch(PassThrough, ["pass.py"], sys.stdin, sys.stdout, "__main__")
`;

/** How to start a pass-through command on the official Python SDK; or why that cannot be done here. */
export function pythonPassThrough(): { command?: readonly string[]; missing?: string } {
  const having = pythonWith("bench-python", "splunk-sdk==2.1.1", "splunklib");
  if ("missing" in having) return having;
  const file = resolve(having.folder, "pass.py");
  writeFileSync(file, program);
  return { command: [having.python, file] };
}
