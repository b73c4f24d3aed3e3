/**
 * Writes app/samples/shop.log, the log that `llama-log analyze` reads when no file is named:
 * forty minutes of a small shop in trouble. Everything in it is invented; addresses and names are
 * those set aside for documentation. The bytes depend on nothing but this file.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** 10 March 2026, 09:20 UTC. */
const start = Date.UTC(2026, 2, 10, 9, 20);

/**
 * What happens, one kind of line a row: from minute:second to minute:second, how often, in which
 * format, and the text. `{1..9}` is a number, `{70>97}` one that rises from the first line to the
 * last, `{id}` an identifier, `{a|b}` a choice; a choice repeated is likelier.
 */
const scenario = `
# Every day.
00:00-00:00   1 service   INFO [orders-api] started version=4.8.1 listening on port 8080
00:00-40:00 370 gateway   {/api/cart|/api/products|/api/products|/api/session|/api/search} {200|200|200|201|204|304|404} {3..180}
00:00-40:00 310 page      {/|/tea|/coffee|/static/app.css|/static/app.js|/cart|/robots.txt} {200|200|200|304|404} {200..48000}
00:00-40:00 130 service   INFO [checkout] cart c-{id} checked out items={1..9} total={5..240}.{10..99} EUR
00:00-40:00 130 service   INFO [orders-api] order o-{id} created for customer {1000..9999} in {8..60} ms
00:00-40:00  85 service   INFO [payments] payment p-{id} authorized provider=examplepay amount={5..240}.00 EUR
00:00-40:00  85 service   INFO [catalog] served {10..48} products for category {tea|coffee|cups|gifts} in {2..40} ms
00:00-40:00  85 service   DEBUG [catalog] cache hit key=category:{1..40} age={1..300}s
00:00-40:00  85 service   INFO [search] query took {4..90} ms hits={0..400}
00:00-40:00  70 auth      level=info service=auth msg="login succeeded" user=u{1000..9999} method={password|passkey}
00:00-40:00  40 database  orders-db-0 postgres[{4000..4999}]: LOG:  checkpoint complete: wrote {90..400} buffers (1.9%); 0 WAL file(s) added
00:00-40:00  40 service   INFO [order-events] kafka consumer group=order-events partition={0..5} offset={81000..89999} committed
00:00-40:00  40 system    cache-0 redis-server[812]: {10..90} changes in 300 seconds. Saving...
00:00-40:00  25 system    node-1 CRON[{20000..29999}]: (root) CMD (/usr/lib/shop/rotate-sessions)
00:00-40:00  25 system    {node-1|node-2} systemd[1]: Started Session {100..999} of user deploy.
00:00-40:00  25 system    node-2 kubelet[1102]: "Probe succeeded" probeType="Readiness" pod="shop/catalog-{0..2}"
00:00-40:00  15 system    node-1 sshd[{3000..3999}]: Accepted publickey for deploy from 198.51.100.7 port {40000..60000} ssh2
00:00-40:00   7 database  orders-db-1 postgres[{4000..4999}]: LOG:  duration: {1100..4200}.412 ms  statement: SELECT * FROM order_lines WHERE order_id = $1
00:00-40:00   5 service   WARN [catalog] image resize is deprecated, product={100..999}

# The primary of the orders database is lost, its replica takes over.
12:00-12:03   3 system    orders-db-0 kernel: nvme nvme0: I/O {100..200} QID 3 timeout, aborting
12:04-12:04   1 system    orders-db-0 kernel: blk_update_request: I/O error, dev nvme0n1, sector 91821056
12:05-12:05   1 database  orders-db-0 postgres[{4000..4999}]: PANIC:  could not write to file "pg_wal/xlogtemp.4121": Input/output error
12:06-12:06   1 database  orders-db-0 postgres[{4000..4999}]: LOG:  all server processes terminated; database system is shut down
12:07-13:35  64 service   ERROR [orders-api] could not connect to orders-db-0:5432: Connection refused
12:10-13:40  30 service   ERROR [checkout] order of cart c-{id} failed: orders-api answered 503 Service Unavailable
12:10-15:25  58 gateway   /api/orders 503 {3..180}
12:38-12:38   1 system    orders-db-1 patroni[690]: WARNING: primary orders-db-0 has not renewed its leader key for 30 seconds
13:00-14:10  34 database  orders-db-1 postgres[{4000..4999}]: FATAL:  sorry, too many clients already
13:02-14:08  22 service   WARN [orders-api] connection pool exhausted: 40 of 40 in use, {12..80} waiting
13:36-14:50  31 database  orders-db-1 postgres[{4000..4999}]: ERROR:  cannot execute INSERT in a read-only transaction
13:37-14:50  19 service   ERROR [orders-api] order o-{id} not stored: cannot execute INSERT in a read-only transaction
13:20-15:10  12 service   WARN [order-events] kafka consumer lag is growing group=order-events partition={0..5} lag={900>5200}
14:52-14:52   1 system    orders-db-1 patroni[690]: INFO: promoted self to leader by acquiring session lock
14:53-14:53   1 database  orders-db-1 postgres[{4000..4999}]: LOG:  database system is ready to accept connections
15:00-15:00   1 service   INFO [orders-api] connection pool recovered: 12 of 40 in use, primary is orders-db-1
15:34-15:34   1 service   INFO [checkout] circuit breaker orders-api closed after 3 successful calls

# The search service leaks memory until it is killed, again and again.
03:00-15:40  15 service   INFO [search] heap usage {70>84}% of 1024 MB after full GC
15:50-25:55  13 service   WARN [search] heap usage {85>97}% of 1024 MB after full GC
23:00-26:00  24 service   WARN [search] garbage collection took {1400>4800} ms, heap is full
24:00-26:00  17 gateway   /api/search 504 30000
26:00-31:00   4 service   ERROR [search] java.lang.OutOfMemoryError: GC overhead limit exceeded
26:02-31:05   4 system    node-2 kernel: Memory cgroup out of memory: Killed process {4000..9000} (java) total-vm:3108244kB, anon-rss:1047812kB
26:03-31:07   4 event     type=Warning reason=OOMKilled object=pod/search-7c9d4-x2x8k message="Container search was killed: memory limit 1Gi exceeded"
27:30-31:20   6 event     type=Warning reason=BackOff object=pod/search-7c9d4-x2x8k message="Back-off restarting failed container search: CrashLoopBackOff"
26:30-31:40   4 service   INFO [search] started version=2.31.0 loading index products
33:00-33:00   1 event     type=Normal reason=ScalingReplicaSet object=deployment/search message="Scaled up replica set search-6f5b1 to 2: memory limit 2Gi"

# A release of payments lacks a configuration key and is rolled back.
20:00-20:00   1 event     type=Normal reason=ScalingReplicaSet object=deployment/payments message="Scaled up replica set payments-5d7f9 to 3: image payments:2.14.0"
20:12-20:12   1 service   INFO [payments] started version=2.14.0 commit=9f3c1d2
20:12-20:13   3 service   ERROR [payments] missing configuration key payment.provider.url, using null
20:14-23:40   9 service   ERROR [payments] java.lang.NullPointerException: Cannot invoke "String.length()" because "providerUrl" is null
20:15-20:15   1 plain     	at com.example.payments.ProviderClient.authorize(ProviderClient.java:87)
20:15-20:15   1 plain     	at com.example.payments.PaymentService.pay(PaymentService.java:142)
20:15-23:45  44 service   ERROR [payments] POST /payments failed with status 500 payment=p-{id} version=2.14.0
20:15-23:45  39 gateway   /api/payments 500 {3..180}
20:20-23:45  18 service   WARN [checkout] payment of cart c-{id} failed, attempt {1..3} of 3
21:30-23:30   5 event     type=Warning reason=Unhealthy object=pod/payments-5d7f9-k4v2m message="Readiness probe failed: HTTP probe failed with statuscode: 500"
23:48-23:48   1 event     type=Normal reason=DeploymentRollback object=deployment/payments message="Rolled back deployment payments to revision 41: image payments:2.13.2"
24:00-24:00   1 service   INFO [payments] started version=2.13.2 commit=4b07aa9

# What nobody notices until it is late.
05:00-35:00   4 service   WARN [cert-watch] certificate of shop.example.com expires in 3 days, renewal failed: DNS challenge timed out
01:00-12:00   4 system    kafka-1 diskwatch[377]: info: filesystem /var/lib/kafka is {81>84}% full
13:00-39:00   9 system    kafka-1 diskwatch[377]: warning: filesystem /var/lib/kafka is {85>93}% full

# Somebody tries passwords on the jump host.
06:00-09:00  24 system    jump-1 sshd[{5000..5999}]: Failed password for invalid user {admin|oracle|test} from 192.0.2.66 port {30000..60000} ssh2
06:00-09:00  12 system    jump-1 sshd[{5000..5999}]: Failed password for root from 192.0.2.66 port {30000..60000} ssh2
09:00-09:00   1 system    jump-1 sshd[5999]: error: maximum authentication attempts exceeded for root from 192.0.2.66 port 51022 ssh2 [preauth]
`;

