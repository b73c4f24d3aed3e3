import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { type Configuration, loadConfiguration } from "../../../src/adapters/configuration/configuration.ts";
import { ConfigurationError } from "../../../src/adapters/configuration/configuration-error.ts";
import { stanzas } from "../../../src/adapters/configuration/stanzas/all.ts";
import { quota } from "../../../src/adapters/configuration/stanzas/quota.ts";
import { splunkd } from "../../../src/adapters/configuration/stanzas/splunkd.ts";
import { store } from "../../../src/adapters/configuration/stanzas/store.ts";

const root = mkdtempSync(join(tmpdir(), "llama-conf-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let apps = 0;

/** An app folder with these files, by path within it. */
function appWith(files: Record<string, string>): string {
  const appFolder = join(root, `app${++apps}`);
  mkdirSync(appFolder);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(appFolder, path)), { recursive: true });
    writeFileSync(join(appFolder, path), content);
  }
  return appFolder;
}

const configure = (files: Record<string, string>, environment: Record<string, string> = {}) =>
  loadConfiguration({ appFolder: appWith(files), environment });
const load = (files: Record<string, string>, environment: Record<string, string> = {}) =>
  configure(files, environment).endpoints;
const local = (text: string) => load({ "local/llama.conf": text });

/** The sentence that comes in place of a result. */
function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigurationError);
    return (error as Error).message;
  }
  throw new Error("nothing was thrown");
}

describe("an endpoint stanza", () => {
  test("has defaults", () => {
    expect(local("[endpoint:default]\nurl = http://host:8000/v1\nmodel = llama\n").find(undefined)).toEqual({
      name: "default",
      authority: "lower",
      urls: ["http://host:8000/v1"],
      model: "llama",
      secret: undefined,
      requestTimeout: 30_000,
      concurrency: 8,
      batchSize: 32,
      hostConcurrency: 64,
      scheduledShare: 0.25,
      fallback: undefined,
      caFile: undefined,
      proxy: undefined,
      priceIn: undefined,
      priceOut: undefined,
    });
  });

  test("can say everything", () => {
    const text = `[endpoint:prod]
url = http://a:8000/v1, \\
  HTTPS://B:443/v1/chat/completions/
model = meta-llama/Llama-3.3-70B-Instruct
api_key = file:/etc/llama/key
request_timeout = 2.5
concurrency = 64
host_concurrency = 512
scheduled_share = 50
fallback = prod-2
ca_file = /etc/llama/ca.pem
proxy = http://proxy:3128
price_in = 0.5
price_out = 1`;
    expect(local(text).find("prod")).toMatchObject({
      urls: ["http://a:8000/v1", "https://b/v1"],
      secret: { kind: "file", name: "/etc/llama/key" },
      requestTimeout: 2_500,
      concurrency: 64,
      hostConcurrency: 512,
      scheduledShare: 0.5,
      fallback: "prod-2",
      caFile: "/etc/llama/ca.pem",
      proxy: "http://proxy:3128",
      priceIn: 0.5,
      priceOut: 1,
    });
  });

  test.each([
    [
      "concurrency = many",
      'concurrency of [endpoint:x] in FILE, line 4, wants a whole number from 1 to 64, and "many"',
    ],
    ["concurrency = 65", 'and "65" came'],
    ["host_concurrency = 0", 'wants a whole number from 1 to 4096, and "0" came'],
    ["scheduled_share = 25%", 'wants a whole number of percent from 0 to 90, and "25%" came'],
    ["fallback = http://spare/v1", 'wants the name of another endpoint stanza, and "http://spare/v1" came'],
    ["request_timeout = 0", "wants a number of seconds above 0"],
    ["price_in = -1", "wants a price of 0 or more"],
    ["ca_file = ca.pem", 'wants a whole path from the root, and "ca.pem" came'],
    ["url =", "The stanza [endpoint:x] in FILE has no url: add url = http://host:8000/v1."],
    ["model =", "has no model"],
    ["url = ,", "names no URL"],
    ["url = host:8000/v1", "begins with neither http:// nor https://"],
    ["url = file:///etc/passwd", "begins with neither http:// nor https://"],
    ["url = nonsense", "is no URL"],
    ["url = http://host/v1?key=hush", "has a part after ? or #"],
    ["url = http://user:hush@host/v1", "holds a user name or password"],
    ["url = http://a/v1, http://hush@host/v1", "holds a user name or password"],
    ["proxy = http://user:hush@host", "proxy of [endpoint:x] in FILE, line 4, holds a user name or password"],
    ["api_key = sk-hush", "api_key of [endpoint:x] in FILE, line 4, does not say where the secret is kept"],
    ["api_key = file:hush", "not absolute"],
    ["api_key = env:sk-hush", "names no environment variable"],
  ])("with %s cannot be used, and others can", (line, sentence) => {
    const appFolder = appWith({
      "local/llama.conf": `[endpoint:x]\nurl = http://host/v1\nmodel = llama\n${line}\n[endpoint:y]\nurl = http://y\nmodel = m\n`,
    });
    const configuration = loadConfiguration({ appFolder, environment: {} });
    const message = messageOf(() => configuration.endpoints.find("x"));
    expect(configuration.endpoints.find("y")).toMatchObject({ urls: ["http://y"] });
    expect(configuration.faults.map((fault) => fault.message)).toEqual([message]);
    expect(message.replaceAll(join(appFolder, "local/llama.conf"), "FILE")).toContain(sentence);
    expect(message).toMatch(/^(?:The|In) .*\.$/);
    expect(message).not.toContain("hush");
  });

  test("with a name that is none is told, and can be asked by nobody", () => {
    const configuration = configure({ "local/llama.conf": "[endpoint:]\nurl = http://host/v1\nmodel = m\n" });
    expect(configuration.faults[0]?.message).toContain("rename it");
    expect(messageOf(() => configuration.endpoints.find("http://host/v1"))).toContain("is not listed");
  });
});

