import { clusterEvent } from "../formats/system-formats.ts";
import type { Instance } from "../system/fleet.ts";
import { addressOf, type ServiceName, services } from "../system/topology.ts";
import type { Wording } from "../wording/wording.ts";
import type { Outage } from "./outage.ts";

const postgresReplica: Wording = {
  named: [
    'could not connect to the primary server: connection to server at "{host}.shop.internal" ({address}), port 5432 failed: Connection timed out',
    'could not receive data from WAL stream: server closed the connection unexpectedly, host "{host}"',
  ],
  unnamed: [
    "terminating walreceiver due to timeout",
    "could not receive data from WAL stream: could not receive data from server: Connection timed out",
    "could not receive data from WAL stream: SSL SYSCALL error: EOF detected",
  ],
};
const redisReplica: Wording = {
  named: [
    "+sdown master shopcache {address} 6379",
    "Error condition on socket for SYNC with {host}: No route to host",
  ],
  unnamed: [
    "Connection with master lost.",
    "MASTER timeout: no data nor PING received...",
    "Caching the disconnected master state.",
  ],
};
const kafkaPeer: Wording = {
  named: [
    "[ReplicaFetcher replicaId=1, leaderId=2, fetcherId=0] Connection to node 2 ({host}/{address}:9092) could not be established. Node may not be available. (org.apache.kafka.clients.NetworkClient)",
    "[Controller id=1] Broker {host} is unavailable, its leaders are moved (kafka.controller.KafkaController)",
  ],
  unnamed: [
    "[Partition orders-{partition} broker=1] Shrinking ISR from 1,2,3 to 1,3. Leader: (highWatermark: {offset}, endOffset: {offset}). (kafka.cluster.Partition)",
    "[ReplicaFetcher replicaId=1, leaderId=2, fetcherId=0] Error in response for fetch request java.io.IOException: Client was shutdown before response was read (kafka.server.ReplicaFetcherThread)",
    "[Controller id=1] Newly elected leaders for 14 partitions (kafka.controller.KafkaController)",
  ],
};
const mysqlReplica: Wording = {
  named: [
    "[MY-010584] [Repl] Replica I/O for channel '': error reconnecting to source 'repl@{host}:3306' - retry-time: 60 retries: 1 message: Can't connect to MySQL server on '{host}:3306' (110), Error_code: MY-002003",
    "[MY-010557] [Repl] Error reading packet from server {host} for channel ''",
  ],
  unnamed: [
    "[MY-010557] [Repl] Error reading packet from server for channel '': Lost connection to MySQL server during query (server_errno=2013)",
    "[MY-010897] [Repl] Replica I/O thread: Failed reading log event, reconnecting to retry",
  ],
};
const storePeer: Wording = {
  named: [
    "Drive http://{host}:9000/data is offline",
    "unable to reach peer {host}.shop.internal:9000: i/o timeout",
  ],
  unnamed: [
    "Read quorum could not be met, waiting for drives",
    "1 of 4 drives is offline, write quorum holds",
  ],
};

/** What the primary says when a copy that follows it is gone. */
const lostFollower: Readonly<Partial<Record<ServiceName, Wording>>> = {
  "orders-db": {
    named: [
      'terminating walsender process "{host}" due to replication timeout',
      'standby "{host}" is no longer streaming',
    ],
    unnamed: [
      "terminating walsender process due to replication timeout",
      "could not send data to client: Connection timed out",
    ],
  },
  cache: {
    named: [
      "Disconnecting timedout replica (streaming sync): {address}:6379",
      "Connection with replica {address}:6379 lost.",
    ],
    unnamed: [
      "Connection with replica client id #{number} lost.",
      "NOREPLICAS: not enough good replicas to write",
    ],
  },
  "stock-db": {
    named: [
      "[MY-010914] [Server] Aborted connection {id} to db: 'unconnected' user: 'repl' host: '{host}' (failed on flush_net()).",
      "[MY-011153] [Repl] Semi-sync: replica {host} did not acknowledge in time",
    ],
    unnamed: [
      "[MY-011153] [Repl] Timeout waiting for reply of binlog (file: binlog.000412, pos: {offset}), semi-sync up to file , position 4.",
      "[MY-010914] [Server] Aborted connection {id} to db: 'unconnected' user: 'repl' (Got timeout writing communication packets).",
    ],
  },
};
const peers: Readonly<Partial<Record<ServiceName, Wording>>> = {
  "orders-db": postgresReplica,
  cache: redisReplica,
  events: kafkaPeer,
  "stock-db": mysqlReplica,
  objects: storePeer,
};

