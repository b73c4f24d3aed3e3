import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";

const sdk = "splunk-sdk==2.1.1";
const folder = resolve("node_modules/.cache/bench-python");

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
  const python = resolve(folder, "bin/python");
  if (!existsSync(python)) {
    mkdirSync(folder, { recursive: true });
    const made = spawnSync("python3", ["-m", "venv", folder]);
    if (made.status !== 0) return { missing: "there is no python3 with venv" };
  }
  const installed = spawnSync(python, ["-c", "import splunklib"]).status === 0;
  if (!installed && spawnSync(python, ["-m", "pip", "install", "--quiet", sdk]).status !== 0) {
    return { missing: `${sdk} could not be installed from PyPI` };
  }
  writeFileSync(resolve(folder, "pass.py"), program);
  return { command: [python, resolve(folder, "pass.py")] };
}