describe("fallbacks", () => {
  const stanza = (name: string, fallback?: string) =>
    `[endpoint:${name}]\nurl = http://${name}/v1\nmodel = m\n${fallback === undefined ? "" : `fallback = ${fallback}\n`}`;
  const read = (...stanzas: string[]) =>
    loadConfiguration({ appFolder: appWith({ "local/llama.conf": stanzas.join("") }), environment: {} });
  const fallbacksOf = ({ endpoints }: Configuration, name: string) =>
    endpoints.fallbacksOf(endpoints.find(name)!).map((next) => next.name);
  const sentences = ({ warnings }: Configuration) =>
    warnings.map(({ finding, fix }) => `${finding}: ${fix}.`);

  test("are asked one after the other", () => {
    const configuration = read(stanza("a", "b"), stanza("b", "c"), stanza("c"));
    expect(fallbacksOf(configuration, "a")).toEqual(["b", "c"]);
    expect(fallbacksOf(configuration, "c")).toEqual([]);
    expect(sentences(configuration)).toEqual([]);
  });

  test("that nobody has are told, and the endpoint works without", () => {
    const configuration = read(stanza("a", "spar"), stanza("spare"));
    expect(fallbacksOf(configuration, "a")).toEqual([]);
    expect(sentences(configuration)).toEqual([
      'The fallback of [endpoint:a] is "spar", and llama.conf has no [endpoint:spar], so there is none: name one of these: spare.',
    ]);
  });

  test("that cannot be used are told", () => {
    const configuration = read(stanza("a", "b"), "[endpoint:b]\nurl = http://b\n");
    expect(fallbacksOf(configuration, "a")).toEqual([]);
    expect(sentences(configuration)).toEqual([
      'The fallback of [endpoint:a] is "b", which cannot be used: correct that stanza first.',
    ]);
  });

  test("that lead back are followed once, and told where they do", () => {
    const configuration = read(stanza("a", "b"), stanza("b", "c"), stanza("c", "b"), stanza("d", "d"));
    expect(fallbacksOf(configuration, "a")).toEqual(["b", "c"]);
    expect(fallbacksOf(configuration, "b")).toEqual(["c"]);
    expect(fallbacksOf(configuration, "d")).toEqual([]);
    expect(sentences(configuration)).toEqual([
      'The fallback of [endpoint:b] is "c", which leads back to it (b → c → b); it is asked once: take one of these lines out.',
      'The fallback of [endpoint:c] is "b", which leads back to it (c → b → c); it is asked once: take one of these lines out.',
      'The fallback of [endpoint:d] is "d", which leads back to it (d → d); it is asked once: take one of these lines out.',
    ]);
  });
});

