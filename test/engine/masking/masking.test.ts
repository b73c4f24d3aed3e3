import { describe, expect, test } from "vitest";
import { mask } from "../../../src/engine/masking/masking.ts";
import { labelledValues as values } from "./labelled-values.ts";

const masked = (text: string) => mask(text, (_, kind) => `<${kind}>`);
const raw = String.raw;

describe("what is masked", () => {
  test.each<[string, string, string]>([
    ["an e-mail address", "mail from bob+x@mail.example.co.uk.", "mail from <EMAIL>."],
    ["an e-mail address in JSON", '{"to":"bob@example.com"}', '{"to":"<EMAIL>"}'],
    ["an e-mail address in a query", "?to=bob%40example.com&x", "?to=<EMAIL>&x"],
    ["an e-mail address in an encoded query", "u=%3Fto%3Dbob%40example.com%26x", "u=%3Fto%3D<EMAIL>%26x"],
    ["an e-mail address behind an escaped line end", raw`a\nbob@example.com`, raw`a\n<EMAIL>`],
    ["an e-mail address with an escaped sign", raw`"bob\u0040example.com"`, '"<EMAIL>"'],
    ["an IPv4 address", "from 10.0.0.1 to 203.0.113.7.", "from <IP> to <IP>."],
    ["an IPv4 address with a port", "dial 10.0.0.1:8080: refused", "dial <IP>:8080: refused"],
    ["a network", "route 10.0.0.0/8 via 10.0.0.1", "route <IP>/8 via <IP>"],
    ["an IPv4 address behind a host name", "nn1/10.0.0.1:8020", "nn1/<IP>:8020"],
    ["an IPv4 address in a URL", "http://10.0.0.1/health", "http://<IP>/health"],
    ["an IPv4 address behind an escape", "ip%3D10.0.0.1%26x", "ip%3D<IP>%26x"],
    [
      "an IPv4 address as tcpdump writes it",
      "IP 10.0.0.1.5151 > 10.0.0.2.443: S",
      "IP <IP>.5151 > <IP>.443: S",
    ],
    ["an IPv4 address in a host name", "ip-10-0-0-1.ec2.internal", "ip-<IP>.ec2.internal"],
    ["an IPv6 address", "from 2001:db8::8a2e:370:7334 port", "from <IP> port"],
    ["an IPv6 address in full", "2001:0db8:0000:0000:0000:ff00:0042:8329", "<IP>"],
    ["an IPv6 address with a port", "[2001:db8::1]:443", "[<IP>]:443"],
    ["an IPv6 address with a zone", "fe80::1%eth0", "<IP>%eth0"],
    ["an IPv6 address before a colon", "peer fe80::1: gone", "peer <IP>: gone"],
    ["an IPv4 address in IPv6", "::ffff:10.0.0.1", "<IP>"],
    ["an encoded IPv6 address", "ip=2001%3Adb8%3A%3A1", "ip=<IP>"],
    ["a MAC address", "sta b8:27:eb:0a:1b:2c: up", "sta <MAC>: up"],
    ["a MAC address with dashes", "B8-27-EB-0A-1B-2C", "<MAC>"],
    ["a MAC address with dots", "host b827.eb0a.1b2c in", "host <MAC> in"],
    ["a frame's addresses", "MAC=01:00:5e:00:00:01:00:11:22:33:44:55:08:00 SRC", "MAC=<MAC> SRC"],
    ["an international phone number", "sms to +49 (0)151 2345678 sent", "sms to <PHONE> sent"],
    ["a phone number without gaps", "to=+14155550123,", "to=<PHONE>,"],
    ["an encoded phone number", "to=%2B14155550123&x", "to=<PHONE>&x"],
    ["a phone number of North America", "(415) 555-0123 or 415-555-0123", "<PHONE> or <PHONE>"],
    ["a phone number by its key", '"phone": "030 1234567"', '"phone": "<PHONE>"'],
    ["a card number", "card 4242424242424242 declined", "card <CARD> declined"],
    ["a card number in groups", "4242 4242 4242 4242", "<CARD>"],
    ["an encoded card number", "card%3D4242%204242%204242%204242%26", "card%3D<CARD>%26"],
    ["an IBAN", "to DE89370400440532013000.", "to <IBAN>."],
    ["an IBAN in groups before a word", "DE89 3704 0044 0532 0130 00 OK", "<IBAN> OK"],
    ["a US social security number", "ssn 512-44-9087,", "ssn <SSN>,"],
    ["a US social security number by its key", '"ssn":"512449087"', '"ssn":"<SSN>"'],
    ["a user behind a key", "user=alice ip=", "user=<USER> ip="],
    ["a user in JSON", '{"userName": "alice smith"}', '{"userName": "<USER>"}'],
    ["a user in JSON in JSON", raw`{\"user\":\"alice\",\"a\":1}`, raw`{\"user\":\"<USER>\",\"a\":1}`],
    ["an encoded user", "user%3Dalice%26x", "user%3D<USER>%26x"],
    [
      "a user in a sentence",
      "Failed password for invalid user alice from x",
      "Failed password for invalid user <USER> from x",
    ],
    ["who logs in", "login as alice", "login as <USER>"],
    ["a user in quotes", 'failed for user "alice"', 'failed for user "<USER>"'],
    ["a user with other letters", "user=jürgen.groß x", "user=<USER> x"],
    [
      "a user in quotes before a full stop",
      "failed for user 'alice'. Reason: x",
      "failed for user '<USER>'. Reason: x",
    ],
    [
      "no actor of Spark",
      "spark://CoarseGrainedScheduler@10.0.0.1:5",
      "spark://CoarseGrainedScheduler@<IP>:5",
    ],
    [
      "a user at the end of a JSON text",
      '{"m":"session 4 of user alice."}',
      '{"m":"session 4 of user <USER>."}',
    ],
    ["a user with a realm", "user alice.b@CORP logged in", "user <USER> logged in"],
    ["a user at an address", "ssh alice@10.0.0.1", "ssh <USER>@<IP>"],
    [
      "headers in lists",
      "{Authorization=[Bearer abc], Cookie=[sid=a; b=c]}",
      "{Authorization=[Bearer <SECRET>], Cookie=[<SECRET>]}",
    ],
    ["a session by its key alone", `session=${values.hex}`, "session=<SECRET>"],
    ["credentials in a URL", "postgres://app:s3cret@db:5432/x", "postgres://<SECRET>@db:5432/x"],
    ["credentials in an encoded URL", "postgres%3A%2F%2Fapp%3As3cret%40db", "postgres%3A%2F%2F<SECRET>%40db"],
    ["an authorization header", "Authorization: Bearer abc.def", "Authorization: Bearer <SECRET>"],
    [
      "an encoded authorization header",
      `Authorization%3A%20Bearer%20${values.hex}`,
      "Authorization%3A%20Bearer%20<SECRET>",
    ],
    ["a cookie", "Cookie: sid=abc; theme=dark", "Cookie: <SECRET>"],
    ["a session id", "session_id=550e8400-e29b-41d4-a716-446655440000", "session_id=<SECRET>"],
    ["a web token", `got ${values.jwt} from`, "got <SECRET> from"],
    ["a private key", `key ${values.pem} end`, "key <PRIVATE_KEY> end"],
    ["a password in an encoded form", "x=password%3Dhunter2%26y%3D1", "x=password%3D<SECRET>%26y%3D1"],
    ["a password in encoded JSON", "%22password%22%3A%22hunter2%22%7D", "%22password%22%3A%22<SECRET>%22%7D"],
    [
      "a password with an escaped sign",
      raw`password\u003dhunter2\u0026x`,
      raw`password\u003d<SECRET>\u0026x`,
    ],
    [
      "a connection string",
      "Server=a;Password=x1/y=;Encrypt=true",
      "Server=a;Password=<SECRET>;Encrypt=true",
    ],
    ["a random value behind a key", `signing.key: ${values.random}`, "signing.key: <SECRET>"],
    ["a one-time code", "otp=482913 sent", "otp=<SECRET> sent"],
    ["an address within a password", `password="bob@example.com 10.0.0.1"`, `password="<SECRET>"`],
    ["an IPv4-mapped address in brackets", "[::ffff:203.0.113.7]:443", "[<IP>]:443"],
    ["an IPv6 address with a port behind a colon", "2001:db8::9:51111 [", "<IP>:51111 ["],
    ["an address in the name of a line", "dsl-203-0-113-7.isp.example", "dsl-<IP>.isp.example"],
    ["a MAC address without signs", '"mac":"001b213c9df8"', '"mac":"<MAC>"'],
    ["an IBAN in small letters", "iban=de89370400440532013000", "iban=<IBAN>"],
    ["a double-encoded address", "to%253Dbob%2540example.com%2526x", "to%253D<EMAIL>%2526x"],
    ["an address with an apostrophe", "to o'hara@example.ie", "to <EMAIL>"],
    ["a name that no account has", "Invalid user 1234 from 10.0.0.1", "Invalid user <USER> from <IP>"],
    ["a name before an address", "Author: Ann Lee <a@example.com>", "Author: <USER> <<EMAIL>>"],
    ["a password attached to an option", "mysql -u root -pS3cret shop", "mysql -u root -p<SECRET> shop"],
    ["a password behind an option", "redis-cli -a S3cret ping", "redis-cli -a <SECRET> ping"],
    ["a password in a pipe", "echo S3cret | sudo -S ls", "echo <SECRET> | sudo -S ls"],
    ["a password in a sentence", "the password is Plum77!", "the password is <SECRET>"],
    ["a password in XML", "<Password>Plum77</Password>", "<Password><SECRET></Password>"],
    ["a password in braces", "UID=x;PWD={a;b c};", "UID=x;PWD={<SECRET>};"],
    ["a password in Ruby", '"password"=>"a b", x', '"password"=>"<SECRET>", x'],
    [
      "a password in HTML",
      "&quot;password&quot;:&quot;Plum77&quot;",
      "&quot;password&quot;:&quot;<SECRET>&quot;",
    ],
    ["an encoded cookie", "Cookie%3A%20sid%3Dabc%0D%0AX", "Cookie%3A%20<SECRET>%0D%0AX"],
    ["a certificate", `c ${values.certificate} d`, "c <SECRET> d"],
    [
      "a Discord webhook",
      `https://discord.com/api/webhooks/${values.discordHook}`,
      "https://discord.com/api/webhooks/<SECRET>",
    ],
    [
      "a Slack webhook",
      `https://hooks.slack.com/services/${values.slackHook}`,
      "https://hooks.slack.com/services/<SECRET>",
    ],
  ])("%s", (_, text, expected) => {
    expect(masked(text)).toBe(expected);
    expect(masked(expected)).toBe(expected);
  });

  const keys = Object.keys(values).filter(
    (name) =>
      !/Hook(?:Other)?$|Key$|^(?:hex(?:Long)?|random|mixedLong|basic|splunk|psk|pem|keyId|azureS(?:torage|ignature)|awsSecret)$/.test(
        name,
      ),
  );
  test.each(keys)("a key known by its form, alone, in quotes, in a query and escaped: %s", (name) => {
    const value = values[name] as string;
    expect(masked(`got ${value} back`)).toBe("got <SECRET> back");
    expect(masked(`["${value}"]`)).toBe('["<SECRET>"]');
    expect(masked(`?a=1&b=${value}&c=2`)).toBe("?a=1&b=<SECRET>&c=2");
    expect(masked(`b%3D${value}%26c`)).not.toContain(value.slice(0, 20));
    expect(masked(raw`line\n${value}\n`)).not.toContain(value.slice(0, 20));
  });
});

