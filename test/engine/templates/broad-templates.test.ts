import { describe, expect, test } from "vitest";
import { parameterReader } from "../../../src/engine/templates/parameters.ts";
import { TemplateMiner } from "../../../src/engine/templates/template-miner.ts";

function minerOf(...lines: string[]): TemplateMiner {
  const miner = new TemplateMiner();
  for (const line of lines) miner.learn(line);
  return miner;
}

function textsOf(...lines: string[]): string[] {
  return minerOf(...lines)
    .templates()
    .map(({ text }) => text);
}

describe("lines of one kind are one template", () => {
  test.each([
    ["with and without an optional value", ["12 bytes (1.2 KB) sent", "7 bytes sent"], "<*> bytes <*> sent"],
    [
      "with values at one and at several places of a list",
      ["nodes 12 13 14 answered late", "nodes 7 answered late"],
      "nodes <*> <*> answered late",
    ],
    ["with a list in brackets or an empty one", ["loaded [a.b, c] now", "loaded [] now"], "loaded [<*>] now"],
    [
      "with an object or null behind a key",
      ["lock tag=1 ws=null uid=2", "lock tag=1 ws=Source{77 a.b} uid=2"],
      "lock tag=<*> ws=<*> uid=<*>",
    ],
    [
      "with a host that has a domain or none before the port",
      ["open 192.0.2.1:443 direct", "open example.com:443 direct", "open intranet:443 direct"],
      "open <*>:<*> direct",
    ],
    [
      "with collections of any length",
      ["acls of Set(alice, bob) read", "acls of Set() read"],
      "acls of Set(<*>) read",
    ],
    ["with values between bars", ["call:0|android|null|5", "call:1|chat.mm|77|5"], "call:<*>"],
    [
      "with a part of a program behind its name",
      ["run name=a.b.mail:push", "run name=a.b.mail"],
      "run name=<*>",
    ],
    [
      "with a quoted name before a colon",
      ['pull of image "shop/cart:latest": refused', 'pull of image "a/b:v1": refused'],
      'pull of image "<*>": refused',
    ],
    [
      "with a name before brackets",
      ["pod web-4_shop(17) late", "pod cart-77_blue(18) late"],
      "pod <*>(<*>) late",
    ],
    [
      "with capitals behind a key with a blank",
      [
        "sets volume stream: MUSIC by hand",
        "sets volume stream: RING by hand",
        "sets volume stream: SPEECH by hand",
      ],
      "sets volume stream: <*> by hand",
    ],
    ["with a key in quotes", ['got "status": 503 back', 'got "status": 200 back'], 'got "status": <*> back'],
    ["with letters as values", ["gear A of lane B", "gear C of lane D"], "gear <*> of lane <*>"],
    [
      "with weekdays and months",
      ["next run Monday 5 May", "next run Friday 12 June"],
      "next run <*> <*> <*>",
    ],
    ["with true and false in brackets", ["setLights(true)", "setLights(false)"], "setLights(<*>)"],
    ["with true and false as words", ["lamp 1 night true", "lamp 2 night false"], "lamp <*> night <*>"],
    [
      "with a name of several words in quotes",
      ['printed "Quarterly report" in 5 ms', 'printed "a1.pdf" in 5 ms'],
      'printed "<*>" in <*> ms',
    ],
    [
      "with a thread's name or its number in the head",
      [
        "2026-11-30 10:00:00 INFO [event handler] cache 5 full sweep",
        "2026-11-30 10:00:00 INFO [17] cache 5 full sweep",
      ],
      "<*> INFO <*> cache <*> full sweep",
    ],
  ])("%s", (_name, lines, text) => {
    expect(textsOf(...lines)).toEqual([text]);
    expect(textsOf(...lines.toReversed())).toHaveLength(1);
  });

  test.each([
    [
      "with names of one and of several words where another line has a value",
      [
        "sensor 17 reports warmth 20, moisture 40",
        "sensor kitchen reports warmth 20, moisture 40",
        "sensor living room reports warmth 20, moisture 40",
        "sensor bedroom 2 reports warmth unclear, moisture 40",
      ],
    ],
    [
      "with one name and with a list of a few",
      ["linking 5 against 17, 18", "linking core against 5", "linking core against 9, zlib"],
    ],
    [
      "with a further key in a row of keys",
      ["charge shop=1 card=2 amount=3 fee=4", "charge shop=1 card=2 amount=3 fee=4 voucher=SPRING"],
    ],
    [
      "with flags among keys",
      ["DROP SRC=1 DST=2 LEN=3 TTL=4 SYN URGP=0", "DROP SRC=1 DST=2 LEN=3 TTL=4 ACK FIN URGP=0"],
    ],
    [
      "with a further sentence that holds a value",
      ['pulled image "a1" in 5 s', 'pulled image "a1" in 5 s. Image size: 7 bytes'],
    ],
    ["with one and with several", ["state push with 1 connection", "state push with 2 connections"]],
    [
      "with one and with several addresses in angle brackets",
      ["5: to=<a@example.com>, delay=1", "5: to=<postmaster>,<b@example.com>, delay=1"],
    ],
    [
      "with a code and its name",
      ["next element [RESULT = 0x80004005 - E_FAIL]", "next element [RESULT = 0x8 - E_X_Y]"],
    ],
  ])("%s", (_name, lines) => {
    expect(textsOf(...lines)).toHaveLength(1);
    expect(textsOf(...lines.toReversed())).toHaveLength(1);
  });

  test("where three lines differ in a part that may be missing", () => {
    const lines = ["fetched x 1 in 2 s", "fetched x 1 (cached) in 2 s", "fetched x 1 (from mirror) in 2 s"];
    expect(textsOf(...lines.slice(0, 2))).toHaveLength(2);
    expect(textsOf(...lines)).toEqual(["fetched x <*> <*> in <*>"]);
  });

  test("whichever of its words were found to vary first", () => {
    const zones = "lan guests printers cameras voice lab backup".split(" ");
    const lines = zones.flatMap((zone) =>
      zones.map((other) => `zone ${zone} takes 5 over from zone ${other}`),
    );
    expect(textsOf(...lines)).toEqual(["zone <*> takes <*> over from zone <*>"]);
  });
});

