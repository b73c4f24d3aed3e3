import { describe, expect, test } from "vitest";
import { RestStates, type SessionVerdict } from "../../../src/engine/detection/rest-states.ts";
import { seededRandom } from "../../../src/engine/detection/seeded-random.ts";

type Event = readonly [time: number, session: string, template: string];

/** Sessions of one workflow, one every ten seconds, with pings in any number; `strange` ones end otherwise. */
function stream(count: number, strange: ReadonlyMap<number, readonly string[]>): Event[] {
  const random = seededRandom(1);
  const events: Event[] = [];
  for (let session = 0; session < count; session++) {
    const steps = strange.get(session) ?? ["open", "write", "write", "close"];
    let time = session * 10;
    for (const step of steps) {
      for (let pings = Math.floor(random() * 4); pings > 0; pings--)
        events.push([time++, `s${session}`, "ping"]);
      events.push([time++, `s${session}`, step]);
    }
  }
  return events.sort(([one], [other]) => one - other);
}

function judged(events: readonly Event[], detector = new RestStates()): Map<string, SessionVerdict> {
  const verdicts = new Map<string, SessionVerdict>();
  for (const [time, session, template] of events)
    for (const verdict of detector.add(time, session, template)) verdicts.set(verdict.session, verdict);
  for (const verdict of detector.finish()) verdicts.set(verdict.session, verdict);
  return verdicts;
}

const strangeIn = (verdicts: Map<string, SessionVerdict>): string[] =>
  [...verdicts.values()]
    .filter(({ isStrange }) => isStrange)
    .map(({ session }) => session)
    .sort();

describe("a detector of rest states", () => {
  test("finds the sessions that end where no other does, whatever comes in between in any number", () => {
    const strange = new Map([
      [600, ["open", "write", "fail"]],
      [700, ["open", "write", "write", "close", "close"]],
    ]);
    expect(strangeIn(judged(stream(900, strange)))).toEqual(["s600", "s700"]);
  });

  test("finds the sessions that stay where all others only pass", () => {
    const stuck = new Map(
      [300, 400, 500, 550, 600, 610, 620, 630, 640, 650, 660].map((at) => [at, ["open", "write"]]),
    );
    const verdicts = judged(stream(700, stuck), new RestStates({ rareShare: 0.001 }));
    expect(strangeIn(verdicts)).toEqual([...stuck.keys()].map((at) => `s${at}`).sort());
    expect(verdicts.get("s660")?.reason).toBe("stuck");
  });

  test("withdraws its verdict when the session goes on as the others do", () => {
    const events = stream(900, new Map([[500, ["open", "write"]]]));
    events.push([900 * 10, "s500", "write"], [900 * 10 + 1, "s500", "close"]);
    const detector = new RestStates({ leastPassed: 10_000 });
    const said: SessionVerdict[] = [];
    for (const event of events) said.push(...detector.add(...event));
    said.push(...detector.finish());
    expect(said.map(({ session, isStrange, reason }) => [session, isStrange, reason])).toEqual([
      ["s500", true, "rare"],
      ["s500", false, "usual"],
    ]);
  });

  test("looks nothing up ahead: half of the events give the same verdicts as far as they go", () => {
    const events = stream(900, new Map([[450, ["open", "fail"]]]));
    const verdictsOf = (some: readonly Event[]): SessionVerdict[] => {
      const detector = new RestStates();
      return some.flatMap((event) => detector.add(...event));
    };
    const half = verdictsOf(events.slice(0, events.length >> 1));
    expect(verdictsOf(events).slice(0, half.length)).toEqual(half);
  });

  test("goes on where another one was, wherever that was written and read again", () => {
    const events = stream(
      700,
      new Map([
        [300, ["open", "fail"]],
        [650, ["open", "write"]],
      ]),
    );
    events.push([900 * 10, "s650", "write"], [900 * 10 + 1, "s650", "close"]);
    const said = (detector: RestStates, some: readonly Event[]): SessionVerdict[] =>
      some.flatMap((event) => detector.add(...event));
    const one = new RestStates({ leastPassed: 10_000 });
    const expected = [...said(one, events), ...one.finish()];
    expect(expected.length).toBeGreaterThan(1);
    for (const cut of [0, 1, 400, 900, 2_500, events.length]) {
      const first = new RestStates({ leastPassed: 10_000 });
      const before = said(first, events.slice(0, cut));
      const second = new RestStates({}, JSON.parse(JSON.stringify(first.save())));
      const after = said(second, events.slice(cut));
      expect([...before, ...after, ...second.finish()], `cut at ${cut}`).toEqual(expected);
    }
  });

  test("says nothing before enough sessions have rested, and judges the first ones then", () => {
    const early = new Map([[3, ["open", "fail"]]]);
    const detector = new RestStates();
    const events = stream(400, early);
    const first = events.findIndex((event) => detector.add(...event).length > 0);
    expect(events[first]?.[0]).toBeGreaterThan(200 * 10);
    expect(strangeIn(judged(events))).toEqual(["s3"]);
  });
});
