import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { status } from "../support/alert-receivers/misbehaviour.ts";
import { isFull } from "../support/full-run.ts";
import { type AlertPlace, channels, openAlertPlace, recordsOf, secrets, twoRows } from "./alert-place.ts";
import { runLlamaLog } from "./run-llama-log.ts";

let place: AlertPlace;
let results: string;
beforeAll(async () => {
  place = await openAlertPlace();
  results = place.file("results.csv", twoRows);
});
afterAll(() => place.close());
afterEach(() => {
  place.pager.misbehave = () => undefined;
});

const opsTexts = (): string[] =>
  place.chat.messages(channels["ops-alerts"]).map((each) => JSON.stringify(each));

describe("without Splunk", () => {
  // Each command as a process of its own, as a user starts it.
  test("a log is analyzed, people are told once, and can look, retry and silence", {
    timeout: 120_000,
  }, async () => {
    const analyzed = await runLlamaLog(["analyze", "app/samples/shop.log", "--csv"], { here: false });
    // Slack takes a message a second: of the milder incidents as many would come again.
    const isWanted = (row: string, at: number) => at === 0 || isFull || /,P[012],/.test(row);
    const shop = place.file("shop.csv", analyzed.stdout.split("\n").filter(isWanted).join("\n"));
    const told = await place.run("story", ["alert", "--results", shop, "--search", "nightly"], {}, false);
    expect(told.code, told.stderr).toBe(0);
    const messages = opsTexts().length;
    const pages = place.pager.alerts.length;
    // The shop has three troubles at once; each kind of failure was a page of its own before.
    expect(pages).toBeGreaterThanOrEqual(3);
    expect(pages).toBeLessThanOrEqual(5);
    expect(messages).toBeGreaterThan(pages);
    const summaries = place.pager.alerts.map(({ events: [event] }) => JSON.stringify(event));
    const outage = summaries.filter((summary) => summary.includes("orders-db-0"));
    expect(outage).toEqual([expect.stringContaining("P1 BADLY DEGRADED · orders-db-0: ")]);
    for (const hit of ["orders-api", "checkout", "api-gateway"])
      expect(outage[0]).toMatch(new RegExp(`Followed.*${hit} \\(\\d+ failures?\\)`));
    expect(told.stdout).toContain(`${messages + pages} messages delivered.`);
    expect(told.stdout).toMatch(/^P1 {2}new {3}kernel +chat #ops-alerts +delivered +orders-db-0: /m);
    expect(opsTexts().join()).toContain("nightly");

    const again = await place.run("story", ["alert", "--results", shop], {}, false);
    expect(again.stdout).toMatch(/\(\d+ known from these same results\)\.\nNothing was to be told\.\n$/);
    const idle = await place.run("story", ["retry"], {}, false);
    expect(idle.stdout).toBe("Nothing was due.\n");
    const listed = await place.run("story", ["deliveries", "--destination", "pager"], {}, false);
    expect(listed.stdout).toContain(`In all: ${pages} delivered.`);
    expect([opsTexts().length, place.pager.alerts.length]).toEqual([messages, pages]);

    const quiet = ["silence", "add", "--service", "*", "--for", "1h", "--reason", "drill"];
    expect((await runLlamaLog([...quiet, "--state", place.state("story")], { here: false })).code).toBe(0);
    const worse = place.file("worse.csv", "severity,service_name,_raw\nP0,orders-api,all is lost\n");
    const silent = await place.run("story", ["alert", "--results", worse], {}, false);
    expect(silent.stdout).toBe("1 row, 1 incident (1 silenced).\nNothing was to be told.\n");
    expect(place.pager.alerts.length).toBe(pages);
    for (const { stdout, stderr } of [told, again, idle, listed, silent])
      for (const secret of secrets) expect(stdout + stderr).not.toContain(secret);
  });
});

describe("llama-log alert", () => {
  test("shows what was told to whom as golden/alert-table.txt has it", async () => {
    place.pager.misbehave = () => status(503);
    const { code, stdout } = await place.run("table", ["alert", "--results", results]);
    const golden = resolve(import.meta.dirname, "golden/alert-table.txt");
    if (process.env.UPDATE_GOLDEN === "1") writeFileSync(golden, stdout);
    expect(stdout).toBe(readFileSync(golden, "utf8"));
    expect(code).toBe(0);
  });

  test("gives one JSON object a line for each message", async () => {
    const told = await place.run("json", ["alert", "--results", results, "--json"]);
    expect(recordsOf(told)).toHaveLength(3);
    expect(recordsOf(told)).toContainEqual({
      key: expect.stringMatching(/^[a-z2-7]{40}$/),
      accepted: expect.stringMatching(/Z$/),
      destination: "pager",
      target: "",
      severity: "P1",
      service_name: "checkout",
      transition: "trigger",
      root_cause: "The disk is full.",
      attempt: 1,
      state: "delivered",
      finding: null,
      retry_at: null,
      ended_at: expect.stringMatching(/Z$/),
    });
  });

  test("in shadow sends nothing", async () => {
    const before = [place.chat.requests.length, place.pager.requests.length];
    const { code, stdout } = await place.run("shadow", ["alert", "--results", results, "--mode", "shadow"]);
    expect([code, stdout]).toEqual([
      0,
      expect.stringContaining("3 messages kept, not sent (--mode shadow)."),
    ]);
    expect([place.chat.requests.length, place.pager.requests.length]).toEqual(before);
  });

  test("asks the CMDB who is responsible, also one that a spreadsheet wrote", async () => {
    const cmdb = place.file(
      "cmdb.csv",
      "\ufeffservice_name,service_owner,slack_channel\r\nCheckout,zoe,#checkout\r\n",
    );
    const { code } = await place.run("cmdb", ["alert", "--results", results, "--cmdb", cmdb]);
    const [message, ...others] = place.chat.messages(channels.checkout);
    expect([code, others]).toEqual([0, []]);
    expect(JSON.stringify(message)).toContain("zoe");
  });

  test("tells nobody of a service in maintenance", async () => {
    const [start, end] = [-1, 1].map((hours) => new Date(Date.now() + hours * 3_600_000).toISOString());
    const windows = place.file(
      "windows.csv",
      `service_name,start,end,reason\ncheck*,${start},${end},disks\n`,
    );
    const words = ["alert", "--results", results, "--maintenance", windows];
    const { stdout } = await place.run("maintenance", words);
    expect(stdout).toContain("2 rows, 2 incidents (1 in maintenance, 1 new).\n1 message delivered.\n");
  });

  test("says that an incident is over to those who heard of it", { timeout: 60_000 }, async () => {
    await place.run("over", ["alert", "--results", results]);
    const over = place.file(
      "over.csv",
      twoRows
        .replace("_raw", "llama_state,_raw")
        .replaceAll(",disk", ",resolved,disk")
        .replaceAll(",slow", ",resolved,slow"),
    );
    const ignored = await place.run("over", ["alert", "--results", over]);
    expect([ignored.code, ignored.stdout]).toEqual([0, expect.not.stringContaining("said to be over")]);
    expect(ignored.stderr).toContain("Of 2 rows, 2 had a value in llama_state or incident_id");
    expect(ignored.stderr).toContain("behind llamaanalyze, give --control-fields.");
    const { stdout, stderr } = await place.run("over", ["alert", "--results", over, "--control-fields"]);
    expect(stderr).toBe("");
    expect(stdout).toMatch(/^P1 {2}over {2}checkout +chat #ops-alerts +delivered {2}The disk is full\.$/m);
    expect(stdout).toContain("2 rows, 2 incidents (2 said to be over).\n3 messages delivered.\n");
    expect(place.pager.alerts.at(-1)?.state).toBe("resolved");
  });

  test("two runs at once tell each incident once", async () => {
    const before = opsTexts().length;
    const runs = await Promise.all(
      [1, 2].map(() => place.run("race", ["alert", "--results", results], {}, false)),
    );
    expect(runs.map(({ code }) => code)).toEqual([0, 0]);
    expect(opsTexts().length).toBe(before + 2);
  });

  test("masks what it sends and shows", async () => {
    const file = place.file(
      "private.csv",
      "severity,service_name,_raw,root_cause\nP2,login,mail to bob@example.com failed,bob@example.com is unknown\n",
    );
    const before = opsTexts().length;
    const table = await place.run("masked", ["alert", "--results", file]);
    const listed = await place.run("masked", ["deliveries", "--json"]);
    const sent = opsTexts().slice(before).join();
    for (const text of [table.stdout, listed.stdout, sent]) expect(text).toContain("is unknown");
    for (const text of [table.stdout, table.stderr, listed.stdout, sent]) expect(text).not.toContain("bob@");
  });

  test("takes the service that the line itself names, and fields behind a prefix", async () => {
    const file = place.file("prefixed.csv", "_raw,ai_severity\nERROR [stock-api] no more boxes,P2\n");
    const told = await place.run("prefix", ["alert", "--results", file, "--prefix", "ai_", "--json"]);
    expect(recordsOf(told)).toMatchObject([{ service_name: "stock-api", severity: "P2" }]);
  });

  test("of results that were silenced tells when the silence is over", async () => {
    const state = ["--state", place.state("unsilenced")];
    const words = ["silence", "add", "--severity", "P1", "--for", "1h", "--reason", "drill"];
    const { stdout } = await runLlamaLog([...words, ...state]);
    const [, id = ""] = /^Silence ([a-f\d]{8}) /.exec(stdout) ?? [];
    const silent = await place.run("unsilenced", ["alert", "--results", results]);
    expect(silent.stdout).toContain("(1 silenced, 1 new)");
    await runLlamaLog(["silence", "remove", id, ...state]);
    const told = await place.run("unsilenced", ["alert", "--results", results, "--json"]);
    expect(recordsOf(told)).toMatchObject([{ service_name: "checkout" }, { service_name: "checkout" }]);
  });

  test("tells of what can be read of a file that breaks off, and ends with exit code 3", async () => {
    const lines = Array.from({ length: 20_000 }, (_, row) => `P3,shop${row % 3},${Math.sin(row)}`);
    const zipped = gzipSync(`severity,service_name,noise\n${lines.join("\n")}\n`);
    const file = place.file("cut.csv.gz", zipped.subarray(0, zipped.length / 2));
    const { code, stdout, stderr } = await place.run("cut", ["alert", "--results", file]);
    expect([code, stdout]).toEqual([3, expect.stringContaining("3 messages delivered.")]);
    expect(stderr).toContain("run it again for the rest");
  });

  test("with --test sends a message that says what it is", async () => {
    const { code, stdout, stderr } = await place.run("test", ["alert", "--test", "chat"]);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toBe("The test was delivered to chat #ops-alerts. Look whether you can see it there.\n");
    expect(opsTexts().at(-1)).toContain("This is a test");
  });

  test("with --test says why it did not arrive, and ends with exit code 1", async () => {
    const environment = { CHAT_TOKEN: "xoxb-of-yesterday" };
    const { code, stdout, stderr } = await place.run("test", ["alert", "--test", "chat"], environment);
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toContain(
      "The test did not arrive at chat #ops-alerts. The destination [destination:chat]",
    );
    expect(stderr).toContain("llama-log retry tries it again");
    expect(stderr).not.toContain("yesterday");
    const record = await place.run("test", ["alert", "--test", "chat", "--json"], environment);
    expect([record.code, recordsOf(record)]).toMatchObject([1, [{ delivered: false, state: "held" }]]);
  });

  test("a message that needs somebody makes it exit code 1", async () => {
    const environment = { CHAT_TOKEN: "xoxb-of-yesterday" };
    const { code, stdout } = await place.run("held", ["alert", "--results", results], environment);
    expect(code).toBe(1);
    expect(stdout).toContain("1 message delivered. 2 messages held until llama.conf is corrected.");
  });

  test("refuses where nobody can be told, and keeps nothing", async () => {
    const empty = place.file("empty.conf", "[destination:odd]\ntype = pigeon\n");
    const state = place.state("nobody");
    const words = ["alert", "--results", results, "--config", empty, "--state", state];
    const { code, stdout, stderr } = await runLlamaLog(words);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("[destination:odd]");
    expect(stderr).toContain("so there is nobody to tell");
    const listed = await runLlamaLog(["deliveries", "--state", state]);
    expect(listed.stdout).toBe(`No alert was accepted yet in ${state}.\n`);
  });

  test.each([
    [[], 2, "wants either --results FILE.csv"],
    [["--results", "r.csv", "--test", "chat"], 2, "wants either --results FILE.csv"],
    [["r.csv"], 2, "Write --results r.csv"],
    [["--results"], 2, "--results wants a CSV file"],
    [["--results", "-"], 2, "standard input is none"],
    [["--results", "/nowhere.csv"], 3, "/nowhere.csv does not exist"],
    [["--results", "."], 3, "is a folder"],
    [["--results", "README.md"], 3, "No row of README.md has a verdict"],
    [["--result", "r.csv"], 2, "Did you mean --results?"],
    [["--results", "README.md", "--mode", "dark"], 2, "--mode wants live or shadow, and dark came"],
    [["--results", "README.md", "--prefix", "a b"], 2, "--prefix wants up to 40 letters"],
    [["--results", "README.md", "--search", "x".repeat(201)], 2, "--search wants a name of at most 200"],
    [
      ["--results", "README.md", "--cmdb", "/nowhere.csv"],
      3,
      "--cmdb wants a CSV file with the column service_name",
    ],
    [["--results", "README.md", "--cmdb", "package.json"], 3, "package.json has no service_name"],
    [["--test", "chta"], 2, 'There is no destination "chta"'],
    [["--test", "chat", "--mode", "shadow"], 2, "--mode goes with --results, not with --test"],
  ])("%j ends with exit code %i and a sentence", async (words, expected, sentence) => {
    const { code, stdout, stderr } = await place.run("wrong", ["alert", ...words]);
    expect([code, stdout]).toEqual([expected, ""]);
    expect(stderr).toContain(sentence);
  });

  test("names the flag for a file that is empty or not there", async () => {
    const empty = place.file("empty.csv", "");
    const none = await place.run("wrong", ["alert", "--results", empty]);
    expect([none.code, none.stderr]).toEqual([3, expect.stringContaining("is empty, without even a header")]);
    const words = ["alert", "--results", results, "--state", results];
    const noFolder = await runLlamaLog(words);
    expect([noFolder.code, noFolder.stderr]).toEqual([2, expect.stringContaining("--state wants a folder")]);
    const noConfig = await runLlamaLog(["alert", "--results", results, "--config", "/nowhere.conf"]);
    expect([noConfig.code, noConfig.stderr]).toEqual([
      3,
      expect.stringContaining("--config wants the name of a llama.conf, and /nowhere.conf does not exist"),
    ]);
  });

  test.each(["alert", "retry", "deliveries", "silence"])(
    "%s is explained by --help and by help",
    async (name) => {
      const [flag, topic] = await Promise.all([runLlamaLog([name, "--help"]), runLlamaLog(["help", name])]);
      expect([flag.code, flag.stdout]).toEqual([0, topic.stdout]);
      expect(flag.stdout).toMatch(new RegExp(`^llama-log ${name} `));
      expect(Math.max(...flag.stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(82);
    },
  );
});
