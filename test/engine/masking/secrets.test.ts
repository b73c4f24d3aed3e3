import { describe, expect, test } from "vitest";
import { Masker } from "../../../src/engine/masking/masker.ts";
import { fc, runs } from "../../support/fast-check.ts";

const masker = new Masker();

/** Secrets, cards and e-mail addresses; other tests look at names and network addresses. */
function redact(text: string): { text: string; count: number } {
  let count = 0;
  const redacted = masker.mask(text, (value, { kind }) => {
    if (!["SECRET", "PRIVATE_KEY", "CARD", "EMAIL"].includes(kind)) return value;
    count++;
    return `<${kind}>`;
  });
  return { text: redacted.replaceAll("<~", "<"), count };
}

/** Examples are put together here, so that no scanner takes this file for a leak. */
const key = (...parts: string[]) => parts.join("");
const letters = "aB3dE5fG7hJ9kL1mN2pQ4rS6tU8vW0xYzAbCdEfGhIj";
const pem = (kind: string) => `-----BEGIN ${kind}-----\nMIIEow+/=\nabc\n-----END ${kind}-----`;
const jwt = `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.${letters}`;

describe("what is taken out", () => {
  test.each<[string, string, string]>([
    ["an RSA key", `key: ${pem("RSA PRIVATE KEY")} end`, "key: <PRIVATE_KEY> end"],
    ["a key on one line", pem("PRIVATE KEY").replaceAll("\n", "\\n"), "<PRIVATE_KEY>"],
    ["a PGP key", pem("PGP PRIVATE KEY BLOCK"), "<PRIVATE_KEY>"],
    ["a key that was cut", "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNz", "<PRIVATE_KEY>"],
    ["basic authorization", "Authorization: Basic dXNlcjpwYXNz", "Authorization: Basic <SECRET>"],
    ["a bearer in a header", "authorization: bearer abc.def", "authorization: bearer <SECRET>"],
    [
      "authorization in JSON",
      '{"Authorization":"Bearer abc-123","x":1}',
      '{"Authorization":"Bearer <SECRET>","x":1}',
    ],
    [
      "authorization in JSON in JSON",
      '"{\\"authorization\\":\\"Token abc123\\"}"',
      '"{\\"authorization\\":\\"Token <SECRET>\\"}"',
    ],
    ["authorization without a scheme", "Authorization: 9f8e7d6c5b4a3f2e", "Authorization: <SECRET>"],
    [
      "authorization with fields",
      'Authorization: Digest username="u", response="abc"',
      "Authorization: <SECRET>",
    ],
    [
      "a Splunk token",
      "Authorization: Splunk 11111111-2222-3333-4444-555555555555",
      "Authorization: Splunk <SECRET>",
    ],
    ["a bearer token in prose", "sent Bearer abcdef1234567890 to api", "sent Bearer <SECRET> to api"],
    ["a cookie", "Cookie: sid=abc; theme=dark", "Cookie: <SECRET>"],
    ["a web token", `got ${jwt} from peer`, "got <SECRET> from peer"],
    ["a web token in a query", `GET /?t=${jwt}&x=1`, "GET /?t=<SECRET>&x=1"],
    ["an AWS key id", key("id AKIA", "IOSFODNN7EXAMPLE"), "id <SECRET>"],
    [
      "an AWS secret key",
      "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCY",
      "aws_secret_access_key = <SECRET>",
    ],
    ["an AWS secret key in JSON", '"SecretAccessKey": "wJalr/XUtn+FEMI"', '"SecretAccessKey": "<SECRET>"'],
    ["a Google key", key("key=AIza", letters.slice(0, 35)), "key=<SECRET>"],
    ["a Google token", key("ya29.", letters), "<SECRET>"],
    ["a GitHub token", key("ghp_", letters.slice(0, 36)), "<SECRET>"],
    ["a fine-grained GitHub token", key("github_pat_", "11AAAAAAA0", "_", letters), "<SECRET>"],
    ["a GitLab token", key("glpat-", letters.slice(0, 20)), "<SECRET>"],
    ["a Slack token", key("xoxb", "-123456789012-", letters), "<SECRET>"],
    [
      "a Slack webhook",
      key("https://hooks.slack.com/services/", "T0000/B0000/abcdefgh"),
      "https://hooks.slack.com/services/<SECRET>",
    ],
    ["a Stripe key", key("sk_live_", letters.slice(0, 24)), "<SECRET>"],
    ["an OpenAI key", key("sk-proj-", letters), "<SECRET>"],
    ["an Anthropic key", key("sk-ant-api03-", letters), "<SECRET>"],
    ["a Hugging Face token", key("hf_", letters.slice(0, 34)), "<SECRET>"],
    ["an npm token", key("npm_", letters.slice(0, 36)), "<SECRET>"],
    ["a PyPI token", key("pypi-AgE", "IcHlwaS5vcmc", letters), "<SECRET>"],
    ["a key behind an escape", key("a\\nghp_", letters.slice(0, 36)), "a\\n<SECRET>"],
    ["credentials in a URL", "postgres://app:s3cret@db:5432/x", "postgres://<SECRET>@db:5432/x"],
    ["a password with signs in a URL", "redis://:p@ss/w0rd@cache:6379", "redis://<SECRET>@cache:6379"],
    [
      "a token as the user of a URL",
      `https://${letters}@git.example.com/x`,
      "https://<SECRET>@git.example.com/x",
    ],
    ["an Oracle address", "jdbc:oracle:thin:scott/tiger@db:1521", "jdbc:oracle:thin:<SECRET>@db:1521"],
    ["a signed URL", "/x?sig=abcdefghij%3D&se=1", "/x?sig=<SECRET>&se=1"],
    ["curl's user", "curl -s -u admin:hunter2 http://x", "curl -s -u <SECRET> http://x"],
    ["a password", "login password=hunter2 user=bob", "login password=<SECRET> user=bob"],
    ["a password with a colon", "password: hunter2", "password: <SECRET>"],
    ["a password in quotes", `password="two words" x=1`, `password="<SECRET>" x=1`],
    ["a password with an escaped quote", `{"password":"a\\"b","x":1}`, `{"password":"<SECRET>","x":1}`],
    [
      "a password in JSON in JSON",
      `{\\"password\\":\\"a b\\",\\"x\\":1}`,
      `{\\"password\\":\\"<SECRET>\\",\\"x\\":1}`,
    ],
    ["a password in single quotes", "{'db_password': 'x y', 'a': 1}", "{'db_password': '<SECRET>', 'a': 1}"],
    ["a password in quotes that do not end", 'password="two words\nnext', 'password="<SECRET> words\nnext'],
    ["a password within a JSON text", '{"msg":"password=abc\\"d"}', '{"msg":"password=<SECRET>\\"d"}'],
    ["a password with commas", "password=a,b;c, user=bob", "password=<SECRET>, user=bob"],
    ["a password in a query", "/login?user=bob&password=a%26b&x=1", "/login?user=bob&password=<SECRET>&x=1"],
    ["a password like a message", "password: wrong-Horse1", "password: <SECRET>"],
    [
      "a password in a connection string",
      "Server=db;Password=a/b=;Database=x",
      "Server=db;Password=<SECRET>;Database=x",
    ],
    ["a password as an option", "run --db-password hunter2 --x", "run --db-password <SECRET> --x"],
    ["a password in SQL", "ALTER USER bob PASSWORD 'hunter2'", "ALTER USER bob PASSWORD '<SECRET>'"],
    ["a password in SQL of MySQL", "IDENTIFIED BY 'hunter2'", "IDENTIFIED BY '<SECRET>'"],
    ["a password in the environment", "PGPASSWORD=hunter2 psql", "PGPASSWORD=<SECRET> psql"],
    ["a property", "spring.datasource.password=hunter2", "spring.datasource.password=<SECRET>"],
    ["camel case", 'dbPassword="hunter2"', 'dbPassword="<SECRET>"'],
    ["pwd", "uid=sa;pwd=hunter2;x=1", "uid=sa;pwd=<SECRET>;x=1"],
    ["an API key", "x-api-key: 0123456789abcdef", "x-api-key: <SECRET>"],
    ["a client secret", "client_secret=abc", "client_secret=<SECRET>"],
    ["a token", "token=abcdef", "token=<SECRET>"],
    ["a token in JSON", '"refresh_token": "abc"', '"refresh_token": "<SECRET>"'],
    ["a token with a colon", "session token: a1b2c3d4", "session token: <SECRET>"],
    ["a card number", "card 4111111111111111 declined", "card <CARD> declined"],
    ["a card number in groups", "card=4111 1111 1111 1111.", "card=<CARD>."],
    ["a card number with dashes", "5500-0000-0000-0004", "<CARD>"],
    ["a card number of 15 digits", "3782 822463 10005", "<CARD>"],
    ["an e-mail address", "mail from <bob.o'neil+x@mail.example.co.uk>", "mail from <bob.o'<EMAIL>>"],
    ["an e-mail address in a query", "?user=bob%40example.com&x", "?user=<EMAIL>&x"],
    ["an e-mail address with other letters", "müller@exämple.de", "<EMAIL>"],
    ["an e-mail address at a domain of digits", "to=li@163.com, status=sent", "to=<EMAIL>, status=sent"],
    ["two at once", "a@example.com b@example.com", "<EMAIL> <EMAIL>"],
  ])("%s", (_, text, expected) => {
    const redacted = redact(text);
    expect(redacted.text).toBe(expected);
    expect(redacted.count).toBe((expected.match(/<(?:SECRET|CARD|EMAIL|PRIVATE_KEY)>/g) ?? []).length);
    expect(redact(expected)).toEqual({ text: expected, count: 0 });
  });
});

