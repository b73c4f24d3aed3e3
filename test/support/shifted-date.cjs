"use strict";
/**
 * Loaded by `--require` into every process of a run on another day (scripts/check-calendar.ts): the clock that `Date`
 * reads goes ahead by SHIFTED_DATE_BY milliseconds. Dates that are spelled out stay what they are, and so do the times
 * of files, which are the system's.
 */
const by = Number(process.env.SHIFTED_DATE_BY);
if (!Number.isInteger(by))
  throw new RangeError(`SHIFTED_DATE_BY wants whole milliseconds, and ${process.env.SHIFTED_DATE_BY} came.`);

const systemNow = Date.now;
const now = () => systemNow() + by;

Date.now = now;
globalThis.Date = new Proxy(Date, {
  construct: (target, values, newTarget) =>
    Reflect.construct(target, values.length === 0 ? [now()] : values, newTarget),
  apply: (target) => new target(now()).toString(),
});
Date.prototype.constructor = globalThis.Date;

// Whoever starts Node as this process was started gets the same clock; tests do so by `process.execPath`.
if (process.env.SHIFTED_DATE_NODE) process.execPath = process.env.SHIFTED_DATE_NODE;
