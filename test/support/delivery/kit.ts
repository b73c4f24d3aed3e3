import { type DeliveryRun, deliver } from "../../../src/engine/delivery/deliver.ts";
import type { DeliverOptions } from "../../../src/engine/delivery/deliver-options.ts";
import type { Delivery } from "../../../src/engine/ledger/delivery.ts";
import { FakeDestination } from "./fake-destination.ts";
import { MemoryLedger } from "./memory-ledger.ts";
import { acceptance, type News, noon, sampleAlert, sampleDelivery } from "./sample.ts";
import { VirtualTime } from "./virtual-time.ts";

/** A ledger, one destination, and runs on a clock of their own. */
export class DeliveryKit {
  readonly time = new VirtualTime(noon);
  readonly ledger = new MemoryLedger();
  readonly chat = new FakeDestination("chat", this.time.sleep);
  readonly alive = new Set(["me", "you"]);

  /** One run to its end. */
  run(options: Partial<DeliverOptions> = {}): Promise<DeliveryRun> {
    return this.time.until(this.begin(options));
  }

  begin(options: Partial<DeliverOptions> = {}): Promise<DeliveryRun> {
    const { time, ledger, chat, alive } = this;
    return deliver({
      ledger,
      destinations: [chat],
      now: time.now,
      elapsed: time.elapsed,
      sleep: time.sleep,
      claimant: "me",
      isAlive: (claimant) => (claimant === "" ? undefined : alive.has(claimant)),
      appVersion: "1.0.0",
      ...options,
    });
  }

  /** @returns the delivery's key */
  async accept(news: News = {}, values: Partial<Delivery> = {}): Promise<string> {
    const alert = sampleAlert({ time: this.time.now(), ...news });
    const delivery = sampleDelivery(alert, values);
    await this.ledger.transact(() => ({ changes: acceptance(alert, [delivery]), result: undefined }));
    return delivery.key;
  }

  stateOf(key: string): Delivery {
    return this.ledger.tables.deliveries.get(key) as Delivery;
  }

  pass(milliseconds: number): Promise<unknown> {
    return this.time.until(this.time.sleep(milliseconds));
  }
}
