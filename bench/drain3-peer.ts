import { pythonWith, runPython } from "./python.ts";

/**
 * Times Drain3 on the lines of a file, reading apart: without masks, and with seven of the kind that its sample
 * configuration has (ids, addresses, sequences of hexadecimal digits, hexadecimal and decimal numbers, commands).
 */
const program = `import json, sys, time
from drain3 import TemplateMiner
from drain3.masking import MaskingInstruction
from drain3.template_miner_config import TemplateMinerConfig

edge = lambda body: "((?<=[^A-Za-z0-9])|^)" + body + "((?=[^A-Za-z0-9])|$)"
masks = [
    (edge("([0-9a-f]{2,}:){3,}[0-9a-f]{2,}"), "ID"),
    (edge(r"\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}"), "IP"),
    (edge("([0-9a-f]{6,} ?){3,}"), "SEQ"),
    (edge("([0-9A-F]{4} ?){4,}"), "SEQ"),
    (edge("0x[a-f0-9A-F]+"), "HEX"),
    (edge(r"[-+]?\\d+"), "NUM"),
    ("(?<=executed cmd )(\\".+?\\")", "CMD"),
]
with open(sys.argv[1], encoding="utf-8") as file:
    lines = file.read().split("\\n")
result = {}
for name, chosen in (("plain", []), ("masked", masks)):
    config = TemplateMinerConfig()
    config.masking_instructions = [MaskingInstruction(*mask) for mask in chosen]
    miner = TemplateMiner(config=config)
    started = time.perf_counter()
    for line in lines:
        miner.add_log_message(line)
    result[name] = len(lines) / (time.perf_counter() - started)
print(json.dumps(result))
`;

export interface Drain3Speed {
  /** Lines a second. */
  readonly plain: number;
  readonly masked: number;
}

/** Lines a second of Drain3 on the lines of a file; or why it cannot be had here. */
export function drain3Speed(file: string): Drain3Speed | { readonly missing: string } {
  return runDrain3("speed.py", program, file);
}

/**
 * Runs a Python program that imports Drain3 and prints JSON; or says why that cannot be done here.
 *
 * @param name of the program's file
 */
export function runDrain3<Result>(
  name: string,
  source: string,
  argument: string,
): Result | { readonly missing: string } {
  return runPython(pythonWith("bench-drain3", "drain3==0.9.11", "drain3"), name, source, argument);
}
