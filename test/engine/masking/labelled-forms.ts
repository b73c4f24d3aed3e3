const raw = String.raw;

/** One value in many forms, and what only looks like one. The notation is that of labelled-lines.ts. */
export const labelledForms: Readonly<Record<string, string>> = {
  "keys of services": raw`
openrouter said 401 for ⟦SECRET|@openRouter⟧
export GROQ_API_KEY=⟦SECRET|@groq⟧
pplx client ⟦SECRET|@perplexity⟧ throttled
grok key "⟦SECRET|@xai⟧" revoked
replicate run with ⟦SECRET|@replicate⟧
ngc: ⟦SECRET|@nvidia⟧ not entitled
LANGCHAIN_API_KEY=⟦SECRET|@langSmith⟧ tracing on
shopify hook app ⟦SECRET|@shopify⟧ uninstalled
square ⟦SECRET|@squareToken⟧ location L17
twitter stream ⟦SECRET|@twitter⟧ 429
graph api ⟦SECRET|@facebook⟧ (#190)
figma export ⟦SECRET|@figma⟧ 403
dropbox ⟦SECRET|@dropbox⟧ missing scope
grafana datasource header ⟦SECRET|@grafana⟧ ok
remote_write ⟦SECRET|@grafanaCloud⟧ 204
legacy grafana ⟦SECRET|@grafanaOld⟧ migrated
newrelic ⟦SECRET|@newRelic⟧ account 17
nr license ⟦SECRET|@newRelicLicence⟧ invalid
dynatrace Api-Token ⟦SECRET|@dynatrace⟧ expired
pd user key ⟦SECRET|@pagerDuty⟧ 401
sentry ⟦SECRET|@sentryUser⟧ org shop
jira basic ⟦SECRET|@atlassian⟧ failed
bitbucket app ⟦SECRET|@bitbucket⟧ scope repo
linear ⟦SECRET|@linear⟧ team OPS
postman ⟦SECRET|@postman⟧ collection 17
notion ⟦SECRET|@notion⟧ page missing
airtable ⟦SECRET|@airtable⟧ base shop
hubspot ⟦SECRET|@hubspot⟧ contacts 12
mapbox ⟦SECRET|@mapbox⟧ tiles 404
age identity ⟦SECRET|@age⟧ loaded
op service account ⟦SECRET|@onePassword⟧ ready
Authorization: Splunk ⟦SECRET|@splunk⟧
Authorization: ⟦SECRET|Digest username="lee", realm="a", nonce="3f2a", response="9b2c"⟧
Authorization: ApiKey ⟦SECRET|@basic⟧
DD-API-KEY: ⟦SECRET|@hex⟧
routing_key=⟦SECRET|@hex⟧ event_action=trigger
TWILIO_AUTH_TOKEN=⟦SECRET|@hex⟧
X-Auth-Token: ⟦SECRET|@mixedLong⟧
csr ⟦SECRET|@request⟧ signed
imported ⟦PRIVATE_KEY|@rsaKey⟧ for host 3
agent key ⟦PRIVATE_KEY|@sshKey⟧ added`,
  "encoded and escaped": raw`
u=https%3A%2F%2Fa.example%2F%3Femail%3D⟦EMAIL|pia.lund%40example.dk⟧%26x%3D1
state=%7B%22user%22%3A%22⟦USER|pia⟧%22%2C%22token%22%3A%22⟦SECRET|@hex⟧%22%7D
next=%252Flogin%253Fpassword%253D⟦SECRET|Rote%2BBete7⟧%2526a%253D2
q={\"login\":\"⟦USER|pia.l⟧\",\"pwd\":\"⟦SECRET|Mangold3⟧\"}
\u007b\u0022secret\u0022\u003a\u0022⟦SECRET|Kresse-81⟧\u0022\u007d
&quot;password&quot;:&quot;⟦SECRET|Sellerie+9⟧&quot;,&quot;n&quot;:1
<soap:Password Type="PasswordText">⟦SECRET|Endivie 12⟧</soap:Password><Nonce>7</Nonce>
cookie%3A%20⟦SECRET|sid%3D3f2a9b1c⟧%0D%0Ahost
body=grant_type=password&username=⟦USER|pia⟧&password=⟦SECRET|Chicor%C3%A9e5⟧&scope=all
addr%3D⟦IP|198.51.100.220⟧%26mac%3D⟦MAC|00%3A1b%3A21%3A3c%3A9d%3Af9⟧
iban%3D⟦IBAN|GB29NWBK60161331926819⟧%26n
to\u003d⟦EMAIL|pia.lund\u0040example.dk⟧\u0026cc
tel=%2B⟦PHONE|4520123456⟧&ok
{"t":"\u002B⟦PHONE|4520123456⟧"}
\"ssn\":\"⟦SSN|219-09-9998⟧\",\"dob\":null
line one\n⟦EMAIL|rene@example.fr⟧\tline two
{"a":"{\"b\":\"Authorization: Basic ⟦SECRET|@basic⟧\"}"}
redis%3A%2F%2F⟦SECRET|%3AMeerrettich%40⟧%40cache
the password is ⟦SECRET|Blumenkohl9⟧, do not share
your new passcode was set to "⟦SECRET|lila Wolke⟧" today
password for ⟦USER|pia⟧ is ⟦SECRET|Artischocke#1⟧
Passwort: ⟦SECRET|Schwarzwurzel5⟧
Enter password: ⟦SECRET|Topinambur2⟧
secret key is ⟦SECRET|zX9-vB7-nM5⟧ now
user.password => "⟦SECRET|Pastinake 4⟧"
password := "⟦SECRET|Steckruebe6⟧"
contraseña: ⟦SECRET|Cebolla77⟧
--api-key ⟦SECRET|@hex⟧ --region eu
--password=⟦SECRET|Spinat55⟧ --quiet
ldapsearch -D cn=x -w ⟦SECRET|Weisskohl3⟧ -b dc=example
snmp-server community ⟦SECRET|s3cretRO⟧ RO
enable secret 5 ⟦SECRET|$1$mERr$hx5rVt7rPNoS4wqbXKX7m0⟧
username admin password 7 ⟦SECRET|0822455D0A16⟧
smbclient //files/hr -U hr%⟦SECRET|Rettich8⟧`,
  "look-alikes": raw`
the password is required and must have 12 characters
password was reset 3 times, last reset 2026-05-01
token is valid until 2026-05-04T09:00:00Z
credentials are cached for 300 seconds
secret is rotated every 30d by v2.1.0
your password is about to expire in 7 days
Password: ******** Confirm: ********
password=[REDACTED] token=<hidden> secret=*** api_key=null
ssn=xxx-xx-1234 card=************4242 phone=***-***-0100
user=<nil> username="" login=- account_name=N/A
tokens: 1204, token count=17, token_count: 512
key=user:17:profile ttl=60, keys=3, primary_key=id, foreign key orders_user_fk
passed=12 passes=3 passive mode on, compass heading 273, bypass=true
secretary=on, secretName: web-tls, secretKeyRef: {name: db, key: password}
pinned version 1.2.3.4, pin=17, spin=4
version=10.20.30.40 build=1.2.3.4 release 5.6.7.8 firmware: 9.8.7.6
upgrade from 2.1.0.3 to 2.1.0.4 done, agent/7.45.0.1, libssl.so.1.1.0.9
section 1.2.3.4 of the manual, rev 3.2.1.0, v4.3.2.1
SNMPv2-SMI::enterprises.9.9.41.1.2.3.1.2.17 = INTEGER: 3
0.0.0.0/0 via 127.0.0.1 dev lo, mask 255.255.255.0, ::1/128
std::vector<int>::at, Foo::Bar::baz(), a::b, C::D
at 12:34:56, 2026-05-04T12:34:56.789Z, 12:34:56:789, duration 01:02:03
dead:beef is no address, face::off neither, 1:2:3
8 of 10: 00:00:00:00:00:00 and ff:ff:ff:ff:ff:ff are nobody's
blk_1073741825_1001 gen 17, core.22376, 0x7ffd3a1b2c4d
3f2a9b1c4d5e6f708192a3b4c5d6e7f8091a2b3c 9b2cf535f27731c974343645a3985328
01HX0Z1Y2X3W4V5T6S7R8Q9P0N cjld2cjxh0000qzrmn831i7rn V1StGXR8_Z5jdHi6B-myT
trace_id=4611686018427387904 span_id=5213367864321098766 offset=4000000000000002
4111-1111-1111-1112 and 1234 5678 9012 3456 are no cards
DE89 3704 0044 0532 0130 01 has a wrong sum, GB00NWBK60161331926819 too
order 555-0100-22, part 212-55-01478, code 123-45-678
000-12-3456, 666-45-1234, 900-12-3456
+12.5 %, +1234, -0.5, +0200, +1000000 rows
1,234,567 of 9,876,543 rows; 12.345.678 bytes; 3.14159265358979
react@18.2.0 next@14.2.3 @types/node@20.12.7 ws@8.17.0
user@1000.service, getty@tty1.service, dev@sda1.device, a@2x.png
git@host:acme/shop.git is cloned, ssh://git@host/x
https://shop.example:8443/a@b/c?d=e, ftp://files.example/pub
s3://bucket/key.json gs://bucket/key hdfs://nn:8020/user/x
user session opened, user agent Mozilla, user input, user defined, per user limit
logged in as root; running as root; for user root; by user admin
login attempts: 3, login page, login successful, login: none
by the operator, for the service, from user space, of user data
account name is required; account: closed; actor model; principal amount 1200
Bearer authentication required; bearer scheme unknown; Basic realm="x"
Authorization: missing; authorization header absent; authorization_code flow
cookie banner shown, cookies=3, cookie: none
session closed, session 42, session_timeout=1800, sessions=17
-----BEGIN PUBLIC KEY----- is fine; END of key
eyJ is how tokens begin; sk- and pk- too; AKIA is a prefix; ghp_ as well
xoxo, hf_hub, npm_config_cache=/tmp, sk-learn 1.4.2, glfw 3.3
eth0 MAC unknown; hwaddr none; bssid any
host key verification failed; key exchange; key 0x1a2b; ssh-rsa SHA256 fingerprint
-p 8080:80 -P 3306 -u root -a -w 5
mysql -p shop < dump.sql; ssh -p 2222 host-3; mkdir -p /srv/app
redis-cli -h cache-1 ping; docker run -p 80:80 web; nc -w 5 db 5432`,
};
