import { line, type Story } from "./story.ts";

/** Applications behind proxies, with databases, caches and brokers of their own. */
export const applications: readonly Story[] = [
  {
    name: "Postgres runs out of connections; the web server says 502",
    origin: ["postgresql", "postgres", "db-1"],
    began: 600,
    strands: [
      line(
        "web-1:/var/log/nginx/access.log",
        "0-1200/0.8",
        '203.0.113.{1-99} - - [{access}] "GET /orders HTTP/1.1" 200 {100-999}',
      ),
      line(
        "web-1:/var/log/nginx/access.log",
        "604-1200/2",
        '203.0.113.{1-99} - - [{access}] "GET /orders HTTP/1.1" 502 157',
      ),
      line(
        "web-1:/var/log/nginx/error.log",
        "604-1200/2",
        '2026/03/02 10:10:04 [error] 812#812: *{100-999} upstream prematurely closed connection while reading response header from upstream, upstream: "http://10.1.0.21:8000/orders"',
      ),
      line("app-1:/var/log/shop/app.log", "0-1200/1", "[{iso}] [INFO] shop.views: order {100-999} shown"),
      line(
        "app-1:/var/log/shop/app.log",
        "603-1200/2",
        '[{iso}] [ERROR] django.db.utils.OperationalError: connection to server at "db-1" (10.1.0.31), port 5432 failed: FATAL:  sorry, too many clients already',
      ),
      line(
        "db-1:/var/log/postgresql/postgresql.log",
        "0-1200/20",
        "{spring} UTC [{100-999}] LOG:  checkpoint complete: wrote {10-90} buffers",
      ),
      line(
        "db-1:/var/log/postgresql/postgresql.log",
        "602-1200/2",
        "{spring} UTC [{1000-9999}] shop@shop FATAL:  sorry, too many clients already",
      ),
    ],
  },
  {
    name: "a full disk under Postgres, told once by the kernel's host and then by everybody",
    origin: ["postgresql", "db-2"],
    began: 600,
    strands: [
      line(
        "db-2:/var/log/postgresql/postgresql.log",
        "0-600/8",
        "{spring} UTC [{100-999}] LOG:  duration: {1-9}.{100-999} ms",
      ),
      line(
        "db-2:/var/log/postgresql/postgresql.log",
        "600,601",
        '{spring} UTC [991] PANIC:  could not write to file "pg_wal/xlogtemp.991": No space left on device',
      ),
      line(
        "db-2:/var/log/postgresql/postgresql.log",
        "602",
        "{spring} UTC [1] LOG:  database system is shut down",
      ),
      line("app-1:/srv/invoice/invoice.log", "0-1200/1", "{iso} INFO [invoice] invoice {100-999} printed"),
      line(
        "app-1:/srv/invoice/invoice.log",
        "603-1200/2",
        '{iso} ERROR [invoice] could not connect to server: Connection refused. Is the server running on host "db-2" and accepting TCP/IP connections on port 5432?',
      ),
      line("app-2:/srv/report/report.log", "0-1200/2", "{iso} INFO [report] row {100-999}"),
      line(
        "app-2:/srv/report/report.log",
        "604-1200/3",
        "{iso} ERROR [report] psycopg2.OperationalError: could not connect to server db-2: Connection refused",
      ),
      line(
        "lb-1:/var/log/haproxy.log",
        "0-1200/0.7",
        "{syslog} lb-1 haproxy[211]: 203.0.113.{1-9}:{40000-50000} invoice~ invoice/app-1 0/0/1/{10-50}/{10-60} 200 512",
      ),
      line(
        "lb-1:/var/log/haproxy.log",
        "604-1200/1.5",
        "{syslog} lb-1 haproxy[211]: 203.0.113.{1-9}:{40000-50000} invoice~ invoice/app-1 0/0/1/{10-50}/{10-60} 500 512",
      ),
    ],
  },
  {
    name: "a Kafka broker is lost; producers and the other brokers say so",
    origin: ["kafka-2", "broker-2"],
    began: 600,
    strands: [
      line(
        "kafka-1:/opt/kafka/server.log",
        "0-1200/6",
        "[{spring}] INFO [GroupCoordinator 1]: Stabilized group billing generation {1-90} (kafka.coordinator.group.GroupCoordinator)",
      ),
      line(
        "kafka-2:/opt/kafka/server.log",
        "0-600/3",
        "[{spring}] INFO [GroupCoordinator 2]: Member consumer-{1-9} joined (kafka.coordinator.group.GroupCoordinator)",
      ),
      line(
        "kafka-1:/opt/kafka/server.log",
        "603-1200/4",
        "[{spring}] WARN [ReplicaFetcher replicaId=1, leaderId=2, fetcherId=0] Error in response for fetch request (kafka.server.ReplicaFetcherThread) java.io.IOException: Connection to kafka-2:9092 (id: 2 rack: null) failed.",
      ),
      line(
        "meter-1:/srv/meter/meter.log",
        "0-1200/1",
        "{spring} [kafka-producer-network-thread] INFO  meter.Sender - sent {10-90} records",
      ),
      line(
        "meter-1:/srv/meter/meter.log",
        "602-1200/2",
        "{spring} [kafka-producer-network-thread] WARN  o.a.k.c.NetworkClient - [Producer clientId=meter] Connection to node 2 (kafka-2/10.3.0.12:9092) could not be established. Broker may not be available.",
      ),
      line("bill-1:/srv/bill/bill.log", "0-1200/2", "{spring} INFO  bill.Reader - read {10-90}"),
      line(
        "bill-1:/srv/bill/bill.log",
        "640-1200/5",
        "{spring} ERROR bill.Reader - org.apache.kafka.common.errors.TimeoutException: Topic reads not present in metadata after 60000 ms.",
      ),
    ],
  },
  {
    name: "a connection pool of one service leaks; its database is well",
    origin: ["ledger"],
    began: 600,
    strands: [
      line("portal.log", "0-1300/1", "{spring} INFO  [portal] GET /balance 200"),
      line(
        "portal.log",
        "640-1300/2",
        "{spring} ERROR [portal] GET /balance: java.net.SocketTimeoutException: Read timed out calling http://ledger:8080/balance",
      ),
      line("ledger.log", "0-1300/2", "{spring} INFO  [ledger] balance of {1000-9999}"),
      line(
        "ledger.log",
        "610-1300/20",
        "{spring} WARN  [ledger] HikariPool-1 - Connection leak detection triggered for org.postgresql.jdbc.PgConnection on thread http-nio-{1-9}, stack trace follows",
      ),
      line(
        "ledger.log",
        "636-1300/2",
        "{spring} ERROR [ledger] HikariPool-1 - Connection is not available, request timed out after 30000ms (total=10, active=10, idle=0, waiting={5-40})",
      ),
      line("statements.log", "0-1300/3", "{spring} INFO  [statements] statement {1000-9999}"),
      line(
        "statements.log",
        "645-1300/5",
        "{spring} ERROR [statements] call to ledger failed: 503 Service Unavailable",
      ),
      line(
        "postgres.log",
        "0-1300/10",
        "{spring} UTC [{100-900}] LOG:  checkpoint complete: wrote {1-90} buffers",
      ),
    ],
  },
  {
    name: "Redis answers late; three callers say so in words of their clients",
    origin: ["redis"],
    began: 600,
    strands: [
      line(
        "cart.log",
        "0-1200/1",
        '{"lvl":"info","svc":"cart","msg":"cart {100-999} read","ms":{1-4},"at":"{iso}"}',
      ),
      line(
        "cart.log",
        "606-1200/4",
        '{"lvl":"error","svc":"cart","msg":"ReplyError: command HGETALL timed out after 2000ms","at":"{iso}"}',
      ),
      line("session.log", "0-1200/1", "{iso} session INFO session {hex} found"),
      line(
        "session.log",
        "604-1200/3",
        "{iso} session ERROR redis.exceptions.TimeoutError: Timeout reading from socket redis:6379",
      ),
      line("rates.log", "0-1200/2", '{iso} level=info msg="limit checked" key={hex}'),
      line(
        "rates.log",
        "608-1200/5",
        '{iso} level=error msg="limit not checked" err="redis: connection pool timeout"',
      ),
      line("redis.log", "0-1200/30", "1:M 02 Mar 2026 10:00:00.123 * 100 changes in 300 seconds. Saving..."),
      line(
        "redis.log",
        "630,700,800",
        "1:M 02 Mar 2026 10:10:30.123 * Asynchronous AOF fsync is taking too long (disk is busy?). Writing the AOF buffer without waiting for fsync to complete, this may slow down Redis.",
      ),
    ],
  },
  {
    name: "an expired certificate of the identity provider",
    origin: ["sso", "sso.example.net"],
    began: 600,
    strands: [
      line("wiki.log", "0-1200/2", "{iso} wiki INFO page {100-999} viewed"),
      line(
        "wiki.log",
        "602-1200/6",
        "{iso} wiki ERROR login failed: javax.net.ssl.SSLHandshakeException: PKIX path validation failed: validity check failed for https://sso.example.net/token",
      ),
      line("crm.log", "0-1200/2", "{iso} crm info customer {100-999} opened"),
      line(
        "crm.log",
        "603-1200/7",
        "{iso} crm error x509: certificate has expired or is not yet valid: current time 2026-03-02T10:10:03Z is after 2026-03-02T10:10:00Z, host sso.example.net",
      ),
      line("sso.log", "0-1200/4", "{iso} sso INFO token issued"),
      line(
        "sso.log",
        "602-1200/4",
        "{iso} sso WARN http: TLS handshake error from 10.0.0.{1-40}:{40000-50000}: remote error: tls: expired certificate",
      ),
    ],
  },
  {
    name: "names cannot be resolved: many services, many names",
    origin: ["coredns", "dns", "kube-dns"],
    began: 600,
    strands: [
      line("web.log", "0-1200/1", "{iso} web INFO ok {1-99}"),
      line("web.log", "603-1200/3", "{iso} web ERROR getaddrinfo EAI_AGAIN orders"),
      line("orders.log", "0-1200/2", "{iso} orders INFO order {1-99}"),
      line(
        "orders.log",
        "603-1200/4",
        "{iso} orders ERROR dial tcp: lookup billing on 10.96.0.10:53: read udp 10.2.1.4:40122->10.96.0.10:53: i/o timeout",
      ),
      line("mail.log", "0-1200/3", "{iso} mail INFO mail {1-99}"),
      line(
        "mail.log",
        "605-1200/6",
        "{iso} mail ERROR socket.gaierror: [Errno -3] Temporary failure in name resolution (smtp)",
      ),
      line(
        "coredns.log",
        "0-1200/12",
        '[INFO] 10.2.1.4:{40000-50000} - {1000-9000} "A IN orders. udp 41" NOERROR qr,rd 92 0.0001s',
      ),
      line(
        "coredns.log",
        "604-1200/9",
        "[ERROR] plugin/errors: 2 orders. A: read udp 10.2.0.9:{40000-50000}->192.0.2.1:53: i/o timeout",
      ),
    ],
  },
  {
    name: "requests carry an id: the first to fail under it is the culprit",
    origin: ["tariff"],
    began: 600,
    strands: [
      line("front.log", "0-1200/1", "{iso} front INFO request_id={hex} done 200"),
      line("quote.log", "0-1200/1", "{iso} quote INFO request_id={hex} quoted"),
      line("tariff.log", "0-1200/1", "{iso} tariff INFO request_id={hex} looked up"),
      ...Array.from({ length: 40 }, (_, at) => [
        line(
          "tariff.log",
          String(602 + at * 12),
          `{iso} tariff ERROR request_id=ab${1000 + at}cd table row missing for zone 7`,
        ),
        line("quote.log", String(602.2 + at * 12), `{iso} quote ERROR request_id=ab${1000 + at}cd no price`),
        line(
          "front.log",
          String(602.4 + at * 12),
          `{iso} front ERROR request_id=ab${1000 + at}cd 500 internal error`,
        ),
      ]).flat(),
    ],
  },
  {
    name: "a scheduled job takes locks: MySQL tells of waits, callers of timeouts",
    origin: ["mysql", "my-1"],
    began: 600,
    strands: [
      line("shop-1:/srv/shop/shop.log", "0-1300/1", "[{spring}] production.INFO: order {100-999} stored"),
      line(
        "shop-1:/srv/shop/shop.log",
        "650-1300/5",
        "[{spring}] production.ERROR: SQLSTATE[HY000]: General error: 1205 Lock wait timeout exceeded; try restarting transaction",
      ),
      line("stock-1:/srv/stock/stock.log", "0-1300/2", "{iso} stock INFO counted {1-99}"),
      line(
        "stock-1:/srv/stock/stock.log",
        "652-1300/6",
        '{iso} stock ERROR (1205, "Lock wait timeout exceeded; try restarting transaction") from my-1:3306',
      ),
      line(
        "my-1:/var/log/mysql/mysqld.log",
        "0-1300/30",
        "{iso} {1-90} [Note] [MY-010914] [Server] Aborted connection {100-900} to db: 'shop'",
      ),
      line(
        "my-1:/var/log/mysql/mysqld.log",
        "640,700,760,820",
        "{iso} 0 [Warning] [MY-012985] [InnoDB] A long semaphore wait: --Thread {100-900} has waited at row0ins.cc line 2530 for 241 seconds",
      ),
    ],
  },
  {
    name: "a third party is down: everybody's own systems are well",
    origin: ["api.payments.example", "api"],
    began: 600,
    strands: [
      line("checkout.log", "0-1200/1", "{iso} checkout INFO paid {100-999}"),
      line(
        "checkout.log",
        "604-1200/3",
        "{iso} checkout ERROR POST https://api.payments.example/v1/charges: 503 Service Unavailable",
      ),
      line("refunds.log", "0-1200/4", "{iso} refunds INFO refund {100-999}"),
      line(
        "refunds.log",
        "610-1200/8",
        "{iso} refunds ERROR POST https://api.payments.example/v1/refunds: connection timed out",
      ),
      line("site.log", "0-1200/1", "{iso} site INFO page {100-999}"),
      line("site.log", "606-1200/4", "{iso} site WARN checkout answered 502"),
    ],
  },
];
