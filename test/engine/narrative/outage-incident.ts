import type { Incident, TimelineEntry } from "../../../src/engine/correlation/incident.ts";

/** 2026-03-10T09:32:00Z, in epoch seconds. */
export const outageStart = Date.UTC(2026, 2, 10, 9, 32, 0) / 1000;

type EntryParts = Pick<TimelineEntry, "service" | "host" | "severity" | "count"> & {
  readonly at: number;
  readonly log: string;
  readonly template?: string;
  readonly lasts?: number;
};

const hosts = ["orders-db-0.prod.shop.example", "web-03", "node-2", "mail-1", "edge-1"] as const;
const database = hosts[0];

const parts: readonly EntryParts[] = [
  {
    ...{ service: "kernel", host: database, severity: "P2", count: 3, at: 1 },
    log: "nvme nvme0: I/O 163 QID 3 timeout, aborting",
  },
  {
    ...{ service: "kernel", host: database, severity: "P1", count: 1, at: 4 },
    log: "blk_update_request: I/O error, dev nvme0n1, sector 1204822",
  },
  {
    ...{ service: "orders-api", host: "web-03", severity: "P1", count: 1_204, at: 7, lasts: 1_140 },
    log: "could not connect to orders-db-0:5432: Connection refused, pool 40 of 40 in use after 30s",
  },
  {
    ...{ service: "checkout", host: "web-03", severity: "P1", count: 30, at: 13, lasts: 300 },
    log: "order of <USER:k7f3aaaaaa> failed: orders-api answered 503 in 30000 ms, trace 7d9f8b6c5",
    template: "order of <*> failed: orders-api answered 503 in <*> ms, trace <*>",
  },
  {
    ...{ service: "gateway", host: "edge-1", severity: "P1", count: 5_210, at: 20, lasts: 1_100 },
    log: '10.20.30.7 "GET /api/orders HTTP/1.1" 502 157 "curl/8.1" upstream http://orders-api:8080/orders',
  },
  {
    ...{ service: "postgres", host: database, severity: "P0", count: 12, at: 30 },
    log: 'PANIC:  could not write to file "pg_wal/xlogtemp.2211": Input/output error',
  },
  {
    ...{ service: "search", host: "node-2", severity: "P1", count: 24, at: 663, lasts: 240 },
    log: "java.lang.OutOfMemoryError: GC overhead limit exceeded, heap 1,536 MB used 97 %, pause 1400 ms",
  },
  { ...{ service: "payments", host: "", severity: "P2", count: 88, at: 480, lasts: 660 }, log: "" },
  {
    ...{ service: "mail", host: "mail-1", severity: "P2", count: 7, at: 1_692 },
    log: "delivery to <EMAIL:q2w3aaaaaa> via 10.20.30.40:587 failed: certificate expired on 2026-03-09; queue 3,412 messages",
  },
];

/** An incident with these entries; the first two are the origin's. */
export function incidentWith(
  entries: readonly EntryParts[],
  head: Pick<Incident, "severity" | "title" | "origin"> & { readonly ends: number },
): Incident {
  const { ends, ...facts } = head;
  return {
    ...facts,
    ...{ fingerprint: "iaaaaaaaaaaaa", first: outageStart + (entries[0]?.at ?? 0), last: outageStart + ends },
    hosts: different(entries.map(({ host }) => host)),
    services: different(entries.map(({ service }) => service)),
    kinds: entries.flatMap(({ service, severity, count, template }, at) =>
      template === undefined ? [] : [{ service, severity, count, template_id: `t${at}`, template }],
    ),
    timeline: entries.map(({ service, host, severity, count, at, log, lasts = 0 }, place) => ({
      ...{ service, host, severity, count, template_id: log === "" ? "" : `t${place}` },
      ...{ first: outageStart + at, last: outageStart + at + lasts },
      ...{ cause: "An engine's cause.", action: "An engine's action.", names: [] },
      examples: log === "" ? [] : [log],
      consequence: place > 1,
    })),
    ...{ action: "An engine's action.", ruled_out: [], gaps: [] },
  };
}

function different(names: readonly string[]): string[] {
  return [...new Set(names)].filter((name) => name !== "");
}

