import { describe, expect, test } from "vitest";
import { deliverAccepted } from "../../../src/app/alerting/deliver-accepted.ts";
import { LedgerError } from "../../../src/engine/ledger/ledger.ts";

async function delivering(
  deliver: () => Promise<never> | Promise<{ attempts: []; problem: string | undefined }>,
) {
  const problems: string[] = [];
  const attempts = await deliverAccepted({ deliver, problems }, {});
  return { attempts, problems };
}

describe("after alerts were accepted no failure of sending says that they were not", () => {
  test("a ledger that cannot be claimed from any more is a problem to be told", async () => {
    const { attempts, problems } = await delivering(() =>
      Promise.reject(new LedgerError("It is locked", "wait")),
    );
    expect([attempts, problems]).toEqual([
      [],
      ["It is locked: wait. What was accepted waits for llamaretry."],
    ]);
  });

  test("neither does a fault of the program, of which only the kind is told", async () => {
    const { problems } = await delivering(() => Promise.reject(new TypeError("canary-log-text")));
    expect(problems).toEqual([
      "Sending met a fault of its own (TypeError): please report it. What was accepted waits for llamaretry.",
    ]);
  });

  test("what could not be recorded is told, and nothing is where all went well", async () => {
    expect((await delivering(async () => ({ attempts: [], problem: "No room." }))).problems).toEqual([
      "No room.",
    ]);
    expect((await delivering(async () => ({ attempts: [], problem: undefined }))).problems).toEqual([]);
  });
});
