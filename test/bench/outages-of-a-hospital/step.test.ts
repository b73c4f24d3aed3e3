import { expect, test } from "vitest";
import { hostNamed } from "../../../bench/outages-of-a-hospital/estate.ts";
import { Journal, type JournalLine } from "../../../bench/outages-of-a-hospital/journal.ts";
import { RandomStream } from "../../../bench/outages-of-a-hospital/random.ts";
import { writeStep } from "../../../bench/outages-of-a-hospital/step.ts";

const begins = 1_772_700_000;
const end = begins + 600;

function written(step: string, prepare: (journal: Journal) => void = () => undefined): JournalLine[] {
  const journal = new Journal(new RandomStream("step"));
  prepare(journal);
  const at = (seconds: number): number => begins + seconds;
  writeStep(step, journal, new RandomStream("times"), { at, end, fault: 1 });
  return journal.lines();
}

test("a step of one time is one line of each host", () => {
  const lines = written("40 | mq-1,mq-2 | error | syslog/kernel | lost {self}");
  expect(lines.map(({ host }) => host).sort()).toEqual(["mq-1", "mq-2"]);
  for (const { moment, raw, host, fault } of lines) {
    expect(Math.abs(moment - begins - 40)).toBeLessThan(1);
    expect(raw).toMatch(new RegExp(` ${host} kernel: lost ${host}$`));
    expect(fault).toBe(1);
  }
});

test("a repeated step goes on at its pace until its end", () => {
  const lines = written("60..end*12 | mq-1 | error | syslog/kernel | lost");
  expect(lines.length).toBeGreaterThan(70);
  expect(lines.length).toBeLessThan(150);
  expect(lines.at(-1)?.moment).toBeLessThan(end);
  expect(written("60..120*12 | mq-1 | error | syslog/kernel | lost").at(-1)?.moment).toBeLessThan(
    begins + 120,
  );
});

test("a step of the end comes after it", () => {
  const [line] = written("end+10 | mq-1 | info | syslog/kernel | back");
  expect(line?.moment).toBeGreaterThanOrEqual(end + 5);
});

test("a silent host, or a silent program, writes nothing", () => {
  const step = "40 | mq-1 | error | syslog/kernel | lost";
  const host = hostNamed("mq-1");
  const silence = { host, from: begins, to: end };
  expect(written(step, (journal) => journal.silence(silence))).toEqual([]);
  expect(written(step, (journal) => journal.silence({ ...silence, source: "manager" }))).toHaveLength(1);
  expect(written(step, (journal) => journal.silence({ ...silence, source: "syslog" }))).toEqual([]);
});

test.each(["soon | mq-1 | error | syslog/kernel | lost", "1 | mq-1 | error | nowhere/kernel | lost"])(
  "%s is refused",
  (step) => {
    expect(() => written(step)).toThrow(/has no (?:time|source)/);
  },
);
