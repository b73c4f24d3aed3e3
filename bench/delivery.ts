import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { bundledProgram } from "../test/support/bundled-program.ts";
import { startReceiver } from "../test/support/delivery/receiver.ts";

export const alerts = 1_000;
export const destinationNames = ["first", "second", "third"];
/** Higher than any real destination allows, so that our own time shows. */
export const rate = { perSecond: 500, burst: 50 };
const latency = 5;

/**
 * Wall time of sending 1,000 alerts to three destinations, recorded in a ledger on the disk, over what the rate and
 * the latency leave as the shortest. The destinations are side by side.
 */
export async function deliveryOverIdeal(): Promise<number> {
  const receiver = await startReceiver(latency);
  const folder = mkdtempSync(join(tmpdir(), "llama-bench-"));
  try {
    const child = spawn(process.execPath, [bundledProgram("bench/delivery-run.ts"), folder, receiver.url], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const { milliseconds, delivered } = JSON.parse(await text(child.stdout)) as Record<string, number>;
    const wanted = alerts * destinationNames.length;
    if (delivered !== wanted || receiver.taken.length !== wanted) {
      throw new Error(
        `${receiver.taken.length} of ${wanted} messages arrived, and ${delivered} are recorded`,
      );
    }
    const ideal = ((alerts - rate.burst) / rate.perSecond) * 1000 + latency;
    return (milliseconds as number) / ideal;
  } finally {
    receiver.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
