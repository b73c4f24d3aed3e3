// delivery-run FOLDER URL: accepts and sends the benchmark's alerts; prints the milliseconds of the sending.
import { FolderLedger } from "../src/adapters/ledger/folder-ledger.ts";
import { sleep } from "../src/adapters/process/sleep.ts";
import { deliver } from "../src/engine/delivery/deliver.ts";
import { httpDestination } from "../test/support/delivery/http-destination.ts";
import { acceptance, sampleAlert, sampleDelivery } from "../test/support/delivery/sample.ts";
import { alerts, destinationNames, rate } from "./delivery.ts";

const [folder = "", url = ""] = process.argv.slice(2);
const time = Date.now();
const ledger = new FolderLedger(folder);
await ledger.transact(() => ({
  changes: Array.from({ length: alerts }, (_, at) => {
    const alert = sampleAlert({ identity: `i${at}`, time });
    const deliveries = destinationNames.map((destination) => sampleDelivery(alert, { destination }));
    return acceptance(alert, deliveries);
  }).flat(),
  result: undefined,
}));
const started = performance.now();
const { attempts } = await deliver({
  ledger,
  destinations: destinationNames.map((name) => httpDestination(url, "hope", { rate, name })),
  now: Date.now,
  elapsed: () => performance.now(),
  sleep,
  claimant: "bench",
  isAlive: () => true,
  appVersion: "0.0.0",
});
const delivered = attempts.filter(({ outcome }) => outcome === "delivered").length;
process.stdout.write(JSON.stringify({ milliseconds: performance.now() - started, delivered }));
