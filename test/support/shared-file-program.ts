// shared-file-program: adds a word to a file for each line `FILE WORD` on standard input, and repeats the line when the
// word is in it. The word `stop` stops the process while it holds the lock, until somebody lets it go on.
import { createInterface } from "node:readline";
import { SharedFile } from "../../src/adapters/store/shared-file.ts";

for await (const line of createInterface({ input: process.stdin })) {
  const [file = "", word = ""] = line.split(" ");
  const shared = new SharedFile(file, { timeout: 120_000, longest: 1_000_000 });
  const done = await shared.update(() => {
    const text = shared.read() ?? "";
    if (word === "stop") process.kill(process.pid, "SIGSTOP");
    return `${text}${word}\n`;
  });
  process.stdout.write(`${done ? line : `refused ${line}`}\n`);
}
