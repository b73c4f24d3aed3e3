import { expect, test } from "vitest";
import { hostNamed, hostsOf } from "../../../bench/outages-of-a-hospital/estate.ts";
import { Journal, type JournalLine } from "../../../bench/outages-of-a-hospital/journal.ts";
import { RandomStream } from "../../../bench/outages-of-a-hospital/random.ts";
import { spread, type Trouble } from "../../../bench/outages-of-a-hospital/spread.ts";

const from = 1_772_700_000;

function linesOf(trouble: Partial<Trouble>): JournalLine[] {
  const random = new RandomStream("spread");
  const journal = new Journal(random.fork("journal"));
  spread(journal, random, {
    system: "medis-db",
    mode: "timeout",
    from,
    to: from + 1200,
    share: 1,
    named: true,
    fault: 0,
    ...trouble,
  });
  return journal.lines();
}

const firstOf = (lines: readonly JournalLine[], system: string): number =>
  lines.find((line) => line.system === system)?.time ?? Number.POSITIVE_INFINITY;

test("callers complain after a delay, and their callers later", () => {
  const lines = linesOf({});
  expect(lines[0]?.time).toBeGreaterThan(from);
  expect(firstOf(lines, "medis")).toBeLessThan(firstOf(lines, "appointments"));
  expect(lines.some(({ system }) => system === "medis-db")).toBe(false);
  expect(lines.every(({ fault }) => fault === 0)).toBe(true);
});

test("nobody is named where callers do not know", () => {
  const unnamed = linesOf({ named: false }).filter(({ system }) => system === "medis");
  expect(unnamed.length).toBeGreaterThan(10);
  expect(unnamed.filter(({ raw }) => /ora-\d|MEDISPRD|198\.51\.100\.7[01]/.test(raw))).toEqual([]);
  const named = linesOf({}).filter(({ raw }) => raw.includes(hostNamed("ora-1").address));
  expect(named.length).toBeGreaterThan(0);
});

test("a smaller share of failing calls gives fewer complaints", () => {
  expect(linesOf({ share: 0.2 }).length).toBeLessThan(linesOf({}).length / 2);
});

test("of a split only callers of one room complain, about hosts of the other", () => {
  const lines = linesOf({ system: "message-queue", seenFrom: "south" });
  const direct = lines.filter(({ system }) => system === "interface-engine");
  expect(new Set(direct.map(({ host }) => host))).toEqual(new Set(["int-2"]));
  expect(direct.filter(({ raw }) => raw.includes("mq-2"))).toEqual([]);
});

test("complaints end soon after the trouble does", () => {
  const last = linesOf({}).at(-1)?.time ?? 0;
  expect(last).toBeLessThan(from + 1200 + 120);
});

test("nobody complains about a system that nobody calls", () => {
  expect(linesOf({ system: "ups", hosts: hostsOf("ups") })).toEqual([]);
});
