import { expect, test } from "vitest";
import { GroupEvidence } from "../../src/engine/group-evidence.ts";
import { Reading } from "../../src/engine/reading/reading.ts";

function evidenceOf(...lines: readonly (readonly [line: string, time?: number])[]): GroupEvidence {
  const evidence = new GroupEvidence();
  for (const [line, time] of lines) evidence.add(new Reading(line), time);
  return evidence;
}

test("the first and the last time are kept, whatever the order", () => {
  const { first, last } = evidenceOf(["a", 20], ["b"], ["c", 5], ["d", 11]);
  expect([first, last]).toEqual([5, 20]);
});

test("events without a time have neither first nor last", () => {
  expect(evidenceOf(["a"])).toMatchObject({ first: undefined, last: undefined });
});

test("a value that all events share is told apart from values that differ", () => {
  const from = (address: string) =>
    `Mar 14 03:12:00 gate-2 sshd[41]: Failed password for invalid user bob from ${address} port 22 ssh2`;
  const values = evidenceOf([from("192.0.2.7")], [from("192.0.2.7")], [from("198.51.100.9")]).values();
  expect(values).toEqual([
    { kind: "host", different: 1, events: 3, top: [["gate-2", 3]] },
    {
      kind: "address",
      different: 2,
      events: 3,
      top: [
        ["192.0.2.7", 2],
        ["198.51.100.9", 1],
      ],
    },
    { kind: "user", different: 1, events: 3, top: [["bob", 3]] },
  ]);
});

test.each([
  ["listening on 127.0.0.1 and 0.0.0.0"],
  ["kernel 5.10.0.21 booted, driver 300.400.500.600"],
  ["version v1.2.3.4-rc1"],
  ["at 12:34:56:78"],
])("%j has no address that tells where it came from", (line) => {
  expect(
    evidenceOf([line], [line])
      .values()
      .filter(({ kind }) => kind === "address")
      .map(({ top }) => top[0]?.[0])
      .filter((value) => value !== "5.10.0.21"),
  ).toEqual([]);
});

test("an IPv6 address counts as one", () => {
  const line = "refused by 2001:db8:0:1::7 again";
  expect(evidenceOf([line], [line]).values()).toEqual([
    { kind: "address", different: 1, events: 2, top: [["2001:db8:0:1::7", 2]] },
  ]);
});

test("memory does not grow with the events of a group", () => {
  const evidence = new GroupEvidence();
  for (let at = 0; at < 3_000; at++) evidence.add(new Reading(`lost 10.${at >> 8}.${at & 255}.1`), at);
  expect(evidence.examined).toBe(2_000);
  expect(evidence.values()[0]?.different).toBe(1_000);
  expect(evidence.last).toBe(2_999);
});
