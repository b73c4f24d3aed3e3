import { describe, expect, test } from "vitest";
import { parameterReader } from "../../../src/engine/templates/parameters.ts";
import { TemplateMiner } from "../../../src/engine/templates/template-miner.ts";

function templatesOf(...lines: string[]): string[] {
  const miner = new TemplateMiner();
  for (const line of lines) miner.learn(line);
  return miner.templates().map(({ text }) => text);
}

const names = "alice bob carol dave erin frank grace heidi ivan judy".split(" ");

describe("values", () => {
  test.each([
    ["numbers, and the unit that changes with them", "took 12 s for 4.2 KB", "took <*> for <*>"],
    ["a date in words", "Sun Dec 04 04:47:44 2005 started", "<*> started"],
    ["a syslog header", "Jul  9 22:53:19 web sshd[12]: done", "<*> web sshd[<*>]: done"],
    ["a date in digits with a time", "2015-10-18 18:01:47,978 INFO done", "<*> INFO done"],
    ["a date of a web server", "at [17/Oct/2023:13:55:36 +0000] it", "at [<*>] it"],
    ["a MAY that is no month", "it May fail", "it May fail"],
    ["an address with its port", "from /10.0.0.1:50010 to 10.0.0.2", "from /<*>:<*> to <*>"],
    ["hardware and IPv6 addresses", "de:ad:be:ef:00:01 and fe80::dead:1", "<*> and <*>"],
    ["an id behind its kind", "Received block blk_-16 for rdd_1_2", "Received block blk_<*> for rdd_<*>"],
    ["a path, and what is no path", "read/write of /var/log/a.log failed", "read/write of <*> failed"],
    ["a Windows path", "Loaded C:\\Windows\\a.dll now", "Loaded <*> now"],
    ["a web address", "get https://a.example/b?c=d, please", "get https://<*>, please"],
    ["an e-mail address", "mail to ann@example.com bounced", "mail to <*> bounced"],
    ["a request with its protocol", '"GET /a?b=1 HTTP/1.1" 200', '"GET <*>" <*>'],
    ["a list of any length", "ids [1, 2, 3] of 10.0.0.1:80, 10.0.0.2:80", "ids [<*>] of <*>:<*>"],
    ["a key with a name", "user=alice state=DOWN", "user=<*> state=DOWN"],
    ["JSON", '{"level":"error","user":"bob","n":5}', '{"level":"error","user":"<*>","n":<*>}'],
    ["names that hold digits", "ssh2 over ipv4 with sha256", "ssh2 over ipv4 with sha256"],
    ["a function", "jk2_init() failed", "jk2_init() failed"],
    ["a message's code", "%ASA-4-106023: Deny 5 ORA-00600", "%ASA-4-106023: Deny <*> ORA-00600"],
    ["filling", "enable......0 of it", "enable......<*> of it"],
    ["a percentage", "disk 97% full", "disk <*>% full"],
    ["an apostrophe", "can't find 'it'", "can't find '<*>'"],
    ["a group over and over", "node a1 <ok> node b2 <ok> node c3 <ok>", "<*>"],
    ["an exception", "failed: java.io.IOException: no", "failed: java.io.IOException: no"],
    ["a sign before a number", "lifetime <1 sec", "lifetime <*>"],
  ])("%s", (_name, line, template) => {
    expect(templatesOf(line)).toEqual([template]);
  });
});

