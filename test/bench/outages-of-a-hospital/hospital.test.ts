import { describe, expect, test } from "vitest";
import { hosts, witnesses } from "../../../bench/outages-of-a-hospital/estate.ts";
import {
  hospitalOutage,
  quietHospital,
  quietHours,
  quietSeeds,
  type TracedOutage,
  tracedOutage,
} from "../../../bench/outages-of-a-hospital/hospital.ts";
import { outageKinds, scriptsOf } from "../../../bench/outages-of-a-hospital/outages/kinds.ts";
import { atTheTwin } from "../../../bench/outages-of-a-hospital/script.ts";
import { isFull } from "../../support/full-run.ts";

/** One way of each kind, at full size each way, by the seeds that follow them. */
const ways = outageKinds.flatMap((kind, index) => {
  const all = scriptsOf(kind).map((_, way) => ({ kind, seed: way + 1 }));
  return isFull ? all : all.slice(index % all.length).slice(0, 1);
});

/** The last one is kept, because each test asks for all there is to know of one outage. */
let traced: { key: string; outage: TracedOutage } | undefined;
function outageOf(kind: string, seed: number): TracedOutage {
  const key = `${kind} ${seed}`;
  if (traced?.key !== key) traced = { key, outage: tracedOutage(kind, seed) };
  return traced.outage;
}

