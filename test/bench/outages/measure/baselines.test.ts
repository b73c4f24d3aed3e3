import { expect, test } from "vitest";
import { baselineAnswers } from "../../../../bench/outages/measure/baselines.ts";

const begin = 1_780_000_000;
const row = (after: number, service: string, level: string, message: string, host = "node-1") => ({
  _time: begin + after,
  host,
  source: `/var/log/pods/shop_${service}-x/${service}/0.log`,
  _raw: JSON.stringify({ level, service, message }),
});

const rows = [
  row(0, "orders", "info", "started"),
  row(10, "orders", "error", "address 17 not normalised"),
  row(700, "cache", "error", "no space"),
  row(720, "accounts", "error", "timeout 1"),
  row(730, "accounts", "error", "timeout 2"),
  row(740, "orders", "error", "address 18 not normalised"),
  row(741, "orders", "error", "address 19 not normalised"),
];

test("who logs most errors is not who logs most new ones", () => {
  const answers = baselineAnswers(rows);
  expect(answers["most errors"].origins[0]?.[0]).toBe("orders");
  expect(answers["most new errors"].origins.map(([name]) => name)).toEqual(["accounts", "cache"]);
  expect(answers["most new errors"].onset).toBe(begin + 720);
});

test("the first error is any, the first new one is of a kind that the first minutes did not have", () => {
  const answers = baselineAnswers([...rows].reverse());
  expect(answers["first error"]).toMatchObject({ onset: begin + 10 });
  expect(answers["first new error"]).toMatchObject({ onset: begin + 700 });
  expect(answers["first new error"].origins[0]).toContain("cache");
});

test("a status of 5xx is an error, and a log without errors has no answer", () => {
  const access = { ...row(600, "edge", "", ""), source: "/var/log/nginx/access.log", host: "edge-1" };
  const line = '198.51.100.7 - - [10/Mar/2026:09:20:11 +0000] "GET / HTTP/1.1" 502 162 "-" "curl/8.9.1"';
  expect(baselineAnswers([{ ...access, _raw: line }])["most errors"].origins[0]).toContain("edge-1");
  expect(baselineAnswers([rows[0]!])["first error"]).toEqual({ origins: [], onset: undefined });
});