describe("the layers of llama.conf", () => {
  const shipped = "[endpoint:default]\nurl = http://shipped/v1\nmodel = shipped\nconcurrency = 2\n";

  test("no file at all is no endpoint", () => {
    expect(load({}).names).toEqual([]);
    expect(load({}).find(undefined)).toBeUndefined();
  });

  test("later ones win key by key, [default] serves all", () => {
    const named = join(appWith({ "own.conf": "[endpoint:default]\nconcurrency = 4\n" }), "own.conf");
    const files = {
      "default/llama.conf": `request_timeout = 10\nallow_off = false\n${shipped}`,
      "local/llama.conf": "[endpoint:default]\nmodel = mine\n",
    };
    expect(load(files, { LLAMA_CONF: named }).find(undefined)).toMatchObject({
      urls: ["http://shipped/v1"],
      model: "mine",
      concurrency: 4,
      requestTimeout: 10_000,
    });
  });

  test("an empty value takes a setting back", () => {
    const files = {
      "default/llama.conf": shipped,
      "local/llama.conf": "[endpoint:default]\nconcurrency =\n",
    };
    expect(load(files).find(undefined)).toMatchObject({ concurrency: 8 });
  });

  test("a file that LLAMA_CONF names must be there", () => {
    expect(messageOf(() => load({}, { LLAMA_CONF: "/no/such.conf" }))).toContain("/no/such.conf");
    expect(messageOf(() => load({}, { LLAMA_CONF: root }))).toContain("cannot be read (EISDIR)");
  });

  test("nothing under etc/users is read, not even by way of a link", () => {
    const appFolder = appWith({ "etc/users/eve/llama.conf": shipped, "local/other": "" });
    const users = join(appFolder, "etc/users/eve/llama.conf");
    expect(messageOf(() => load({}, { LLAMA_CONF: users }))).toContain("lies under etc/users");
    symlinkSync(users, join(appFolder, "local/llama.conf"));
    expect(messageOf(() => loadConfiguration({ appFolder, environment: {} }))).toContain(
      "lies under etc/users",
    );
  });
});

describe("what nothing reads is warned of and stops nothing:", () => {
  const fine = "[endpoint:default]\nurl = http://host/v1\nmodel = m\n";
  const warningsOf = (text: string) => {
    const appFolder = appWith({ "local/llama.conf": text });
    const { endpoints, warnings } = loadConfiguration({ appFolder, environment: {} });
    expect(endpoints.find(undefined)).toMatchObject({ model: "m" });
    return warnings.map(({ finding, fix }) =>
      `${finding}: ${fix}.`.replaceAll(join(appFolder, "local/llama.conf"), "FILE"),
    );
  };

  test("a setting that is misspelt", () => {
    expect(warningsOf(`${fine}concurency = 9\n`)).toEqual([
      'The setting "concurency" of [endpoint:default] in FILE, line 4, is unknown and left out: probably concurrency is meant; there are url, model, api_key, authority, request_timeout, concurrency, batch_size, host_concurrency, scheduled_share, fallback, ca_file, proxy, price_in, price_out.',
    ]);
  });

  test("a setting that resembles none", () => {
    expect(warningsOf(`${fine}colour = red\n`)).toEqual([
      expect.stringMatching(/line 4, is unknown and left out: there are url, model/),
    ]);
  });

  const everyStanza = stanzas
    .map(({ kind, named }) => (named === undefined ? `[${kind}]` : `[${kind}:NAME]`))
    .join(", ");

  test.each(["endpiont:x", "endpoint", "splunkd:x", "constructor"])("the stanza [%s]", (stanza) => {
    expect(warningsOf(`${fine}[${stanza}]\nurl = x\n`)).toEqual([
      `The stanza [${stanza}] in FILE, before line 5, is none of llama.conf: there are ${everyStanza}; correct the name or take it out.`,
    ]);
  });

  test("a folder local/ that is a link, with where it leads", () => {
    const elsewhere = appWith({ "llama.conf": fine });
    const appFolder = appWith({});
    symlinkSync(elsewhere, join(appFolder, "local"));
    const { endpoints, warnings } = loadConfiguration({ appFolder, environment: {} });
    expect(endpoints.find(undefined)).toMatchObject({ model: "m" });
    expect(warnings.map(({ finding }) => finding)).toEqual([
      `${join(appFolder, "local")} is a link to ${elsewhere}, so llama.conf, line 1 and all that follow, comes from there`,
    ]);
  });
});