describe("what stays", () => {
  test.each([
    "request 550e8400-e29b-41d4-a716-446655440000 done",
    "uuid 12345678-1234-1234-1234-123456789012",
    "commit 9fceb02d0ae598e95dc970b74767f19372d61af8",
    "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "md5 d41d8cd98f00b204e9800998ecf8427e",
    "blk_-1608999687919862906 and blk_4111111111111111",
    "081109 203518 143 INFO dfs.DataNode$DataXceiver: Receiving block blk_38 src: /10.250.19.102:54106",
    "version 1.2.3-rc.4+build.5, lodash@4.17.21, lodash@4.17.21-beta.rc",
    "2026-03-14T03:12:00.123456Z and 1773457920000 and 1773457920123456 and 1773457920123456789",
    "10.0.0.1:8080 -> [2001:db8::1]:443",
    "http://host:8080/path@v2 and http://10.0.0.1:80/",
    "https://user@host/x and ssh://git@host/x",
    "order 4111111111111112 is no card",
    "0000000000000000",
    "Failed password for root from 192.0.2.7 port 50122 ssh2",
    "password incorrect; invalid password: expired",
    "FATAL: password authentication failed for user app",
    "Unexpected token: identifier in JSON at position 3",
    "SyntaxError: Unexpected token < in JSON",
    "invalid token: signature mismatch",
    "prompt_tokens=512 completion_token=64 token_type=bearer max_tokens: 100",
    'MountVolume.SetUp failed for volume "certs" : secret "web-tls" not found',
    "PWD=/home/alice ; USER=root ; COMMAND=/bin/ls",
    "pass: 12, fail: 3",
    "password=null token=none secret=**** api_key=$(API_KEY) password=<redacted>",
    "private_key=/etc/ssl/private/server.key",
    "authorization: denied for user bob",
    "Bearer authentication required",
    "primary key: 42, key=value, foreign key constraint",
    "Started getty@tty1.service and user@1000.service",
    "com.example.Foo@1a2b3c4d",
    "icon@2x.png",
    "root@10.0.0.1 and bob@localhost",
    "task-runner-with-a-long-name-indeed and risk-assessment-service-number-2",
    "tokenizer=fast passwordless=true secretName: web-tls",
    "kernel: bad cookie: 0xdead",
    "ssh-rsa key fingerprint SHA256:abc",
    "",
  ])("%j", (text) => {
    expect(redact(text)).toEqual({ text, count: 0 });
  });
});