describe("what varies among words", () => {
  test("three names behind a word that introduces names make a variable", () => {
    const lines = names.slice(0, 3).map((name) => `session closed by ${name} today`);
    expect(templatesOf(...lines.slice(0, 2))).toHaveLength(2);
    expect(templatesOf(...lines)).toEqual(["session closed by <*> today"]);
  });

  test("eight other words make a variable", () => {
    const lines = names.map((name) => `the ${name} was seen`);
    expect(templatesOf(...lines.slice(0, 7))).toHaveLength(7);
    expect(templatesOf(...lines)).toEqual(["the <*> was seen"]);
  });

  test("a word at a position that elsewhere has a value becomes part of a variable", () => {
    expect(templatesOf("connected to 10.0.0.1 again", "connected to localhost again")).toEqual([
      "connected to <*> again",
    ]);
  });

  test("two names vary together", () => {
    const lines = names.slice(0, 3).map((name, at) => `call from ${name} to ${names[at + 3]} ended`);
    expect(templatesOf(...lines)).toEqual(["call from <*> to <*> ended"]);
  });

  test("words that say the state never become a variable", () => {
    const lines = ["up", "down", "open", "closed", "failed", "started", "stopped", "lost", "dead", "idle"];
    expect(templatesOf(...lines.map((state) => `link to a is ${state}`))).toHaveLength(10);
    expect(templatesOf("PacketResponder 1 terminating", "PacketResponder 2 Interrupted")).toHaveLength(2);
  });

  test("words behind a key that says what happened never become a variable", () => {
    expect(templatesOf(...names.map((name) => `evicted reason=${name}`))).toHaveLength(10);
    expect(templatesOf(...names.map((name) => `evicted zonex=${name}`))).toEqual(["evicted zonex=<*>"]);
  });

  test("a mark for an absent value becomes part of a variable", () => {
    expect(templatesOf("auth rhost= ok", "auth rhost=10.0.0.1 ok")).toEqual(["auth rhost=<*> ok"]);
    expect(templatesOf("req - ok", "req 7 ok")).toEqual(["req <*> ok"]);
  });
});

describe("ids", () => {
  test("come from the number of tokens and the constant ones, and stay when the template grows", () => {
    const miner = new TemplateMiner();
    const ids = names.map((name) => miner.learn(`login by ${name} today`).template.id);
    expect(ids[0]).toMatch(/^t[a-z2-7]{12}$/);
    expect(new Set(ids.slice(2))).toEqual(new Set([ids[0]]));
    expect(miner.get(ids[1] as string)?.id).toBe(ids[0]);
    expect(miner.get("taaaaaaaaaaaa")).toBeUndefined();
  });

  test("differ when only the positions of the variables differ", () => {
    const miner = new TemplateMiner();
    const one = miner.learn("1 a 2x of").template;
    const other = miner.learn("a 1 of 2x").template;
    expect(other.id).not.toBe(one.id);
  });

  test("only the line that makes a template is reported as new", () => {
    const miner = new TemplateMiner();
    expect(miner.learn("job 1 done").isNew).toBe(true);
    expect(miner.learn("job 2 done").isNew).toBe(false);
    expect(miner.learn("task 2 gone").isNew).toBe(true);
    expect(miner.learn("job 2 done").isNew).toBe(false);
  });
});

describe("stores", () => {
  test("a merged store's id becomes an alias of the older one", () => {
    const [older, younger] = [new TemplateMiner(), new TemplateMiner()];
    for (const name of names.slice(0, 5)) older.learn(`login by ${name} today`);
    const { id } = younger.learn("login by zoe today").template;
    older.merge(younger.snapshot());
    expect(older.templates()).toHaveLength(1);
    expect(older.get(id)).toBe(older.templates()[0]);
    expect(older.templates()[0]?.count).toBe(6);
    const again = TemplateMiner.restore(older.snapshot());
    expect(again?.get(id)?.text).toBe("login by <*> today");
  });

  test.each([
    [undefined],
    [{}],
    [{ version: 2, tokeniser: 1, templates: [] }],
    [{ version: 1, tokeniser: 0, templates: [] }],
  ])("%j is no snapshot", (value) => {
    expect(TemplateMiner.restore(value)).toBeUndefined();
  });
});

describe("a wildcard in the text", () => {
  test("is distinguished from a template's wildcard", () => {
    expect(templatesOf("copy <*> to 5")).toEqual(["copy <\\*> to <*>"]);
    expect(templatesOf("copy <\\*> to 5")).toEqual(["copy <\\\\*> to <*>"]);
    expect(templatesOf("copy \u0001 to \u0002 5")).toEqual(["copy to <*>"]);
  });

  test("matches only itself", () => {
    const miner = new TemplateMiner();
    const { template } = miner.learn("copy <*> now");
    expect(miner.learn("copy secret now").template).not.toBe(template);
    expect(parameterReader(template)("copy secret now")).toBeUndefined();
  });
});