/** A disk fails under a database; what follows from it, and two things beside it. */
export const outageIncident = incidentWith(parts, {
  severity: "P0",
  title: "orders-db-0: reading from or writing to the device failed; 6 other services are hit",
  origin: ["orders-db-0", "orders-api"],
  ends: 1_700,
});

/** A release that cannot look names up and fills its queue, in a cluster. */
export const releaseIncident = incidentWith(
  [
    {
      ...{ service: "deployer", host: "ci-2", severity: "P4", count: 1, at: 0 },
      log: "rolled out pricing:v4.7.0 to 6 of 6 replicas in 2m10s",
    },
    {
      ...{ service: "pricing", host: "", severity: "P1", count: 2_480, at: 15, lasts: 900 },
      log: "lookup rates.internal.example on <IP>:53: no such host, attempt 3/3, waited 4500ms",
      template: "lookup rates.internal.example on <*>: no such host, attempt <*>, waited <*>",
    },
    {
      ...{ service: "k8s-events", host: "", severity: "P2", count: 18, at: 42 },
      log: "Back-off restarting failed container pricing in pod pricing-6d5f9c7b8-x2k4q (exit code 1), restarts 5",
    },
    {
      ...{ service: "cart", host: "worker-11", severity: "P1", count: 640, at: 47, lasts: 850 },
      log: "PriceLookupException: pricing returned 500 for sku 88-1207-A, fallback price_cache hit ratio 0.12",
    },
    {
      ...{ service: "kafka-consumer", host: "worker-12", severity: "P2", count: 9, at: 130 },
      log: "consumer lag for topic cart.events partition 7 is 1,048,576 messages (limit 50,000)",
    },
    {
      ...{ service: "nginx", host: "edge-4", severity: "P1", count: 3_900, at: 55, lasts: 845 },
      log: 'upstream timed out (110: Operation timed out) while reading response header, request: "POST /cart/add HTTP/2.0"',
    },
    {
      ...{ service: "node-exporter", host: "worker-12", severity: "P2", count: 4, at: 600 },
      log: "filesystem /var/lib/kafka 92.4% full, 7.6 GiB free of 100 GiB",
    },
  ],
  {
    severity: "P1",
    title: "pricing: a name cannot be resolved; 4 other services are hit",
    origin: ["pricing"],
    ends: 915,
  },
);

/** Somebody tries passwords, a certificate of a broker ends, and a batch job is late. */
export const mixedIncident = incidentWith(
  [
    {
      ...{ service: "rabbitmq", host: "mq-2.eu.example", severity: "P1", count: 76, at: 0, lasts: 2_700 },
      log: "TLS server: in state certify received CLIENT ALERT: Fatal - Certificate Expired (SHA-256 fingerprint 9f:3a:c1)",
    },
    {
      ...{ service: "invoice-worker", host: "batch-7", severity: "P1", count: 310, at: 4, lasts: 2_690 },
      log: "amqp connection to mq-2.eu.example:5671 failed: certificate has expired, retry in 15s (try 12)",
      template:
        "amqp connection to mq-2.eu.example:5671 failed: certificate has expired, retry in <*> (try <*>)",
    },
    {
      ...{ service: "scheduler", host: "batch-1", severity: "P2", count: 2, at: 900 },
      log: "job nightly_invoices missed its deadline by 1h 30m: 41 of 2,350 documents done",
    },
    {
      ...{ service: "sshd", host: "bastion", severity: "P2", count: 1_880, at: 1_200, lasts: 600 },
      log: "Failed password for invalid user <USER> from <IP> port 52114 ssh2",
    },
    {
      ...{ service: "api", host: "app-21", severity: "P2", count: 64, at: 1_500, lasts: 1_200 },
      log: 'level=error msg="circuit breaker open" target=invoice-worker latency_p99=2.75s errors=18.5% window=60s',
    },
    {
      ...{ service: "mysqld", host: "db-eu-1", severity: "P3", count: 15, at: 1_510 },
      log: "[Warning] Aborted connection 884213 to db: 'invoices' (Got an error reading communication packets), Error 1159",
    },
  ],
  {
    severity: "P1",
    title: "rabbitmq: a certificate is expired; 5 other services are hit",
    origin: ["rabbitmq", "mq-2.eu.example"],
    ends: 2_700,
  },
);