describe("whatever the text is", () => {
  const piece = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.constantFrom(
      "password",
      "=",
      ":",
      " ",
      '"',
      "\\",
      "token",
      "@",
      "://",
      "Authorization: ",
      "Bearer ",
      ".com",
      "4111",
      "1111",
      "-",
      "eyJ",
      "<SECRET>",
      ",",
      "\n",
      "secret",
      "a1",
    ),
  );

  test("to redact twice is to redact once", () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const once = redact(pieces.join("")).text;
        expect(redact(once).text).toBe(once);
      }),
      runs(2_000),
    );
  });

  test("a secret in any of the usual places does not get through", () => {
    const places: ((secret: string) => string)[] = [
      (secret) => `password=${secret}`,
      (secret) => `"apiKey": "${secret}"`,
      (secret) => `https://bob:${secret}@host/`,
      (secret) => `Authorization: Bearer ${secret}`,
      (secret) => `x --token ${secret}`,
      (secret) => `client_secret='${secret}'`,
    ];
    const secret = fc
      .string({ unit: fc.constantFrom(..."abcdefgHIJKLMNOP0123456789_-"), minLength: 12, maxLength: 40 })
      .map((text) => `k7${text}`);
    fc.assert(
      fc.property(
        fc.constantFrom(...places),
        secret,
        fc.constantFrom("", "ERROR ", "a=b, "),
        fc.constantFrom("", " end", ", x=1"),
        (place, value, before, after) => {
          expect(redact(before + place(value) + after).text).not.toContain(value);
        },
      ),
    );
  });

  test.each([
    "password",
    "password=",
    "password ",
    'password="',
    "token:",
    "--token ",
    "a",
    "a.",
    "a@",
    "a@b.",
    "a%40",
    "eyJ",
    "eyJ-",
    "eyJaaaaaaaa.",
    "1",
    "4111 ",
    "4111-",
    "-----BEGIN PRIVATE KEY-----",
    "-----BEGIN ",
    "http://",
    "http://a:",
    "http://a:b",
    "a://b:c/",
    "Bearer ",
    "Bearer a",
    "Authorization: ",
    "cookie: a",
    "curl ",
    "curl -u ",
    "sk-",
    "sk-a",
    "xoxb-",
    "hf_",
    "\\",
    "--",
    "secret secret_",
    "?sig=",
    ",",
    "thin:",
    "hv",
    "AKIA",
  ])("%j over and over is read in no time", (part) => {
    const text = part.repeat(Math.ceil(300_000 / part.length));
    const start = performance.now();
    redact(text);
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});
