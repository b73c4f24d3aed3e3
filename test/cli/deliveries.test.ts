import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { status } from "../support/alert-receivers/misbehaviour.ts";
import { type AlertPlace, openAlertPlace, recordsOf, secrets, twoRows } from "./alert-place.ts";
import { runLlamaLog } from "./run-llama-log.ts";

let place: AlertPlace;
beforeAll(async () => {
  place = await openAlertPlace();
  place.pager.misbehave = () => status(503);
  await place.run("some", ["alert", "--results", place.file("results.csv", twoRows)]);
});
afterAll(() => place.close());

/** Those of one firing stand in the order of their keys, which are the same each time. */
const list = (...words: string[]) => place.run("some", ["deliveries", ...words]);

describe("llama-log deliveries", () => {
  test("lists what stands where as golden/deliveries-table.txt has it", async () => {
    const { code, stdout, stderr } = await list();
    const golden = resolve(import.meta.dirname, "golden/deliveries-table.txt");
    if (process.env.UPDATE_GOLDEN === "1") writeFileSync(golden, stdout);
    expect(stdout).toBe(readFileSync(golden, "utf8"));
    expect([code, stderr]).toEqual([0, ""]);
    for (const secret of secrets) expect(stdout).not.toContain(secret);
  });

  test.each([
    [["--only", "waiting,dead"], ["pager"]],
    [
      ["--only", "Delivered"],
      ["chat", "chat"],
    ],
    [
      ["--destination", "chat"],
      ["chat", "chat"],
    ],
    [["--service", "orders"], ["chat"]],
    [["--service", "checkout", "--only", "delivered"], ["chat"]],
    [["--only", "dead"], []],
  ])("%j lists %j", async (words, destinations) => {
    const listed = await list("--json", ...words);
    expect(recordsOf(listed).map(({ destination }) => destination)).toEqual(destinations);
  });

  test("gives JSON with why a message waits, and until when", async () => {
    const [waiting] = recordsOf(await list("--json", "--only", "waiting"));
    expect(waiting).toMatchObject({
      state: "waiting",
      attempt: 1,
      severity: "P1",
      finding: expect.stringContaining("[destination:pager]"),
      retry_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      ended_at: null,
    });
  });

  test("says when there is none, and makes no folder for it", async () => {
    expect((await list("--only", "dead")).stdout).toContain("There is no such delivery.");
    const state = place.state("never");
    const { code, stdout } = await runLlamaLog(["deliveries", "--state", state]);
    expect([code, stdout]).toEqual([0, `No alert was accepted yet in ${state}.\n`]);
    expect(existsSync(state)).toBe(false);
  });

  test("shows the newest forty, unless all are asked for", async () => {
    const rows = Array.from(
      { length: 45 },
      (_, row) => `P3,shop${row},the till ${"x".repeat(row)} is open\n`,
    );
    const file = place.file("many.csv", `severity,service_name,_raw\n${rows.join("")}`);
    await place.run("many", ["alert", "--results", file, "--mode", "shadow"]);
    const { stdout } = await place.run("many", ["deliveries"]);
    expect(stdout.match(/^[a-z2-7]{8} /gm)).toHaveLength(40);
    expect(stdout).toContain("In all: 45 shadow. 5 older ones are not shown; --all shows them.");
    expect((await place.run("many", ["deliveries", "--all"])).stdout.match(/^[a-z2-7]{8} /gm)).toHaveLength(
      45,
    );
  });

  test.each([
    [["--only", "ded"], "ded is none. Did you mean dead?"],
    [["--only", "dead,"], "an empty word is none"],
    [["--only"], "--only wants states"],
    [["--state", "package.json"], "package.json is a file"],
    [["--state="], "an empty name came"],
    [["--sevice", "x"], "Did you mean --service?"],
    [["x"], "llama-log deliveries reads no file"],
  ])("%j is wrong usage", async (words, sentence) => {
    const { code, stdout, stderr } = await runLlamaLog(["deliveries", ...words]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(sentence);
  });
});
