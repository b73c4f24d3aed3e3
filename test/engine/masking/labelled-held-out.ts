const raw = String.raw;

/**
 * Written when the detectors were thought to be done, and not looked at before: what they say about these lines
 * tells what they will say about new ones. The notation is that of labelled-lines.ts; all values are invented.
 */
export const labelledHeldOut: Readonly<Record<string, string>> = {
  "hospital and school": raw`
hl7: ADT^A01 patient_name="⟦USER|Rosa Lindgren⟧" ward=4B bed=12
fhir: PUT /Patient/4711 telecom=⟦PHONE|+46 70 174 06 51⟧ status=200
lis: results mailed to ⟦EMAIL|dr.osei@clinic.example⟧ for order 2026-4711
portal: login failed username=⟦USER|rlindgren⟧ ip=⟦IP|198.51.100.231⟧ reason=bad_password
portal: new password for ⟦USER|rlindgren⟧ is ⟦SECRET|Tulpe-2026⟧
billing: card_number=⟦CARD|5200828282828210⟧ declined by issuer
insurance ssn=⟦SSN|318-42-7765⟧ matched 1 of 1
moodle: quiz attempt 4711 submitted by ⟦EMAIL|student7@school.example⟧ from ⟦IP|2001:db8:77::42⟧
radius: Access-Reject for user "⟦USER|guest.hall3⟧" (mac ⟦MAC|60:f1:89:0a:bb:cc⟧)
pacs: study 1.2.840.113619.2.55.3.604688119.971 stored, 412 images, 812 MB
hl7: ACK AA control id 20260504081200123, segment count 17
triage: level 3, wait 00:42:00, bed occupancy 87.5 %
schedule: 48 lessons, 3 conflicts, room B-117 free at 10:15
ecg: sampling 500 Hz, gain 10 mm/mV, lead II off
library: isbn 9783161484100 returned, 3 copies left
exam server 4.2.1 build 1204, 0 errors, user count 1204`,
  "travel and logistics": raw`
pnr ABC123: contact ⟦PHONE|+1-212-555-0173⟧ e-ticket 0741234567890
checkin: passenger email ⟦EMAIL|t.nguyen@mail.example⟧ seat 12A
gds: POST https://⟦SECRET|agency:Oslo!2026⟧@gds.example/xml 401
driver app: {"driver":{"phone":"⟦PHONE|0171 5551234⟧","name":"x"},"ip":"⟦IP|203.0.113.231⟧"}
customs: declarant login=⟦USER|k.yilmaz⟧ doc=26DE4711
parcel 00340434161094021501 delivered, signed
warehouse: scanner ⟦MAC|00-15-70-AA-BB-CC⟧ roaming to ap 17
payment iban ⟦IBAN|SE4550000000058398257466⟧ refund 49.00 SEK
telematics: POST /v1/positions Authorization: Bearer ⟦SECRET|@mixedLong⟧
truck 17 at 52.5200,13.4050 speed 81.4 heading 273
eta 2026-05-04T12:34:56+02:00, 17 stops, 412.3 km
flight LH4711 gate B42 delayed 00:35, code 93
container MSCU1234567 gate out, seal 0047110
sku 4006381333931 x 12, lot 2026-05, weight 12.345 kg
route solver: 1204 nodes, cost 98123.45, gap 0.0123, seed 4711`,
  "firewalls and proxies": raw`
fw: action=drop srcip=⟦IP|203.0.113.232⟧ srcport=40111 dstip=⟦IP|10.200.3.4⟧ dstport=445 rule=17
asa: %ASA-6-302013: Built inbound TCP connection 4711 for outside:⟦IP|198.51.100.233⟧/51515 (⟦IP|198.51.100.233⟧/51515) to inside:⟦IP|10.200.3.5⟧/443
asa: %ASA-6-113004: AAA user authentication Successful : server = ⟦IP|10.200.3.6⟧ : user = ⟦USER|frida.holm⟧
pan: THREAT,url,2026/05/04 08:20:00,⟦IP|10.200.3.7⟧,⟦IP|203.0.113.234⟧,0.0.0.0,0.0.0.0,allow-web,⟦USER|corp\frida⟧ user=⟦USER|corp\frida⟧
forti: type="event" user="⟦USER|frida.holm⟧" remip=⟦IP|203.0.113.235⟧ msg="SSL tunnel established"
squid: 1714810800.123 412 ⟦IP|10.200.3.8⟧ TCP_MISS/200 18211 GET http://files.example/a.zip ⟦USER|fholm⟧ HIER_DIRECT/⟦IP|203.0.113.236⟧ application/zip
haproxy[9]: ⟦IP|2001:db8:200::9⟧:51111 [04/May/2026:08:20:01.123] fe be/srv1 0/0/1/12/13 200 812 - - ---- 1/1/0/0/0 0/0 "GET / HTTP/1.1"
modsec: [client ⟦IP|203.0.113.237⟧] ModSecurity: Warning. Matched "Operator Rx" at ARGS:q [id "942100"]
suricata: {"event_type":"alert","src_ip":"⟦IP|203.0.113.238⟧","src_port":4444,"dest_ip":"⟦IP|10.200.3.9⟧","flow_id":1234567890123456}
ike: pre-shared-key=⟦SECRET|Nordlicht_88⟧ mismatch with peer ⟦IP|198.51.100.239⟧
cisco: tacacs-server key 7 ⟦SECRET|070C285F4D06485744⟧
ise: CISE_Passed_Authentications UserName=⟦USER|frida.holm⟧, Calling-Station-ID=⟦MAC|70-B3-D5-12-34-56⟧, NAS-IP-Address=⟦IP|10.200.3.10⟧
switch: %PORT_SECURITY-2-PSECURE_VIOLATION: caused by MAC address ⟦MAC|0011.2233.44aa⟧ on port Gi1/0/17
zeek: conn CHhAvVGS1DHFjwGM9 proto tcp service ssl duration 1.234567
asa: %ASA-4-411001: Line protocol on Interface outside, changed state to up
nat: pool exhausted 1024/1024, 17 drops, zone dmz
lb: pool shop 3/4 members up, monitor tcp_half_open, ratio 2:1:1
tls: ja3 e7d705a3286e19ea42f587b344ee6865 cipher 0x1301 version 0x0304
qos: class voice 412 kbps, drop 0.01 %, queue 3
snort rule 1:2019401:3 disabled, revision 12.3.4.5`,
  "newer services": raw`
{"level":"error","msg":"auth0 callback","id_token":"⟦SECRET|@jwtOther⟧","state":"af0ifjsldkj"}
grpc: metadata authorization=Basic ⟦SECRET|@basic⟧ method=/shop.v1.Orders/Get
kong: consumer=web-app apikey=⟦SECRET|@hex⟧ 429
graphql: variables={"input":{"email":"⟦EMAIL|noor@example.nl⟧","password":"⟦SECRET|Tulp&Molen3⟧"}}
keycloak: type=LOGIN_ERROR, realmId=shop, userId=null, ipAddress=⟦IP|203.0.113.240⟧, error=user_not_found, username=⟦USER|noor.v⟧
supabase: service_role ⟦SECRET|@jwt⟧ used from edge function
langfuse: OPENAI_API_KEY=⟦SECRET|@openAi⟧ is set
ollama: request from ⟦IP|10.210.0.4⟧:44123 model=llama3
{"tool":"shell","cmd":"export AWS_SECRET_ACCESS_KEY=⟦SECRET|@awsSecret⟧ && aws s3 ls"}
mcp: header X-Api-Key=⟦SECRET|@anthropic⟧ rejected
temporal: namespace shop, mTLS key ⟦PRIVATE_KEY|@pem⟧ loaded
webhook: signature mismatch, secret=⟦SECRET|@stripeHook⟧
stytch: {"session_token":"⟦SECRET|@mixedLong⟧","user_id":"user-live-3f2a9b1c"}
turnstile token accepted, action login, cdata 17
oauth: scope=openid profile email, response_type=code, prompt=none
graphql: persisted query 9b2cf535f27731c974343645a39853289b2cf535f27731c974343645a3985328 hit
grpc: code=Unavailable desc="connection error" attempt=3/5 backoff=1.6s
embedding batch 17: 1204 chunks, 512 tokens each, dim 1536, 41.2 s
feature store: key user_id:int64, 48213 rows, ttl 24h
temporal: workflow order-4711 run 3f2a9b1c-4d5e-4f70-8192-a3b4c5d6e7f8 completed
rate limiter: token bucket user:anonymous 0/60
vector index: hnsw ef=128 m=16 recall@10=0.981
session replay 01HX0Z1Y2X3W4V5T6S7R8Q9P0N uploaded, 4.7 MB`,
  "scripts and terminals": raw`
$ psql "host=db-3 user=⟦USER|jonas_dba⟧ password=⟦SECRET|Fjord+77⟧ dbname=shop"
$ mysqldump --user=⟦USER|backup⟧ --password=⟦SECRET|Elch_2026⟧ shop > /dev/null
$ mongodump --uri="mongodb://⟦SECRET|dump:Rentier9⟧@m-1:27017/shop"
$ curl -X POST https://api.example/token -d 'client_id=web&client_secret=⟦SECRET|@hexLong⟧'
$ curl -H "X-Vault-Token: ⟦SECRET|@vault⟧" http://localhost:8200/v1/secret
$ git remote add origin https://⟦SECRET|ci:Eule-2026⟧@github.example/acme/shop
$ kubectl create secret generic db --from-literal=password=⟦SECRET|Lachs#12⟧
$ ansible-playbook site.yml -e "ansible_password=⟦SECRET|Multebeere4⟧"
$ ssh -i ~/.ssh/id_ed25519 ⟦USER|jonas⟧@⟦IP|192.0.2.240⟧ uptime
$ echo '⟦SECRET|Preiselbeere7⟧' | sudo -S systemctl restart shop
$ ldapwhoami -x -D "cn=admin,dc=example" -w ⟦SECRET|Birke_99⟧
$ openssl enc -aes-256-cbc -in a -out b -pass pass:⟦SECRET|Kiefer33⟧
$ export NPM_TOKEN=⟦SECRET|@npm⟧; npm publish
$ htpasswd -bc /etc/nginx/.htpasswd jonas ⟦SECRET|Espe-17⟧
$ wget --user=⟦USER|mirror⟧ --password='⟦SECRET|Ahorn 55⟧' https://files.example/a.iso
$ for i in 1 2 3; do curl -sf localhost:8080/healthz || sleep 5; done
$ df -h | awk '{print $5}' | sort -rn | head -3
$ docker ps --format '{{.Names}} {{.Status}}' --filter status=running
$ git log --oneline -5 && git rev-parse HEAD
$ kubectl get secret db -o name && kubectl get token-controller
$ tar czf backup-2026-05-04.tgz --exclude=node_modules .
$ ps aux --sort=-%mem | head -17; uptime -p
$ ssh-keygen -t ed25519 -C build -f key -N ""
$ passwd --status root; chage -l root; id -u
$ npm audit: 0 vulnerabilities, 1204 packages`,
  "mixed prose": raw`
Ticket 4711: user ⟦USER|agneta⟧ cannot log in since 08:00, called from ⟦PHONE|+46 8 123 456 78⟧
Please reset the account of ⟦EMAIL|agneta.b@example.se⟧ today
The API key is ⟦SECRET|@openAiOld⟧ and must be rotated
My password is ⟦SECRET|Sommar2026!⟧ and it does not work
Connection from ⟦IP|198.51.100.241⟧ was blocked after 5 attempts by ⟦USER|agneta⟧
Signed-off-by: ⟦USER|Agneta Berg⟧ <⟦EMAIL|agneta.b@example.se⟧>
Card ⟦CARD|3530 1113 3330 0000⟧ was charged twice
Account ⟦IBAN|DK50 0040 0440 1162 43⟧ was closed
MAC of the printer: ⟦MAC|30:05:5c:12:34:56⟧, address ⟦IP|10.220.0.9⟧
Host ⟦IP|fd12:3456:789a:1::17⟧ answers slowly
token ⟦SECRET|@grafana⟧ was pasted into the chat
The password must have 12 characters and is checked by the policy
User reports that the page is slow, user agent unknown
We upgraded from 10.2.0.1 to 10.3.0.0 on 2026-05-04 at 08:30
The key takeaway: tokens are cheap, secrets are not
Restarted 3 of 5 nodes, the rest at 22:00 UTC, see runbook 4.2.1
Error 0x80070005 in step 12/34, ratio 16:9, score 3:2
Invoice 2026-000123 of 1,299.00 EUR is paid, 30 days net
Login page returns 302, logout page 200, user list 403
Commit 3f2a9b1c4d5e6f708192a3b4c5d6e7f8091a2b3c broke the build
The session was closed by the server after 1800 s
IPv6 is off, ::1 works, 127.0.0.1 too, 0.0.0.0:8080 is bound
Serial number C02XK1ZJ4711, model A2141, battery 87 %
Opened 17 files, 3 of them with password protection`,
  "audit trails": raw`
type=USER_AUTH msg=audit(1714811400.123:4711): pid=4711 uid=0 auid=4294967295 acct="⟦USER|svea⟧" exe="/usr/bin/su" addr=⟦IP|203.0.113.242⟧ res=failed
{"auditID":"3f2a9b1c-4d5e-4f70-8192-a3b4c5d6e7f8","verb":"get","user":{"username":"⟦USER|svea.k⟧"},"sourceIPs":["⟦IP|10.230.0.4⟧"]}
okta: actor.alternateId=⟦EMAIL|svea@corp.example⟧ client.ipAddress=⟦IP|203.0.113.243⟧ outcome=FAILURE
okta: Authorization: SSWS ⟦SECRET|@mixedLong⟧
github: action=repo.access actor=⟦USER|svea-dev⟧ actor_ip=⟦IP|203.0.113.244⟧ repo=acme/shop
o365: UserId=⟦EMAIL|svea@corp.example⟧ ClientIP=[⟦IP|2001:db8:230::1⟧]:51234 Operation=UserLoggedIn
sudo: ⟦USER|svea⟧ : TTY=pts/0 ; PWD=/tmp ; USER=root ; COMMAND=/bin/cat /etc/shadow
vault: {"auth":{"display_name":"⟦USER|svea⟧","client_token":"⟦SECRET|@vault⟧"},"request":{"remote_address":"⟦IP|10.230.0.5⟧"}}
mysql audit: 20260504 08:30:00,db-1,⟦USER|svea_ro⟧,⟦IP|10.230.0.6⟧,17,4711,QUERY user=⟦USER|svea_ro⟧
oracle: DBUSERNAME=⟦USER|SVEA_DBA⟧ USERHOST=ws-17 ACTION=100 RETURN_CODE=1017
teleport: user=⟦USER|svea⟧ login=root addr.remote=⟦IP|203.0.113.245⟧:51235 event=session.start
type=SYSCALL msg=audit(1714811401.456:4712): arch=c000003e syscall=59 success=yes exit=0 a0=55d0c8a0 ppid=1 pid=4712 uid=0
policy: 17 rules evaluated, 0 violations, version 2026.5.4.1
siem: rule 4711 fired 12 times in 300 s, severity 3
retention: 412 GB older than 90 days deleted, 0 errors
access review 2026-Q2: 1204 accounts, 17 stale, 3 orphaned
audit log rotated, sequence 4711, sha1 3f2a9b1c4d5e6f708192a3b4c5d6e7f8091a2b3c
key rotation: kms alias/shop version 17, next 2026-08-04
mfa: challenge sent, factor push, result approved, 4.2 s
sso: assertion _3f2a9b1c4d5e6f708192a3b4c5d6e7f8 valid until 2026-05-04T08:40:00Z`,
  "a second look": raw`
nextcloud: Login failed: '⟦USER|birgit⟧' (Remote IP: '⟦IP|203.0.113.251⟧')
jenkins: Failed to authenticate as ⟦USER|ci-birgit⟧ from ⟦IP|10.240.1.2⟧
grafana: logger=context userId=0 uname=⟦USER|birgit⟧ remote_addr=⟦IP|10.240.1.3⟧ status=401
prometheus: remote_write basic_auth password=⟦SECRET|Zimtstern.7⟧ for http://mimir:9009
zabbix: Zabbix.agent PSK value ⟦SECRET|@hexLong⟧
app.yml: smtp_password: "⟦SECRET|Lebkuchen 88⟧"
config: {'db': {'user': '⟦USER|birgit_app⟧', 'passwd': '⟦SECRET|Spekulatius#3⟧'}}
rails: Parameters: {"user"=>{"email"=>"⟦EMAIL|birgit@example.at⟧", "password"=>"⟦SECRET|Vanille!9⟧"}}
rails: Parameters: {"user"=>{"password"=>"[FILTERED]"}, "commit"=>"Log in"}
laravel: SQLSTATE[28000] Access denied for user '⟦USER|lara_shop⟧'@'⟦IP|10.240.1.4⟧' (using password: YES)
spring: Using generated security password: ⟦SECRET|5d1c7e20-93ab-4f6e-8c11-2b7f90a4de37⟧
dotnet: ConnectionStrings:Default = Server=tcp:db,1433;User ID=app;Password=⟦SECRET|Pfeffer_Kuchen1⟧;
django: SECRET_KEY = '⟦SECRET|django-insecure-x8!k2m4n6b8v0c1z3⟧'
celery: Connected to amqp://⟦SECRET|worker:Makrone12⟧@rabbit:5672//
nats: "nats://⟦SECRET|app:Printen44⟧@nats-1:4222" reconnect 3
Cookie: ⟦SECRET|PHPSESSID=q7m2x9c4v8n3b6z1; _ga=GA1.2.3⟧
GET /admin?access_token=⟦SECRET|@mixedLong⟧ 200
GET /ws?sid=⟦SECRET|k7Yw2mQpXrT0aAAB9c3d⟧&EIO=4 101
POST /hooks?token=⟦SECRET|@hex⟧ 204
vpn: assigned ⟦IP|fd00:1234::a:17⟧ to session 4711, client ⟦IP|198.51.100.252⟧:4500
arp: ⟦IP|10.240.1.5⟧ moved from ⟦MAC|18:66:da:01:02:03⟧ to ⟦MAC|18:66:da:01:02:04⟧ on bond0
crm: contact updated: ⟦EMAIL|info+crm@sub.mail.example⟧, mobile: ⟦PHONE|+43 660 1234567⟧
fax: job 17 to ⟦PHONE|+1 415 555 0144⟧ failed after 3 tries
shop: visa ⟦CARD|4000056655665556⟧ ok
bank: ⟦IBAN|FI2112345600000785⟧ credited 12.00 EUR
gitea: Failed authentication attempt for ⟦USER|birgit⟧ from ⟦IP|203.0.113.253⟧:0: user does not exist
wp: user ⟦USER|birgit⟧ authenticated successfully
terraform: provider token = "⟦SECRET|@terraform⟧"
slack: bot ⟦SECRET|@slack⟧ missing_scope
nginx: client sent invalid header line while reading client request headers, 400
celery: Task shop.tasks.sync[3f2a9b1c-4d5e-4f70-8192-a3b4c5d6e7f8] succeeded in 0.412s
rails: Completed 200 OK in 41ms (Views: 12.3ms | ActiveRecord: 4.1ms)
django: "GET /static/admin/css/base.css HTTP/1.1" 304 0
nats: slow consumer dropped 12 messages, cid 4711, pending 65536
spring: HikariPool-1 - Pool stats (total=10, active=3, idle=7, waiting=0)
gitea: ORM sync2 done, 48 tables, version 1.21.11
jenkins: Build #4711 finished: SUCCESS in 41 s, workspace cleaned
zabbix: item "net.if.in[eth0]" became not supported: timeout
elastic: shard [logs-2026.05.04][3] relocated, 12.3gb, seq_no 123456789
airbyte: records read 48213, bytes 18211204, state 3f2a9b1c
mimir: compacted block 01HX0Z1Y2X3W4V5T6S7R8Q9P0N, 17 series dropped
consul: agent: Synced check "service:web-3" status=passing
node: (node:4711) [DEP0040] DeprecationWarning: The punycode module is deprecated
python: Traceback (most recent call last): File "app.py", line 17, in main
go: panic: runtime error: index out of range [3] with length 3 goroutine 17 [running]
rust: thread 'tokio-runtime-worker' panicked at src/auth/token.rs:41:9
php: PHP Fatal error: Allowed memory size of 134217728 bytes exhausted in vendor/a.php on line 99`,
};