interface Entry {
  readonly at: number;
  readonly line: string;
}

/** The text of app/samples/shop.log. */
export function shopLog(): string {
  const random = seededRandom(20260310);
  const entries: Entry[] = [];
  for (const row of scenario.split("\n")) {
    const parsed = /^(\d\d):(\d\d)-(\d\d):(\d\d) +(\d+) (\w+) +(.*)$/.exec(row);
    if (parsed === null) continue;
    const [, fromMinute, fromSecond, toMinute, toSecond, count, format = "", text = ""] = parsed;
    const from = Number(fromMinute) * 60 + Number(fromSecond);
    const to = Number(toMinute) * 60 + Number(toSecond);
    const moments = Array.from({ length: Number(count) }, () => from + random() * (to - from)).sort(
      (first, second) => first - second,
    );
    for (const [index, at] of moments.entries()) {
      const progress = moments.length === 1 ? 0 : index / (moments.length - 1);
      entries.push({ at, line: inFormat(format, at, filledIn(text, progress, random), random) });
    }
  }
  // Sorting is stable: lines of one moment stay in the order in which they stand above.
  entries.sort((first, second) => first.at - second.at);
  return `${entries.map((entry) => entry.line).join("\n")}\n`;
}

/** `progress` runs from 0 at the first line of a row to 1 at its last. */
function filledIn(text: string, progress: number, random: () => number): string {
  return text.replace(/\{([^}]+)\}/g, (_, content: string) => {
    const rising = /^(\d+)>(\d+)$/.exec(content);
    if (rising !== null) {
      return String(Math.round(Number(rising[1]) + (Number(rising[2]) - Number(rising[1])) * progress));
    }
    const range = /^(\d+)\.\.(\d+)$/.exec(content);
    if (range !== null) return String(between(random, Number(range[1]), Number(range[2])));
    if (content === "id") return between(random, 0x10000, 0xfffff).toString(16);
    const choices = content.split("|");
    return choices[between(random, 0, choices.length - 1)] as string;
  });
}

