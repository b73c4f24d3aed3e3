// The pictures of the README: npm run pictures. What the program prints for its sample, and five figures of the docs.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { comparisonChart } from "./pictures/comparison-chart.ts";
import { terminalPicture } from "./pictures/terminal-picture.ts";

const root = resolve(process.cwd());
const state = mkdtempSync(join(tmpdir(), "llama-picture-"));
try {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, "bin/llama-log.cjs"), "analyze", "app/samples/shop.log", "--color", "always", "--no-record"],
    {
      cwd: root,
      encoding: "utf8",
      env: { ...process.env, COLUMNS: "80", LLAMA_STATE: state, LLAMA_ENDPOINT: "" },
    },
  );
  if (status !== 0) throw new Error(`llama-log ended with ${status}: ${stderr}`);
  // How long it took is of one machine.
  const screen = stdout.replace(/, [\d.]+ s$/m, "");
  writeFileSync(join(root, "docs/pictures/sample.svg"), terminalPicture("llama-log app.log", screen));
} finally {
  rmSync(state, { recursive: true });
}
writeFileSync(
  join(root, "docs/pictures/figures.svg"),
  comparisonChart([
    {
      what: "model calls for 222,579 HDFS lines",
      ours: 7,
      theirs: 222_579,
      peer: "asking for each line",
      isLess: true,
    },
    { what: "lines a second to templates", ours: 870_000, theirs: 43_000, peer: "Drain3" },
    {
      what: "grouping accuracy, eight public logs",
      ours: 0.97,
      theirs: 0.88,
      peer: "Drain, set for each log",
    },
    {
      what: "F1 on HDFS without labels",
      ours: 0.955,
      theirs: 0.64,
      peer: "isolation forest, told the true share",
    },
    {
      what: "seconds for LOF on 11,501 sessions",
      ours: 0.02,
      theirs: 0.42,
      peer: "scikit-learn",
      isLess: true,
    },
  ]),
);