/** Whether a text has one of the names as a word of its own. */
function names(text: string, candidates: readonly string[]): boolean {
  const escaped = candidates.map((name) => name.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&"));
  return new RegExp(`(?<![\\w.-])(?:${escaped.join("|")})(?![\\w-]|\\.\\w)`, "i").test(text);
}

/** Clocks of appliances are at most so many seconds off, and lines show milliseconds. */
const clockError = 1.21;

describe.each(ways)("$kind, seed $seed", ({ kind, seed }) => {
  test("the label says what the lines say", () => {
    const { lines, label } = outageOf(kind, seed);
    const about = lines.filter(({ fault }) => fault !== undefined);
    expect(label.kind).toBe(kind);
    expect(label.ends).toBe(about.at(-1)?.time);
    for (const [fault, { begins, onset }] of label.origins.entries()) {
      const own = about.filter((line) => line.fault === fault);
      expect(own.map(({ time }) => time)).toContain(onset);
      expect(own[0]?.moment).toBeGreaterThanOrEqual(begins - 0.001);
      expect(onset).toBeGreaterThanOrEqual(begins - clockError);
      const earlier = own.filter(({ time }) => time < onset);
      expect(earlier.filter(({ level }) => !["debug", "info", "notice"].includes(level))).toEqual([]);
    }
  });

  test("services that suffer are not at fault, and complain or fall silent when the label says", () => {
    const { lines, label, scripts } = outageOf(kind, seed);
    const silenced = new Set(
      scripts.flatMap(({ silent }) => silent ?? []).flatMap((silence) => silence.hosts),
    );
    expect(label.consequences.length).toBeGreaterThan(0);
    for (const { service, from } of label.consequences) {
      expect(scripts.map(({ system }) => system)).not.toContain(service);
      expect(witnesses.has(service)).toBe(false);
      const complains = lines.some(
        (line) => line.fault !== undefined && line.system === service && line.time === from,
      );
      const isSilent = hosts.some((host) => host.system === service && silenced.has(host.name));
      expect(complains || isSilent).toBe(true);
    }
    const begins = label.consequences.map(({ from }) => from);
    expect(begins).toEqual(begins.toSorted((one, other) => one - other));
  });

  test("others name what is at fault where the script says so, and nowhere else", () => {
    const { lines, label, scripts } = outageOf(kind, seed);
    for (const [fault, script] of scripts.entries()) {
      const right = label.origins[fault]?.names ?? [];
      const own = lines.filter((line) => line.fault === fault);
      const accusing = own.filter(({ raw }) => names(raw, right));
      if (script.named) {
        expect(accusing.some(({ host }) => !script.hosts.includes(host))).toBe(true);
      } else {
        expect(accusing.filter(({ system }) => system !== script.system).map(({ raw }) => raw)).toEqual([]);
      }
    }
  });

  test("a host writes nothing while it is gone, and its lines are in order", () => {
    const { lines, label, scripts } = outageOf(kind, seed);
    const begins = label.origins.map((origin) => origin.begins);
    for (const [fault, { silent = [] }] of scripts.entries()) {
      for (const { hosts: gone, at, source } of silent) {
        if (source !== undefined) continue;
        const from = (begins[fault] as number) + at * 2;
        const heard = lines.filter(
          ({ host, moment }) => gone.includes(host) && moment > from && moment < from + 200,
        );
        expect(heard).toEqual([]);
      }
    }
    const times = lines.map(({ time }) => time);
    expect(times.every((time, index) => index === 0 || time >= (times[index - 1] as number))).toBe(true);
  });

  test("nothing of the generator shows in a line, and its addresses are those of documents", () => {
    const raws = outageOf(kind, seed).lines.map(({ raw }) => raw);
    expect(
      raws.filter((raw) =>
        /\n|undefined\b|\{(?:self|peer|user|client|hex|[\w-]+\.address)\b|\{\d+\.\.\d+\}/.test(raw),
      ),
    ).toEqual([]);
    const addresses = raws.join("\n").match(/(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])/g) ?? [];
    expect(
      addresses.filter((address) => !/^(?:192\.0\.2|198\.51\.100|203\.0\.113)\.\d+$/.test(address)),
    ).toEqual([]);
  });

  test("the fault is a small part of the lines", () => {
    const { lines } = outageOf(kind, seed);
    const share = lines.filter(({ fault }) => fault !== undefined).length / lines.length;
    expect(share).toBeLessThan(0.5);
    expect(lines.length).toBeLessThan(40_000);
  });
});

test("the same seed gives the same outage, another seed another one", () => {
  expect(hospitalOutage("dns", 1)).toEqual(hospitalOutage("dns", 1));
  expect(hospitalOutage("dns", 1).label.origins).not.toEqual(hospitalOutage("dns", 5).label.origins);
});

test("a detector is given lines that do not say what they belong to", () => {
  const keys = new Set(hospitalOutage("crash loop", 1).lines.flatMap((line) => Object.keys(line)));
  expect([...keys].sort()).toEqual(["host", "raw", "source", "time"]);
});

test("there are twelve kinds, each goes in at least three ways, and half of the ways name nobody", () => {
  expect(outageKinds).toHaveLength(12);
  for (const kind of outageKinds) expect(scriptsOf(kind).length).toBeGreaterThanOrEqual(3);
  const single = outageKinds
    .filter((kind) => kind !== "two at once")
    .flatMap(scriptsOf)
    .flat();
  expect(single.filter(({ named }) => !named).length / single.length).toBeCloseTo(0.5, 1);
});

test("containers at fault are right names too, as their lines write them", () => {
  const { lines, label } = outageOf("crash loop", 1);
  const container = label.origins[0]?.names.find((name) => name.startsWith("appointments-worker-")) ?? "";
  const writing = lines.filter(
    ({ fault, host, raw }) => fault === 0 && host === "kube-2" && raw.includes(container),
  );
  expect(container).toMatch(/-[a-z0-9]{5}$/);
  expect(writing.length).toBeGreaterThan(0);
});

test("a fault strikes the twin when all ways have been gone", () => {
  const [script] = scriptsOf("slow dependency")[0] ?? [];
  if (script === undefined) throw new Error("Nothing is slow.");
  expect(script.hosts).toEqual(["filer-1"]);
  const other = atTheTwin(script);
  expect(other.hosts).toEqual(["filer-2"]);
  expect(other.steps.every((step) => !step.includes("filer-1"))).toBe(true);
  expect(atTheTwin(other)).toEqual(script);
  expect(hospitalOutage("slow dependency", 5).label.origins[0]?.names).toContain("filer-2");
});

test("two at once are faults of two systems", () => {
  for (const pair of scriptsOf("two at once")) expect(new Set(pair.map(({ system }) => system)).size).toBe(2);
});

test("all quiet hours together are at least sixty, by day and by night", () => {
  expect(quietSeeds * quietHours).toBeGreaterThanOrEqual(60);
  const starts = Array.from({ length: quietSeeds }, (_, index) => (((index + 1) * 7) % 24) / 6);
  expect(new Set(starts.map(Math.floor)).size).toBe(4);
});

test("in quiet hours every host writes something in each hour", () => {
  const lines = quietHospital(1);
  const start = lines[0]?.time as number;
  for (let hour = 0; hour < quietHours; hour++) {
    const from = start + hour * 3600;
    const heard = new Set(
      lines.filter(({ time }) => time >= from && time < from + 3600).map(({ host }) => host),
    );
    expect(hosts.map(({ name }) => name).filter((name) => !heard.has(name))).toEqual([]);
  }
});
