import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
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
  place.chat.failing = () => undefined;
});

/** Slack's token is wrong: what goes there is held. */
const wrongToken = { CHAT_TOKEN: "xoxb-of-yesterday" };
const chatted = (): number => place.chat.messages(channels["ops-alerts"]).length;

describe("llama-log retry", () => {
  test("has nothing to do where nothing waits", async () => {
    const { code, stdout, stderr } = await place.run("idle", ["retry"]);
    expect([code, stdout, stderr]).toEqual([0, "Nothing was due.\n", ""]);
  });

  test("sends what was held once llama.conf is corrected, and nothing twice", async () => {
    await place.run("mended", ["alert", "--results", results], wrongToken);
    const before = chatted();
    const { code, stdout, stderr } = await place.run("mended", ["retry"]);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^[a-z2-7]{8} {2}<1m {2}delivered {2}P1 {2}checkout +chat #ops-alerts +\d/m);
    expect(stdout).toMatch(/\n\n2 messages delivered\.\n$/);
    expect(chatted() - before).toBe(2);
    expect((await place.run("mended", ["retry"])).stdout).toBe("Nothing was due.\n");
    for (const secret of [...secrets, "yesterday"]) expect(stdout).not.toContain(secret);
  });

  test("says of what is not due yet that it is there", async () => {
    await place.run("early", ["alert", "--results", results], wrongToken);
    const { code, stdout } = await place.run("early", ["retry"], wrongToken);
    expect(code).toBe(0);
    expect(stdout).toBe(
      "Nothing was due. Not yet: 2 held; llama-log deliveries --only waiting,held lists them.\n",
    );
  });

  test("with --dry-run lists what would be tried and leaves it", async () => {
    await place.run("dry", ["alert", "--results", results], { ...wrongToken, PAGER_KEY: "" });
    const before = chatted();
    const { code, stdout } = await place.run("dry", ["retry", "--dry-run", "--include-dead"]);
    expect([code, stdout]).toEqual([
      0,
      expect.stringContaining("0 messages would be tried now; nothing was sent. In all: 3 held."),
    ]);
    expect(chatted()).toBe(before);
  });

  test("sends to one destination, with at most so many tries", async () => {
    await place.run("one", ["alert", "--results", results], { ...wrongToken, PAGER_KEY: "" });
    const pages = place.pager.requests.length;
    const pager = await place.run("one", ["retry", "--destination", "pager", "--json"]);
    expect(recordsOf(pager)).toMatchObject([{ destination: "pager", state: "delivered", finding: null }]);
    expect(place.pager.requests.length).toBe(pages + 1);
    const chat = await place.run("one", ["retry", "--max=1", "--json"]);
    expect(recordsOf(chat)).toMatchObject([{ destination: "chat", state: "delivered" }]);
  });

  test("lets what was given up try anew, by its key or all of it", async () => {
    place.chat.failing = (method) => (method === "chat.postMessage" ? "msg_too_long" : undefined);
    await place.run("dead", ["alert", "--results", results]);
    const tried = await place.run("dead", ["retry"]);
    const dead = recordsOf(await place.run("dead", ["deliveries", "--only", "dead", "--json"]));
    expect([dead.length, tried.code]).toEqual([2, 0]);
    place.chat.failing = () => undefined;
    expect((await place.run("dead", ["retry"])).stdout).toBe("Nothing was due.\n");

    const [{ key }] = dead as [{ key: string }];
    const requeued = await place.run("dead", ["retry", "--requeue", key.slice(0, 8)]);
    expect(requeued).toMatchObject({ code: 0, stdout: `${key} waits anew; llama-log retry sends it.\n` });
    const before = chatted();
    await place.run("dead", ["retry"]);
    expect(chatted()).toBe(before + 1);
    const rest = await place.run("dead", ["retry", "--include-dead"]);
    expect(rest.stdout).toContain("1 message tried anew. 1 message delivered.");
    const again = await place.run("dead", ["retry", "--requeue", key]);
    expect([again.code, again.stderr]).toEqual([
      1,
      expect.stringContaining("It is delivered, and only what is"),
    ]);
  });

  test.each([
    [["--max", "0"], 2, "The option max takes a whole number from 1 to 10000"],
    [["--max"], 2, "--max wants a whole number"],
    [["--destination", "chta"], 2, "chta is none. There are: chat, pager."],
    [["--requeue", "K1"], 2, "--requeue wants the key of a delivery"],
    [["--requeue", "abcdefgh"], 1, "There is no delivery of this id"],
    [["--requeue", "abcdefgh", "--max", "3"], 2, "--requeue goes alone"],
    [["--include-deda"], 2, "Did you mean --include-dead?"],
    [["app.log"], 2, "llama-log retry reads no file"],
  ])("%j ends with exit code %i and a sentence", async (words, expected, sentence) => {
    const { code, stdout, stderr } = await place.run("wrong", ["retry", ...words]);
    expect([code, stdout]).toEqual([expected, ""]);
    expect(stderr).toContain(sentence);
  });

  test("without destinations holds nothing back, but says that there is nobody to tell", async () => {
    const state = ["--state", place.state("none")];
    await place.run("none", ["alert", "--results", results], wrongToken);
    const { code, stderr } = await runLlamaLog(["retry", ...state]);
    expect([code, stderr]).toEqual([2, expect.stringContaining("so there is nobody to tell")]);
    const listed = await place.run("none", ["deliveries", "--json", "--only", "held"]);
    expect(recordsOf(listed).map(({ finding }) => finding)).not.toContain(
      "No destination of this name is configured any more.",
    );
  });
});
