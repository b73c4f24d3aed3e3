import { describe, expect, test } from "vitest";
import {
  mostRhythms,
  type newWatch,
  type Silences,
  SilenceWatch,
} from "../../../src/engine/silence/silence-watch.ts";
import { readWatch, watchDocument } from "../../../src/engine/silence/watch-document.ts";
import { fc, runs } from "../../support/fast-check.ts";

const minute = 60;
const hour = 3_600;
const day = 86_400;
/** A Monday. */
const start = Date.parse("2026-03-02T00:00:00Z") / 1000;

interface Line {
  readonly host: string;
  readonly service: string;
  readonly template: string;
  readonly time: number;
  readonly isBad?: boolean;
}

function every(
  seconds: number,
  [host, service, template]: readonly [string, string, string],
  from: number,
  to: number,
): Line[] {
  const lines: Line[] = [];
  for (let time = from; time < to; time += seconds)
    lines.push({ host, service, template, time: start + time });
  return lines;
}

/** Three hosts that always speak, each with two kinds of lines, and an hourly job. */
function system(from: number, to: number): Line[] {
  return [
    ...["web-1", "web-2", "db-1"].flatMap((host, number) => [
      ...every(minute, [host, "agent", "heartbeat"], from + number, to),
      ...every(7 * minute, [host, "app", "cleaned"], from + 30 + number, to),
    ]),
    ...every(hour, ["db-1", "backup", "finished"], from + 5 * minute, to),
  ];
}

function run(watch: SilenceWatch, lines: readonly Line[], from: number, to: number): Silences {
  for (const { host, service, template, time, isBad } of lines)
    watch.add({ host, service, template, text: template }, [time], isBad);
  return watch.look({ from: start + from, to: start + to });
}

/** A watch that has seen two days. */
function taught(): SilenceWatch {
  const watch = new SilenceWatch();
  expect(run(watch, system(0, 2 * day), 0, 2 * day).outages).toEqual([]);
  return watch;
}

const next = (hours: number, without: (line: Line) => boolean): Line[] =>
  system(2 * day, 2 * day + hours * hour).filter((line) => !without(line));

function told(silences: Silences): (readonly [string, readonly string[], string])[] {
  return silences.outages.map(({ scope, hosts, service }) => [scope, hosts, service] as const);
}

describe("who is silent", () => {
  test("is nobody while all go on", () => {
    expect(
      told(
        run(
          taught(),
          next(6, () => false),
          2 * day,
          2 * day + 6 * hour,
        ),
      ),
    ).toEqual([]);
  });

  test("is a host, as one trouble, where all of its lines stop and others go on", () => {
    const silences = run(
      taught(),
      next(1, ({ host }) => host === "web-2"),
      2 * day,
      2 * day + hour,
    );
    expect(told(silences)).toEqual([["hosts", ["web-2"], ""]]);
  });

  test("are two hosts, as one trouble, where both stop at once", () => {
    const silences = run(
      taught(),
      next(1, ({ host }) => host.startsWith("web")),
      2 * day,
      2 * day + hour,
    );
    expect(told(silences)).toEqual([["hosts", ["web-1", "web-2"], ""]]);
  });

  test("is a kind of line where its host and service go on", () => {
    const silences = run(
      taught(),
      next(2, ({ host, template }) => host === "db-1" && template === "cleaned"),
      2 * day,
      2 * day + 2 * hour,
    );
    expect(silences.outages).toMatchObject([{ scope: "lines", hosts: ["db-1"], service: "app" }]);
  });

  test("is a service where its only job does not come", () => {
    const silences = run(
      taught(),
      next(3, ({ service }) => service === "backup"),
      2 * day,
      2 * day + 3 * hour,
    );
    expect(told(silences)).toEqual([["service", ["db-1"], "backup"]]);
  });

  test("is nobody where nothing comes from anybody", () => {
    expect(told(taught().look({ from: start + 2 * day, to: start + 3 * day }))).toEqual([]);
  });

  test("is nobody where nobody was heard for a while: nobody listened", () => {
    const watch = taught();
    const later = system(2 * day, 3 * day).filter(
      ({ time }) => time < start + 2 * day + hour || time > start + 2 * day + 9 * hour,
    );
    expect(told(run(watch, later, 2 * day, 3 * day))).toEqual([]);
  });

  test("is nobody between two runs that are apart", () => {
    const watch = taught();
    expect(told(run(watch, system(2.5 * day, 3 * day), 2.5 * day, 3 * day))).toEqual([]);
  });

  test("is not who wrote nothing but failures", () => {
    const watch = new SilenceWatch();
    const failures = every(minute, ["web-1", "app", "refused"], 0, 2 * day).map((line) => ({
      ...line,
      isBad: true,
    }));
    run(watch, [...system(0, 2 * day), ...failures], 0, 2 * day);
    expect(
      told(
        run(
          watch,
          next(3, () => false),
          2 * day,
          2 * day + 3 * hour,
        ),
      ),
    ).toEqual([]);
  });

  test("is not a line that a deploy gave other words, and a clockwork that is known well goes on under them", () => {
    const watch = new SilenceWatch();
    run(watch, system(0, 16 * day), 0, 16 * day);
    const renamed = system(16 * day, 16 * day + 3 * hour).map((line) =>
      line.host === "db-1" && line.template === "cleaned" ? { ...line, template: "tidied" } : line,
    );
    expect(told(run(watch, renamed, 16 * day, 16 * day + 3 * hour))).toEqual([]);
    const heir = [...watch.state.rhythms.values()].find(
      ({ host, template }) => host === "db-1" && template === "tidied",
    );
    expect(heir?.first).toBeLessThan(start + day);
  });

  test("is not a host whose place another one took", () => {
    const moved = system(2 * day, 2 * day + 3 * hour).map((line) =>
      line.host === "web-2" ? { ...line, host: "web-9" } : line,
    );
    expect(told(run(taught(), moved, 2 * day, 2 * day + 3 * hour))).toEqual([]);
  });

  test("is told once, and over when it speaks again", () => {
    const watch = taught();
    const silent = run(
      watch,
      next(1, ({ host }) => host === "web-2"),
      2 * day,
      2 * day + hour,
    );
    const again = run(
      watch,
      system(2 * day + hour, 2 * day + 2 * hour).filter(({ host }) => host !== "web-2"),
      2 * day + hour,
      2 * day + 2 * hour,
    );
    expect(again.outages.map(({ fingerprint }) => fingerprint)).toEqual(
      silent.outages.map(({ fingerprint }) => fingerprint),
    );
    const back = run(
      watch,
      system(2 * day + 2 * hour, 2 * day + 3 * hour),
      2 * day + 2 * hour,
      2 * day + 3 * hour,
    );
    expect(back.outages).toMatchObject([
      { fingerprint: silent.outages[0]?.fingerprint, over: expect.any(Number) },
    ]);
    expect(
      told(
        run(watch, system(2 * day + 3 * hour, 2 * day + 4 * hour), 2 * day + 3 * hour, 2 * day + 4 * hour),
      ),
    ).toEqual([]);
  });
});

