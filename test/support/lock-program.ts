// lock-program FOLDER TIMES: counts up under a lock, and looks whether it is alone there.
import { appendFileSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import {
  identityText,
  isAlive,
  ownIdentity,
  readIdentity,
} from "../../src/adapters/process/process-identity.ts";
import { ProcessLock } from "../../src/adapters/process/process-lock.ts";

const [folder = "", times = ""] = process.argv.slice(2);
const inside = join(folder, "inside");
const lock = new ProcessLock(join(folder, "lock"), {
  timeout: 60_000,
  sleep: (milliseconds) => wait(milliseconds),
  elapsed: () => performance.now(),
});

function readCount(file: string): number {
  return existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
}

function writeCount(file: string, count: number): void {
  writeFileSync(`${file}.fresh`, String(count));
  renameSync(`${file}.fresh`, file);
}

for (let time = 0; time < Number(times); time++) {
  const held = await lock.acquire();
  const other = existsSync(inside) ? readIdentity(readFileSync(inside, "utf8")) : undefined;
  if (other !== undefined && isAlive(other)) appendFileSync(join(folder, "two-at-once"), "x");
  writeFileSync(inside, identityText(ownIdentity()));
  const count = readCount(join(folder, "count"));
  // Gives another process the time to come in, should it be let.
  await wait(0);
  writeCount(join(folder, `own-${process.pid}`), time + 1);
  writeCount(join(folder, "count"), count + 1);
  rmSync(inside);
  held.release();
  process.stdout.write(".");
}
