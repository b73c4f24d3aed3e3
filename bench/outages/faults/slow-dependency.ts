import type { ServiceName } from "../system/topology.ts";
import type { Fault } from "./outage.ts";

/** The little that the slow one says itself; half of the time it says nothing. */
const signs: Readonly<Partial<Record<ServiceName, readonly string[]>>> = {
  "orders-db": [
    "@shop@orders duration: {ms}.118 ms  statement: UPDATE orders SET packed = now() WHERE id = $1",
    "process {pid} still waiting for ShareLock on transaction {offset} after 1000.071 ms",
    "checkpoints are occurring too frequently ({number} seconds apart)",
  ],
  "stock-db": [
    "[MY-012985] [InnoDB] A long semaphore wait: --Thread {pid} has waited at row0ins.cc line 2530 for 241 seconds",
    "[MY-011825] [InnoDB] page_cleaner: 1000ms intended loop took {ms}ms. The settings might not be optimal.",
    "[MY-010914] [Server] Slow query: {ms} ms, rows examined: {offset}",
  ],
  cache: [
    "Asynchronous AOF fsync is taking too long (disk is busy?). Writing the AOF buffer without waiting for fsync to complete, this may slow down Redis.",
    "Client id={id} cmd=keys age={number} scheduled to be closed ASAP for overcoming of output buffer limits.",
    "latency spike of {ms} ms in event loop",
  ],
  accounts: [
    "password hash took {ms} ms",
    "garbage collection limiter active",
    "request queue length {number}",
  ],
  catalogue: [
    "price list of {offset} rows computed in {ms} ms",
    "response buffered for {ms} ms",
    "worker pool busy, {number} waiting",
  ],
  objects: [
    "drive /data is responding slowly, {ms} ms for a read",
    "healing drive, {offset} objects left",
    "taking drive offline for {ms} ms checks",
  ],
};
const hung = [
  "INFO: task jbd2/sdb1-8:412 blocked for more than 120 seconds.",
  "nvme nvme1: I/O 412 QID 3 timeout, completion polled",
  "ata2.00: exception Emask 0x0 SAct 0x0 SErr 0x0 action 0x6 frozen",
];

/** Something that others depend on answers late: a lock, a sick disk, too much to do. */
export const slowDependency: Fault = (outage) => {
  const { world, random, from } = outage;
  const service = outage.choose(["orders-db", "stock-db", "cache", "accounts", "catalogue", "objects"]);
  const seconds = random.between(2, 12);
  const share = random.between(0.6, 1);
  const ramp = random.between(0, 150);
  outage.breakAll(service, { mode: "slow", share, ramp, seconds });
  const host = world.fleet.primaryOf(service).host;
  if (random.chance(0.55)) {
    const text = random.pick(signs[service] ?? []);
    const level = service === "orders-db" ? "info" : "warn";
    outage.repeats(
      world.fleet.primaryOf(service),
      from + ramp / 2 + random.between(2, 30),
      random.between(8, 40),
      level,
      text,
    );
  }
  const isMachine = !["accounts", "catalogue"].includes(service);
  if (isMachine && random.chance(0.3))
    for (const wait of [5, 130, 250]) outage.kernel(host, from + wait, random.pick(hung));
  return { services: [service], hosts: isMachine ? [host] : [] };
};