describe("[splunkd]", () => {
  test("says where splunkd is", () => {
    const text = "[splunkd]\nbase_url = https://127.0.0.1:8089/\nca_file = /etc/ca.pem\n";
    expect(configure({ "local/llama.conf": text }).one(splunkd)).toEqual({
      baseUrl: "https://127.0.0.1:8089",
      caFile: "/etc/ca.pem",
    });
    expect(configure({}).one(splunkd)).toEqual({ baseUrl: undefined, caFile: undefined });
  });

  test.each([
    ["base_url = nonsense", "base_url of [splunkd]"],
    ["base_url = https://me:hush@host", "holds a user name or password"],
    ["ca_file = ca.pem", "wants a whole path from the root"],
  ])("with %s is told with its line", (line, sentence) => {
    const configuration = configure({ "local/llama.conf": `[splunkd]\n${line}\n` });
    const [fault] = configuration.faults;
    expect(fault?.message).toContain(sentence);
    expect(fault?.message).toContain("line 2");
    expect(fault?.message).not.toContain("hush");
  });
});

describe("[store]", () => {
  test("shares with the machine, unless it says otherwise", () => {
    const shareOf = (text: string) => configure({ "local/llama.conf": text }).one(store);
    expect(shareOf("")).toEqual({ share: "host" });
    expect(shareOf("[store]\nshare = Cluster\n")).toEqual({ share: "cluster" });
    expect(messageOf(() => shareOf("[store]\nshare = all\n"))).toMatch(
      /line 2, wants none, host or cluster, and "all" came: /,
    );
  });
});

describe("a quota", () => {
  const quotas = (text: string) => configure({ "local/llama.conf": text }).all(quota);

  test("is of users or of roles", () => {
    const none = { users: [], roles: [], calls: undefined, tokens: undefined, cost: undefined };
    expect(quotas("")).toEqual([]);
    expect(
      quotas(
        "[quota:night]\nuser = alice, bob\ncalls = 0\n[quota:all]\nrole = user\ntokens = 5000000\ncost = 2.5\n",
      ),
    ).toEqual([
      { ...none, name: "night", users: ["alice", "bob"], calls: 0 },
      { ...none, name: "all", roles: ["user"], tokens: 5_000_000, cost: 2.5 },
    ]);
  });

  test.each([
    ["[quota:a b]\nuser = alice\ncalls = 1", "has a name with other characters"],
    ["[quota:a]\ncalls = 1", "The stanza [quota:a] in FILE must have a user or a role, and not both"],
    ["[quota:a]\nuser = a\nrole = b\ncalls = 1", "must have a user or a role, and not both"],
    ["[quota:a]\nuser = ,\ncalls = 1", "wants names separated by commas"],
    ["[quota:a]\nuser = alice", "The stanza [quota:a] in FILE limits nothing: add calls, tokens or cost"],
    [
      "[quota:a]\nuser = alice\ncalls = -1",
      "calls of [quota:a] in FILE, line 3, wants a whole number of 0 or more",
    ],
    ["[quota:a]\nuser = alice\ntokens = 5M", 'and "5M" came'],
    ["[quota:a]\nuser = alice\ncost = 1,5", "wants a number of 0 or more"],
  ])("like %j cannot be used, and the doctor says so", (text, sentence) => {
    const appFolder = appWith({ "local/llama.conf": `${text}\n` });
    const configuration = loadConfiguration({ appFolder, environment: {} });
    const message = messageOf(() => configuration.all(quota));
    expect(configuration.faults.map((fault) => fault.message)).toEqual([message]);
    expect(message.replaceAll(join(appFolder, "local/llama.conf"), "FILE")).toContain(sentence);
  });
});

describe("the environment", () => {
  const environment = { LLAMA_ENDPOINT: "http://localhost:11434/v1/", LLAMA_MODEL: "llama3.1" };

  test("gives the endpoint default, in place of the stanza", () => {
    const book = load(
      { "local/llama.conf": "[endpoint:default]\nurl = http://host/v1\nmodel = m\napi_key = env:OTHER\n" },
      { ...environment, LLAMA_API_KEY: "sk-hush" },
    );
    expect(book.find(undefined)).toMatchObject({
      urls: ["http://localhost:11434/v1"],
      model: "llama3.1",
      secret: { kind: "env", name: "LLAMA_API_KEY" },
    });
    expect(load({}, environment).find(undefined)).toMatchObject({ secret: undefined });
  });

  test("counts for nothing inside Splunk", () => {
    expect(load({}, { ...environment, SPLUNK_HOME: "/opt/splunk" }).names).toEqual([]);
  });

  test("is refused like a stanza", () => {
    expect(messageOf(() => load({}, { LLAMA_ENDPOINT: "http://localhost/v1" }))).toContain(
      "LLAMA_MODEL is not",
    );
    const message = messageOf(() => load({}, { ...environment, LLAMA_ENDPOINT: "http://me:hush@host" }));
    expect(message).toContain("given by LLAMA_ENDPOINT, holds a user name");
    expect(message).not.toContain("hush");
  });
});

