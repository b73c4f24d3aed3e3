import type { Instance } from "../system/fleet.ts";
import { type ServiceName, services } from "../system/topology.ts";
import type { Fault, Outage } from "./outage.ts";

/** What each store prints when its disk has no room, and how its callers fare. */
const stores: Readonly<Partial<Record<ServiceName, (outage: Outage, instance: Instance) => void>>> = {
  "orders-db": (outage, instance) => {
    const { random, from, to, world } = outage;
    if (random.chance(0.5)) {
      const reply = random.pick([
        'could not extend file "base/16401/24576": No space left on device',
        "could not extend file: No space left on device",
        'could not write to file "base/pgsql_tmp/pgsql_tmp4121.0": No space left on device',
      ]);
      outage.break(instance, { mode: "reply", share: 0.95, writesOnly: true, reply });
      outage.repeats(instance, from, 4, "error", `@shop@orders ${reply}\nHINT:  Check free disk space.`);
      return;
    }
    const panic = outage.wording([
      'could not write to file "pg_wal/xlogtemp.{pid}": No space left on device',
      "could not write to log file 00000001000000050000006B at offset 0, length 8192: No space left on device",
      'could not create file "pg_wal/xlogtemp.{pid}": No space left on device',
    ]);
    for (let at = from; at < Math.min(to, world.length); at += random.between(35, 70)) {
      outage.says(instance, at, "panic", panic);
      outage.says(
        instance,
        at + 0.3,
        "info",
        "server process (PID {pid}) was terminated by signal 6: Aborted",
      );
      outage.says(instance, at + 0.4, "info", "terminating any other active server processes");
      outage.says(instance, at + 0.9, "info", "all server processes terminated; reinitializing");
    }
    outage.break(instance, { mode: "refused", share: 0.9 });
  },
  "stock-db": (outage, instance) => {
    const text = outage.wording([
      "[MY-012820] [InnoDB] Write to file ./stock/reservations.ibd failed at offset {offset}, 16384 bytes should have been written, only 4096 were written. Operating system error number 28.",
      "[MY-010931] [Server] Disk is full writing './binlog.000412' (OS errno 28 - No space left on device). Waiting for someone to free space... Retry in 60 secs.",
      "[MY-012639] [InnoDB] Cannot extend tablespace ./stock/reservations.ibd: No space left on device",
    ]);
    outage.repeats(instance, outage.from, 60, "error", text);
    const reply = "The table 'reservations' is full";
    const hangs = text.includes("Waiting");
    outage.break(
      instance,
      hangs
        ? { mode: "timeout", share: 1, writesOnly: true }
        : { mode: "reply", share: 1, writesOnly: true, reply },
    );
  },
  events: (outage, instance) => {
    const { from, random } = outage;
    const text = outage.wording([
      "[ReplicaManager broker=2] Error processing append operation on partition orders-{partition} (kafka.server.ReplicaManager)\norg.apache.kafka.common.errors.KafkaStorageException: Error while appending records to orders-{partition} in dir /var/lib/kafka\nCaused by: java.io.IOException: No space left on device",
      "Error while writing to checkpoint file /var/lib/kafka/replication-offset-checkpoint (kafka.server.LogDirFailureChannel)\njava.io.IOException: No space left on device",
      "Error while rolling log segment for orders-{partition} in dir /var/lib/kafka (kafka.log.LogManager)\njava.io.IOException: No space left on device",
    ]);
    for (const wait of [0, 0.6, 1.9]) outage.says(instance, from + wait, "error", text);
    outage.says(
      instance,
      from + 2.4,
      "error",
      "Shutdown broker because all log dirs in /var/lib/kafka have failed (kafka.log.LogManager)",
    );
    const reply = random.pick(["NOT_ENOUGH_REPLICAS", "KAFKA_STORAGE_ERROR", "NOT_LEADER_OR_FOLLOWER"]);
    for (const other of outage.world.fleet.byService.events)
      outage.break(
        other,
        other === instance
          ? { mode: "refused", share: 1 }
          : { mode: "reply", share: 0.5, writesOnly: true, reply },
      );
  },
  cache: (outage, instance) => {
    const text = outage.wording([
      "Write error saving DB on disk: No space left on device",
      "Error writing to the AOF file: No space left on device",
      "Failed opening the temp RDB file temp-{pid}.rdb (in server root dir /var/lib/redis) for saving: No space left on device",
    ]);
    outage.repeats(instance, outage.from, 7, "warn", text);
    outage.repeats(instance, outage.from + 0.2, 9, "warn", "Background saving error");
    const reply =
      "MISCONF Redis is configured to save RDB snapshots, but it's currently unable to persist to disk. Commands that may modify the data set are disabled.";
    outage.break(instance, { mode: "reply", share: 1, writesOnly: true, reply });
  },
  objects: (outage, instance) => {
    const text = outage.wording([
      "Storage backend has reached its minimum free drive threshold. Please delete a few objects to proceed.",
      "write /data/labels/{id}.pdf/xl.meta: no space left on device",
      "drive path full",
    ]);
    outage.repeats(instance, outage.from, 8, "error", text);
    const reply = "Storage backend has reached its minimum free drive threshold.";
    outage.breakAll("objects", { mode: "reply", share: 0.95, writesOnly: true, reply });
  },
};

/** A disk has no room left; sometimes it was said before, by nobody's favourite warning. */
export const diskFull: Fault = (outage) => {
  const { world, random, from } = outage;
  const service = outage.choose(["orders-db", "stock-db", "events", "cache", "objects"]);
  const copies = world.fleet.byService[service];
  const instance = services[service].primary ? world.fleet.primaryOf(service) : random.pick(copies);
  stores[service]?.(outage, instance);
  if (random.chance(0.4)) {
    const warning = random.pick([
      "diskwatch: /var/lib is 96% full",
      "low disk space: 2.1% left on /var/lib",
      "filesystem /dev/sdb1 nearly full, 1.4 GB available",
    ]);
    outage.machine(instance.host, from, "diskwatch[377]", warning);
  }
  return { services: [service], hosts: [instance.host] };
};
