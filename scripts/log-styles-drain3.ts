// Scores Drain3 with its defaults on the log styles: node scripts/run.mjs scripts/log-styles-drain3.ts
// Rewrites test/fixtures/log-styles-drain3.json; a style counts where Drain3 groups at most three quarters of the lines.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runDrain3 } from "../bench/drain3-peer.ts";
import { accuracyOf } from "../src/engine/templates/accuracy.ts";
import { styledLogs } from "../test/support/log-styles/all-styles.ts";

const program = `import json, sys
from drain3 import TemplateMiner
from drain3.template_miner_config import TemplateMinerConfig

groups = []
for messages in json.load(open(sys.argv[1], encoding="utf-8")):
    miner = TemplateMiner(config=TemplateMinerConfig())
    groups.append([miner.add_log_message(message)["cluster_id"] for message in messages])
print(json.dumps(groups))
`;

const logs = styledLogs();
const folder = mkdtempSync(join(tmpdir(), "llama-styles-"));
const file = join(folder, "messages.json");
writeFileSync(file, JSON.stringify(logs.map(({ lines }) => lines.map(({ message }) => message))));
const groups = runDrain3<number[][]>("groups.py", program, file);
rmSync(folder, { recursive: true });
if (Array.isArray(groups)) {
  const scores: Record<string, number> = {};
  for (const [at, { name, lines }] of logs.entries()) {
    const found = (groups[at] ?? []).map((group) => ({ group: String(group), template: "" }));
    scores[name] = Number(accuracyOf(found, lines).groupingAccuracy.toFixed(4));
  }
  writeFileSync("test/fixtures/log-styles-drain3.json", `${JSON.stringify(scores, undefined, 2)}\n`);
  process.stdout.write(`${JSON.stringify(scores, undefined, 2)}\n`);
} else {
  process.stderr.write(`Drain3 was not run: ${groups.missing}\n`);
  process.exitCode = 1;
}
