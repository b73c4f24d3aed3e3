import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";

const year = 365 * 86_400_000;

/** @returns whether the expression holds in a process whose `Date` is a year ahead of `real` */
function holds(expression: string): boolean {
  const program = `
    const real = performance.timeOrigin + performance.now();
    const isAhead = (time) => Math.abs(time - real - ${year}) < 600_000;
    Promise.resolve(${expression}).then((result) => process.stdout.write(String(result)));`;
  const args = ["--require", "./test/support/shifted-date.cjs", "-e", program];
  const env = { SHIFTED_DATE_BY: String(year) };
  return execFileSync(process.execPath, args, { env, encoding: "utf8" }) === "true";
}

const worker = `new Promise((resolve) => new (require("node:worker_threads").Worker)(
  "require('node:worker_threads').parentPort.postMessage(Date.now())", { eval: true },
).once("message", (time) => resolve(isAhead(time))))`;
const child = `isAhead(Number(require("node:child_process").execFileSync(
  process.execPath, process.execArgv.slice(0, 2).concat("-p", "Date.now()"))))`;

test.each([
  ["by Date.now()", "isAhead(Date.now())"],
  ["by new Date()", "isAhead(new Date().getTime())"],
  ["by Date() as a function, whatever its arguments", "isAhead(Date.parse(Date(0)))"],
  ["to a class that extends Date", "isAhead(new (class extends Date {})().getTime())"],
  ["in a worker thread", worker],
  ["in a process that is started like it", child],
])("a shifted Date gives the shifted time %s", (_, expression) => {
  expect(holds(expression)).toBe(true);
});

test.each([
  ["a number", "new Date(86_400_000).getTime() === 86_400_000"],
  ["a text", "new Date('2020-02-29T12:00:00Z').toISOString() === '2020-02-29T12:00:00.000Z'"],
  ["parts", "new Date(2020, 1, 29).getDate() === 29 && Date.UTC(2020, 1, 29) === 1582934400000"],
  ["undefined, which is no date", "Number.isNaN(new Date(undefined).getTime())"],
])("a shifted Date leaves a date as it is that is given as %s", (_, expression) => {
  expect(holds(expression)).toBe(true);
});

test.each([
  ["whose dates are instances of it", "new Date() instanceof Date && new Date(0).constructor === Date"],
  ["with its name and static functions", "Date.name === 'Date' && typeof Date.parse === 'function'"],
  ["whose subclasses are subclasses", "new (class Own extends Date {})().constructor.name === 'Own'"],
  ["that structuredClone and isDate know", "require('node:util').types.isDate(structuredClone(new Date()))"],
])("a shifted Date is a class %s", (_, expression) => {
  expect(holds(expression)).toBe(true);
});
