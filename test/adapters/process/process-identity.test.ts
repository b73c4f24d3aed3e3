import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { afterEach, describe, expect, test, vi } from "vitest";
import {
  identityForm,
  identityText,
  isAlive,
  isAliveByText,
  ownIdentity,
  readIdentity,
} from "../../../src/adapters/process/process-identity.ts";

const onLinux = process.platform === "linux";
const own = ownIdentity();
const otherMachine = own.machine.replace(/^./, own.machine.startsWith("0") ? "1" : "0");

afterEach(() => vi.restoreAllMocks());

describe("who a process is", () => {
  test("is the same each time, and reads back from text", () => {
    expect(ownIdentity()).toEqual(own);
    expect(identityText(own)).toMatch(identityForm);
    expect(readIdentity(identityText(own))).toEqual(own);
    expect([isAlive(own), isAliveByText(identityText(own))]).toEqual([true, true]);
  });

  test("reads back where the system does not tell when it began", () => {
    const without = { ...own, start: "" };
    expect(readIdentity(identityText(without))).toEqual(without);
    expect(isAlive(without)).toBe(true);
  });

  test.each([
    [`${process.pid}:${own.start}`, true],
    [`${process.pid}:`, true],
    ["4194305:1", false],
  ])("is read as the former version wrote it: %s", (text, alive) => {
    expect(readIdentity(text)?.machine).toBe(own.machine);
    expect(isAliveByText(text)).toBe(alive);
  });

  test.each(["", "x", "0-0-0", "../../etc", "0:1", "-1:5", "12345678-0-0", "1:2:3", `${process.pid}`])(
    "is not in %j, of which nothing is known",
    (text) => {
      expect(readIdentity(text)).toBeUndefined();
      expect(isAliveByText(text)).toBeUndefined();
    },
  );
});

describe("a process", () => {
  const children: ChildProcess[] = [];
  afterEach(() => {
    for (const child of children.splice(0)) child.kill("SIGKILL");
  });

  test("that has ended is dead, and so is one that never was", () => {
    const { pid } = spawnSync(process.execPath, ["-e", "0"]);
    expect(isAlive({ ...own, pid })).toBe(false);
    expect(isAlive({ ...own, pid: 4_194_305, start: "1" })).toBe(false);
  });

  test.runIf(onLinux)("that has ended is dead, though its parent never asks", async () => {
    const parent = spawn("sh", ["-c", "sleep 0.01 & echo $!; exec sleep 60"]);
    children.push(parent);
    const [pid] = (await once(parent.stdout, "data")) as [Buffer];
    const stat = () => readFileSync(`/proc/${Number(pid)}/stat`, "utf8").split(" ");
    await vi.waitUntil(() => stat()[2] === "Z", { timeout: 60_000 });
    expect(isAlive({ ...own, pid: Number(pid), start: stat()[21] ?? "" })).toBe(false);
    expect(isAlive({ ...own, pid: Number(pid), start: "" })).toBe(false);
  });

  test.runIf(onLinux)("that has got another's number is not it", () => {
    expect(isAlive({ ...own, start: "1" })).toBe(false);
  });

  test.runIf(onLinux)("that was stopped lives", async () => {
    const child = spawn("sleep", ["600"]);
    children.push(child);
    await once(child, "spawn");
    child.kill("SIGSTOP");
    const stat = () => readFileSync(`/proc/${child.pid}/stat`, "utf8").split(" ");
    await vi.waitUntil(() => stat()[2] === "T", { timeout: 60_000 });
    expect(isAlive({ ...own, pid: child.pid as number, start: stat()[21] ?? "" })).toBe(true);
  });

  test("of another machine or container may live or not, whatever has its number here", () => {
    for (const pid of [process.pid, 4_194_305]) {
      const identity = { ...own, machine: otherMachine, pid };
      expect([isAlive(identity), isAliveByText(identityText(identity))]).toEqual([undefined, undefined]);
    }
  });

  test("that /proc hides lives as long as the system has its number", () => {
    const hidden = { ...own, pid: 4_194_305, start: "77" };
    const kill = vi.spyOn(process, "kill").mockImplementation(() => {
      throw Object.assign(new Error("kill EPERM"), { code: "EPERM" });
    });
    expect(isAlive(hidden)).toBe(true);
    kill.mockImplementation(() => {
      throw Object.assign(new Error("kill ESRCH"), { code: "ESRCH" });
    });
    expect(isAlive(hidden)).toBe(false);
  });
});
