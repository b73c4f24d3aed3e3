import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { identityForm, isAlive, ownIdentity } from "../../../src/adapters/verdicts/process-identity.ts";

const withPid = (pid: number | undefined) => ownIdentity().replace(/-\d+-/, `-${pid}-`);

test("this process is alive, under a name that is always the same", () => {
  expect(ownIdentity()).toMatch(identityForm);
  expect(ownIdentity()).toBe(ownIdentity());
  expect(isAlive(ownIdentity())).toBe(true);
});

test("one that has ended is not, even before its parent has taken notice", async () => {
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  const identity = withPid(child.pid).replace(/-\d+$/, "-0");
  await once(child, "spawn");
  child.kill("SIGKILL");
  await once(child, "exit");
  expect(isAlive(identity)).toBe(false);
  expect(isAlive(withPid(4_194_305))).toBe(false);
});

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
