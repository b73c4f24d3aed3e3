const raw = String.raw;

/** Services, shops and devices. The notation is that of labelled-lines.ts; all values are invented. */
export const labelledApplications: Readonly<Record<string, string>> = {
  "JSON services": raw`
{"ts":"2026-05-04T08:00:00Z","level":"warn","msg":"login failed","user":"⟦USER|aisha⟧","ip":"⟦IP|203.0.113.180⟧","attempt":3}
{"level":"error","request":{"headers":{"authorization":"Bearer ⟦SECRET|@jwtOther⟧","x-request-id":"5f2b9c1e-7a3d-4c88-9e10-2b3c4d5e6f70"}}}
{"level":"info","body":"{\"email\":\"⟦EMAIL|aisha@example.com⟧\",\"password\":\"⟦SECRET|Traube!71⟧\"}"}
{"msg":"upstream","url":"https://⟦SECRET|svc:Marille22⟧@billing.internal/v1/charge","status":502}
{"event":"token.refresh","refresh_token":"⟦SECRET|@mixedLong⟧","expires_in":3600}
{"msg":"payload {\\\"user\\\":\\\"⟦USER|aisha⟧\\\",\\\"pin\\\":\\\"⟦SECRET|4821⟧\\\"}"}
{"log":"user_email=⟦EMAIL|kofi.mensah@example.org⟧ action=export","stream":"stdout"}
{"client":{"address":"⟦IP|2001:db8:aa::17⟧","port":52113},"http":{"status":401}}
{"headers":{"cookie":"⟦SECRET|session=8f2c4e6a1b3d5f70; lang=de⟧","host":"shop.example"}}
{"level":"debug","db":{"dsn":"postgresql://⟦SECRET|reader:Stachelbeere⟧@pg-2:5432/shop?sslmode=require"}}
{"firstName":"⟦USER|Amara⟧","lastName":"⟦USER|Diallo⟧","mobile":"⟦PHONE|+44 7700 900123⟧","age":41}
{"x-api-key":"⟦SECRET|@hex⟧","path":"/v2/quotes","durationMs":18}
{\u0022user\u0022:\u0022⟦USER|kofi⟧\u0022,\u0022password\u0022:\u0022⟦SECRET|Nektarine1⟧\u0022}
{"level":"info","msg":"created apiKey ⟦SECRET|@anthropic⟧ for project 12"}
{"secrets":{"clientSecret":"⟦SECRET|Feige-3-Blatt⟧","signingKey":"⟦SECRET|@hexLong⟧"},"ok":true}
{"level":"info","ts":1714809600.123,"msg":"request completed","status":200,"bytes":18211,"dur":0.0123,"trace_id":"4bf92f3577b34da6a3ce929d0e0e4736","span_id":"00f067aa0ba902b7"}
{"level":"info","msg":"cache miss","key":"product:4711:v3","ttl":300}
{"level":"warn","msg":"retrying","attempt":2,"max":5,"backoff":"1.5s","error":"context deadline exceeded"}
{"time":"2026-05-04T08:00:01.123456789Z","severity":"DEFAULT","insertId":"a1b2c3d4e5f6g7","labels":{"pod":"api-7c9d8f6b5-x2kqp"}}
{"msg":"feature flag evaluated","flag":"new-checkout","variant":"b","userCount":1201}
{"msg":"gc","heapUsed":123456789,"heapTotal":234567890,"pause":"12ms","gen":2}
{"msg":"schema migrated","from":41,"to":42,"checksum":"9b2cf535f27731c974343645a3985328"}
{"level":"error","err":{"type":"TypeError","message":"Cannot read properties of undefined (reading 'token')","stack":"at Object.<anonymous> (/srv/app/dist/index.js:12:34)"}}
{"version":"2.14.0.1","build":"20260504.7","commit":"3f2a9b1c4d5e","go":"1.22.2"}
{"msg":"queue depth","queue":"emails","depth":1234,"oldest":"00:01:12","user":null,"password":""}
{"msg":"password policy updated","minLength":12,"requireSymbols":true,"maxAge":"90d"}
{"counter":"tokens_used","value":48213,"model":"small","total_tokens":48213,"token_limit":100000}
{"msg":"handler registered","method":"POST","path":"/v1/users/:id/tokens","auth":true}
{"orderId":"9d7e6f5a-4b3c-4d2e-8f1a-0b9c8d7e6f5a","items":3,"total":"149.85","currency":"EUR","sku":"4006381333931"}
{"msg":"tls handshake","version":"TLS1.3","sni":"api.example","alpn":"h2","session_reused":false}`,
  "logfmt services": raw`
ts=2026-05-04T08:01:00Z level=info msg="user logged in" user=⟦USER|chidi⟧ remote=⟦IP|10.91.4.4⟧:51213
level=warn caller=auth.go:88 err="bad credentials" login=⟦USER|chidi.o⟧ src=⟦IP|2001:db8:91::4⟧
level=debug msg=dial target=amqp://⟦SECRET|guest2:Rabarber9⟧@mq-1:5672/orders
level=info msg=webhook url=https://hooks.slack.com/services/⟦SECRET|@slackHookOther⟧ status=200
level=error msg="smtp auth" username=⟦EMAIL|noreply@mail.example⟧ password=⟦SECRET|Dattel.44⟧
level=info msg=notify to=⟦PHONE|+15005550006⟧ provider=twilio sid=⟦SECRET|@twilio⟧
level=info token=⟦SECRET|@vault⟧ path=secret/data/shop op=read
level=info msg="push sent" device_mac=⟦MAC|7c:2e:bd:12:34:56⟧ rssi=-61
level=info msg=export query="email=⟦EMAIL|chidi%40example.com⟧&csrf_token=⟦SECRET|@hex⟧"
time="2026-05-04T08:01:01Z" level=info msg="impersonating user ⟦USER|wanjiru⟧" admin=root
level=error api_secret="⟦SECRET|Sauer kraut 5⟧" rc=7
level=info msg="sealed box" private_key_passphrase=⟦SECRET|Walnuss+Honig⟧
ts=2026-05-04T08:01:02.123Z caller=compact.go:519 level=info component=tsdb msg="write block" mint=1714802400000 maxt=1714809600000 ulid=01HX0Z1Y2X3W4V5T6S7R8Q9P0N duration=1.234567s
level=info ts=1714809662.345 logger=controller msg="Reconciled" kind=Deployment generation=17 observed=17
level=warn msg="slow query" table=orders rows=123456 dur=4.5s plan=seq_scan
level=info msg="shard moved" shard=17 from=node-2 to=node-5 bytes=5368709120
level=debug msg="cache" hits=98123 misses=1877 ratio=0.9812 key=orders:recent
level=info user=- ip=- status=200 dur=12ms
level=info msg="config loaded" sources=3 hash=3f2a9b1c4d5e6f70 reload=true
level=error err="unexpected EOF" offset=1048576 file=segment-000123.wal
level=info msg="rate limit" bucket=public limit=1000 window=60s remaining=412
level=info msg="leader elected" term=118 node=2 lease=15s
level=info traceID=5b8aa5a2d2c872e8321cf37308d69df2 spanID=051581bf3cb55c13 msg=done
level=warn msg="certificate expires" days=13 serial=04:a1:b2:c3:d4 issuer="Example CA"
level=info msg="token bucket refilled" tokens=500 burst=50`,
  "web and shop": raw`
⟦IP|198.51.100.190⟧ - ⟦USER|lena.w⟧ [04/May/2026:08:02:00 +0200] "POST /cart/checkout HTTP/2.0" 302 0 "https://shop.example/cart" "Mozilla/5.0"
⟦IP|198.51.100.191⟧ - - [04/May/2026:08:02:01 +0200] "GET /invite?mail=⟦EMAIL|kim.lee%40example.net⟧&ref=abc HTTP/1.1" 200 812
⟦IP|198.51.100.192⟧ - - [04/May/2026:08:02:02 +0200] "GET /oauth/callback?code=⟦SECRET|4f0AX4XfWh_1a2b3c⟧&state=9 HTTP/1.1" 302 0
GET /v1/search?q=lamp&api_key=⟦SECRET|@google⟧ 403 2ms
GET /download?file=a.pdf&sig=⟦SECRET|@azureSignature⟧&expires=1714896000 200
PHP Warning: mysqli_connect(): (28000/1045): Access denied for user '⟦USER|shopuser9⟧'@'localhost' (using password: YES)
order 20260504-0017 placed by ⟦EMAIL|lena.weber@example.de⟧, total 129.95 EUR, 3 items
newsletter: unsubscribed ⟦EMAIL|o'hara.m@example.ie⟧ at 08:02:03
customer phone: ⟦PHONE|+49 30 901820⟧, delivery between 14:00 and 16:00
Set-Cookie: ⟦SECRET|cart=MTIzNDU2Nzg5; Max-Age=86400; Secure⟧
x-forwarded-for="⟦IP|203.0.113.193⟧" x-real-ip="⟦IP|203.0.113.193⟧" host=shop.example
redirect=https%3A%2F%2Fshop.example%2Freset%3Ftoken%3D⟦SECRET|@hex⟧%26lang%3Dde
login form: {user: '⟦USER|lena.w⟧', pass: '***', csrf: '⟦SECRET|@hex⟧'}
[wp] XML-RPC login as ⟦USER|editor-marta⟧ failed from ⟦IP|203.0.113.194⟧
magento: admin session_id ⟦SECRET|k3j5h7g9f1d3s5a7p9o1i3u5⟧ created
paypal ipn: payer_email=⟦EMAIL|buyer%2Bx%40example.com⟧&payment_status=Completed
gift card code accepted, balance 25.00, card ends 4242
order 4006381333931 not found in feed, 404
GET /assets/app-5f2b9c1e.css HTTP/2.0 200 18211 "-" "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15"
GET /?utm_source=mail&utm_campaign=2026_05_spring&gclid=none 200
varnish: VCL compiled, backend default healthy 10/10, 0.001234 0.001300 HTTP/1.1 200 OK
[opcache] hit rate 99.81 %, 12345 scripts, 128 MB
stock sync: 12,345 products, 17 errors, 00:03:12
price rule 17 applied: 10 % on 49.99 = 44.99
sitemap.xml written, 48213 URLs, 4.7 MB
POST /graphql operation=ProductList variables={"first":24,"after":"Y3Vyc29yOjI0"} 200 31ms
robots.txt served, crawl delay 10, agent Googlebot/2.1
HTTP/1.1 429 Too Many Requests retry-after: 17 x-ratelimit-remaining: 0
image resized 1920x1080 to 640x360, quality 80, 41 kB, md5 0cc175b9c0f1b6a831c399e269772661
session store: 48213 sessions, 12 expired, ttl 1800 s
abtest exp-17 bucket 3 of 8, weight 0.125
worker 7 took 00:00:04.123 for job 9d7e6f5a-4b3c-4d2e-8f1a-0b9c8d7e6f5a`,
  "money movements": raw`
auth declined pan=⟦CARD|4012888888881881⟧ mcc=5411 amount=12.50 rc=51
token vault: detokenized ⟦CARD|5105-1051-0510-5100⟧ for merchant 4711
tokenize card ⟦CARD|6011000990139424⟧ exp 11/29 cvc=⟦SECRET|321⟧
card number: ⟦CARD|2223003122003222⟧ brand mastercard
diners ⟦CARD|3056 930902 5904⟧ not accepted
jcb ⟦CARD|3566002020360505⟧ 3ds challenge
{"pan":"⟦CARD|371449635398431⟧","scheme":"amex","amount":9900}
GET /charge?card%3D⟦CARD|4111%201111%201111%201111⟧%26amt%3D5
SEPA credit to ⟦IBAN|NL91ABNA0417164300⟧ executed, end-to-end id NOTPROVIDED
beneficiary iban: ⟦IBAN|es9121000418450200051332⟧ normalised
payout ⟦IBAN|CH93 0076 2011 6238 5295 7⟧ failed AC01
mandate for ⟦IBAN|AT611904300234573201⟧ revoked by ⟦EMAIL|treasury@example.at⟧
debtor=⟦IBAN|be68 5390 0754 7034⟧ amount=17.20
from ⟦IBAN|IT60X0542811101000000123456⟧ to ⟦IBAN|PL61109010140000071219812874⟧ 250.00 EUR
kyc: full_name="⟦USER|Henrik Sørensen⟧" ssn: ⟦SSN|078-05-1121⟧ result=review
w2 import: social security ⟦SSN|457 55 5462⟧ accepted
employee ssn=⟦SSN|401223344⟧ masked in export
plaid: access_token ⟦SECRET|@plaid⟧ item error ITEM_LOGIN_REQUIRED
square: client secret ⟦SECRET|@square⟧ rejected
braintree ⟦SECRET|@braintree⟧ gateway timeout
razorpay key_id ⟦SECRET|@razorpay⟧ test mode off
stripe restricted ⟦SECRET|@stripeTest⟧ lacks permission charge:write
clearing file CLR20260504.017 loaded: 48,213 records, control sum 1234567.89
settlement id 4006381333931017 pending, window 02:00-04:00
trace 000123456789 stan 004711 rrn 612408123456 response 00
imei=354123456789019 is no card, iccid=8949012345678901234
timestamp=1714809600123456 seq=4111111111111129 ok
batch 5500000000000005 of 9, hash 9b2cf535f27731c974343645a3985328
fx EUR/USD=1.0843 EUR/GBP=0.8561 at 08:03:00
ledger entry 8a7b6c5d-4e3f-4a2b-9c1d-0e9f8a7b6c5d debit 1200.00 credit 1200.00
fraud score 87/100, rules R17,R42, device 9f86d081884c7d65
chargeback reason 4853, days left 17, evidence 3 files
iso8583: mti=0110 f2=411111******1111 f4=000000012500 f39=05
terminal T-000123 offline for 00:17:42, 12 transactions stored
invoice 2026-05-000123 due 2026-06-03, net 30, dunning level 0
gateway latency p50=81ms p95=240ms p99=1210ms`,
  "phones and things": raw`
mqtt: client thermo-17 connected from ⟦IP|10.120.5.6⟧:51883 username=⟦USER|floor2hub⟧
mqtt: CONNECT user=⟦USER|floor2hub⟧ password=⟦SECRET|Zwiebel-19⟧ keepalive 60
lorawan: deveui=70B3D57ED0012345 appkey=⟦SECRET|@hex⟧ join accepted
wpa_supplicant: wlan0: Trying to associate with ⟦MAC|e8:de:27:aa:bb:cc⟧ (SSID='lobby' freq=2437 MHz)
hostapd: STA ⟦MAC|9C-B6-D0-11-22-33⟧ WPA: pairwise key handshake completed
wifi: bssid=⟦MAC|a0b1c2d3e4f5⟧ rssi=-70 psk="⟦SECRET|@psk⟧"
I/AuthManager(1234): signed in as ⟦EMAIL|zoe.k@example.org⟧
D/Retrofit: --> POST https://api.example/login {"username":"⟦USER|zoe.k⟧","password":"⟦SECRET|Birne+Apfel1⟧"}
apns: device token=⟦SECRET|@hexLong⟧ BadDeviceToken
sip: INVITE from caller_id=⟦PHONE|+1 (212) 555-0162⟧ to extension 4711
sms to ⟦PHONE|415-555-0133⟧ queued, parts=2
modem: msisdn=⟦PHONE|4915112345678⟧ attached, rat=LTE
camera: rtsp://⟦SECRET|viewer:Kamera99⟧@cam-4.local:554/stream1 401
smart meter 1EMH0012345678 reading 12345.678 kWh signal -91 dBm
ble: advertising interval 100 ms, tx power -8 dBm, adv addr ⟦MAC|c4:7c:8d:6a:b1:02⟧
E/AndroidRuntime: FATAL EXCEPTION: main Process: com.example.shop, PID: 12345
I/ActivityManager: Displayed com.example.shop/.MainActivity: +812ms
W/System.err: at com.example.shop.LoginActivity$3.onClick(LoginActivity.java:87)
firmware 2.4.1.7 installed, previous firmware 2.4.1.5, reboot in 5 s
ota: image sha256 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 verified
zigbee: nwk 0x3f2a lqi 212 cluster 0x0402 value 2150
battery 3.71 V, 64 %, cycles 312, temp 31.5
gps: fix 3D sats 11 hdop 0.9 alt 412.3
modbus: slave 17 register 40001 value 65535 crc 0x1a2b
esp32: rst:0x1 (POWERON_RESET),boot:0x13 (SPI_FAST_FLASH_BOOT)
uptime 12 days 03:12:00 heap 123456 stack 2048 wdt 0
iOS 17.4.1 (21E236), app 5.12.0 (4711), crash-free 99.81 %
GPIO pin 17 set high, pin: 4, adc 1023`,
  "mail and chat": raw`
exim[91]: 1sAbCd-0001Ab-3C <= ⟦EMAIL|sender+tag@news.example⟧ H=mx1.example [⟦IP|192.0.2.91⟧] P=esmtps S=4711
exim[91]: login authenticator failed for (User) [⟦IP|203.0.113.92⟧]: 535 Incorrect authentication data (set_id=⟦EMAIL|info@shop.example⟧)
sendmail[92]: AUTH=server, relay=[⟦IP|203.0.113.93⟧], authid=⟦EMAIL|li.na@example.cn⟧, mech=LOGIN, bits=0
dovecot: pop3-login: Disconnected: user=<⟦USER|greta-l⟧>, rip=⟦IP|2001:db8:25::1⟧, session=<⟦SECRET|kL3m/9QbVtrAqAEB3f2a⟧>
AUTH PLAIN: password for ⟦EMAIL|greta@example.se⟧ is ⟦SECRET|Moltebaer77⟧
telegram: POST https://api.telegram.org/bot⟦SECRET|@telegram⟧/sendMessage 401
discord gateway identify token ⟦SECRET|@discordBot⟧ invalid
mailgun api ⟦SECRET|@mailgun⟧ domain not verified
brevo ⟦SECRET|@brevo⟧ unauthorized ip
mailchimp ⟦SECRET|@mailchimp⟧ list 17 synced
teams card sent to https://corp.webhook.office.com/webhookb2/⟦SECRET|@teamsHookOther⟧ 200
zapier: https://hooks.zapier.com/hooks/catch/⟦SECRET|@zapHook⟧ 410
slack rotate ⟦SECRET|@slackRefresh⟧ ok
matrix: @room:example invited by user ⟦USER|ada.l⟧
exim[91]: queue run: 12 messages, 3 frozen, oldest 4d 03:12
postfix/anvil[93]: statistics: max connection rate 1/60s for (smtp) at May 4 08:05:00
postfix/smtp[94]: connect to mx.example[25]: Connection timed out, dsn 4.4.1
rspamd: <4f2a9b>; task; rspamd_task_write_log: score 3.71/15.00, symbols BAYES_HAM(-1.20), len 18211
opendmarc: policy none, pass, align relaxed
imap: FETCH 1:120 (FLAGS UID) 0.012 s, 48 kB
channel 17 archived, 3 members, 1,204 messages
thread ts 1714809900.000100 reply count 12
webhook retries exhausted after 5 attempts, 503
bot latency 41 ms, shard 3/8, guilds 1204
smtp banner 220 ESMTP ready, 8BITMIME, SIZE 52428800
bounce class 5.1.1 for 17 of 1204 recipients`,
};