describe("what stays", () => {
  test.each([
    "version 1.2.3.4, release 10.2.0.1, v1.2.3.4, nginx/1.2.3.4, tool-1.2.3.4.jar",
    "Chrome/120.0.6099.109 and 10.0.17763.1 and 1.2.3-rc.4+build.5",
    "listening on 0.0.0.0:80, 127.0.0.1, ::1, :: and 255.255.255.0",
    "oid 1.3.6.1.4.1.4203 and .1.3.6.1.2.1",
    "upgraded from 2.1.0.3 to 2.1.0.4, libssl.so.1.1.0.9",
    "the password is required, password was reset 3 times, token is valid until 12:00:00",
    "trace_id=4611686018427387904 imei=354123456789019 order 4006381333931",
    "password 5 times, key 7 not found, mysql -p shop, mkdir -p /srv, docker run -p 80:80",
    "blk_-1608999687919862906 succeeded for blk_6996194389878584395",
    "std::vector Face::Add1 dead::beef a::b 12:34:56 12:00:00::x",
    "00:00:00:00:00:00 ff:ff:ff:ff:ff:ff 43:51:43:a1:b5:fc:8b:b7",
    "10-20-30-40-50-60 and 1234.5678.9012",
    "request 550e8400-e29b-41d4-a716-446655440000 commit 9fceb02d0ae598e95dc970b74767f19372d61af8",
    "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "2026-03-14T03:12:00.123456+02:00 1773457920 1773457920123 14/Mar/2026:03:12:00 +0000",
    "blk_-1608999687919862906 job_1445144423722_0020 order 4242424242424241",
    "price 1,299.00 USD, 19.00 %, +1234567 bytes, offset -0.000123, 12/34/56/78",
    "DE00370400440532013000 AB12CDEFGHIJKLMNOPQR GB29NWBK",
    "000-12-3456 666-12-3456 912-34-5678 123-456-7890 2026-03-1415",
    "user=root user=1001 user=null uid=0 user: not found, user is locked, for user input",
    "username= password=null token=**** secret=$(SECRET) user=-",
    "sessionid:0x14ed93111f20027 session_id=42 session id: none",
    "cache key: node-modules-v3-9b2cf535f27731c974343645a3985328",
    "primary key: 42, key=value, idx_key=orders_by_date_and_customer_number",
    "max_tokens: 1024 prompt_token=512 Unexpected token: identifier",
    "lodash@4.17.21 getty@tty1.service com.example.Foo@1a2b3c4d icon@2x.png",
    "Started Session 12 of user root. Disconnected by user",
    "akka.tcp://sparkExecutorActorSystem@node-1:41234",
    "System.Data, Version=4.0.0.0, PublicKeyToken=b77a5c561934e089",
    "nonsense < > <*> <EMAIL> <IP:12> <SECRET:9> <unknown:1>",
    "\ud83d \udc00 \u0000 \u200b é 日本",
    "",
  ])("%j", (text) => {
    expect(masked(text)).toBe(text);
  });
});
