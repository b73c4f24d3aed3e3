import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { expect, test, vi } from "vitest";
import { identityForm, isAlive, ownIdentity } from "../../../src/adapters/verdicts/process-identity.ts";

const withPid = (pid: number | undefined) => ownIdentity().replace(/-\d+-/, `-${pid}-`);

test("this process is alive, under a name that is always the same", () => {
  expect(ownIdentity()).toMatch(identityForm);
  expect(ownIdentity()).toBe(ownIdentity());
  expect(isAlive(ownIdentity())).toBe(true);
});

test("one that has ended is not, nor one that never was", async () => {
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  const identity = withPid(child.pid).replace(/-\d+$/, "-0");
  await once(child, "spawn");
  child.kill("SIGKILL");
  await once(child, "exit");
  expect(isAlive(identity)).toBe(false);
  expect(isAlive(withPid(4_194_305))).toBe(false);
});

test.skipIf(process.platform !== "linux")(
  "one that has ended is not, though its parent never asks",
  async () => {
    const parent = spawn("sh", ["-c", "sleep 0.01 & echo $!; exec sleep 60"]);
    try {
      const [pid] = (await once(parent.stdout, "data")) as [Buffer];
      const stat = () => readFileSync(`/proc/${Number(pid)}/stat`, "utf8").split(" ");
      const identity = withPid(Number(pid)).replace(/-\d+$/, `-${stat()[21]}`);
      await vi.waitUntil(() => stat()[2] === "Z", { timeout: 10_000 });
      expect(isAlive(identity)).toBe(false);
    } finally {
      parent.kill("SIGKILL");
    }
  },
);

test.skipIf(process.platform !== "linux")("another that has got the number is not the same", () => {
  expect(isAlive(ownIdentity().replace(/-\d+$/, "-1"))).toBe(false);
  expect(isAlive(withPid(1))).toBe(false);
});

test("of a process of another machine nothing is known", () => {
  const [machine = ""] = ownIdentity().split("-");
  const other = machine.startsWith("0") ? `1${machine.slice(1)}` : `0${machine.slice(1)}`;
  expect(isAlive(ownIdentity().replace(machine, other))).toBeUndefined();
});

test.each(["", "x", "0-0-0", "../../etc"])("%j names no process", (text) => {
  expect(isAlive(text)).toBe(false);
});
