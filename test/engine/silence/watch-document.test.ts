import { describe, expect, test } from "vitest";
import { SilenceWatch } from "../../../src/engine/silence/silence-watch.ts";
import { readWatch, watchDocument } from "../../../src/engine/silence/watch-document.ts";

function watched(): SilenceWatch {
  const watch = new SilenceWatch();
  for (let minute = 0; minute < 3_000; minute++)
    for (const host of ["a", "b", "c"])
      watch.add({ host, service: "agent", template: "t1", text: "heartbeat" }, [1_772_409_600 + minute * 60]);
  watch.look({ from: undefined, to: 1_772_700_000 });
  return watch;
}

describe("what is known of a log", () => {
  test("is the same after it was kept and read, but for the last digits of rates", () => {
    const { state } = watched();
    const read = readWatch(watchDocument(state));
    if (read === undefined || read === "newer") throw new Error("it was not read");
    expect([read.until, read.covered, [...read.rhythms.keys()]]).toEqual([
      state.until,
      state.covered,
      [...state.rhythms.keys()],
    ]);
    const [one, other] = [read, state].map(({ rhythms }) => rhythms.get("a\nagent\nt1"));
    expect({ ...one, week: 0, usual: 0 }).toEqual({ ...other, week: 0, usual: 0 });
    for (const [at, rate] of (other?.week ?? []).entries())
      if (Number.isNaN(rate)) expect(one?.week[at]).toBeNaN();
      else expect((one?.week[at] ?? 0) / rate).toBeCloseTo(1, 1);
    expect(JSON.parse(watchDocument(read))).toEqual(JSON.parse(watchDocument(state)));
  });

  test("keeps who speaks, and no kinds of lines, where templates are told otherwise by now", () => {
    const document = { ...JSON.parse(watchDocument(watched().state)), tokeniser: 1 };
    const read = readWatch(JSON.stringify(document));
    if (read === undefined || read === "newer") throw new Error("it was not read");
    expect([...read.rhythms.values()].every(({ template }) => template === "")).toBe(true);
    expect(read.rhythms.size).toBeGreaterThan(3);
  });

  test("is not read from a damaged text, or from one of a newer version", () => {
    const text = watchDocument(watched().state);
    expect(readWatch("")).toBeUndefined();
    expect(readWatch(text.slice(0, -20))).toBeUndefined();
    expect(readWatch(JSON.stringify({ ...JSON.parse(text), rhythms: [{}] }))).toBeUndefined();
    expect(readWatch(JSON.stringify({ version: 2, anything: true }))).toBe("newer");
  });
});
