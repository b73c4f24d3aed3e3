// delivery-program SETTINGS: a delivery run as a process of its own, which can be killed.
import { once } from "node:events";
import { type DeliveryRunSettings, runDeliveries } from "./delivery-run.ts";

export interface DeliveryProgramSettings extends DeliveryRunSettings {
  /** Says so when it could begin, and begins once standard input ends. */
  readonly waits?: boolean;
}

const settings = JSON.parse(process.argv[2] ?? "") as DeliveryProgramSettings;
if (settings.waits === true) {
  process.stdout.write("ready\n");
  process.stdin.resume();
  await once(process.stdin, "end");
}
const tries = await runDeliveries(settings);
process.stdout.write(`${JSON.stringify({ tries })}\n`);
