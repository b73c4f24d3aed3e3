// What the alert action does of a delivery run: accepts alerts, sends what is due, and dies where it is told to.
import { FolderLedger } from "../../../src/adapters/ledger/folder-ledger.ts";
import { identityText, isAliveByText, ownIdentity } from "../../../src/adapters/process/process-identity.ts";
import { sleep } from "../../../src/adapters/process/sleep.ts";
import { deliver } from "../../../src/engine/delivery/deliver.ts";
import type { Destination } from "../../../src/engine/delivery/destination.ts";
import type { Ledger } from "../../../src/engine/ledger/ledger.ts";
import { httpDestination } from "./http-destination.ts";
import { acceptance, sampleAlert, sampleDelivery } from "./sample.ts";

export type KillPoint =
  | "before intent"
  | "after intent"
  | "after claim"
  | "after send"
  | "before record"
  | "after record";

export interface DeliveryRunSettings {
  readonly folder: string;
  readonly url: string;
  readonly way: Destination["onUnknown"];
  readonly identities: readonly string[];
  /** Where the process is killed, for which it has to be one of its own. */
  readonly killAt?: KillPoint;
  /** Milliseconds by which the clock is ahead, so that what waits is due. */
  readonly ahead: number;
  readonly rate: Destination["rate"];
  /** Milliseconds of one try, and how long what a killed process left is left alone. */
  readonly deadline: number;
}

/** @returns how many attempts it made */
export async function runDeliveries(settings: DeliveryRunSettings): Promise<number> {
  const { folder, url, way, identities, killAt, ahead, rate, deadline } = settings;
  const dieIf = (point: KillPoint): void => {
    if (killAt === point) process.kill(process.pid, "SIGKILL");
  };
  const now = () => Date.now() + ahead;
  const folderLedger = new FolderLedger(folder);
  let hasSent = false;
  const ledger: Ledger = {
    transact: async (work) => {
      const result = await folderLedger.transact((view) => {
        if (hasSent) dieIf("before record");
        return work(view);
      });
      if (hasSent) dieIf("after record");
      return result;
    },
    read: () => folderLedger.read(),
  };
  const http = httpDestination(url, way, { rate });
  const destination: Destination = {
    ...http,
    send: async (message, signal) => {
      dieIf("after claim");
      const outcome = await http.send(message, signal);
      dieIf("after send");
      hasSent = true;
      return outcome;
    },
  };
  dieIf("before intent");
  await ledger.transact((view) => {
    const changes = identities.flatMap((identity) => {
      const alert = sampleAlert({ identity, time: now() });
      const delivery = sampleDelivery(alert, { destination: way });
      return view.deliveries.has(delivery.key) ? [] : acceptance(alert, [delivery]);
    });
    return { changes, result: undefined };
  });
  dieIf("after intent");
  const { attempts } = await deliver({
    ledger,
    destinations: [destination],
    now,
    elapsed: () => performance.now(),
    sleep,
    claimant: identityText(ownIdentity()),
    isAlive: isAliveByText,
    appVersion: "0.0.0",
    deadline,
  });
  return attempts.length;
}
