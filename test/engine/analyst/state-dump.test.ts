import { describe, expect, test } from "vitest";
import { assess } from "../../../src/engine/analyst/assess.ts";
import { isStateDump } from "../../../src/engine/analyst/state-dump.ts";
import { Reading } from "../../../src/engine/reading/reading.ts";

describe("registers and flags", () => {
  test.each([
    "store operation.............................1",
    "program interrupt: trap instruction.........0",
    "problem state (0=sup,1=usr).......0",
    "size of scratchpad..........0 (0M)",
    "instruction address: 0x0000abcd",
    "machine state register: 0x00002000",
    "r24=0x0ffea4c8 r25=0x00000003",
    "RAX: 0000000000000000 RBX: ffff888107c1e000",
    "lr:00004ed0 cr:28244842 xer:20000002",
    "general purpose registers:",
  ])("%j is nothing else", (message) => {
    expect(isStateDump(message)).toBe(true);
  });

  test.each([
    "disk sda failed",
    "write to /var/log/messages.1",
    "cannot map 0x0000abcd: out of memory",
    "r24=0x0ffea4c8 and the node is down",
    "error rate: 0.5",
    "retrying...",
    "",
  ])("%j is more, or something else", (message) => {
    expect(isStateDump(message)).toBe(false);
  });

  test("take the level's weight from a line, and words beside them give it back", () => {
    const line = "node-4 FATAL machine state register: 0x00002000";
    expect(assess(new Reading(line))).toMatchObject({ rule: "state-dump", severity: "P4" });
    expect(assess(new Reading(`${line}, node lost`)).severity <= "P2").toBe(true);
  });
});
