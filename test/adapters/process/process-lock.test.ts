import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ownIdentity, type ProcessIdentity } from "../../../src/adapters/process/process-identity.ts";
import { LockHeldError, ProcessLock } from "../../../src/adapters/process/process-lock.ts";
import { bundledProgram } from "../../support/bundled-program.ts";
import { isFull } from "../../support/full-run.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "llama-lock-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A lock whose waiting passes a clock of its own. */
function newLock(timeout: number): { lock: ProcessLock; slept: () => number } {
  let time = 0;
  const sleep = async (milliseconds: number) => {
    time += milliseconds;
  };
  const file = join(folder, "lock");
  return { lock: new ProcessLock(file, { timeout, sleep, elapsed: () => time }), slept: () => time };
}

/** The identity of a process that has ended. */
function someDead(): ProcessIdentity {
  const { pid } = spawnSync(process.execPath, ["-e", "0"]);
  return { ...ownIdentity(), pid, start: "1" };
}

const holder = (owner: object, token: string) => JSON.stringify({ ...owner, token });

describe("a lock", () => {
  test("is a file for its owner alone that names the owner, and gone when it is given back", async () => {
    const held = await newLock(0).lock.acquire();
    expect(JSON.parse(readFileSync(join(folder, "lock"), "utf8"))).toMatchObject(ownIdentity());
    expect(statSync(join(folder, "lock")).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(["lock"]);
    held.release();
    expect(readdirSync(folder)).toEqual([]);
  });

  test("of a living owner is never broken, however old it is, and the error names the owner", async () => {
    const held = await newLock(0).lock.acquire();
    const longAgo = Date.now() / 1000 - 86_400;
    utimesSync(join(folder, "lock"), longAgo, longAgo);
    const { lock, slept } = newLock(60_000);
    await expect(lock.acquire()).rejects.toEqual(new LockHeldError(ownIdentity()));
    expect(slept()).toBeGreaterThanOrEqual(60_000);
    expect(readdirSync(folder)).toEqual(["lock"]);
    held.release();
    (await lock.acquire()).release();
  });

  test("of a dead owner is taken over without waiting, and what the dead left is swept up", async () => {
    const dead = someDead();
    writeFileSync(join(folder, "lock"), holder(dead, "a1"));
    writeFileSync(join(folder, "lock.a1"), holder(dead, "a1"));
    const { lock, slept } = newLock(0);
    const held = await lock.acquire();
    expect(slept()).toBe(0);
    expect(readdirSync(folder)).toEqual(["lock"]);
    held.release();
  });

  test("goes on to the next when those who were taking it over died as well", async () => {
    const dead = someDead();
    writeFileSync(join(folder, "lock"), holder(dead, "a1"));
    writeFileSync(join(folder, "lock.after-a1"), holder(dead, "b2"));
    writeFileSync(join(folder, "lock.after-b2"), holder(dead, "c3"));
    const held = await newLock(0).lock.acquire();
    expect(readdirSync(folder)).toEqual(["lock"]);
    held.release();
  });

  test("is left to a living process that is taking it over", async () => {
    writeFileSync(join(folder, "lock"), holder(someDead(), "a1"));
    writeFileSync(join(folder, "lock.after-a1"), holder(ownIdentity(), "b2"));
    let looks = 0;
    const lock = new ProcessLock(join(folder, "lock"), {
      timeout: 1_000,
      elapsed: () => 0,
      sleep: async () => {
        if (++looks === 5) rmSync(join(folder, "lock.after-a1"));
      },
    });
    (await lock.acquire()).release();
    expect(looks).toBe(5);
  });

  test("that another took over meanwhile stays that one's, though its former owner was seen dead", async () => {
    const dead = { ...ownIdentity(), pid: 1_000_001 };
    const living = { ...ownIdentity(), pid: 1_000_002 };
    const file = join(folder, "lock");
    writeFileSync(file, holder(dead, "a1"));
    let looks = 0;
    const lock = new ProcessLock(file, {
      timeout: 1_000,
      elapsed: () => 0,
      sleep: async () => {
        expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject(living);
        expect(readdirSync(folder).filter((name) => name.includes("after"))).toEqual([]);
        if (++looks === 3) rmSync(file);
      },
      isAlive: (owner) => {
        // In this very moment another one is faster.
        if (owner.pid === dead.pid) writeFileSync(file, holder(living, "b2"));
        return owner.pid === living.pid;
      },
    });
    (await lock.acquire()).release();
    expect(looks).toBe(3);
  });

  test("whose right of succession another one has by now is left to that one", async () => {
    const [first, second, living] = [1_000_001, 1_000_002, 1_000_003].map((pid) => ({
      ...ownIdentity(),
      pid,
    })) as [ProcessIdentity, ProcessIdentity, ProcessIdentity];
    const right = join(folder, "lock.after-a1");
    writeFileSync(join(folder, "lock"), holder(first, "a1"));
    writeFileSync(right, holder(second, "b2"));
    let looks = 0;
    const lock = new ProcessLock(join(folder, "lock"), {
      timeout: 1_000,
      elapsed: () => 0,
      sleep: async () => {
        expect(JSON.parse(readFileSync(join(folder, "lock"), "utf8"))).toMatchObject(first);
        if (++looks === 3) rmSync(right);
      },
      isAlive: (owner) => {
        if (owner.pid === second.pid) writeFileSync(right, holder(living, "c3"));
        return owner.pid === living.pid;
      },
    });
    (await lock.acquire()).release();
    expect(looks).toBe(3);
  });

  test("that a loss of power left empty is taken over", async () => {
    writeFileSync(join(folder, "lock"), "");
    (await newLock(0).lock.acquire()).release();
    expect(readdirSync(folder)).toEqual([]);
  });

  test("of a former version is read: a dead owner's is taken over, a living one's is not", async () => {
    const file = join(folder, "lock");
    const { pid, start } = ownIdentity();
    writeFileSync(file, holder({ pid, start }, "a1"));
    await expect(newLock(100).lock.acquire()).rejects.toMatchObject({ pid, isElsewhere: false });
    writeFileSync(file, holder({ pid: someDead().pid, start: "1" }, "b2"));
    (await newLock(0).lock.acquire()).release();
  });

  test("that names nobody is taken over after a moment by a steady clock, whatever time it bears", async () => {
    for (const time of [1, Date.now() / 1000, Date.now() / 1000 + 1e8]) {
      writeFileSync(join(folder, "lock"), "");
      utimesSync(join(folder, "lock"), time, time);
      const { lock, slept } = newLock(0);
      (await lock.acquire()).release();
      expect(slept()).toBeLessThan(300);
    }
    expect(readdirSync(folder)).toEqual([]);
  });

  test("whose dead owner's heir is alive and does nothing is waited for no longer than the timeout", async () => {
    writeFileSync(join(folder, "lock"), holder(someDead(), "a1"));
    writeFileSync(join(folder, "lock.after-a1"), holder(ownIdentity(), "b2"));
    await expect(newLock(1_000).lock.acquire()).rejects.toMatchObject({ pid: process.pid });
    rmSync(join(folder, "lock.after-a1"));
    (await newLock(0).lock.acquire()).release();
  });

  test("that was lost meanwhile is not written under, nor taken from its new owner", async () => {
    const held = await newLock(0).lock.acquire();
    held.check();
    const other = holder({ ...ownIdentity(), machine: "0badcafe", pid: 5 }, "b2");
    writeFileSync(join(folder, "lock"), other);
    expect(() => held.check()).toThrow(LockHeldError);
    held.release();
    expect(readFileSync(join(folder, "lock"), "utf8")).toBe(other);
  });

  describe("of another machine or container", () => {
    const elsewhere = { ...ownIdentity(), machine: "0badcafe" };

    test("is left alone while its owner gives signs of life, and the error says where the owner is", async () => {
      const file = join(folder, "lock");
      writeFileSync(file, holder(elsewhere, "a1"));
      let time = 0;
      const lock = new ProcessLock(file, {
        timeout: 60_000,
        elapsed: () => time,
        sleep: async (milliseconds) => {
          time += milliseconds;
          // A clock that stands, or goes back, is a sign as well: the time only has to be another.
          if (Math.floor(time / 5_000) !== Math.floor((time - milliseconds) / 5_000))
            utimesSync(file, 2e9 - time, 2e9 - time);
        },
      });
      await expect(lock.acquire()).rejects.toMatchObject({ pid: process.pid, isElsewhere: true });
      expect(time).toBeGreaterThanOrEqual(60_000);
      expect(readdirSync(folder)).toEqual(["lock"]);
    });

    test.each([0, 60_000])("is taken over after ten silent seconds, patient for %i ms", async (timeout) => {
      writeFileSync(join(folder, "lock"), holder(elsewhere, "a1"));
      const { lock, slept } = newLock(timeout);
      const held = await lock.acquire();
      expect(slept()).toBeGreaterThanOrEqual(10_000);
      expect(slept()).toBeLessThan(11_000);
      held.release();
      expect(readdirSync(folder)).toEqual([]);
    });
  });

  test("lets one in at a time within a process, too", async () => {
    let inside = 0;
    let most = 0;
    const enter = async () => {
      const sleep = () => new Promise(setImmediate);
      const lock = new ProcessLock(join(folder, "lock"), { timeout: 1, sleep, elapsed: () => 0 });
      const held = await lock.acquire();
      most = Math.max(most, ++inside);
      await new Promise(setImmediate);
      inside--;
      held.release();
    };
    await Promise.all(Array.from({ length: 20 }, enter));
    expect(most).toBe(1);
  });
});

describe("eight processes that count under one lock, killed at any moment", () => {
  test("never are two there at once, never is one stuck, and no count is lost", async () => {
    const program = bundledProgram("test/support/lock-program.ts");
    const [times, most] = isFull ? [60, 30] : [30, 12];
    const children = new Map<number, ChildProcess>();
    const ends: Promise<unknown>[] = [];
    let kills = 0;
    let ticks = 0;
    const start = () => {
      const child = spawn(process.execPath, [program, folder, String(times)], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      children.set(child.pid as number, child);
      child.stdout?.on("data", () => {
        // Somebody made progress: every now and then that is the moment in which another one is killed.
        if (++ticks % 7 !== 0 || kills >= most) return;
        const others = [...children.values()];
        const victim = others[(ticks * 31) % others.length] as ChildProcess;
        if (victim.kill("SIGKILL")) kills++;
      });
      ends.push(
        once(child, "close").then(([code, signal]) => {
          children.delete(child.pid as number);
          if (signal === "SIGKILL") start();
          else expect(code).toBe(0);
        }),
      );
    };
    for (let process = 0; process < 8; process++) start();
    for (let at = 0; at < ends.length; at++) await ends[at];
    expect(kills).toBe(most);
    expect(existsSync(join(folder, "two-at-once"))).toBe(false);
    const read = (name: string) => Number(readFileSync(join(folder, name), "utf8"));
    const own = readdirSync(folder)
      .filter((name) => /^own-\d+$/.test(name))
      .reduce((sum, name) => sum + read(name), 0);
    // Each counts for itself first: a killed one may be one ahead.
    expect(read("count")).toBeLessThanOrEqual(own);
    expect(read("count")).toBeGreaterThanOrEqual(own - kills);
    expect(readdirSync(folder)).not.toContain("lock");
  }, 60_000);
});