describe("llm_endpoint=", () => {
  const book = local(
    "[endpoint:prod]\nurl = http://vllm-1:8000/v1,http://vllm-2:80/v1\nmodel = a\n[endpoint:lab]\nurl = https://lab/\nmodel = b\n",
  );

  test.each([
    ["prod", "prod"],
    [" lab ", "lab"],
    ["http://vllm-1:8000/v1", "prod"],
    ["HTTP://VLLM-2/v1/", "prod"],
    ["http://vllm-2:80/v1/chat/completions", "prod"],
    ["http://vllm-2:80/v1/?", "prod"],
    ["https://lab:443", "lab"],
    ["https://lab/chat/completions/", "lab"],
  ])("%s is the stanza %s", (requested, name) => {
    expect(book.find(requested)).toMatchObject({ name });
  });

  test("without it, and without a stanza default, there is no endpoint", () => {
    expect(book.find(undefined)).toBeUndefined();
    expect(book.find("")).toBeUndefined();
  });

  test.each([
    ["eve", 'llm_endpoint="eve" is not listed', "[endpoint:eve] in local/llama.conf. Listed are: prod, lab."],
    ["Prod", 'llm_endpoint="Prod" is not listed', "an administrator can add it"],
    ["http://EVE/v1", 'llm_endpoint="http://eve/v1"', "an administrator can add it as [endpoint:NAME]"],
    ["http://vllm-1:8000/v2", "is not listed", "an administrator can add it"],
    ["http://vllm-1:8000/v1@eve/", "is not listed", "an administrator can add it"],
    ["http://eve:hush@vllm-1:8000/v1", "holds a user name or password", ""],
    ["eve:hush@vllm-1:8000/v1", "begins with neither http:// nor https://", ""],
    ["ftp://eve:hush@vllm-1/v1", "begins with neither http:// nor https://", ""],
    ["http://vllm-1:8000/v1?key=hush", "has a part after ? or #", ""],
    ["hush hush", "is no URL", ""],
  ])("%s is refused", (requested, ...sentences) => {
    const message = messageOf(() => book.find(requested));
    for (const sentence of sentences) expect(message).toContain(sentence);
    expect(message).not.toContain("hush");
  });

  test("with nothing listed says so", () => {
    expect(messageOf(() => load({}).find("prod"))).toContain("No endpoint is listed.");
  });
});

describe("[masking] and [mask:NAME]", () => {
  const masking = (text: string) => configure({ "local/llama.conf": text }).masking();

  test("have defaults", () => {
    expect(masking("")).toEqual({
      allowOff: false,
      also: [],
      pseudonymKey: undefined,
      pseudonymEpoch: 0,
      masks: [],
    });
  });

  test("can say everything", () => {
    const text = `[masking]
allow_off = true
also = hosts, Paths
pseudonym_key = file:/etc/llama/pseudonym.key
pseudonym_epoch = 7
[mask:employee-id]
pattern = emp-(\\d+)
[mask:project]
pattern = (?i)falcon
kind = CODE_NAME`;
    expect(masking(text)).toMatchObject({
      allowOff: true,
      also: ["hosts", "paths"],
      pseudonymKey: { kind: "file", name: "/etc/llama/pseudonym.key" },
      pseudonymEpoch: 7,
      masks: [
        { name: "employee-id", pattern: "emp-(\\d+)", kind: "EMPLOYEE_ID" },
        { name: "project", pattern: "(?i)falcon", kind: "CODE_NAME" },
      ],
    });
  });

  test.each([
    ["[masking]\nallow_off = perhaps", 'line 2, wants true or false, and "perhaps" came'],
    ["[masking]\nalso = hosts, users", "wants hosts, paths or both"],
    ["[masking]\npseudonym_key = env:KEY", "wants file:/whole/path"],
    ["[masking]\npseudonym_epoch = soon", "wants a whole number of 0 or more"],
    ["[mask:badge]\nkind = BADGE", "The stanza [mask:badge] in"],
    ["[mask:badge]\npattern = x\nkind = badge no", "line 3, wants 2 to 24 upper-case letters"],
    ["[mask:1]\npattern = x", "[mask:1]"],
  ])("%j is refused, and until it is corrected no model is asked", (text, said) => {
    const configuration = configure({ "local/llama.conf": text });
    const message = messageOf(() => configuration.masking());
    expect(message).toContain(said);
    expect(configuration.faults.map((fault) => fault.message)).toEqual([message]);
  });
});
