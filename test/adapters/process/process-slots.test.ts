import { spawn, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import {
  ProcessSlots,
  type ProcessSlotsOptions,
  shareOf,
} from "../../../src/adapters/process/process-slots.ts";
import { fc } from "../../support/fast-check.ts";

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "llama-slots-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function slotsIn(folder: string, options: Partial<ProcessSlotsOptions> = {}): ProcessSlots {
  const slots = new ProcessSlots({
    folder,
    endpoint: "default",
    hostConcurrency: 64,
    scheduledShare: 0.25,
    scheduled: false,
    now: () => 0,
    ...options,
  });
  onTestFinished(() => slots.release());
  return slots;
}

/** A process that lives until the test ends, and has a slot file as an asking search would. */
function neighbour(folder: string, kind: "adhoc" | "scheduled", endpoint = "default"): void {
  const child = spawn(process.execPath, ["-e", "process.stdin.resume()"], {
    stdio: ["pipe", "ignore", "ignore"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const started = spawnSync("cat", [`/proc/${child.pid}/stat`], { encoding: "latin1" }).stdout;
  const start = started === "" ? "0" : started.slice(started.lastIndexOf(")") + 2).split(" ")[19];
  mkdirSync(join(folder, "slots"), { recursive: true });
  writeFileSync(join(folder, "slots", `${endpoint}~${child.pid}~${start}~${kind}`), "");
}

describe("the share of a process", () => {
  test("is all but the part of scheduled searches while it is alone", () => {
    const folder = newFolder();
    expect(slotsIn(folder).share()).toBe(48);
    expect(slotsIn(newFolder(), { scheduled: true }).share()).toBe(64);
  });

  test("is divided among those that ask the same endpoint", () => {
    const folder = newFolder();
    neighbour(folder, "adhoc");
    neighbour(folder, "adhoc");
    neighbour(folder, "adhoc", "other");
    expect(slotsIn(folder).share()).toBe(16);
  });

  test("is read anew after a second", () => {
    const folder = newFolder();
    const clock = { now: 0 };
    const slots = slotsIn(folder, { now: () => clock.now });
    expect(slots.share()).toBe(48);
    neighbour(folder, "scheduled");
    clock.now = 999;
    expect(slots.share()).toBe(48);
    clock.now = 1_000;
    expect(slots.share()).toBe(32);
  });

  // Elsewhere the system does not say when a process started.
  test.skipIf(process.platform !== "linux")(
    "does not count who is gone, nor who has the number of one that is gone",
    () => {
      const folder = newFolder();
      const gone = spawnSync(process.execPath, ["-e", ""]).pid;
      mkdirSync(join(folder, "slots"));
      const left = [`default~${gone}~1234~adhoc`, `default~${process.ppid}~1~scheduled`];
      for (const file of left) writeFileSync(join(folder, "slots", file), "");
      expect(slotsIn(folder).share()).toBe(48);
      expect(readdirSync(join(folder, "slots"))).toHaveLength(1);
    },
  );

  test("is given up at the end", () => {
    const folder = newFolder();
    const slots = slotsIn(folder);
    slots.share();
    slots.release();
    expect(readdirSync(join(folder, "slots"))).toEqual([]);
  });

  test("is not limited where the folder cannot be used, and that is said", () => {
    const folder = newFolder();
    writeFileSync(join(folder, "slots"), "no folder");
    const slots = slotsIn(folder);
    expect(slots.share()).toBe(Number.POSITIVE_INFINITY);
    expect(slots.problem).toContain("could not be counted in");
    expect(slots.problem).toMatch(/\((?:EEXIST|ENOTDIR)\), so host_concurrency was not kept to\.$/);
  });

  test("passes over what is none of its files", () => {
    const folder = newFolder();
    mkdirSync(join(folder, "slots"));
    for (const file of [".DS_Store", "default~1", "default~x~y~z"]) {
      writeFileSync(join(folder, "slots", file), "");
      chmodSync(join(folder, "slots", file), 0o400);
    }
    expect(slotsIn(folder).share()).toBe(48);
    expect(readdirSync(join(folder, "slots"))).toHaveLength(4);
  });
});

describe("all shares together", () => {
  const searches = fc.record({ scheduled: fc.nat(40), adhoc: fc.nat(40) });
  const limits = fc.record({
    hostConcurrency: fc.integer({ min: 1, max: 4096 }),
    scheduledShare: fc.integer({ min: 0, max: 90 }).map((percent) => percent / 100),
  });

  test("are within host_concurrency wherever everybody can have one, and ad-hoc ones within their part", () => {
    fc.assert(
      fc.property(searches, limits, (counts, limit) => {
        const scheduled = shareOf(counts, { ...limit, scheduled: true });
        const adhoc = shareOf(counts, { ...limit, scheduled: false });
        expect(Math.min(scheduled, adhoc)).toBeGreaterThanOrEqual(1);
        const adhocPart = limit.hostConcurrency - Math.ceil(limit.hostConcurrency * limit.scheduledShare);
        expect(adhoc * counts.adhoc).toBeLessThanOrEqual(Math.max(adhocPart, counts.adhoc));
        const everybody = counts.adhoc + counts.scheduled;
        fc.pre(adhocPart >= counts.adhoc && limit.hostConcurrency >= everybody);
        expect(adhoc * counts.adhoc + scheduled * counts.scheduled).toBeLessThanOrEqual(
          limit.hostConcurrency,
        );
      }),
    );
  });

  test("a scheduled search has no less than an ad-hoc one", () => {
    fc.assert(
      fc.property(searches, limits, (counts, limit) => {
        const some = { scheduled: counts.scheduled + 1, adhoc: counts.adhoc };
        expect(shareOf(some, { ...limit, scheduled: true })).toBeGreaterThanOrEqual(
          shareOf(some, { ...limit, scheduled: false }),
        );
      }),
    );
  });
});
