import type { Level } from "../formats/line-format.ts";
import type { ServiceName } from "../system/topology.ts";
import { chooseVariant, filled, type Wording } from "../wording/wording.ts";
import type { Outage } from "./outage.ts";

interface LostClient {
  readonly store: ServiceName;
  readonly level: Level;
  readonly wording: Wording;
}
const postgresClient: LostClient = {
  store: "orders-db",
  level: "info",
  wording: {
    named: [
      "@{client}@orders unexpected EOF on client connection with an open transaction",
      '@{client}@orders could not receive data from client: Connection reset by peer, application "{client}"',
    ],
    unnamed: [
      "@shop@main unexpected EOF on client connection with an open transaction",
      "@shop@main could not receive data from client: Connection reset by peer",
      "@shop@main could not send data to client: Broken pipe",
    ],
  },
};
const clientsLost: Readonly<Partial<Record<ServiceName, LostClient>>> = {
  orders: postgresClient,
  accounts: postgresClient,
  catalogue: {
    store: "stock-db",
    level: "warn",
    wording: {
      named: [
        "[MY-010914] [Server] Aborted connection {id} to db: 'stock' user: '{client}' (Got an error reading communication packets).",
        "[MY-010914] [Server] Aborted connection {id} to db: 'stock' user: '{client}' (Got an error writing communication packets).",
      ],
      unnamed: [
        "[MY-010914] [Server] Aborted connection {id} to db: 'stock' user: 'shop' (Got an error reading communication packets).",
        "[MY-010914] [Server] Aborted connection {id} to db: 'stock' user: 'shop' (Got timeout reading communication packets).",
      ],
    },
  },
  dispatch: {
    store: "events",
    level: "info",
    wording: {
      named: [
        "[GroupCoordinator 2]: Member consumer-{number} in group {client} has failed, removing it from the group (kafka.coordinator.group.GroupCoordinator)",
        "[GroupCoordinator 2]: Preparing to rebalance group {client} in state PreparingRebalance with old generation {number} (reason: removing member on heartbeat expiration) (kafka.coordinator.group.GroupCoordinator)",
      ],
      unnamed: [
        "[GroupCoordinator 2]: Member consumer-{number} in group parcels-v2 has failed, removing it from the group (kafka.coordinator.group.GroupCoordinator)",
        "[GroupCoordinator 2]: Group parcels-v2 with generation {number} is now empty (kafka.coordinator.group.GroupCoordinator)",
      ],
    },
  },
};

/** What a store or the broker sees of a client that ends without a word. */
export function tellLostClient(outage: Outage, service: ServiceName, at: number): void {
  const said = clientsLost[service];
  if (said === undefined) return;
  const { world, random } = outage;
  const variant = chooseVariant(said.wording, random, world.naming);
  const store = world.fleet.primaryOf(said.store);
  for (let left = random.int(1, 4); left > 0; left--)
    outage.at(at + random.between(0, 2), (now) => {
      const written = filled(variant.text, { ...outage.valuesOf(store), client: service });
      world.journal.say(store, now, said.level, written, {}, outage.mark("consequence", variant.names));
    });
}