function inFormat(format: string, at: number, text: string, random: () => number): string {
  const iso = new Date(start + Math.round(at * 1000)).toISOString();
  const clock = iso.slice(11, 19);
  const [path = "", status = "", size = ""] = text.split(" ");
  switch (format) {
    case "service":
    case "database":
      return `${iso} ${text}`;
    case "event":
      return `time=${iso} service=k8s-events ${text}`;
    case "system":
      return `Mar 10 ${clock} ${text}`;
    case "auth":
      return `time=${iso} ${text}`;
    case "page": {
      const agents = [
        "Mozilla/5.0 (X11; Linux x86_64)",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1)",
        "curl/8.9.1",
      ];
      const client = `198.51.100.${between(random, 2, 250)}`;
      const agent = agents[between(random, 0, agents.length - 1)];
      return `${client} - - [10/Mar/2026:${clock} +0000] "GET ${path} HTTP/1.1" ${status} ${size} "-" "${agent}"`;
    }
    case "gateway":
      return JSON.stringify({
        time: iso,
        level: Number(status) >= 500 ? "error" : "info",
        service: "api-gateway",
        method: /payments|session/.test(path) ? "POST" : "GET",
        path,
        status: Number(status),
        duration_ms: Number(size),
      });
    default:
      return text;
  }
}

function between(random: () => number, low: number, high: number): number {
  return low + Math.floor(random() * (high - low + 1));
}

/** Mulberry32: 32 bits of state are plenty for a sample. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

if (process.argv[1]?.endsWith("shop-log.ts") === true) {
  const path = join(process.argv[1], "..", "..", "app", "samples", "shop.log");
  writeFileSync(path, shopLog());
  process.stdout.write(`${path} is written\n`);
}