/** What the others of its kind notice when a host is gone, and who takes over; `heard` are the hosts that can tell. */
export function announceLoss(
  outage: Outage,
  host: string,
  heard: (host: string) => boolean,
  takesOver: boolean,
): void {
  const { world, random, from } = outage;
  for (const lost of world.fleet.on(host)) {
    const others = world.fleet.byService[lost.service].filter(
      (each) => each.host !== host && heard(each.host),
    );
    const leads = world.fleet.primaryOf(lost.service) === lost || !services[lost.service].primary;
    const wording = leads ? peers[lost.service] : lostFollower[lost.service];
    // A follower that is gone is missed by its primary alone.
    const tellers = leads ? others : others.filter((other) => world.fleet.primaryOf(lost.service) === other);
    const first = from + random.between(6, 25);
    const level = lost.service === "orders-db" ? "fatal" : "warn";
    if (wording !== undefined)
      for (const teller of tellers)
        for (const wait of [0, 8, 21])
          outage.tells(teller, first + wait + random.between(0, 4), level, wording, lost);
    const heir = others[0];
    if (takesOver && heir !== undefined && world.fleet.primaryOf(lost.service) === lost)
      takeOver(outage, heir, lost, first + random.between(12, 35));
  }
  if (host.startsWith("node-") && heard("ctl-1")) announceNode(outage, host, from + random.between(38, 50));
  if (host.startsWith("edge-")) {
    const other = host === "edge-1" ? "edge-2" : "edge-1";
    outage.machine(other, from + 3.2, "Keepalived_vrrp[712]", "(VI_1) Entering MASTER STATE", "consequence");
  }
}

function takeOver(outage: Outage, heir: Instance, lost: Instance, at: number): void {
  const { world } = outage;
  outage.at(at, () => world.fleet.promote(heir));
  const mark = outage.mark("consequence", true);
  const unnamed = outage.mark("consequence");
  if (lost.service === "orders-db") {
    outage.machine(
      heir.host,
      at - 4,
      "patroni[690]",
      `WARNING: Request failed to ${lost.host}: GET http://${addressOf(lost.host)}:8008/patroni (timed out)`,
      "consequence",
      true,
    );
    outage.machine(
      heir.host,
      at,
      "patroni[690]",
      "INFO: promoted self to leader by acquiring session lock",
      "consequence",
    );
    outage.at(at + 1, (now) =>
      world.journal.say(heir, now, "info", "database system is ready to accept connections", {}, unnamed),
    );
  } else if (lost.service === "cache") {
    const text = `+switch-master shopcache ${addressOf(lost.host)} 6379 ${addressOf(heir.host)} 6379`;
    outage.at(at, (now) => world.journal.say(heir, now, "warn", text, { role: "X" }, mark));
  } else if (lost.service === "stock-db") {
    const text = "[MY-010733] [Server] Read only mode is off: this server takes writes now";
    outage.at(at, (now) => world.journal.say(heir, now, "warn", text, {}, unnamed));
  }
}

function announceNode(outage: Outage, host: string, at: number): void {
  const { world } = outage;
  const say = (moment: number, object: string, kind: string, reason: string, message: string): void =>
    outage.at(moment, (now) =>
      world.journal.component(
        "ctl-1",
        now,
        "/var/log/kube-controller-manager.log",
        (clock) => clusterEvent(clock, { object, kind, type: "Normal", reason, message }),
        outage.mark("consequence", kind === "Node"),
      ),
    );
  say(at, host, "Node", "NodeNotReady", `Node ${host} status is now: NodeNotReady`);
  for (const pod of world.fleet.on(host))
    say(at + 2, `shop/${pod.node}`, "Pod", "NodeNotReady", "Node is not ready");
}
