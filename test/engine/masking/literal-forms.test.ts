import { describe, expect, test } from "vitest";
import { mask } from "../../../src/engine/masking/masking.ts";

const masked = (text: string) => mask(text, (_, kind) => `<${kind}>`);

/** How languages write a text, with `V` for its value. */
const literals: readonly string[] = [
  ...[
    "N'V'",
    "b'V'",
    'b"V"',
    "u'V'",
    "r'V'",
    "rb'V'",
    "Rb'V'",
    'f"V"',
    '@"V"',
    '$"V"',
    '$@"V"',
    "E'V'",
    'L"V"',
  ],
  ...[
    'u8"V"',
    "q'[V]'",
    "nq'{V}'",
    'r#"V"#',
    '"""V"""',
    "b'''V'''",
    "`V`",
    '""V""',
    "''V''",
    '"" V""',
    '\\"V\\"',
  ],
  ...[
    'String("V")',
    'Secret("V")',
    "SecretStr('V')",
    '[]byte("V")',
    'new Password("V")',
    'Some("V")',
    "Ok(V)",
  ],
  ...["Optional[V]", "Optional[Secret[V]]", 'Some(Secret("V"))', "Secret(value='V')", "Secret(value=V)"],
  ...[
    'Secret::new("V")',
    'std::string{"V"}',
    'sql.NullString{String:"V", Valid:true}',
    'Box::<str>::from("V")',
  ],
  ...['Just "V"', '(string) "V"', '!!str "V"', '&"V"', '_T("V")', "bytes('V')", "HiddenText(V)"],
];
const keys: readonly string[] = [
  "password=",
  "password: ",
  "db_password = ",
  '"passwd": ',
  "clientSecret := ",
  "DB_PASSWORD == ",
];
const value = "Zwiebel-77x";

describe("the value of a literal is masked, and what stands before it is not", () => {
  const cases = literals.flatMap((literal) => keys.map((key) => [key, literal] as const));
  test("there are more than 200 cases", () => {
    expect(cases.length).toBeGreaterThan(200);
  });
  test.each(cases)("%s%s", (key, literal) => {
    const text = `before ${key}${literal.replace("V", value)}, n=1 behind`;
    const once = masked(text);
    expect(once).not.toContain(value);
    expect(
      once
        .replace(/\[<SECRET>\]|\{<SECRET>\}/, (found) => `${found[0]}V${found.at(-1)}`)
        .replace("<SECRET>", "V"),
    ).toMatch(/^before .*behind$/);
    expect(once).toContain(key);
    const opening = literal.slice(0, literal.indexOf("V")).replace(/[[{ ]$/, "");
    expect(once.slice(`before ${key}`.length).startsWith(opening)).toBe(true);
    expect(once).toContain(", n=1 behind");
    expect(masked(once)).toBe(once);
  });

  test.each([
    ["password=: Zwiebel77 x", "password=: <SECRET> x"],
    ["password => Zwiebel77 x", "password => <SECRET> x"],
    ["password ::= Zwiebel77 x", "password ::= <SECRET> x"],
    ["userPassword:: WndpZWJlbDc3", "userPassword:: <SECRET>"],
    ["password: str = 'Zwiebel77'", "password: str = '<SECRET>'"],
    ['let password: &str = "Zwiebel77";', 'let password: &str = "<SECRET>";'],
    ["{u'user': u'qwertolf', u'password': u'Zwiebel77'}", "{u'user': u'<USER>', u'password': u'<SECRET>'}"],
    ['user: Some("qwertolf"), host', 'user: Some("<USER>"), host'],
    ["headers: {'Authorization': b'Bearer Zwiebel77'}", "headers: {'Authorization': b'Bearer <SECRET>'}"],
    ['cfg=Config { password: "Zwiebel77" }', 'cfg=Config { password: "<SECRET>" }'],
    ['login(user="qwertolf", password="Zwiebel77")', 'login(user="<USER>", password="<SECRET>")'],
    ["PASSWORD = N'Zwie''bel77' x", "PASSWORD = N'<SECRET>' x"],
    ["PASSWORD = _utf8'Zwiebel77' x", "PASSWORD = _utf8'<SECRET>' x"],
    ['password=("Zwiebel77") x', 'password=("<SECRET>") x'],
    ["`password`: `Zwiebel77` x", "`password`: `<SECRET>` x"],
    ["PASSWORD N'Zwiebel77' x", "PASSWORD N'<SECRET>' x"],
    ["IDENTIFIED BY VALUES 'S:Zwiebel77' x", "IDENTIFIED BY VALUES '<SECRET>' x"],
    ['a,"{""password"": ""Zwie bel77"", ""n"": 1}"', 'a,"{""password"": ""<SECRET>"", ""n"": 1}"'],
  ])("%s", (text, expected) => {
    expect(masked(text)).toBe(expected);
    expect(masked(expected)).toBe(expected);
  });

  test.each([
    'password = os.getenv("DB_PASSWORD")',
    'password = config["password"]',
    'password = getpass.getpass("Password: ")',
    'password: t("login.password.label")',
    "token = request.headers.get('X-Token')",
    "secret = find_secret('prod/db')",
    "password=SecretStr('**********')",
    "Config { password: Secret([REDACTED]) }",
    'password="", token="", user=""',
    "password::check failed, token::parse failed",
  ])("%s holds none", (text) => {
    expect(masked(text)).toBe(text);
  });
});

describe("a mask takes no more than the value", () => {
  test.each([
    [
      "an unclosed quote",
      `caller 'password="' posting halted, books diverge`,
      " posting halted, books diverge",
    ],
    [
      "a quote that begins the next value",
      `'password="' posting halted, error="x"`,
      ' posting halted, error="x"',
    ],
    ["a quote of another value", `{"ua":"password='","msg":"posting halted"}`, '"msg":"posting halted"'],
    ["a cookie", "Cookie: a=b; c=d posting halted, n=1", " posting halted, n=1"],
    ["fields", 'Authorization: Digest username="u", nonce="q" posting halted', " posting halted"],
    ["a key that is none", "-----BEGIN PRIVATE KEY----- posting halted", " posting halted"],
    [
      "a key that was cut",
      `-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhk posting halted`,
      " posting halted",
    ],
    ["a line end behind the sign", "password=\nERROR posting halted", "\nERROR posting halted"],
    ["a line end behind a colon", "password:\r\n  ERROR posting halted", "ERROR posting halted"],
    ["a line end before the sign", "password\n= ERROR posting halted", "ERROR posting halted"],
    ["a line end behind a name", "user=\nERROR posting halted", "ERROR posting halted"],
    ["a line end behind a header", "Cookie:\nERROR=1 posting halted", "ERROR=1 posting halted"],
    [
      "a line end behind a session",
      "session_id=\nERROR0123456789abcdef halted",
      "ERROR0123456789abcdef halted",
    ],
    ["a line end in JSON", '{"m":"password=\\nERROR posting halted"}', "\\nERROR posting halted"],
    ["a line end in JSON behind a value", '{"m":"password=Zwiebel77\\nERROR halted"}', "\\nERROR halted"],
  ])("%s", (_, text, kept) => {
    expect(masked(text)).toContain(kept);
    expect(masked(text)).not.toContain("Zwiebel");
  });
});