describe("a clock that is wrong", () => {
  test("by one host that is a day ahead makes nobody silent, now or later", () => {
    const watch = taught();
    const ahead = next(1, () => false).map((line) =>
      line.host === "web-1" ? { ...line, time: line.time + day } : line,
    );
    expect(told(run(watch, ahead, 2 * day, 2 * day + hour))).not.toContainEqual(["hosts", ["db-1"], ""]);
    const after = system(2 * day + hour, 2 * day + 4 * hour);
    const { outages } = run(watch, after, 2 * day + hour, 2 * day + 4 * hour);
    expect(outages.filter(({ over }) => over === undefined)).toEqual([]);
  });

  test("ahead of the present is left out and counted", () => {
    const { counts, outages } = run(
      taught(),
      [...next(1, () => false), { host: "x", service: "y", template: "z", time: start + 90 * day }],
      2 * day,
      2 * day + hour,
    );
    expect([counts.ahead, outages]).toEqual([1, []]);
  });
});

describe("a run", () => {
  test("has the same result in any order of its events", () => {
    const lines = next(1, ({ host }) => host === "web-2");
    fc.assert(
      fc.property(fc.shuffledSubarray(lines, { minLength: lines.length }), (shuffled) => {
        const watch = new SilenceWatch(readWatch(document) as ReturnType<typeof newWatch>);
        run(watch, shuffled, 2 * day, 2 * day + hour);
        expect(watchDocument(watch.kept())).toBe(expected);
      }),
      runs(20),
    );
  });

  test("over events that were seen before teaches nothing", () => {
    const watch = taught();
    const before = watchDocument(watch.kept());
    expect(run(watch, system(1.5 * day, 2 * day), 1.5 * day, 2 * day).outages).toEqual([]);
    expect(watchDocument(watch.kept())).toBe(before);
  });

  const document = watchDocument(taught().kept());
  const expected = ((): string => {
    const watch = new SilenceWatch(readWatch(document) as ReturnType<typeof newWatch>);
    run(
      watch,
      next(1, ({ host }) => host === "web-2"),
      2 * day,
      2 * day + hour,
    );
    return watchDocument(watch.kept());
  })();

  test("of nothing, of one line and of lines all alike says nothing", () => {
    const watch = new SilenceWatch();
    expect(watch.look({ from: undefined, to: start }).outages).toEqual([]);
    expect(run(watch, system(0, 1).slice(0, 1), 0, hour).outages).toEqual([]);
    const alike = every(0.5, ["a", "b", "c"], 0, 600).map((line) => ({ ...line, time: start + 5 }));
    expect(run(watch, alike, 0, hour).outages).toEqual([]);
  });
});

describe("what is kept", () => {
  test("is bounded in number and in bytes for each rhythm; who speaks is kept before what it says", () => {
    const watch = new SilenceWatch();
    for (let number = 0; number < mostRhythms + 500; number++)
      watch.add({ host: "web-1", service: "app", template: `t${number}`, text: "GET <*> took <*> ms" }, [
        start + number,
      ]);
    const { counts } = watch.look({ from: start, to: start + day });
    expect(counts.known).toBeLessThanOrEqual(mostRhythms);
    expect(counts.dropped).toBeGreaterThan(500);
    expect(watch.state.rhythms.has("web-1\n\n")).toBe(true);
    expect(watchDocument(watch.kept()).length / counts.known).toBeLessThan(900);
  });
});
