const raw = String.raw;

/** Web, data, money and mail. The notation is that of labelled-lines.ts; all values are invented. */
export const labelledServices: Readonly<Record<string, string>> = {
  "web servers": raw`
⟦IP|203.0.113.8⟧ - ⟦USER|greta⟧ [14/Mar/2026:03:12:00 +0000] "GET /admin HTTP/1.1" 200 2326 "-" "Mozilla/5.0 (X11; Linux x86_64) Chrome/120.0.6099.109"
⟦IP|2001:db8::42⟧ - - [14/Mar/2026:03:12:01 +0000] "GET /static/app.3f2a9b1c.js HTTP/2.0" 304 0
⟦IP|203.0.113.8⟧ - - [14/Mar/2026:03:12:02 +0000] "GET /reset?email=⟦EMAIL|greta%40example.net⟧&token=⟦SECRET|@hex⟧ HTTP/1.1" 200 17
⟦IP|203.0.113.9⟧ - - [14/Mar/2026:03:12:03 +0000] "GET /cb?redirect=%2Fin%3Fuser%3D⟦USER|greta⟧%26password%3D⟦SECRET|S3cr3tPlum⟧%26x%3D1 HTTP/1.1" 302 0
Cookie: ⟦SECRET|sid=3c9b77a1; theme=dark⟧
Set-Cookie: ⟦SECRET|JSESSIONID=5F1C88A0B2D4E6F8; Path=/; HttpOnly⟧
nginx: 2026/03/14 03:12:04 [error] 31#31: *6 connect() failed (111: Connection refused), client: ⟦IP|198.51.100.77⟧, server: shop.example.com
GET /app;jsessionid=⟦SECRET|5F1C88A0B2D4E6F85F1C88A0B2D4E6F8⟧ 200
X-Forwarded-For: ⟦IP|198.51.100.77⟧, ⟦IP|10.1.1.1⟧
proxy: Proxy-Authorization: Basic ⟦SECRET|Z3JldGE6cGx1bQ==⟧
x-api-key: ⟦SECRET|@hex⟧
[notice] Apache/2.4.57 (Debian) OpenSSL/3.0.11 configured -- resuming normal operations
[error] [client 127.0.0.1] File does not exist: /var/www/html/favicon.ico
GET /products/4711?page=2&sort=price&max=199.99 200 12ms
worker process 31 exited on signal 9, upstream 502, request length 4096
"GET /img/icon@2x.png HTTP/1.1" 304 0 "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Safari/537.36"
haproxy[12]: backend be_api has no server available! 0/3 up, queue 128, 12/34/56/78
TLSv1.3, cipher TLS_AES_256_GCM_SHA384, 256 bits, resumed 0
ratelimit: 429 for bucket api-public, 1000 requests per 60 s`,
  databases: raw`
FATAL: password authentication failed for user "⟦USER|billing_rw⟧"
Access denied for user '⟦USER|reporting7⟧'@'⟦IP|10.3.3.3⟧' (using password: YES)
connection received: host=⟦IP|10.3.3.4⟧ port=51512
connect mysql://⟦SECRET|app:Pfirsich9⟧@db1:3306/orders timed out after 5000 ms
mongodb+srv://⟦SECRET|root:Kirsche%214⟧@cluster0.example.net/test?retryWrites=true
Server=sql1;Database=orders;User Id=sa;Password=⟦SECRET|Zwetschge!1⟧;Encrypt=true
jdbc:oracle:thin:⟦SECRET|scott/tiger9⟧@db2:1521/ORCL ORA-01017
redis://:⟦SECRET|mirabelle77⟧@cache:6379/0 NOAUTH
ALTER USER app IDENTIFIED BY '⟦SECRET|Quitte#5⟧'
LOG: statement: UPDATE customer SET email='⟦EMAIL|lee.wong@example.com⟧' WHERE id=4711
dsn=postgresql%3A%2F%2F⟦SECRET|app%3APfirsich9⟧%40db1%3A5432%2Forders
LOG: checkpoint complete: wrote 1234 buffers (7.5%); 0 WAL file(s) added, 1 removed; write=12.345 s
ERROR: duplicate key value violates unique constraint "orders_pkey" DETAIL: Key (id)=(4711) already exists.
ERROR 1205 (HY000): Lock wait timeout exceeded; try restarting transaction
InnoDB: page_cleaner: 1000ms intended loop took 4711ms
ORA-00060: deadlock detected while waiting for resource
redo LSN 2/7F3A1B28, timeline 1, prev 2/7F3A1AF0
slow query: 12.4 s, rows examined 1234567, key: idx_orders_created
replica lag 37 s, gtid 3E11FA47-71CA-11E1-9E33-C80AA9429562:1-5
vacuum of table "public.events": index scans: 1, pages: 0 removed, 4711 remain`,
  payments: raw`
charge declined card=⟦CARD|4242424242424242⟧ amount=49.90 EUR order=2026031400017
payment method ⟦CARD|5555 5555 5555 4444⟧ cvv=⟦SECRET|737⟧ exp=12/28
amex ⟦CARD|3782-822463-10005⟧ rejected, reason 05
transfer to iban=⟦IBAN|DE89370400440532013000⟧ amount=1200.00
refund to ⟦IBAN|GB29 NWBK 6016 1331 9268 19⟧ failed
SEPA debit ⟦IBAN|FR1420041010050500013M02606⟧ returned AC04
stripe: api key ⟦SECRET|@stripe⟧ expired
webhook verification with ⟦SECRET|@stripeHook⟧ failed
customer_name="⟦USER|Amelie Roth⟧" phone=⟦PHONE|+33 6 12 34 56 78⟧ ssn=⟦SSN|512-44-9087⟧
{"customer":{"email":"⟦EMAIL|amelie@example.fr⟧","first_name":"⟦USER|Amelie⟧","last_name":"⟦USER|Roth⟧","card_last4":"4242"}}
applicant ssn ⟦SSN|219-09-9999⟧ not verified
order 4242424242424241 shipped, parcel 00340434161094021501
invoice INV-2026-000123 total 1,299.00 USD, tax 19.00 %, paid in 3 installments
sku 4006381333931 stock 12, reorder at 5
settlement batch 20260314 closed: 1234 transactions, 98765.43 EUR
price changed from 199.99 to 149.99 on 2026-03-14
payment_intent pi_3MtwBwLkdIwHu7ix28a3tqPa requires_action
risk score 0.87 for transaction 9f86d081-884c-4d63-a1f2-3a4b5c6d7e8f
terminal 12345678 batch 000123 trace 004711 rrn 606914012345
exchange rate EUR/USD 1.0843 at 1773457920`,
  mail: raw`
postfix/smtp[411]: 4Qx1: to=<⟦EMAIL|sven.olsen@example.no⟧>, relay=mx.example.no[⟦IP|192.0.2.25⟧]:25, delay=1.2, status=sent (250 2.0.0 Ok)
postfix/smtpd[412]: NOQUEUE: reject: RCPT from unknown[⟦IP|198.51.100.25⟧]: 550 5.1.1 <⟦EMAIL|nobody7@example.no⟧>: Recipient address rejected
dovecot: imap-login: Login: user=<⟦EMAIL|sven.olsen@example.no⟧>, method=PLAIN, rip=⟦IP|203.0.113.30⟧, lip=⟦IP|10.5.5.5⟧, TLS
dovecot: imap-login: Aborted login (auth failed, 1 attempts): user=<⟦USER|svenolsen⟧>, method=PLAIN, rip=⟦IP|203.0.113.31⟧
sendgrid key ⟦SECRET|@sendGrid⟧ revoked
From: "⟦USER|Sven⟧" <⟦EMAIL|sven@example.no⟧> Subject: invoice 42
sms gateway: to=⟦PHONE|+14155550123⟧ status=delivered segments=1
call from caller_id=⟦PHONE|(415) 555-0188⟧ to extension 204 lasted 63 s
support line ⟦PHONE|212-555-0147⟧ unreachable
postfix/qmgr[413]: 4Qx1: removed
postfix/cleanup[414]: 4Qx1: message-id=<20260314031200.4711>
opendkim[41]: 4Qx1: s=mail d=example.no SSL error:04091068:rsa routines
amavis[77]: (00077-12) Passed CLEAN, Hits: -1.9, size: 4711, 812 ms
spamd: result: . 0 - scantime=0.3,size=2048,autolearn=ham
clamd: SelfCheck: Database status OK. 8684512 signatures
queue 1234 deferred 56 bounced 7 at 03:12:00
retry in 300 s, attempt 3 of 8, 4.7.0 temporary failure`,
  chat: raw`
slack: invalid_auth for ⟦SECRET|@slack⟧
SLACK_APP_TOKEN=⟦SECRET|@slackApp⟧ socket mode
POST https://hooks.slack.com/services/⟦SECRET|@slackHook⟧ 404
POST https://discord.com/api/webhooks/⟦SECRET|@discordHook⟧ 429
POST https://acme.webhook.office.com/webhookb2/⟦SECRET|@teamsHook⟧ 200
user ⟦USER|tamara⟧ uploaded report.pdf (12 kB)
login as ⟦USER|tamara⟧ failed twice
password: ⟦SECRET|Himbeere22⟧ typed into channel general
channel #ops-alerts, 12 members, thread 1710386400.123456
message 1710386400.000200 delivered in 120 ms
bot restarted, version 3.4.1, shard 0/4, latency 41 ms
emoji :thumbsup: added, count 3
websocket closed 1006, reconnect in 5 s
attachment f47ac10b-58cc-4372-a567-0e02b2c3d479.png 2.3 MB`,
  java: raw`
2026-03-14 03:12:00,123 INFO [http-nio-8080-exec-7] c.a.shop.LoginService - login ok username=⟦USER|bruno⟧ ip=⟦IP|10.44.1.9⟧
2026-03-14 03:12:01,456 DEBUG o.a.http.wire - >> "Authorization: Basic ⟦SECRET|YnJ1bm86cGZsYXVtZQ==⟧[\r][\n]"
2026-03-14 03:12:02,789 INFO config - spring.datasource.password=⟦SECRET|pflaume12⟧
2026-03-14 03:12:03,012 WARN DFSClient: Failed to connect to /⟦IP|10.250.19.102⟧:50010 for block blk_-1608999687919862906
2026-03-14 03:12:04,345 INFO ipc.Client: Retrying connect to server: master/⟦IP|10.0.0.7⟧:9000. Already tried 3 time(s)
2026-03-14 03:12:05,678 INFO user {"userName":"⟦USER|bruno⟧","email":"⟦EMAIL|bruno\u0040example.it⟧","roles":["buyer"]}
java.net.ConnectException: Connection refused: kafka-1:9092
	at java.base/java.net.Socket.connect(Socket.java:633)
com.acme.Foo@1a2b3c4d cannot be cast to com.acme.Bar
2026-03-14 03:12:06,901 INFO ZooKeeper: Session: 0x14ed93111f20027 closed, sessionid = 0x14ed93111f20027
2026-03-14 03:12:07,234 INFO GC(12) Pause Young (G1 Evacuation Pause) 512M->128M(1024M) 12.345ms
2026-03-14 03:12:08,567 INFO BlockManager: Removed broadcast_17_piece0 on node-2:41234 in memory (size: 12.3 KB)
2026-03-14 03:12:09,890 INFO container_1445144423722_0020_01_000002 attempt_1445144423722_0020_m_000001_0 done
Caused by: std::bad_alloc in shop::cache::Add at 0x7f3a1b28c4d0
INFO Kafka version: 3.6.1, commitId: 5e3c2b738d253ff5, startTimeMs: 1710386400123
ERROR Unexpected token: identifier in JSON at position 3`,
  network: raw`
%LINK-3-UPDOWN: Interface GigabitEthernet0/1, changed state to down
%SEC-6-IPACCESSLOGP: list 101 denied tcp ⟦IP|198.51.100.3⟧(4321) -> ⟦IP|10.9.0.1⟧(22), 1 packet
%SW_MATM-4-MACFLAP_NOTIF: Host ⟦MAC|001b.213c.9df8⟧ in vlan 12 is flapping between port Gi1/0/1 and port Gi1/0/2
hostapd: wlan0: STA ⟦MAC|a4:5e:60:c1:d2:e3⟧ IEEE 802.11: associated
IP ⟦IP|10.9.0.2⟧.51512 > ⟦IP|10.9.0.3⟧.443: Flags [S], seq 123456789, win 64240
firewall: src=⟦IP|10.9.0.4⟧ dst=⟦IP|203.0.113.200⟧ sport=51234 dport=443 user="⟦USER|CORP\lbauer⟧" action=deny
openvpn[9]: ⟦USER|lbauer⟧/⟦IP|203.0.113.50⟧:51820 MULTI: bad source address
wg0: peer at ⟦IP|fe80::a65e:60ff:fec1:d2e3⟧%eth0 handshake did not complete after 5 seconds
bgp: neighbor ⟦IP|2001:db8:0:1::2⟧ Down BGP Notification sent, AS 64512
snmpd: oid .1.3.6.1.2.1.1.3.0 timeticks 123456789
%SYS-5-RESTART: System restarted, IOS version 15.2(4)E8, RELEASE SOFTWARE (fc3)
mask 255.255.255.0 gateway unset, mtu 1500, metric 100
ospf: area 0.0.0.0 LSA age 1800 checksum 0x3f2a
vlan 12 state active, ports 1/0/1-1/0/24, 03:12:00 up 12:34:56
fan 2 speed 4200 rpm, temperature 41.5 C, psu 1 ok
fingerprint 43:51:43:a1:b5:fc:8b:b7:0a:3a:a9:b1:0f:66:73:a8
ntp stratum 3, offset -0.000123, delay 0.012345`,
};
