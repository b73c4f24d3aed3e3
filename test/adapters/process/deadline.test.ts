import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { Deadline } from "../../../src/adapters/process/deadline.ts";
import { bundledProgram } from "../../support/bundled-program.ts";

test("a deadline comes about though nothing holds it but who listens, and keeps no process alive", () => {
  const program = bundledProgram("test/support/deadline-program.ts");
  const preload = resolve("test/support/collect-often.cjs");
  const { stdout, status } = spawnSync(process.execPath, ["--require", preload, program], {
    encoding: "utf8",
    timeout: 60_000,
  });
  expect([status, stdout]).toEqual([0, JSON.stringify({ timeout: 20, cancelled: 20 })]);
}, 90_000);

test("a deadline says how it ended, and by whom it was cancelled first counts", () => {
  const [one, other] = [new AbortController(), new AbortController()];
  const deadline = new Deadline(60_000, [one.signal, undefined, other.signal]);
  expect([deadline.how, deadline.signal.aborted]).toEqual([undefined, false]);
  other.abort();
  one.abort();
  expect([deadline.how, deadline.signal.aborted]).toEqual(["cancelled", true]);
  deadline.release();
});

test("a deadline of what is cancelled already has ended when it begins", () => {
  const deadline = new Deadline(60_000, [AbortSignal.abort()]);
  expect([deadline.how, deadline.signal.aborted]).toEqual(["cancelled", true]);
  deadline.release();
});

test("a deadline that was released stays as it is", () => {
  const cancel = new AbortController();
  const deadline = new Deadline(60_000, [cancel.signal]);
  deadline.release();
  cancel.abort();
  expect([deadline.how, deadline.signal.aborted]).toEqual([undefined, false]);
});