describe("lines that say something else stay apart", () => {
  test.each([
    ["joined names that end in a state", ["host 5 is now: NodeReady", "host 5 is now: NodeNotReady"], 2],
    ["words of state in parentheses", ["disk 5 (failed) seen", "disk 5 (1.2 KB) seen", "disk 5 seen"], 2],
    [
      "states in capitals",
      ["job 5 RUNNING now", "job 5 FAILED now", "job 5 KILLED now", "job 5 PAUSED now"],
      4,
    ],
    ["levels", ["ERROR cache 5 swept", "INFO cache 5 swept"], 2],
    ["states behind a value", ["link 5 up", "link 5 down", "link 5"], 3],
    [
      "what stands behind a key that says what happened",
      ['job 5 error="no room"', 'job 5 error="no key"'],
      2,
    ],
    ["lists with words of state", ["parts [read, failed] seen", "parts [read, done] seen"], 2],
    ["what is said to be null", ["key 5 is null now", "key 5 is undefined now"], 2],
    ["requests", ['"GET /a" 200', '"POST /a" 200'], 2],
    [
      "calls by the name of the call",
      [
        "getTasks: caller 10 does not hold the right; limiting output",
        "getRecentTasks: caller 11 does not hold the right; limiting output",
        "getRunningProcesses: caller 12 does not hold the right; limiting output",
      ],
      3,
    ],
    ["what a call changes", ["panel brightnessIn =38", "panel brightnessOut =38"], 2],
    ["calls with nothing but a value", ["onStepChanged 5", "calculateCalories 7", "onExtend 9"], 3],
    ["what begins and ends", ["Starting service 5 again", "Ending service 5 again"], 2],
    [
      "limits of different kinds",
      [1, 2].flatMap(() => [
        "cpu limit not specified, defaulting to unlimited",
        "disk limit not specified, defaulting to unlimited",
        "memory limit not specified, defaulting to unlimited",
      ]),
      3,
    ],
    [
      "a failure with and without a known user",
      [
        "denied; name= uid=0 euid=0 tty=ssh rhost=192.0.2.1",
        "denied; name= uid=0 euid=0 tty=ssh rhost=192.0.2.1 user=root",
      ],
      2,
    ],
    ["protocols", ["1:2 open through proxy 3:4 HTTPS", "1:2 open through proxy 3:4 SOCKS5"], 2],
    ["joined names with a level", ["app.err: pump on", "app.info: pump on"], 2],
  ])("%s", (_name, lines, count) => {
    expect(textsOf(...lines)).toHaveLength(count);
  });
});

describe("a template of several forms", () => {
  const lines = ["12 bytes (1.2 KB) sent", "7 bytes sent"];

  test("keeps the elder's id, and the other's is an alias", () => {
    const miner = minerOf(lines[0] as string);
    const [elder] = miner.templates();
    const id = elder?.id;
    const other = new TemplateMiner().learn(lines[1] as string).template.id;
    miner.merge(minerOf(lines[1] as string).snapshot());
    expect(miner.templates().map((template) => template.id)).toEqual([id]);
    expect(miner.get(other)?.id).toBe(id);
  });

  test("gives each line as many values as it has wildcards", () => {
    const [template] = minerOf(...lines).templates();
    const values = lines.map((line) => template && parameterReader(template)(line));
    expect(values).toEqual([
      ["12", "(1.2 KB)"],
      ["7", ""],
    ]);
  });

  test("is the same after it was stored", () => {
    const miner = minerOf(...lines);
    const restored = TemplateMiner.restore(JSON.parse(JSON.stringify(miner.snapshot())));
    expect(restored?.templates().map(({ id, text }) => ({ id, text }))).toEqual(
      miner.templates().map(({ id, text }) => ({ id, text })),
    );
    expect(restored?.learn("9 bytes sent").isNew).toBe(false);
    expect(restored?.snapshot().templates[0]?.forms).toEqual(miner.snapshot().templates[0]?.forms);
  });

  test("loses no word by a part that may be missing, so its verdicts stay", () => {
    const miner = minerOf(lines[0] as string);
    const [template] = miner.templates();
    const before = template?.revision;
    miner.learn(lines[1] as string);
    expect(template?.text).toBe("<*> bytes <*> sent");
    expect(template?.revision).toBe(before);
  });
});
